// Changing the language in the middle of a form, in a real browser, with and without JavaScript: whatever was written is still there.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from '#platform/i18n.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { chromiumPath, launchBrowser, PATIENCE_MS, SCREENS } from '#tests/support/browser.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

const TOLD =
  '서울중앙지검 수사관이라면서 전화로 안전계좌로 옮기라고 해서 오늘 신한은행 110-423-887712 로 1,200,000원을 보냈어요. 번호는 010-4821-7733 입니다.\n무서워요';
const NAMES = { ko: '한국어', ms: 'Bahasa Melayu', en: 'English' };
const { t } = createTranslator({ strict: true });
const path = chromiumPath();

describe.skipIf(path === undefined)(
  `another language in the middle of a form${path === undefined ? ' (skipped: no Chromium)' : ''}`,
  { timeout: 120_000 },
  () => {
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

    async function open(url: string, javaScriptEnabled = false): Promise<Page> {
      const context = await browser.newContext({ locale: 'ko', viewport: SCREENS.phone, javaScriptEnabled });
      // The first check loads the reader's model.
      context.setDefaultTimeout(PATIENCE_MS);
      const page = await context.newPage();
      await page.goto(api.address + url);
      return page;
    }

    async function switchTo(page: Page, language: keyof typeof NAMES): Promise<void> {
      await page.getByRole('button', { name: NAMES[language] }).click();
      await page.waitForSelector(`html[lang="${language}"]`);
    }

    const press = (page: Page, go: string): Promise<void> => page.locator(`.actions button[value="${go}"]`).click();
    const heading = async (page: Page): Promise<string> => ((await page.textContent('h1')) ?? '').trim();
    const asked = (page: Page): Promise<string> => page.locator('input[name="at"]').inputValue();

    describe.each([false, true])('with JavaScript: %s', (javaScript) => {
      it('the report form shows the same question with every answer, and the choice stays', async () => {
        const page = await open('/report', javaScript);
        await page.locator('input[value="within_24h"]').check();
        await switchTo(page, 'ms');
        expect([await heading(page), await page.locator('input[value="within_24h"]').isChecked()]).toEqual([t('ms', 'report:loss.label'), true]);
        await press(page, 'next');
        await page.locator('button[name="tap_country"][value="KR"]').click();
        await switchTo(page, 'ko');
        expect(await page.locator('button[name="tap_country"][value="KR"]').getAttribute('aria-pressed')).toBe('true');
        await press(page, 'next');

        await page.locator('#text').fill(TOLD);
        await switchTo(page, 'en');
        expect([await heading(page), await page.locator('#text').inputValue()]).toEqual([t('en', 'report:text.label'), TOLD]);
        await press(page, 'next');
        const found = page.locator('input[name="keep"]');
        const kept = await found.count();
        expect(kept).toBeGreaterThan(1);
        await found.first().uncheck();
        await page.locator('#more').fill('카카오톡 kim_suk');
        await page.locator('#type').selectOption('');
        await switchTo(page, 'ms');
        expect([await heading(page), await found.first().isChecked(), await page.locator('input[name="keep"]:checked').count()]).toEqual([
          t('ms', 'report:found.label'),
          false,
          kept - 1,
        ]);
        expect([await page.locator('#more').inputValue(), await page.locator('#type').inputValue()]).toEqual(['카카오톡 kim_suk', '']);

        await press(page, 'finish');
        await switchTo(page, 'ko');
        expect(await heading(page)).toBe(t('ko', 'report:check.title'));
        await expect.poll(() => page.locator('.summary').textContent()).toContain('카카오톡 kim_suk');
        await press(page, 'send');
        await expect.poll(() => page.locator('.reference').textContent()).toMatch(/^JG-/);
        await page.goto(api.address);
        expect(await page.getAttribute('html', 'lang')).toBe('ko');
        await page.context().close();
      });
    });

    it('Enter in a field answers the question, and changes no language', async () => {
      const page = await open('/report?loss=earlier');
      await press(page, 'next');
      await page.locator('#text').fill('검찰이라는 사람에게 돈을 보냈어요');
      await press(page, 'next');
      await press(page, 'next');
      await page.locator('input[value="KR"]').check();
      await press(page, 'next');
      await page.locator('#amount').fill('300만원');
      await page.locator('#amount').press('Enter');
      expect(await asked(page)).not.toBe('amount');
      expect(await page.getAttribute('html', 'lang')).toBe('ko');
      await page.context().close();
    });

    it('a text to check stays, unchecked, and what is known of it is told in the other language', async () => {
      const page = await open('/check');
      await switchTo(page, 'ms');
      await expect.poll(() => page.locator('.errors').count()).toBe(0);
      await page.locator('#text').fill('010-9911-2233');
      await switchTo(page, 'ko');
      await expect.poll(() => page.locator('#text').inputValue()).toBe('010-9911-2233');
      await page.getByRole('button', { name: t('ko', 'check:page.submit') }).click();
      expect(await heading(page)).toContain(t('ko', 'check:outcome.unknown'));
      await switchTo(page, 'en');
      expect(await heading(page)).toContain(t('en', 'check:outcome.unknown'));
      await page.context().close();
    });

    it('an objection stays while it is written, and how it stands is told in the other language', async () => {
      const page = await open('/appeal');
      await page.locator('input[name="kind"][value="phone"]').check();
      await page.locator('#value').fill('012-345 6789');
      await switchTo(page, 'en');
      await expect.poll(() => page.locator('.errors').count()).toBe(0);
      expect([await page.locator('input[name="kind"][value="phone"]').isChecked(), await page.locator('#value').inputValue()]).toEqual([true, '012-345 6789']);
      await page.locator('input[name="reason"][value="hacked"]').check();
      await page.locator('#contact').fill('owner@mail.example');
      await page.getByRole('button', { name: t('en', 'public:appeal.send') }).click();
      const [reference = '', receipt = ''] = await page.locator('.reference').allTextContents();
      await page.goto(`${api.address}/appeal`);
      await page.locator('#reference').fill(reference);
      await page.locator('#receipt').fill(receipt);
      await page.getByRole('button', { name: t('en', 'public:appeal.status.show') }).click();
      await switchTo(page, 'ms');
      await expect.poll(() => page.textContent('main')).toContain(t('ms', 'public:appeal.state.open_text'));
      await page.context().close();
    });

    it('what is told of one’s own report stays while it is written', async () => {
      const page = await open('/report?loss=earlier');
      await press(page, 'next');
      await page.locator('#text').fill(TOLD);
      await press(page, 'next');
      await press(page, 'finish');
      await press(page, 'send');
      await page.goto(`${api.address}/status/add`);
      await page.locator('#text').fill('어제 또 전화가 왔어요');
      await switchTo(page, 'en');
      expect([await heading(page), await page.locator('#text').inputValue()]).toEqual([t('en', 'my_report:upload.title'), '어제 또 전화가 왔어요']);
      await page.goto(`${api.address}/status/after`);
      await page.locator('input[name="frozen"][value="in_part"]').check();
      await page.locator('#case_number').fill('2026-114');
      await switchTo(page, 'ms');
      expect([await page.locator('input[value="in_part"]').isChecked(), await page.locator('#case_number').inputValue()]).toEqual([true, '2026-114']);
      await page.goto(`${api.address}/status/consent`);
      await page.locator('input[name="contact"]').check();
      await switchTo(page, 'ko');
      await expect.poll(() => page.locator('input[name="contact"]').isChecked()).toBe(true);
      await page.goto(`${api.address}/status/loss`);
      await page.locator('#amount').fill('1,200,000');
      await switchTo(page, 'en');
      await expect.poll(() => page.locator('#amount').inputValue()).toBe('1,200,000');
      await page.context().close();
    });
  },
);
