// Signing in to the console, its frame and its languages, in a real browser against the real back end.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import type { TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { addAccount, openConsole } from '#tests/support/console-page.ts';
import { openConsoleScene, type ConsoleScene } from '#tests/support/console-scene.ts';
import type { TestDatabase } from '#tests/support/postgres.ts';

const path = chromiumPath();

describe.skipIf(path === undefined)(`the console${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let database: TestDatabase;
  let api: TestApi;
  let browser: Browser;
  let close: ConsoleScene['close'];

  beforeAll(async () => {
    ({ database, api, browser, close } = await openConsoleScene());
  });
  afterAll(() => close());

  it.each(LANGUAGES)('speaks %s to whoever has chosen it, light and dark, wide and narrow, without a fault', async (language) => {
    const account = await addAccount(api, database, { role: 'officer', language });
    for (const [screen, colorScheme] of [
      ['desktop', 'light'],
      ['phone', 'dark'],
    ] as const) {
      const page = await openConsole(browser, api, { account, locale: 'en', viewport: SCREENS[screen], colorScheme });
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      await page.reload();
      await page.locator('main h1').waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      expect({ faults: await accessibilityFaults(page), wide: await overflowsSideways(page), said }).toEqual({ faults: [], wide: false, said: [] });
      await page.context().close();
    }
  });

  it('leads whoever is not signed in to the door, and back to where they wanted to go', async () => {
    const account = await addAccount(api, database, { role: 'officer', language: 'ko' });
    const page = await openConsole(browser, api, { account, path: '/queue?type=PHISH' });
    expect(new URL(page.url()).search).toBe('?type=PHISH');
    await page.context().clearCookies();
    await page.reload();
    await page.locator('input[type="email"]').waitFor();
    await page.locator('input[type="email"]').fill(account.email);
    await page.locator('input[autocomplete="current-password"]').fill('not the password at all');
    await page.locator('button[type="submit"]').click();
    await page.getByRole('alert').waitFor();
    await page.context().close();
  });
});
