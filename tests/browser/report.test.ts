// The report form and one's own report in a real browser: three languages, a small phone, with and without JavaScript.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReport } from '#core/reports/report-content.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, launchBrowser, overflowsSideways, PATIENCE_MS, SCREENS } from '#tests/support/browser.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

const TOLD: Record<Language, string> = {
  ko: '서울중앙지검 수사관이라면서 전화로 안전계좌로 옮기라고 해서 오늘 신한은행 110-423-887712 로 1,200,000원을 보냈어요. 번호는 010-4821-7733 입니다.',
  ms: 'Tadi ada orang telefon mengaku pegawai Bukit Aman, suruh pindah duit ke akaun Maybank 514011223344. Saya dah transfer RM1,500. Nombor dia 012-345 6789.',
  en: 'A man called me from 012-345 6789 and said he was from Bukit Aman. I transferred RM1,500 to Maybank 514011223344 today.',
};
const AMOUNT: Record<Language, string> = { ko: '1200000', ms: '1500.00', en: '1500.00' };
const REGION: Record<Language, string> = { ko: 'KR-26', ms: 'MY-10', en: 'MY-07' };
const PICTURE = readFileSync(new URL('../../api/pages/assets/icon.svg', import.meta.url));
/** The smallest PNG there is. */
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
const SHOTS = process.env['SCREENSHOTS'];
const path = chromiumPath();

describe.skipIf(path === undefined)(`reporting in a browser${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
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

  async function open(language: Language, options: { javaScriptEnabled?: boolean } = {}): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ locale: language, viewport: SCREENS.phone, ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    return { context, page: await context.newPage() };
  }

  async function shoot(page: Page, name: string): Promise<void> {
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });
  }

  async function look(page: Page, name: string): Promise<void> {
    await shoot(page, name);
    expect({ name, faults: await accessibilityFaults(page), wide: await overflowsSideways(page) }).toEqual({ name, faults: [], wide: false });
  }

  const press = (page: Page, go: string): Promise<void> => page.locator(`.actions button[value="${go}"]`).click();
  const asked = (page: Page): Promise<string> => page.locator('input[name="at"]').inputValue();
  const count = async (): Promise<number> =>
    Number(
      (
        await database.db
          .selectFrom('reports')
          .select(({ fn }) => fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    );

  /** Until the answers are to be looked over. */
  async function answerAll(page: Page, language: Language, check: (name: string) => Promise<void> = async () => undefined): Promise<void> {
    await page.goto(`${api.address}/report`);
    await check('loss');
    await page.locator('input[type="radio"][value="within_24h"]').check();
    await press(page, 'next');
    await check('card');
    await expect.poll(() => page.locator('a[href^="tel:"]').count()).toBeGreaterThan(0);
    await page.locator(`button[name="tap_country"][value="${language === 'ko' ? 'KR' : 'MY'}"]`).click();
    await press(page, 'next');
    await page.locator('#text').fill(TOLD[language]);
    await check('text');
    await press(page, 'next');
    await check('found');
    if (await page.locator('input[name="amount_right"]').count()) await page.locator('input[name="amount_right"]').check();
    await press(page, 'next');
    for (let question = await asked(page); question !== 'check'; question = await asked(page)) {
      await check(question);
      if (question === 'behalf') await page.locator('input[type="radio"][value="self"]').check();
      if (question === 'share_kr') await page.locator('input[type="radio"][value="yes"]').check();
      if (question === 'share_my') await page.locator('input[type="radio"][value="no"]').check();
      if (question === 'contact') {
        await page.locator('input[type="radio"][value="yes"]').check();
        await page.locator('#contact_how').fill('someone@mail.example');
      }
      if (question === 'region') await page.locator('#region').selectOption(REGION[language]);
      await press(page, /behalf|share|contact|region/.test(question) ? 'next' : 'skip');
    }
    await check('check');
  }

  it.each(LANGUAGES)('a whole report without JavaScript: %s', async (language) => {
    const { context, page } = await open(language, { javaScriptEnabled: false });
    await answerAll(page, language, (name) => shoot(page, `${language}-${name}`));
    await press(page, 'send');
    expect(page.url()).toBe(`${api.address}/report/sent`);
    await shoot(page, `${language}-sent`);
    const reference = (await page.locator('.reference').textContent()) ?? '';
    expect(reference).toMatch(/^JG-/);
    const row = await database.db.selectFrom('reports').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      source: 'web',
      language,
      loss_state: 'lost',
      urgent: true,
      country: language === 'ko' ? 'KR' : 'MY',
      region: REGION[language],
    });
    expect(row.consent).toMatchObject({ share: ['KR'], contact: true, version: 1, at: expect.any(String) });
    expect(row.reporter_hash).not.toBeNull();
    const content = openReport(api.context.vault, row);
    expect(content).toMatchObject({ text: TOLD[language], loss: { amount: AMOUNT[language] }, reporter: { contact: 'someone@mail.example' } });
    await context.close();
  });

  it.each(LANGUAGES)('every page of the form is accessible and fits a phone: %s', { timeout: 240_000 }, async (language) => {
    const { context, page } = await open(language);
    await answerAll(page, language, (name) => look(page, `${language}-js-${name}`));
    await press(page, 'send');
    await look(page, `${language}-js-sent`);
    await page.goto(`${api.address}/status`);
    await look(page, `${language}-status`);
    for (const each of ['add', 'loss', 'consent', 'after', 'erase']) {
      await page.goto(`${api.address}/status/${each}`);
      await look(page, `${language}-${each}`);
    }
    const pdf = await page.context().request.get(`${api.address}/status/receipt.pdf?language=${language}`);
    expect(pdf.headers()['content-type']).toBe('application/pdf');
    if (SHOTS !== undefined) writeFileSync(join(SHOTS, `receipt-${language}.pdf`), await pdf.body());
    await context.close();
  });

  it('what is wrong stands on top, leads to its field, and loses nothing', async () => {
    const { context, page } = await open('en', { javaScriptEnabled: false });
    await page.goto(`${api.address}/report`);
    await press(page, 'next');
    expect(await page.title()).toMatch(/^Error:/);
    expect(await page.locator('.errors a').getAttribute('href')).toBe('#loss');
    await shoot(page, 'en-error');
    await page.locator('input[type="radio"][value="earlier"]').check();
    await press(page, 'next');
    await page.locator('#text').fill('They took my money');
    await press(page, 'next');
    await press(page, 'next');
    await page.locator('input[type="radio"][value="MY"]').check();
    await press(page, 'next');
    await page.locator('#amount').fill('a lot');
    await press(page, 'next');
    await expect.poll(() => page.locator('#amount-error').textContent()).toMatch(/digits/);
    await expect.poll(() => page.locator('#amount').inputValue()).toBe('a lot');
    await page.locator('#amount').fill('1.500,50');
    await page.locator('#currency').selectOption('MYR');
    await press(page, 'finish');
    await expect.poll(() => page.locator('.summary').textContent()).toContain('RM1,500.50');
    await context.close();
  });

  it('sent twice, or back and sent again, is one report', async () => {
    const { context, page } = await open('en', { javaScriptEnabled: false });
    const before = await count();
    await answerAll(page, 'en');
    await press(page, 'send');
    const reference = await page.locator('.reference').textContent();
    await page.goBack();
    await press(page, 'send');
    await expect.poll(() => page.locator('.reference').textContent()).toBe(reference);
    await page.goBack();
    await page.locator('button[value="change:text"]').click();
    await page.locator('#text').fill(`${TOLD.en} And one more thing.`);
    await press(page, 'finish');
    await press(page, 'send');
    expect(page.url()).toContain('changed');
    await expect.poll(() => page.locator('.reference').textContent()).toBe(reference);
    expect(await count()).toBe(before + 1);
    await context.close();
  });

  it('the back buttons of the form and of the browser keep the answers', async () => {
    const { context, page } = await open('en');
    await page.goto(`${api.address}/report`);
    await page.locator('input[type="radio"][value="no"]').check();
    await press(page, 'next');
    await page.locator('#text').fill('A strange text from 012-345 6789');
    await press(page, 'next');
    expect(await asked(page)).toBe('found');
    await press(page, 'back');
    await expect.poll(() => page.locator('#text').inputValue()).toBe('A strange text from 012-345 6789');
    await page.goBack();
    expect(await asked(page)).toBe('found');
    await context.close();
  });

  it('takes a text from the check page', async () => {
    const { context, page } = await open('en');
    await page.goto(`${api.address}/report`);
    await Promise.all([
      page.waitForNavigation(),
      page.evaluate(`(() => {
        const form = Object.assign(document.createElement('form'), { method: 'post', action: '/report' });
        form.append(Object.assign(document.createElement('textarea'), { name: 'text', value: 'Pay at http://parcel-fee.top/x' }));
        document.body.append(form);
        form.submit();
      })()`),
    ]);
    await page.locator('input[type="radio"][value="no"]').check();
    await press(page, 'next');
    await expect.poll(() => page.locator('#text').inputValue()).toBe('Pay at http://parcel-fee.top/x');
    await context.close();
  });

  it('pictures are added, wrong ones are refused with a reason, and the report can be opened with its receipt and erased', async () => {
    const { context, page } = await open('en', { javaScriptEnabled: false });
    const folder = mkdtempSync(join(tmpdir(), 'jaga-upload-'));
    const file = (name: string, data: Buffer): string => {
      writeFileSync(join(folder, name), data);
      return join(folder, name);
    };
    await answerAll(page, 'en');
    await press(page, 'send');
    const reference = (await page.locator('.reference').textContent()) ?? '';
    const receipt = (await page.locator('.receipt').textContent()) ?? '';
    await page.locator('#files').setInputFiles([file('shot.png', PNG)]);
    await page.getByRole('button', { name: 'Add' }).click();
    expect(page.url()).toContain('/report/sent?added');
    const original = await database.db.selectFrom('reports').select('id').where('reference', '=', reference).executeTakeFirstOrThrow();
    const addition = await database.db.selectFrom('reports').selectAll().where('adds_to', '=', original.id).executeTakeFirstOrThrow();
    expect(addition).toMatchObject({ evidence_due: true, source: 'web' });
    expect(openReport(api.context.vault, addition)).toMatchObject({ source_ref: reference, evidence: [{ filename: 'shot.png', content_type: 'image/png' }] });

    await page.goto(`${api.address}/status/add`);
    await page.locator('#files').setInputFiles([file('drawing.svg', PICTURE)]);
    await page.getByRole('button', { name: 'Add' }).click();
    await expect.poll(() => page.locator('#files-error').textContent()).toMatch(/neither a picture/);
    await page.locator('#files').setInputFiles([file('big.png', Buffer.concat([PNG, Buffer.alloc(9 * 1024 * 1024)]))]);
    await page.getByRole('button', { name: 'Add' }).click();
    await expect.poll(() => page.locator('#files-error').textContent()).toMatch(/larger than 8 MB/);
    await shoot(page, 'en-upload-error');

    await page.goto(`${api.address}/status`);
    await page.getByRole('button', { name: 'Close my report' }).click();
    await page.locator('#reference').fill(reference);
    await page.locator('#receipt').fill(`${receipt.slice(0, -1)}!`);
    await page.getByRole('button', { name: 'Open' }).click();
    await expect.poll(() => page.locator('.errors').textContent()).toContain('No report has this');
    await page.locator('#receipt').fill(receipt);
    await page.getByRole('button', { name: 'Open' }).click();
    expect(page.url()).not.toContain(receipt);
    await expect
      .poll(() => page.locator('.story li').allTextContents())
      .toEqual([expect.stringContaining('was received'), expect.stringContaining('Additions from you: 1')]);

    await page.getByRole('link', { name: /Tell how it went/ }).click();
    await page.locator('#reached').check();
    await page.locator('#case_number').fill('KL-2026-114');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => page.locator('[role="status"]').textContent()).toContain('noted');
    await page.getByRole('link', { name: /Erase the report/ }).click();
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await expect.poll(() => page.locator('h1').textContent()).toBe('Your report is erased');
    const left = await database.db.selectFrom('reports').select(['state', 'wrapped_key']).where('id', 'in', [original.id, addition.id]).execute();
    expect(left).toEqual([
      { state: 'erased', wrapped_key: null },
      { state: 'erased', wrapped_key: null },
    ]);
    await context.close();
  });

  it('keeps a draft on the device while offline, and offers it again', async () => {
    const { context, page } = await open('en');
    await page.goto(`${api.address}/report`);
    await page.locator('input[type="radio"][value="no"]').check();
    await press(page, 'next');
    await context.setOffline(true);
    await page.locator('#text').fill('They asked for my code');
    await press(page, 'next');
    await expect.poll(() => page.locator('#draft-said').textContent()).toContain('offline');
    await shoot(page, 'en-offline');
    await context.setOffline(false);
    await page.goto(`${api.address}/report`);
    await expect.poll(() => page.locator('[role="status"]').first().textContent()).toContain('unsent report');
    await look(page, 'en-draft');
    await page.getByRole('button', { name: 'Continue it' }).click();
    await expect.poll(() => page.locator('#text').inputValue()).toBe('They asked for my code');
    await press(page, 'next');
    await press(page, 'finish');
    await press(page, 'send');
    expect(await page.evaluate('localStorage.getItem("report-draft")')).toBeNull();
    await context.close();
  });
});
