// Taking back what was done last: the notice counts down and stands still while it is looked at, the key works after it has gone, and no movement
// is forced on anybody. And the queue narrowed to a campaign.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { accessibilityFaults, chromiumPath, launchBrowser, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { addAccount, buildConsole, openConsole, type Account } from '#tests/support/console-page.ts';
import { createOversightScene, type OversightScene } from '#tests/support/oversight-scene.ts';

const path = chromiumPath();

describe.skipIf(path === undefined)(`undo and campaigns in the queue${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let scene: OversightScene;
  let browser: Browser;
  let kim: Account;
  const { t } = createTranslator({ strict: true });

  beforeAll(async () => {
    await buildConsole();
    scene = await createOversightScene();
    browser = await launchBrowser(path ?? '');
    kim = await addAccount(scene.api, scene.database, { role: 'officer', language: 'en', name: 'Kim' });
  });
  afterAll(async () => {
    await browser.close();
    await scene.api.stop();
    await scene.database.drop();
  });

  const open = (at: string, options: Partial<Parameters<typeof openConsole>[2]> = {}): Promise<Page> =>
    openConsole(browser, scene.api, { account: kim, path: at, locale: 'en', ...options });
  const references = (page: Page): Promise<string[]> =>
    page.locator('[data-reference]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-reference') ?? '').toSorted());
  const openIn = async (campaign: number): Promise<string[]> => {
    const { rows } = await scene.database.pool.query<{ reference: string }>(
      `select r.reference from reports r join campaign_reports m on m.report_id = r.id join campaigns c on c.id = m.campaign_id
       where c.number = $1 and r.state in ('received', 'in_review')`,
      [campaign],
    );
    return rows.map(({ reference }) => reference).toSorted();
  };
  const stateOf = async (reference: string): Promise<string> =>
    (await scene.database.db.selectFrom('reports').select('state').where('reference', '=', reference).executeTakeFirstOrThrow()).state;
  const left = async (page: Page): Promise<number> => Number(await page.locator('[data-undo-left]').getAttribute('data-undo-left'));

  it('counts down, stands still under the keyboard, goes, and the key still takes it back', { timeout: 120_000 }, async () => {
    const page = await open('/queue');
    await page.locator('.queue-item').first().waitFor();
    await page.keyboard.press('j');
    await page.locator('.queue-item:focus').waitFor();
    await page.keyboard.press('c');
    await page.getByText('1 taken').waitFor();
    await expect.poll(() => left(page)).toBeLessThan(10);
    const undo = page.getByRole('button', { name: 'Undo' });
    await undo.focus();
    await page.locator('.undo-bar[data-held="true"]').waitFor();
    const held = await left(page);
    await page.waitForTimeout(2_500);
    expect(await left(page)).toBe(held);
    await expect.poll(() => page.getByText('This notice closes in 10 seconds. Press U to undo.').count()).toBe(1);
    await page.keyboard.press('Shift+Tab');
    await undo.waitFor({ state: 'detached' });
    await page.keyboard.press('u');
    await page.getByText('1 put back as before').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('Undo what was done last').waitFor();
    await page.context().close();
  });

  it('a decision on one report is taken back from the next one', { timeout: 120_000 }, async () => {
    const [reference = '', next = ''] = await openIn(3);
    const page = await open(`/reports/${reference}`);
    await page.getByRole('heading', { name: reference }).waitFor();
    await page.keyboard.press('n');
    await page.getByText(`${reference} · Rejected`).waitFor();
    await page.getByRole('button', { name: 'Undo' }).and(page.locator('[aria-keyshortcuts="u"]')).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Queue' }).click();
    await page.locator(`[data-reference="${next}"]`).dblclick();
    await page.getByRole('heading', { name: next }).waitFor();
    expect(await stateOf(reference)).toBe('rejected');
    await page.keyboard.press('u');
    await page.getByText(`${reference} · Taken back`).waitFor();
    expect(await Promise.all([reference, next].map(stateOf))).toEqual(['received', 'received']);
    await page.context().close();
  });

  it('does not move for whoever asked for that', async () => {
    const page = await open('/queue', { reducedMotion: 'reduce' });
    await page.locator('.queue-item').first().waitFor();
    await page.keyboard.press('j');
    await page.locator('.queue-item:focus').waitFor();
    await page.keyboard.press('c');
    await page.locator('[data-undo-left]').waitFor();
    await expect.poll(() => page.locator('.undo-bar').isVisible()).toBe(false);
    await page.keyboard.press('u');
    await page.getByText('1 put back as before').waitFor();
    await page.context().close();
  });

  it('the queue is narrowed to a campaign from its page, and widened again by its chip', async () => {
    const page = await open('/campaigns/1');
    await page.getByRole('link', { name: 'Open reports in the queue' }).click();
    await page.waitForURL((url) => url.pathname === '/console/queue' && url.search === '?campaign=1');
    await expect.poll(() => references(page)).toEqual(await openIn(1));
    await page.getByRole('button', { name: 'Remove: Campaign: #1 · Fake authorities' }).click();
    await page.waitForURL((url) => url.search === '');
    await expect.poll(async () => (await references(page)).length).toBeGreaterThan((await openIn(1)).length);
    await page.context().close();
  });

  it.each([
    ['ko', '대출', 3],
    ['ms', 'pinjaman', 3],
    ['en', '#1', 1],
  ] as const)('a campaign is chosen by what it is called or by its number, in %s: %s', async (language, typed, number) => {
    const account = await addAccount(scene.api, scene.database, { role: 'officer', language });
    const page = await open('/queue', { account });
    await page.locator('.queue-item').first().waitFor();
    await page.keyboard.press('f');
    const field = page.getByRole('combobox', { name: t(language, 'console:queue.facets.campaign'), exact: true });
    await field.fill(typed);
    await page.getByRole('option', { name: new RegExp(`^#${number} · `) }).click();
    await page.waitForURL((url) => url.search === `?campaign=${number}`);
    await expect.poll(() => references(page)).toEqual(await openIn(number));
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().close();
  });

  it.each(LANGUAGES)('the notice has no fault in %s, on a phone and in the dark', { timeout: 120_000 }, async (language) => {
    const account = await addAccount(scene.api, scene.database, { role: 'officer', language });
    for (const options of [{ viewport: SCREENS.phone }, { viewport: SCREENS.desktop, colorScheme: 'dark' as const }]) {
      const [reference = ''] = await openIn(1);
      const page = await open(`/reports/${reference}?campaign=1`, { account, ...options });
      await page.getByRole('heading', { name: reference }).waitFor();
      await page.keyboard.press('n');
      await page.getByText(`${reference} · ${t(language, 'console:report.done.reject')}`).waitFor();
      await page.locator('[data-undo-left]').waitFor();
      expect({ faults: await accessibilityFaults(page), wide: await overflowsSideways(page) }).toEqual({ faults: [], wide: false });
      await page.keyboard.press('u');
      await page.getByText(`${reference} · ${t(language, 'console:report.done.undo')}`).waitFor();
      await page.context().close();
    }
  });
});
