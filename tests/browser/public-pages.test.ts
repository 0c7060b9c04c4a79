// Every public page in a real browser: each language, on a small phone and a desktop, light and dark, without JavaScript.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, launchBrowser, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

const PATHS = ['/', '/now', '/now?country=KR&what=transfer', '/alerts', '/alerts?type=ROMANCE', '/subscribe', '/stats', '/privacy', '/appeal', '/offline'];
const path = chromiumPath();

describe.skipIf(path === undefined)(`public pages${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let database: TestDatabase;
  let api: TestApi;
  let browser: Browser;

  beforeAll(async () => {
    database = await createTestDatabase();
    api = await startTestApi(database);
    browser = await launchBrowser(path ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
    await database.drop();
  });

  const looks = LANGUAGES.flatMap((language) => [
    { language, screen: 'phone' as const, scheme: 'light' as const },
    { language, screen: 'desktop' as const, scheme: 'dark' as const },
  ]);

  it.each(looks)(
    'are accessible and fit: $language, $screen, $scheme',
    async ({ language, screen, scheme }) => {
      const context = await browser.newContext({ locale: language, viewport: SCREENS[screen], colorScheme: scheme });
      const page = await context.newPage();
      const faults: string[] = [];
      page.on('pageerror', (error) => void faults.push(String(error)));
      page.on('console', (message) => void (message.type() === 'error' && faults.push(message.text())));
      for (const each of PATHS) {
        await page.goto(api.address + each);
        expect(await page.getAttribute('html', 'lang')).toBe(language);
        expect({ each, faults: await accessibilityFaults(page) }).toEqual({ each, faults: [] });
        expect({ each, overflows: await overflowsSideways(page) }).toEqual({ each, overflows: false });
      }
      expect(faults).toEqual([]);
      await context.close();
    },
    180_000,
  );

  it('a chosen language stays, and its switch leads back to the page', async () => {
    const context = await browser.newContext({ locale: 'ko', viewport: SCREENS.phone, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${api.address}/now?country=MY`);
    await page.getByRole('button', { name: 'Bahasa Melayu' }).click();
    expect(page.url()).toBe(`${api.address}/now?country=MY`);
    await expect.poll(() => page.textContent('h1')).toBe('Telefon dahulu, lapor kemudian');
    await page.goto(api.address);
    expect(await page.getAttribute('html', 'lang')).toBe('ms');
    await context.close();
  });
});
