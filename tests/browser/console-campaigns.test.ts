// Campaigns, the overview and what leads and looks after the work, in a real browser against the real back end.

import { readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessibilityFaults, chromiumPath, launchBrowser, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { addAccount, buildConsole, openConsole, typeCode, type Account } from '#tests/support/console-page.ts';
import { createOversightScene, type OversightScene } from '#tests/support/oversight-scene.ts';

const path = chromiumPath();
/** A key that stands where its sentence should. */
const KEY = /\b[a-z_]{3,}(?:\.[a-z_]{2,}){1,3}\b(?<!example|\.com)/g;

describe.skipIf(path === undefined)(`campaigns in the console${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let scene: OversightScene;
  let browser: Browser;
  let supervisor: Account;

  beforeAll(async () => {
    await buildConsole();
    scene = await createOversightScene();
    browser = await launchBrowser(path ?? '');
    supervisor = await addAccount(scene.api, scene.database, { role: 'supervisor', language: 'en', name: 'Lee' });
  });
  afterAll(async () => {
    await browser.close();
    await scene.api.stop();
    await scene.database.drop();
  });

  const open = (at: string, options: Partial<Parameters<typeof openConsole>[2]> = {}): Promise<Page> =>
    openConsole(browser, scene.api, { account: supervisor, path: at, locale: 'en', ...options });

  it('lists what grows first, with its curve, and keeps filters in the address', async () => {
    const page = await open('/campaigns');
    await page.getByRole('link', { name: '#1 Fake authorities' }).waitFor();
    await expect.poll(() => page.locator('tbody tr').first().textContent()).toContain('#1');
    await expect.poll(() => page.getByRole('img', { name: /Reports in 28 days: 11/ }).count()).toBe(1);
    await page.getByRole('combobox', { name: 'Country' }).click();
    await page.getByRole('option', { name: 'Malaysia' }).click();
    await page.waitForURL(/country=MY/);
    await page.getByRole('tab', { name: /Merge proposals \(1\)/ }).click();
    await page.waitForURL(/tab=proposals/);
    await page.getByText('somebody claims to be a prosecutor').waitFor();
    await page.context().close();
  });

  it('opens a campaign with its people, growth, alarms and timeline', async () => {
    const page = await open('/campaigns/1');
    await page.getByRole('heading', { name: /Campaign #1/ }).waitFor();
    await page.getByText(/11 reports, 11 accounts/).waitFor();
    await page.getByText(/Alarm: growing campaign/).waitFor();
    await page.getByRole('region', { name: 'Is it growing faster than usual?' }).getByRole('button', { name: 'As a table' }).click();
    await page.getByRole('cell', { name: 'growing campaign' }).waitFor();
    await page.keyboard.press('2');
    await page.waitForURL(/tab=scripts/);
    await page.locator('.script ins, .script del', { hasText: '박지훈' }).waitFor();
    await expect.poll(() => page.locator('.script ins, .script del', { hasText: '김민수' }).count()).toBe(1);
    await page.context().close();
  });

  it('merges after a preview of the numbers, and takes it back', async () => {
    const page = await open('/campaigns/3');
    await page.getByRole('heading', { name: /Campaign #3/ }).waitFor();
    await page.keyboard.press('m');
    await page.getByRole('textbox', { name: 'Number of the campaign that stays' }).fill('2');
    const preview = page.getByRole('table', { name: 'Before and after' });
    await preview.waitFor();
    expect(
      await preview
        .getByRole('row', { name: /^Reports/ })
        .getByRole('cell')
        .allTextContents(),
    ).toEqual(['3', '1', '4']);
    await page.getByRole('button', { name: 'Merge #3 into #2' }).click();
    await page.waitForURL(/campaigns\/2$/);
    expect(await scene.arrangements()).toContain('campaign.merged');
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText('Campaign #3 stands for itself again.').waitFor();
    await page.context().close();
  });

  it('splits chosen reports off after a preview, and tells why nothing can be split before', async () => {
    const page = await open('/campaigns/1?tab=reports');
    const split = page.getByRole('button', { name: /Split off the chosen/ });
    await split.waitFor();
    expect(await split.getAttribute('aria-disabled')).toBe('true');
    expect(await split.getAttribute('aria-describedby')).not.toBeNull();
    const boxes = page.getByRole('checkbox', { name: /^Choose JG-/ });
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await page.getByRole('button', { name: 'Split off the chosen (2)' }).click();
    const preview = page.getByRole('table', { name: 'Before and after' });
    await preview.waitFor();
    expect(
      await preview
        .getByRole('row', { name: /^Reports/ })
        .getByRole('cell')
        .allTextContents(),
    ).toEqual(['11', '9', '2']);
    await page.getByRole('button', { name: 'Split off', exact: true }).click();
    await page.getByText('Campaign #4 was begun (reports: 2).').waitFor();
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText('The reports are back in #1.').waitFor();
    await page.context().close();
  });

  it('draws what campaigns share, and leads on by click and by table', async () => {
    const page = await open('/campaigns/1?tab=graph');
    const graph = page.locator('.graph');
    await graph.waitFor();
    expect(Number(await graph.getAttribute('data-nodes'))).toBeGreaterThanOrEqual(3);
    await page
      .getByRole('region', { name: 'Table of connections' })
      .getByRole('button', { name: /812301/ })
      .click();
    await page.waitForURL(/entity=/);
    const box = await graph.boundingBox();
    await expect.poll(() => graph.locator('canvas').count()).toBe(3);
    const place = await clickable(page, 'c2');
    await page.mouse.click((box?.x ?? 0) + place.x, (box?.y ?? 0) + place.y);
    await page.waitForURL(/campaigns\/2\?/);
    await page.getByRole('link', { name: '#1', exact: true }).click();
    await page.waitForURL(/campaigns\/1$/);
    await page.context().close();
  });

  /** Where the canvas has a node: it has no elements to ask for. */
  async function clickable(page: Page, id: string): Promise<{ x: number; y: number }> {
    return page.evaluate(`(() => {
      const core = document.querySelector('.graph')._cyreg.cy;
      return core.getElementById('${id}').renderedPosition();
    })()`);
  }

  it('downloads the table on the screen as CSV', async () => {
    const page = await open('/campaigns');
    const waiting = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download Campaigns as CSV' }).click();
    const download = await waiting;
    expect(download.suggestedFilename()).toMatch(/^jaga-campaigns-\d{4}-\d{2}-\d{2}\.csv$/);
    const csv = await readFile((await download.path()) ?? '', 'utf8');
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const [headings, first] = parse(csv, { bom: true });
    expect(headings?.slice(0, 2)).toEqual(['Campaign', 'Type']);
    expect(first?.slice(0, 2)).toEqual(['1', 'IMP_AUTH']);
    await page.context().close();
  });

  it('checks the audit trail and tells up to where it is whole', async () => {
    const page = await open('/audit');
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('The trail is whole').waitFor();
    await expect.poll(() => page.getByText(/^\d+:[0-9a-f]{64}$/).count()).toBe(1);
    await page
      .getByRole('row', { name: /Audit trail verified/ })
      .first()
      .waitFor();
    await page.context().close();
  });

  it('decides a dispute after telling what it leads to, and after asking again who it is', async () => {
    const page = await open(`/disputes/${scene.dispute}`);
    await page.getByText('If it is upheld').first().waitFor();
    await page.getByRole('button', { name: 'Reject', exact: true }).click();
    await scene.database.pool.query(`update staff_sessions set second_factor_at = second_factor_at - interval '11 minutes'`);
    await page.getByRole('button', { name: 'Reject it' }).click();
    await page.getByRole('dialog', { name: 'Is it you?' }).waitFor();
    await scene.database.pool.query('truncate staff_used_codes');
    await typeCode(page, supervisor.authenticator?.shown() ?? '');
    await page.getByText('Decided.').waitFor();
    await page.getByText('It has been decided already.').first().waitFor({ state: 'attached' });
    await page.context().close();
  });

  it('tries given-up work again, and says what cannot be', async () => {
    const page = await open('/dead-letters');
    const buttons = page.getByRole('button', { name: /Try again/ });
    await buttons.first().waitFor();
    expect(
      await page
        .getByRole('row', { name: /no-such-job/ })
        .getByRole('button')
        .getAttribute('aria-disabled'),
    ).toBe('true');
    await page
      .getByRole('row', { name: /Read a report/ })
      .getByRole('button')
      .click();
    await page.getByText('Jobs that will run again: 1.').waitFor();
    await page.context().close();
  });

  const PAGES = [
    '/',
    '/campaigns',
    '/campaigns?tab=proposals',
    '/campaigns/1',
    '/campaigns/1?tab=scripts',
    '/campaigns/1?tab=graph',
    '/campaigns/1?tab=reports',
    '/campaigns/1?tab=changes',
    '/campaigns/1/sheet',
    '/entities',
    '/audit',
    '/disputes',
    '/dead-letters',
  ];

  /** What is narrow is looked at in each language: words of one may be too long for it. */
  const VIEWS = [
    { language: 'ko', screen: 'desktop', colorScheme: 'light' },
    { language: 'ko', screen: 'phone', colorScheme: 'dark' },
    { language: 'ms', screen: 'phone', colorScheme: 'light' },
    { language: 'en', screen: 'phone', colorScheme: 'dark' },
  ] as const;

  it.each(VIEWS)(
    'shows every screen in $language on a $colorScheme $screen without a fault',
    async ({ language, screen, colorScheme }) => {
      const account = await addAccount(scene.api, scene.database, { role: 'supervisor', language });
      const page = await openConsole(browser, scene.api, { account, locale: language, viewport: SCREENS[screen], colorScheme, reducedMotion: 'reduce' });
      const said: string[] = [];
      page.on('console', (message) => said.push(message.text()));
      page.on('pageerror', (error) => said.push(error.message));
      const wrong: object[] = [];
      for (const at of [...PAGES, `/disputes/${scene.dispute}`]) {
        await page.goto(`${scene.api.address}/console${at}`);
        await page.locator('main h1').waitFor();
        await expect.poll(() => page.locator('main .mantine-Loader-root').count()).toBe(0);
        const untold = (await page.locator('main').innerText()).match(KEY) ?? [];
        const found = { faults: await accessibilityFaults(page), wide: await overflowsSideways(page), said: said.splice(0), untold };
        if (found.wide || found.faults.length + found.said.length + untold.length > 0) wrong.push({ at, ...found });
      }
      expect(wrong).toEqual([]);
      await page.context().close();
    },
    180_000,
  );
});
