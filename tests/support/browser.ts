// A real Chromium for the tests that look at pages; with REQUIRE_BROWSER=1 its absence is a failure.

import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** undefined: none; the tests that need it say "skipped: no Chromium". */
export function chromiumPath(): string | undefined {
  const path = [process.env['CHROMIUM_PATH'], ...PLACES].find((each) => each !== undefined && existsSync(each));
  if (path === undefined && process.env['REQUIRE_BROWSER'] === '1') throw new Error(`REQUIRE_BROWSER is set, but there is no Chromium at ${PLACES.join(', ')}`);
  return path;
}

export function launchBrowser(path: string): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
}

export const SCREENS = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } } as const;

/** What breaks WCAG 2.2 A or AA on the page as it stands: rule and the elements, none when clean. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(' | ')}`);
}

/** Nothing may have to be scrolled sideways on a phone, nor at 200 % zoom. */
export function overflowsSideways(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth + 1');
}
