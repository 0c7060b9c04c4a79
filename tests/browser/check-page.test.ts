// `/check` in a real browser: form, faults and every state of a result, in each language, on a small phone and a desktop, without JavaScript.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { rememberBot } from '#core/conversations/bot-account.ts';
import { readReport } from '#core/reports/read-report.ts';
import { decideReport } from '#core/triage/decide-report.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, launchBrowser, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { matchReport } from '#tests/support/match-report.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const path = chromiumPath();
const shots = process.env['SCREENSHOTS'];
const translator = createTranslator({ strict: true });
const TELLINGS = [
  '아침에 택배 문자 받고 링크를 눌렀는데 앱을 깔라고 해서 껐어요. 저희 어머니 폰에도 왔더라고요 http://cj-delivery-check.top/a1',
  'Tadi saya dapat sms kata bungkusan saya kena tahan kat kastam, nasib baik tak tekan pautan tu http://cj-delivery-check.top/b2',
  'I got a text saying my parcel was held, my husband almost keyed in his card number before I stopped him http://cj-delivery-check.top/c3',
];
const PASTED: Record<Language, string> = {
  ko: '[국제발신] 고객님 배송 주소 불일치로 보류, 확인 http://cj-delivery-check.top/k 문의 010-9911-2233 계좌 국민 123456-01-234567',
  ms: 'Bungkusan anda ditahan kastam, bayar RM5 di http://cj-delivery-check.top/m atau hubungi 012-345 6789, akaun Maybank 512345678901',
  en: 'Your parcel is held, pay RM5 at http://cj-delivery-check.top/e or call 012-345 6789, account Maybank 512345678901',
};
const OFFICIAL = 'https://www.maybank2u.com.my/login';

describe.skipIf(path === undefined)(`the check page${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let scene: TriageScene;
  let api: TestApi;
  let browser: Browser;

  beforeAll(async () => {
    scene = await createTriageScene(new Date());
    api = await startTestApi(scene.database, { context: scene.context, bot: 'jaga_bot' });
    const known = buildKnownIndex([], () => ({ indicators: [] }));
    const supervisor = await scene.hire('supervisor');
    const references = [];
    for (const [at, text] of TELLINGS.entries()) {
      const { id, reference } = await scene.report({ source: 'telegram', content: { text, suspects: [], evidence: [] }, reporter_key: `telegram:r${at}` });
      await readReport(scene.context, id);
      await matchReport(scene.context, known, id);
      references.push(reference);
      scene.clock.advance(17 * 60_000 + text.length * 1_000);
    }
    await decideReport(scene.context, { by: supervisor, reference: references[0] ?? '', decision: 'confirm' });
    await rememberBot(scene.context, { username: 'jaga_bot' });
    browser = await launchBrowser(path ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
    await scene.database.drop();
  });

  async function sound(page: Page, name: string): Promise<void> {
    if (shots !== undefined) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
    expect({ name, faults: await accessibilityFaults(page) }).toEqual({ name, faults: [] });
    expect({ name, overflows: await overflowsSideways(page) }).toEqual({ name, overflows: false });
  }

  const looks = LANGUAGES.flatMap((language) => [
    { language, screen: 'phone' as const, scheme: 'light' as const },
    { language, screen: 'desktop' as const, scheme: 'dark' as const },
  ]);

  it.each(looks)('asks, names faults and answers: $language, $screen, $scheme', async ({ language, screen, scheme }) => {
    const context = await browser.newContext({ locale: language, viewport: SCREENS[screen], colorScheme: scheme, javaScriptEnabled: true });
    const page = await context.newPage();
    const t = (key: string): string => translator.t(language, `check:${key}`);
    const send = async (text: string): Promise<void> => {
      await page.goto(`${api.address}/check`);
      await page.fill('#text', text);
      await page.getByRole('button', { name: t('page.submit') }).click();
      await page.waitForLoadState();
    };
    await page.goto(`${api.address}/check`);
    await sound(page, `form-${language}-${screen}`);

    await send('');
    await expect.poll(() => page.getByRole('alert').textContent()).toContain(t('page.empty'));
    expect(await page.title()).toContain(translator.t(language, 'page:form.error_prefix'));
    await sound(page, `empty-${language}-${screen}`);
    await send('💩');
    await expect.poll(() => page.getByRole('alert').textContent()).toContain(t('page.unreadable'));

    await send(PASTED[language]);
    await expect.poll(() => page.textContent('h1')).toContain(t('outcome.reported'));
    const items = await page.locator('.checked-item').allTextContents();
    expect(items.filter((text) => text.includes(t('states.reported')))).toHaveLength(1);
    expect(items.filter((text) => text.includes(t('states.unknown')))).toHaveLength(2);
    expect(items.join()).not.toMatch(/9911|345 6789|512345678901|123456/);
    await expect.poll(() => page.locator('.checked-item.reported a[href^="https://t.me/jaga_bot?start=check_"]').count()).toBe(1);
    await expect.poll(() => page.locator('.checked-item.reported a[href="/appeal"]').count()).toBe(1);
    await sound(page, `reported-${language}-${screen}`);
    await page.locator('summary').click();
    await sound(page, `sources-${language}-${screen}`);
    // What was pasted is handed on to the report.
    await expect.poll(() => page.locator('form[action="/report"] input[name="text"]').inputValue()).toBe(PASTED[language]);

    await send(OFFICIAL);
    await expect.poll(() => page.textContent('h1')).toContain(t('outcome.official'));
    await sound(page, `official-${language}-${screen}`);
    await send('010-9911-2233');
    await expect.poll(() => page.textContent('h1')).toContain(t('outcome.unknown'));
    await sound(page, `unknown-${language}-${screen}`);
    await context.close();
  });

  it('works without JavaScript and in 200 % zoom', async () => {
    const context = await browser.newContext({ locale: 'ms', viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${api.address}/check`);
    await page.getByLabel(translator.t('ms', 'check:page.label')).fill(PASTED.ms);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.outcome');
    await expect.poll(() => page.textContent('h1')).toContain(translator.t('ms', 'check:outcome.reported'));
    await context.close();
  });
});
