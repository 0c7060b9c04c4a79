// An officer works on a report in a real browser against the real back end: what may be done and why not, keys, duplicates, the original, print.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decideReport } from '#core/triage/decide-report.ts';
import { answerQuestion } from '#core/triage/decisions/reporter-questions.ts';
import { listReports } from '#core/triage/report-list.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import type { TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { addAccount, openConsole, type Account } from '#tests/support/console-page.ts';
import { openConsoleScene, type ConsoleScene } from '#tests/support/console-scene.ts';
import type { TestDatabase } from '#tests/support/postgres.ts';
import { resemble, tellReport } from '#tests/support/report-scene.ts';

const path = chromiumPath();

describe.skipIf(path === undefined)(`a report in the console${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let database: TestDatabase;
  let api: TestApi;
  let browser: Browser;
  let close: ConsoleScene['close'];
  let kim: Account;

  beforeAll(async () => {
    ({ database, api, browser, close } = await openConsoleScene());
    kim = await addAccount(api, database, { role: 'officer', language: 'en', name: 'Kim' });
  });
  afterAll(() => close());

  const open = (reference: string, account: Account = kim, search = ''): Promise<Page> =>
    openConsole(browser, api, { account, path: `/reports/${reference}${search}` });
  const stateOf = async (reference: string): Promise<string> =>
    (await database.db.selectFrom('reports').select('state').where('reference', '=', reference).executeTakeFirstOrThrow()).state;
  const decision = (page: Page, name: string) => page.locator(`[data-decision="${name}"]`);
  const see = async (expected: () => Promise<unknown>, value: unknown): Promise<void> => {
    await expect.poll(expected).toEqual(value);
  };

  it('is claimed, confirmed as another type, taken back, each by a key', async () => {
    const { reference } = await tellReport(api);
    const page = await open(reference);
    await page.getByRole('heading', { level: 1, name: reference }).waitFor();
    await expect.poll(() => page.locator('main').innerText()).toContain('[RRN]');
    await page.keyboard.press('c');
    await see(() => stateOf(reference), 'in_review');
    await decision(page, 'release').waitFor();
    await page.keyboard.press('y');
    await page.getByRole('dialog').getByRole('combobox').fill('Romance');
    await page.getByRole('option', { name: 'Romance scam' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
    await see(() => stateOf(reference), 'confirmed');
    await decision(page, 'reopen').waitFor();
    await page.keyboard.press('z');
    await see(() => stateOf(reference), 'in_review');
    await page.context().close();
  });

  it('says why a decision is not possible, to the eye, to a screen reader and at its key', async () => {
    const { reference } = await tellReport(api, { consent: { share: [], contact: false, version: 1 } });
    const aina = await addAccount(api, database, { role: 'officer', language: 'en', name: 'Aina' });
    await decideReport(api.context, { by: { id: aina.id, role: 'officer' }, reference, decision: 'claim' });
    const page = await open(reference);
    const confirm = decision(page, 'confirm');
    await confirm.waitFor();
    expect(await confirm.getAttribute('aria-disabled')).toBe('true');
    const described = page.locator(`[id="${await confirm.getAttribute('aria-describedby')}"]`);
    await expect.poll(() => described.textContent()).toBe('A colleague is working on it.');
    await confirm.hover();
    await page.getByRole('tooltip', { name: 'A colleague is working on it.' }).waitFor();
    await confirm.click({ force: true });
    await page.keyboard.press('n');
    await page.getByText('A colleague is working on it.').first().waitFor();
    expect(await stateOf(reference)).toBe('in_review');
    await page.getByRole('button', { name: 'Take over' }).click();
    await decision(page, 'release').waitFor();
    await expect.poll(() => decision(page, 'ask_reporter').getAttribute('aria-disabled')).toBe('true');
    await page.context().close();
  });

  it('who comes second is told who did what, and the buttons then say the rest', async () => {
    const { reference } = await tellReport(api);
    const page = await open(reference);
    await decision(page, 'reject').waitFor();
    const aina = await addAccount(api, database, { role: 'officer', language: 'en', name: 'Nurul Aina' });
    await decideReport(api.context, { by: { id: aina.id, role: 'officer' }, reference, decision: 'confirm' });
    await page.keyboard.press('n');
    await page.getByText(/Nurul Aina meanwhile: confirmed/).waitFor();
    await decision(page, 'reopen').waitFor();
    expect(await stateOf(reference)).toBe('confirmed');
    await page.context().close();
  });

  it('three that repeat it are marked beside it, shown both ways, and taken back', async () => {
    const first = await tellReport(api);
    const others = [await tellReport(api), await tellReport(api), await tellReport(api)];
    await resemble(api, first, others);
    const page = await open(first.reference);
    for (const { reference } of others) {
      const row = page.locator(`[data-match="${reference}"]`);
      await row.getByRole('button', { name: 'Side by side' }).click();
      await row.getByRole('button', { name: 'It repeats this one' }).click();
      await page.locator(`[data-repeat="${reference}"]`).waitFor();
    }
    expect(new URL(page.url()).searchParams.get('beside')).toBe(others[2]?.reference);
    for (const { reference } of others) expect(await stateOf(reference)).toBe('duplicate');
    for (const { reference } of others) {
      await page.locator(`[data-repeat="${reference}"]`).getByRole('button', { name: 'Take back' }).click();
      await page.locator(`[data-repeat="${reference}"]`).waitFor({ state: 'detached' });
      expect(await stateOf(reference)).toBe('received');
    }
    await page.context().close();
  });

  it('the reporter is asked by a key, and the answer arrives on the screen by itself, masked', async () => {
    const { id, reference } = await tellReport(api);
    const page = await open(reference);
    await decision(page, 'ask_reporter').waitFor();
    await page.keyboard.press('q');
    const form = page.getByRole('dialog');
    await form.getByLabel('In my own words').check();
    await form.getByRole('textbox').fill('인증번호를 알려 주세요');
    await form.getByRole('button', { name: 'Ask' }).click();
    await page.getByText('Not done').waitFor();
    await form.getByRole('textbox').fill('몇 시쯤 보내셨나요?');
    await form.getByRole('button', { name: 'Ask' }).click();
    await page.getByText("Waits at the report's page.").waitFor();
    expect(await decision(page, 'ask_reporter').getAttribute('aria-disabled')).toBe('true');
    const [question] = await database.db.selectFrom('report_questions').select('id').where('report_id', '=', id).execute();
    expect(await answerQuestion(api.context, id, { id: question?.id ?? '', answer: '오후 세 시요. 900101-1234567' })).toBe(true);
    const answer = page.locator('.report-answer');
    await answer.waitFor();
    await expect.poll(() => answer.innerText()).toContain('오후 세 시요. [RRN]');
    await page.context().close();
  });

  it('the original stands beside the masked copy for a reason, and closes with the key', async () => {
    const { reference } = await tellReport(api);
    const page = await open(reference);
    await decision(page, 'claim').waitFor();
    expect(await page.content()).not.toContain('900101-1234567');
    await page.keyboard.press('o');
    await page.getByRole('dialog').getByText('To check an account').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Open' }).click();
    await page.locator('.report-original ins', { hasText: '900101-1234567' }).waitFor();
    await page.locator('li', { hasText: 'Original opened · To check an account' }).waitFor();
    await page.keyboard.press('o');
    await page.locator('.report-original').waitFor({ state: 'detached' });
    expect(await page.content()).not.toContain('900101-1234567');
    await page.context().close();
  });

  it('notes, labels, a freeze request and passing on at the end of a shift', async () => {
    const lee = await addAccount(api, database, { role: 'officer', language: 'ko', name: '이도윤' });
    const { reference } = await tellReport(api);
    const page = await open(reference, await addAccount(api, database, { role: 'officer', language: 'en', name: 'Farid' }));
    await decision(page, 'claim').waitFor();
    await page.keyboard.press('c');
    await decision(page, 'release').waitFor();
    await page.keyboard.press('m');
    await page.keyboard.type('@이도');
    await page.getByRole('button', { name: '@이도윤' }).click();
    await page.getByLabel('Note for colleagues').press('End');
    await page.keyboard.type('은행에 전화했어요');
    await page.getByRole('button', { name: 'Keep note' }).click();
    await page.locator('.report-text', { hasText: '@이도윤 은행에 전화했어요' }).waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('l');
    await page.getByLabel('New label').fill('지급정지 확인');
    await page.getByLabel('New label').press('Enter');
    await page.getByText('지급정지 확인').first().waitFor();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('f');
    await page.getByRole('dialog').getByRole('button', { name: 'Note the request' }).click();
    await page.getByText(/Freeze request: .*12345678901/).waitFor();

    await page.goto(`${api.address}/console/shift`);
    await page.getByLabel(`Note on ${reference}`).fill('국민은행 답 기다리는 중');
    await page.getByRole('combobox', { name: 'To' }).click();
    await page.getByRole('option', { name: '이도윤' }).click();
    await page.getByRole('button', { name: 'Pass on' }).click();
    await page.getByText('You hold nothing').waitFor();
    const row = await database.db.selectFrom('reports').select(['state', 'assigned_to']).where('reference', '=', reference).executeTakeFirstOrThrow();
    expect(row).toEqual({ state: 'received', assigned_to: lee.id });
    await page.context().close();
  });

  it('the queue it was opened from leads to the previous and the next', async () => {
    for (let count = 0; count < 3; count += 1)
      await tellReport(api, { country: 'MY', text: 'Saya pegawai dari Bukit Aman, nama puan terlibat kes duit haram' });
    const list = (await listReports(api.context, { country: 'MY', limit: 10 })).map(({ reference }) => reference);
    const page = await open(list[0] ?? '', kim, '?country=MY');
    await page.getByText('1/3').waitFor();
    await page.keyboard.press(']');
    await page.getByRole('heading', { level: 1, name: list[1] ?? '' }).waitFor();
    await page.getByText('2/3').waitFor();
    await page.keyboard.press('[');
    await page.getByRole('heading', { level: 1, name: list[0] ?? '' }).waitFor();
    expect(new URL(page.url()).search).toBe('?country=MY');
    await page.context().close();
  });

  it.each(LANGUAGES)(
    'speaks %s, light and dark, wide and narrow, without a fault',
    async (language) => {
      const first = await tellReport(api);
      await resemble(api, first, [await tellReport(api)]);
      const account = await addAccount(api, database, { role: 'supervisor', language });
      for (const [screen, colorScheme] of [
        ['desktop', 'light'],
        ['phone', 'dark'],
      ] as const) {
        const page = await openConsole(browser, api, {
          account,
          path: `/reports/${first.reference}?beside=k-IMP_AUTH-ko-2`,
          viewport: SCREENS[screen],
          colorScheme,
        });
        const said: string[] = [];
        page.on('console', (message) => said.push(message.text()));
        page.on('pageerror', (error) => said.push(error.message));
        await page.locator('ins').first().waitFor();
        const text = await page.locator('main').innerText();
        expect(text.match(/\b(?:report|shift|queue|taxonomy|officer_question)[.:][a-z_.]+/gi), 'sentences that are missing').toBeNull();
        expect({ faults: await accessibilityFaults(page), wide: await overflowsSideways(page), said }).toEqual({ faults: [], wide: false, said: [] });
        if (process.env['SCREENSHOTS'] !== undefined)
          await page.screenshot({ path: `${process.env['SCREENSHOTS']}/report-${language}-${colorScheme}.png`, fullPage: true });
        await page.context().close();
      }
    },
    180_000,
  );

  it('prints a masked sheet without its buttons', async () => {
    const { reference } = await tellReport(api);
    const page = await open(reference);
    await decision(page, 'claim').waitFor();
    await page.emulateMedia({ media: 'print' });
    await expect.poll(() => page.locator('.report-toolbar').isVisible()).toBe(false);
    await expect.poll(() => page.locator('main').innerText()).toMatch(/\[RRN\]/);
    await expect.poll(() => page.getByRole('heading', { level: 1, name: reference }).isVisible()).toBe(true);
    expect((await page.pdf()).subarray(0, 4).toString()).toBe('%PDF');
    await page.context().close();
  });

  it('a claim that would run out soon is held on when its report is opened, and says so; one that ran out is nobody’s', async () => {
    const { reference } = await tellReport(api);
    const officer = await addAccount(api, database, { role: 'officer', language: 'en', name: 'Hana' });
    const by = { id: officer.id, role: 'officer', name: 'Hana', email: officer.email, language: 'en' } as const;
    await decideReport(api.context, { by, reference, decision: 'claim' });
    const minutesLeft = async (): Promise<number> => {
      const { rows } = await database.pool.query<{ left: number }>(
        `select extract(epoch from claim_expires_at - now())::float8 / 60 as left from reports where reference = $1`,
        [reference],
      );
      return rows[0]?.left ?? 0;
    };
    await database.pool.query(`update reports set claim_expires_at = now() + interval '2 minutes' where reference = $1`, [reference]);
    const page = await open(reference, officer);
    await page.getByText('It stays yours while it is open here').waitFor();
    await expect.poll(minutesLeft).toBeGreaterThan(10);
    await page.context().close();
    await database.pool.query(`update reports set claim_expires_at = now() - interval '1 minute' where reference = $1`, [reference]);
    const again = await open(reference, officer);
    await again.getByText('Nobody holds it: the claim of Hana ran out').waitFor();
    expect(await minutesLeft()).toBeLessThan(0);
    await again.context().close();
  });
});
