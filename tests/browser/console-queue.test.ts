// The queue as officers work it: by keyboard alone, several at once, while reports keep coming.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readReport } from '#core/reports/read-report.ts';
import { receiveReport } from '#core/reports/receive-report.ts';
import type { ReportToReceive } from '#core/reports/report.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import type { TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { addAccount, openConsole, type Account } from '#tests/support/console-page.ts';
import { openConsoleScene, type ConsoleScene } from '#tests/support/console-scene.ts';
import type { TestDatabase } from '#tests/support/postgres.ts';

const path = chromiumPath();
const MINUTE_MS = 60_000;

describe.skipIf(path === undefined)(`the queue in a browser${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let database: TestDatabase;
  let api: TestApi;
  let browser: Browser;
  let close: ConsoleScene['close'];
  let kim: Account;
  let farid: Account;

  beforeAll(async () => {
    ({ database, api, browser, close } = await openConsoleScene());
    kim = await addAccount(api, database, { role: 'officer', language: 'en', name: 'Kim Hana' });
    farid = await addAccount(api, database, { role: 'officer', language: 'en', name: 'Farid' });
  });
  afterAll(() => close());
  beforeEach(() => database.pool.query('truncate reports, outbox, triage_batches restart identity cascade'));

  async function report(text: string, changes: Partial<ReportToReceive> = {}): Promise<string> {
    const { id, reference } = await receiveReport(api.context, {
      source: 'web',
      content: { text, suspects: [], evidence: [] },
      evidence: [],
      loss: { state: 'unknown' },
      consent: { share: [], contact: false, version: 1 },
      ...changes,
    });
    await readReport(api.context, id);
    return reference;
  }

  const scene = async (): Promise<{ parcel: string; paid: string; held: string; malay: string }> => {
    const parcel = await report('택배 주소가 틀려 보류됐습니다. 링크에서 고쳐 주세요', { country: 'KR' });
    const malay = await report('Saya pegawai dari Bukit Aman, pindahkan duit ke akaun audit', { country: 'MY' });
    const paid = await report('검찰이라고 해서 안전계좌로 300만원을 보냈어요 010-4821-7733', {
      country: 'KR',
      loss: { state: 'lost', paid_at: new Date(Date.now() - 12 * MINUTE_MS) },
    });
    const held = await report('캄보디아에서 여권을 뺏기고 감금됐어요. 도와주세요', { country: 'KR', in_danger: true });
    return { parcel, paid, held, malay };
  };

  const rows = (page: Page): Promise<string[]> =>
    page
      .locator('[data-reference]')
      .evaluateAll((found) =>
        found
          .toSorted((a, b) => Number(a.getAttribute('data-index')) - Number(b.getAttribute('data-index')))
          .map((row) => row.getAttribute('data-reference') ?? ''),
      );
  const row = (page: Page, reference: string) => page.locator(`[data-reference="${reference}"]`);
  const queueOf = (account: Account, at = '/queue', options: object = {}): Promise<Page> =>
    openConsole(browser, api, { account, path: at, locale: 'en', ...options });

  it('says of each report why it stands there and what runs out', async () => {
    const { parcel, paid, held, malay } = await scene();
    const page = await queueOf(kim);
    await row(page, parcel).waitFor();
    expect(await rows(page)).toEqual([held, paid, parcel, malay]);
    await expect.poll(() => row(page, held).innerText()).toContain('held against their will');
    await expect.poll(() => row(page, paid).innerText()).toMatch(/money moved 1[12] min ago[\s\S]*look [0-5]:\d\d/);
    await expect.poll(() => row(page, parcel).innerText()).toMatch(/waits 0 min/);
    await page.context().close();
  });

  it('is worked by keyboard alone: move, look, choose, reject, undo, filter, find, open', async () => {
    const { parcel, paid, held, malay } = await scene();
    const page = await queueOf(kim);
    await row(page, parcel).waitFor();
    const press = (key: string): Promise<void> => page.keyboard.press(key);
    const focused = (): Promise<string | null> => page.evaluate('document.activeElement.getAttribute("data-reference")');
    await press('j');
    await row(page, held).and(page.locator(':focus')).waitFor();
    await press('j');
    await row(page, paid).and(page.locator(':focus')).waitFor();
    await press('ArrowUp');
    await row(page, held).and(page.locator(':focus')).waitFor();
    await press('Space');
    await page.getByText('캄보디아에서 여권을').waitFor();
    expect(new URL(page.url()).search).toContain(held);
    await press('j');
    await page.getByText('검찰이라고 해서').waitFor();
    expect(await focused()).toBe(paid);
    await press('Escape');
    await press('c');
    await page.getByText('1 taken').waitFor();
    await row(page, paid).getByText('me', { exact: false }).waitFor();
    await press('j');
    await row(page, parcel).and(page.locator(':focus')).waitFor();
    await press('Shift+ArrowDown');
    await page.getByText('2 chosen').waitFor();
    await press('e');
    await page.getByText('2 rejected').waitFor();
    await row(page, malay).getByText('rejected').waitFor();
    await press('u');
    await page.getByText('2 put back as before').waitFor();
    await row(page, malay).getByText('rejected').waitFor({ state: 'detached' });
    const { rows: states } = await database.pool.query(`select state from reports where reference = any($1)`, [[parcel, malay]]);
    expect(states).toEqual([{ state: 'received' }, { state: 'received' }]);
    await press('/');
    await page.keyboard.type('+82 10 4821 7733');
    await press('Enter');
    await page.getByText('1 found').waitFor();
    expect(page.url()).not.toContain('4821');
    await press('Escape');
    await press('?');
    await page.getByRole('dialog').getByText('Choose downwards').waitFor();
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await press('f');
    await page.getByLabel('Country').first().waitFor();
    await press('Escape');
    await page.locator('body').press('g');
    await press('q');
    await row(page, held).waitFor();
    await press('j');
    await press('Home');
    await row(page, held).and(page.locator(':focus')).waitFor();
    await press('Enter');
    await page.waitForURL((url) => url.pathname === `/console/reports/${held}`);
    await page.context().close();
  });

  it('two officers who take one report at once: one has it, the other is told who and may take it over', async () => {
    const reference = await report('택배 주소가 틀려 보류됐습니다');
    const [one, two] = await Promise.all([queueOf(kim), queueOf(farid)]);
    for (const page of [one, two]) {
      await row(page, reference).waitFor();
      await page.keyboard.press('j');
      await row(page, reference).and(page.locator(':focus')).waitFor();
    }
    await Promise.all([one.keyboard.press('c'), two.keyboard.press('c')]);
    const [winner, loser] = await Promise.race(
      [
        [one, two],
        [two, one],
      ].map(async ([wins, loses]) => {
        await loses?.getByText(/holds it/).waitFor();
        return [wins, loses];
      }),
    );
    if (winner === undefined || loser === undefined) throw new Error('nobody lost');
    await loser.getByRole('button', { name: 'Take 1 over' }).click();
    await loser.getByText('1 taken').waitFor();
    const name = loser === one ? 'Kim Hana' : 'Farid';
    await row(winner, reference).getByText(name).waitFor();
    for (const page of [one, two]) await page.context().close();
  });

  it('new reports are counted, and no row moves until the officer says so', async () => {
    const { parcel, paid, held, malay } = await scene();
    const page = await queueOf(kim);
    await row(page, parcel).waitFor();
    await page.getByText(/Not live/).waitFor({ state: 'detached' });
    const before = await rows(page);
    const another = await report('폰이 해킹됐어요 도와주세요', { in_danger: true });
    await page.getByRole('button', { name: '1 new – show' }).waitFor();
    expect(await rows(page)).toEqual(before);
    await page.keyboard.press('r');
    await row(page, another).waitFor();
    // A device in somebody's hands weighs besides the danger: it stands ahead of who came before.
    const ahead = [another, held];
    expect(await rows(page)).toEqual([...ahead, paid, parcel, malay]);
    await page.context().close();
  });

  it('filters stand in the address, say how many each would show, and are kept as a view', async () => {
    const { parcel, paid, held } = await scene();
    const page = await queueOf(kim);
    await row(page, parcel).waitFor();
    await page.keyboard.press('f');
    await page.getByRole('combobox', { name: 'Country' }).click();
    await page.getByRole('option', { name: /South Korea \(3\)/ }).click();
    await page.waitForURL((url) => url.search.includes('country=KR'));
    await page.keyboard.press('Escape');
    await page.getByText('3 reports').waitFor();
    expect((await rows(page)).toSorted()).toEqual([held, paid, parcel].toSorted());
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Save these filters' }).click();
    await page.getByLabel('Name').fill('Korea');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Korea', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Open the queue with it' }).click();
    await page.goto(`${api.address}/console/queue`);
    await page.waitForURL((url) => url.search.includes('country=KR'));
    await page.context().close();
    await database.pool.query('delete from queue_views');
  });

  it('5,000 reports are scrolled with some dozens of rows in the page', async () => {
    await database.pool.query(
      `insert into reports (id, reference, source, received_at, urgent, loss_state, consent)
       select gen_random_uuid(), 'JG-' || lpad(n::text, 4, '0') || '-0000-0', 'web', now() - n * interval '1 minute', false, 'unknown', '{}' from generate_series(1, 5000) n`,
    );
    const page = await queueOf(kim);
    await page.getByText('5,000 reports').waitFor();
    const scroller = page.locator('.queue-scroller');
    await row(page, 'JG-5000-0000-0').waitFor();
    for (let reached = 0; reached < 5_000;) {
      await scroller.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
      await page.waitForFunction(
        (last) =>
          document.querySelectorAll(`[data-index]`).length > 0 &&
          [...document.querySelectorAll('[data-index]')].some((each) => Number(each.getAttribute('data-index')) >= last),
        reached,
      );
      reached =
        (await page.evaluate(() => Math.max(...[...document.querySelectorAll('[data-index]')].map((each) => Number(each.getAttribute('data-index')))))) + 1;
      await expect.poll(() => page.locator('[data-reference]').count()).toBeLessThan(80);
    }
    expect((await rows(page)).at(-1)).toBe('JG-0001-0000-0');
    await page.context().close();
  });

  it('who comes back from a report stands on its row, which says what became of it', async () => {
    const { held, paid, parcel } = await scene();
    const page = await queueOf(kim);
    await row(page, parcel).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await row(page, paid).and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: paid }).waitFor();
    // While the queue is not on the screen it hears of nothing; what came meanwhile is counted all the same.
    await report('폰이 해킹됐어요 도와주세요', { in_danger: true });
    await database.pool.query(`update reports set state = 'confirmed', decided_at = now(), decided_by = $2 where reference = $1`, [paid, kim.id]);
    await page.waitForTimeout(2_100);
    await page.goBack();
    await row(page, paid).and(page.locator(':focus')).getByText('confirmed').waitFor();
    expect(await rows(page)).toContain(held);
    await page.getByRole('button', { name: '1 new – show' }).waitFor();
    await page.context().close();
  });

  it.each(LANGUAGES)('has no fault in %s, light and dark, wide, narrow and on a phone', async (language) => {
    const { paid } = await scene();
    const account = await addAccount(api, database, { role: 'supervisor', language });
    for (const [viewport, colorScheme] of [
      [SCREENS.desktop, 'light'],
      [{ width: 1024, height: 768 }, 'dark'],
      [SCREENS.phone, 'light'],
    ] as const) {
      const page = await queueOf(account, '/queue', { viewport, colorScheme });
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      await row(page, paid).waitFor();
      if (viewport.width > 400) {
        await page.keyboard.press('j');
        await page.keyboard.press('x');
        await page.keyboard.press('Space');
        await page.locator('aside .queue-text').waitFor();
      }
      const folder = process.env['SCREENSHOTS'];
      if (folder !== undefined) await page.screenshot({ path: `${folder}/queue-${language}-${viewport.width}-${colorScheme}.png` });
      expect({ faults: await accessibilityFaults(page), wide: await overflowsSideways(page), said }).toEqual({ faults: [], wide: false, said: [] });
      await page.context().close();
    }
  });
});
