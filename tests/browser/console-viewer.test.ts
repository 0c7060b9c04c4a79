// A viewer who tries everything: what they may not do says why and does nothing, by mouse, by key and by address.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, launchBrowser } from '#tests/support/browser.ts';
import { addAccount, buildConsole, openConsole } from '#tests/support/console-page.ts';
import { createOversightScene, type OversightScene } from '#tests/support/oversight-scene.ts';
import { resemble, tellReport } from '#tests/support/report-scene.ts';

const path = chromiumPath();
const REFUSED = 'Your role does not allow';

describe.skipIf(path === undefined)(`a viewer in the console${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let scene: OversightScene;
  let browser: Browser;
  let page: Page;
  let reference: string;
  let alert: string;
  /** What they called that was not answered with yes. */
  const refused: string[] = [];

  beforeAll(async () => {
    await buildConsole();
    scene = await createOversightScene();
    const first = await tellReport(scene.api);
    await resemble(scene.api, first, [await tellReport(scene.api)]);
    reference = first.reference;
    alert = (await scene.database.pool.query<{ id: string }>('select id from alerts limit 1')).rows[0]?.id ?? '';
    browser = await launchBrowser(path ?? '');
    const account = await addAccount(scene.api, scene.database, { role: 'viewer', language: 'en', name: 'Kim' });
    page = await openConsole(browser, scene.api, { account, locale: 'en' });
    page.on('response', (response) => {
      if (response.status() >= 400) refused.push(`${response.status()} ${new URL(response.url()).pathname}`);
    });
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await scene.api.stop();
    await scene.database.drop();
  });

  const go = async (at: string): Promise<void> => {
    await page.goto(`${scene.api.address}/console${at}`);
    await page.locator('main h1, main [role="alert"]').first().waitFor();
    await expect.poll(() => page.locator('main .mantine-Loader-root').count()).toBe(0);
  };
  /** All that is in the database besides who looked when. */
  const everything = async (): Promise<unknown> => {
    const { rows } = await scene.database.pool.query(`select
      (select json_agg(r order by id) from (select id, state, claimed_by, duplicate_of, escalated_at from reports) r) as reports,
      (select json_agg(m order by report_id) from campaign_reports m) as members,
      (select json_agg(a order by id) from (select id, state, current_version from alerts) a) as alerts,
      (select count(*)::int from report_notes) as notes, (select count(*)::int from report_questions) as questions`);
    return rows[0];
  };

  it('is shown the screens that are theirs and no others', async () => {
    await go('/');
    await expect.poll(() => page.getByRole('navigation').getByRole('link').allTextContents()).toEqual(['Overview', 'Queue', 'Campaigns', 'Warnings']);
  });

  it.each(['/audit', '/disputes', '/entities', '/dead-letters', '/alerts/new'])('%s by its address says that it is not allowed', async (at) => {
    await go(at);
    await page
      .getByText(/may not|not allowed/i)
      .first()
      .waitFor();
    await expect.poll(() => page.locator('main table tbody tr').count()).toBe(0);
  });

  it('no button and no key changes anything, and each says why', async () => {
    const before = await everything();
    for (const [at, keys] of [
      ['/queue', 'jxcedua'],
      [`/reports/${reference}`, 'cynqdehfaozml'],
      ['/campaigns/1', 'm'],
      ['/campaigns/1?tab=reports', 'm'],
      [`/alerts/${alert}`, 'aen'],
    ] as const) {
      await go(at);
      for (const key of keys) {
        await page.keyboard.press(key);
        await page.keyboard.press('Escape');
      }
      await go(at);
      const buttons = page.locator('main button:visible');
      for (let index = 0; index < (await buttons.count()); index += 1) {
        await buttons
          .nth(index)
          .click({ force: true, timeout: 2_000 })
          .catch(() => undefined);
        await page.keyboard.press('Escape');
        if (!page.url().endsWith(at)) await go(at);
      }
    }
    expect(await everything()).toEqual(before);
    await go(`/reports/${reference}`);
    const confirm = page.locator('[data-decision="confirm"]');
    expect(await page.locator(`[id="${await confirm.getAttribute('aria-describedby')}"]`).textContent()).toContain(REFUSED);
    expect(await page.content()).not.toContain('900101-1234567');
  }, 180_000);

  it('what was called anyway was refused, and is no fault of the service', () => {
    for (const each of refused) expect(each).toMatch(/^(?:403|404) /);
  });
});
