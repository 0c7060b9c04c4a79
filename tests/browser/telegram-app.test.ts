// The pages as a Mini App: Telegram's bridge, theme, language and back button, in a real Chromium with Telegram's side played by a script.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, TEST_BOT_TOKEN, type TestApi } from '#tests/support/api.ts';
import { chromiumPath, launchBrowser, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { launchData } from '#tests/support/launch-data.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

const path = chromiumPath();

describe.skipIf(path === undefined)(`within Telegram${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let database: TestDatabase;
  let api: TestApi;
  let browser: Browser;

  beforeAll(async () => {
    database = await createTestDatabase();
    api = await startTestApi(database, { bot: 'jaga_bot' });
    browser = await launchBrowser(path ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
    await database.drop();
  });

  async function launch(language_code: string, background: string): Promise<Page> {
    const context = await browser.newContext({ locale: 'en', viewport: SCREENS.phone });
    const page = await context.newPage();
    // As Android and iOS do it.
    await page.addInitScript(() => {
      const heard: string[] = [];
      Object.assign(window, { heard, TelegramWebviewProxy: { postEvent: (event: string, data: string) => heard.push(`${event} ${data}`) } });
    });
    const parameters = new URLSearchParams({
      tgWebAppData: launchData({ token: TEST_BOT_TOKEN, at: new Date(), user: { id: 88_001, language_code } }),
      tgWebAppVersion: '9.6',
      tgWebAppPlatform: 'android',
      tgWebAppThemeParams: JSON.stringify({ bg_color: background, text_color: '#888888' }),
    });
    await page.goto(`${api.address}/#${parameters.toString()}`);
    await page.waitForFunction((language) => document.documentElement.lang === language && location.hash === '', language_code);
    return page;
  }

  const heard = (page: Page): Promise<string[]> => page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  const scheme = (page: Page): Promise<string> => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);

  it('opens in the person’s language and Telegram’s darkness, with a back button where there is a way back', async () => {
    const page = await launch('ko', '#17212b');
    await page.waitForFunction(() => document.documentElement.style.colorScheme === 'dark');
    expect(await heard(page)).toEqual(['web_app_ready {}', 'web_app_expand {}', 'web_app_setup_back_button {"is_visible":false}']);
    await page.locator('.tiles a[href="/check"]').click();
    await page.waitForFunction(() => document.documentElement.style.colorScheme === 'dark');
    expect(await heard(page)).toContain('web_app_setup_back_button {"is_visible":true}');
    expect(await overflowsSideways(page)).toBe(false);
    await page.evaluate(() =>
      (window as unknown as { Telegram: { WebView: { receiveEvent(event: string): void } } }).Telegram.WebView.receiveEvent('back_button_pressed'),
    );
    await page.waitForURL(`${api.address}/`);
    await page.context().close();
  });

  it('follows a change of theme', async () => {
    const page = await launch('ms', '#ffffff');
    await page.waitForFunction(() => document.documentElement.style.colorScheme === 'light');
    await page.evaluate(() =>
      (window as unknown as { Telegram: { WebView: { receiveEvent(event: string, data: object): void } } }).Telegram.WebView.receiveEvent('theme_changed', {
        theme_params: { bg_color: '#000000' },
      }),
    );
    expect(await scheme(page)).toBe('dark');
    await page.context().close();
  });

  it('a browser like any other is not changed by it', async () => {
    const context = await browser.newContext({ locale: 'ms' });
    const page = await context.newPage();
    await page.goto(`${api.address}/#tgWebAppData=user%3D1&tgWebAppThemeParams=nonsense`);
    await page.waitForFunction(() => location.hash === '');
    await expect.poll(() => page.locator('h1').count()).toBe(1);
    expect((await context.cookies()).filter(({ name }) => name === 'telegram_person')).toEqual([]);
    await context.close();
  });
});
