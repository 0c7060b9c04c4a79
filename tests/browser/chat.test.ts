// The chat in a real browser: three languages, a small phone and a desktop, light and dark, with and without JavaScript.

import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, launchBrowser, overflowsSideways, PATIENCE_MS, SCREENS } from '#tests/support/browser.ts';
import { screenshot } from '#tests/support/pictures.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

const TOLD: Record<Language, string> = {
  ko: '방금 검찰이라면서 안전계좌로 옮기라고 해서 국민은행 123456-04-123456으로 300만원 보냈어요',
  ms: 'baru tadi orang mengaku polis suruh saya transfer RM5,000 ke akaun Maybank 512345678901, saya dah transfer',
  en: 'a man who said he is from the police made me transfer RM5,000 to Maybank 512345678901 just now, I have sent it',
};
const SHOTS = process.env['SCREENSHOTS'];
const path = chromiumPath();

describe.skipIf(path === undefined)(`the chat in a browser${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
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

  async function open(language: Language, options: BrowserContextOptions = {}): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ locale: language, viewport: SCREENS.phone, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    const page = await context.newPage();
    await page.goto(`${api.address}/chat`);
    return { context, page };
  }

  async function look(page: Page, name: string): Promise<void> {
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
    expect({ name, faults: await accessibilityFaults(page), wide: await overflowsSideways(page) }).toEqual({ name, faults: [], wide: false });
  }

  async function write(page: Page, text: string): Promise<void> {
    await page.locator('#text').fill(text);
    await page.locator('.say button').click();
  }

  const press = (page: Page, start: string): Promise<void> => page.locator(`button.answer[value^="${start}"]`).first().click();

  describe.each(LANGUAGES)('%s', (language) => {
    it.each(['phone', 'desktop'] as const)('a loss from the first word to the last question, on a %s', async (screen) => {
      const { context, page } = await open(language, { viewport: SCREENS[screen], colorScheme: screen === 'phone' ? 'light' : 'dark' });
      await look(page, `chat-${language}-${screen}-1-greeting`);
      await write(page, TOLD[language]);
      await page.locator('.card.urgent a[href^="tel:"]').first().waitFor();
      // The answer is where the reader looks, and the field is free again.
      expect(await page.evaluate(() => document.activeElement?.id ?? '')).toMatch(/^m\d+$/);
      await expect.poll(() => page.locator('#text').inputValue()).toBe('');
      await look(page, `chat-${language}-${screen}-2-card`);
      await press(page, 'loss:within_24h');
      await page
        .getByText(/JG-\w{4}-\w{4}-\w/)
        .first()
        .waitFor();
      await look(page, `chat-${language}-${screen}-3-filed`);
      expect(page.url()).toBe(`${api.address}/chat`);
      await context.close();
    });

    it('works the same without JavaScript', async () => {
      const { context, page } = await open(language, { javaScriptEnabled: false });
      await write(page, TOLD[language]);
      await page.locator('.card.urgent a[href^="tel:"]').first().waitFor();
      await press(page, 'loss:within_24h');
      await page
        .getByText(/JG-\w{4}-\w{4}-\w/)
        .first()
        .waitFor();
      expect(page.url()).toMatch(/\/chat\?m=\d+#m\d+$/);
      await context.close();
    });
  });

  it('what could not be sent stays, and is heard once when it is sent again', async () => {
    const { context, page } = await open('ms');
    await page.route('**/chat', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));
    await write(page, 'ada scammer call saya mengaku dari bank');
    await page.locator('.chat-state').waitFor();
    await expect.poll(() => page.locator('#text').inputValue()).toContain('ada scammer');
    await page.unroute('**/chat');
    await page.locator('.say button').click();
    await page.locator('.message.own').waitFor();
    await expect.poll(() => page.locator('.message.own').count()).toBe(1);
    await context.close();
  });

  it('a picture, with the keyboard alone', async () => {
    const { context, page } = await open('ko');
    await page.locator('#files').setInputFiles({ name: '캡처.png', mimeType: 'image/png', buffer: screenshot('ko', 'light') });
    await page.locator('#text').focus();
    await page.keyboard.type('이런 문자를 받았어요');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('📎 캡처.png').waitFor();
    await expect.poll(() => page.locator('button.answer[value="loss:no"]').count()).toBe(1);
    await context.close();
  });

  it('what comes later appears while the page is looked at', async () => {
    const { context, page } = await open('en');
    await page.clock.install();
    await page.reload();
    await write(page, 'hello');
    await page.locator('.message.own').waitFor();
    const other = await context.newPage();
    await other.goto(`${api.address}/chat`);
    await write(other, 'thanks');
    await other.getByText('You are welcome').waitFor();
    await page.bringToFront();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.clock.runFor(25_000);
    await page.getByText('You are welcome').waitFor();
    await context.close();
  });

  it('forgotten, nothing of it is shown', async () => {
    const { context, page } = await open('ko');
    await write(page, '제 이름은 김하늘입니다. 누가 돈을 보내라고 해요');
    await page.locator('.message.own').waitFor();
    await page.locator('.forget button').click();
    await page.locator('.message.own').waitFor({ state: 'detached' });
    await expect.poll(() => page.locator('main').textContent()).not.toContain('김하늘');
    await context.close();
  });
});
