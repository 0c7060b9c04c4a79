// A real Chromium for the tests that look at pages; with REQUIRE_BROWSER=1 its absence is a failure.

import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';

const SHELL = '/usr/bin/chromium-headless-shell';
const WHOLE = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * The shell that opens no window of its own: a whole Chromium starts its toolbar's pages with every fresh session, beside the page looked at.
 * undefined: none; the tests that need it say "skipped: no Chromium".
 */
export function chromiumPath(): string | undefined {
  return firstOf([process.env['CHROMIUM_PATH'], SHELL, ...WHOLE]);
}

/** With notifications, which the shell does not have. */
export function wholeChromiumPath(): string | undefined {
  return firstOf([process.env['CHROMIUM_PATH'], ...WHOLE]);
}

function firstOf(places: readonly (string | undefined)[]): string | undefined {
  const path = places.find((each) => each !== undefined && existsSync(each));
  if (path === undefined && process.env['REQUIRE_BROWSER'] === '1') throw new Error(`REQUIRE_BROWSER is set, but there is no Chromium at ${places.join(', ')}`);
  return path;
}

/** What a person would never wait for, and a machine that others work on needs. */
export const PATIENCE_MS = 30_000;

export function launchBrowser(path: string): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
}

export const SCREENS = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } } as const;

const CRITERIA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What breaks WCAG 2.2 A or AA on the page as it stands: rule and the elements, none when clean. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // Within the page and told of faults alone: three times as fast as with a second page that gathers every element of what is good.
  const axe = new AxeBuilder({ page }).options({ runOnly: CRITERIA, resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' | ')}`);
}

/** Nothing may have to be scrolled sideways on a phone, nor at 200 % zoom. */
export function overflowsSideways(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth + 1');
}
