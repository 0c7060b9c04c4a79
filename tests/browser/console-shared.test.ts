// A partner in a real browser against the real back end: a Korean bank looks after what it filed, Malaysia's police take what was handed over.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { decideReport } from '#core/triage/decide-report.ts';
import { undoStep } from '#core/triage/decisions/undo-step.ts';
import { createTranslator } from '#platform/i18n.ts';
import type { TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { addAccount, openConsole, type Account } from '#tests/support/console-page.ts';
import { openConsoleScene, type ConsoleScene } from '#tests/support/console-scene.ts';
import type { TestDatabase } from '#tests/support/postgres.ts';
import { STORY, tellReport } from '#tests/support/report-scene.ts';

const path = chromiumPath();
const LOOKS = [
  ['desktop', 'light'],
  ['phone', 'dark'],
] as const;

describe.skipIf(path === undefined)(`what is shared with a partner${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let database: TestDatabase;
  let api: TestApi;
  let browser: Browser;
  let close: ConsoleScene['close'];
  let kim: Account;
  const { t } = createTranslator({ strict: true });

  beforeAll(async () => {
    ({ database, api, browser, close } = await openConsoleScene());
    kim = await addAccount(api, database, { role: 'officer', language: 'ko', name: '김하나' });
  });
  afterAll(() => close());

  const by = (): { id: string; role: 'officer' } => ({ id: kim.id, role: 'officer' });
  const filed = (partner: string, sourceRef: string) =>
    tellReport(api, { source: 'webhook', partner, content: { text: STORY, suspects: [], evidence: [], source_ref: sourceRef } });

  async function handedOver(): Promise<string> {
    const { reference } = await tellReport(api, { consent: { share: ['MY'], contact: false, version: 1 } });
    expect(await decideReport(api.context, { by: by(), reference, decision: 'hand_over' })).toMatchObject({ kind: 'done' });
    return reference;
  }

  async function looksGood(page: Page): Promise<void> {
    expect({ faults: await accessibilityFaults(page), wide: await overflowsSideways(page) }).toEqual({ faults: [], wide: false });
  }

  /** Other screens, by their address, show a refusal and nobody's report. */
  async function opensNothingElse(page: Page, language: Language, others: readonly string[]): Promise<void> {
    const screens = ['/queue', '/shift', '/campaigns', '/campaigns/1', '/campaigns/1/sheet', '/entities', '/disputes', '/audit', '/dead-letters'];
    for (const address of [...screens, ...others.flatMap((each) => [`/reports/${each}`, `/shared/${each}`, `/disputes/${each}`])]) {
      await page.goto(`${api.address}/console${address}`);
      const refused = page.getByText(t(language, 'console:problem.title')).or(page.getByText(t(language, 'console:not_found.title')));
      await refused
        .or(page.getByText(t(language, 'console:shift.empty')))
        .first()
        .waitFor();
      const shown = (await page.locator('main').textContent()) ?? '';
      for (const words of ['검찰', '123-45', ...others]) expect(shown, address).not.toContain(words);
    }
  }

  it('a bank, in Korean: its own reports with its own numbers, what became of one, and nothing else', async () => {
    const { reference } = await filed('hana-bank', 'HB-2026-0771');
    await filed('hana-bank', 'HB-2026-0772');
    const other = await filed('other-bank', 'OB-1');
    const web = await tellReport(api);
    await decideReport(api.context, { by: by(), reference, decision: 'confirm' });
    const account = await addAccount(api, database, { role: 'partner', language: 'ko', name: '하나은행', belongsTo: { partner: 'hana-bank' } });
    for (const [screen, colorScheme] of LOOKS) {
      const page = await openConsole(browser, api, { account, viewport: SCREENS[screen], colorScheme, timezoneId: 'Asia/Seoul' });
      await page.waitForURL(/\/console\/shared$/);
      await page.getByText('hana-bank에서 접수한 제보와 처리 결과입니다.').waitFor();
      const link = page.getByRole('link', { name: reference });
      await link.waitFor();
      await expect.poll(() => page.locator('tbody tr').count()).toBe(2);
      await looksGood(page);
      await link.click();
      await page.getByText('사기로 확정되었습니다. 유형:').waitFor();
      await page.getByText('HB-2026-0771').waitFor();
      await expect.poll(() => page.locator('main').textContent()).not.toContain('검찰 수사관');
      await looksGood(page);
      await page.emulateMedia({ media: 'print' });
      await expect.poll(() => page.getByRole('button').filter({ visible: true }).count()).toBe(0);
      await expect.poll(() => page.getByText('HB-2026-0771').isVisible()).toBe(true);
      await page.context().close();
    }
    const page = await openConsole(browser, api, { account });
    await page.getByText('사기 확정', { exact: true }).first().click();
    await page.waitForURL(/\?state=confirmed$/);
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    await expect.poll(() => page.getByRole('navigation').getByRole('link').allTextContents()).toEqual(['공유된 제보']);
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder(t('ko', 'console:palette.search')).fill(reference);
    await page.getByRole('dialog').getByRole('button', { name: reference }).first().click();
    await page.waitForURL((url) => url.pathname.endsWith(`/shared/${reference}`));
    await opensNothingElse(page, 'ko', [other.reference, web.reference]);
    await page.context().close();
  }, 180_000);

  it('the other country’s police, in Malay: the masked copy, taken with one button, which the officer sees; one taken back is gone', async () => {
    const account = await addAccount(api, database, { role: 'partner', language: 'ms', name: 'Sarjan Aina', belongsTo: { country: 'MY' } });
    const empty = await openConsole(browser, api, { account });
    await empty.getByText('Belum ada laporan yang dikongsi').waitFor();
    await empty.getByText('salinan bertopeng dan alasan penyerahannya').waitFor();
    await looksGood(empty);
    await empty.context().close();
    const [reference, undone] = [await handedOver(), await handedOver()];
    const own = await filed('hana-bank', 'HB-9');
    for (const [screen, colorScheme] of LOOKS) {
      const page = await openConsole(browser, api, { account, viewport: SCREENS[screen], colorScheme, timezoneId: 'Asia/Kuala_Lumpur' });
      await page.getByText('Laporan yang diserahkan kepada polis Malaysia.').waitFor();
      await looksGood(page);
      await page.getByRole('link', { name: reference }).click();
      await page.getByText('검찰 수사관이라면서').waitFor();
      const shown = (await page.locator('main').textContent()) ?? '';
      expect(shown).toContain('[RRN]');
      for (const secret of ['900101', 'victim@example.com', '김하나']) expect(shown).not.toContain(secret);
      await looksGood(page);
      await page.context().close();
    }
    const page = await openConsole(browser, api, { account, path: `/shared/${undone}` });
    await page.getByText('검찰 수사관이라면서').waitFor();
    expect(await undoStep(api.context, { by: by(), reference: undone })).toMatchObject({ kind: 'done' });
    await page.getByRole('button', { name: t('ms', 'console:shared.acknowledge') }).click();
    await page.getByText(t('ms', 'console:not_found.title')).waitFor();
    await page.goto(`${api.address}/console/shared`);
    await page.getByRole('link', { name: reference }).click();
    await page.getByRole('button', { name: t('ms', 'console:shared.acknowledge') }).click();
    await page.getByText('Diambil alih oleh Sarjan Aina').waitFor();
    await opensNothingElse(page, 'ms', [undone, own.reference]);
    await page.context().close();
    const officer = await openConsole(browser, api, { account: kim, path: `/reports/${reference}` });
    await officer.getByText('Sarjan Aina 인수: 되돌릴 수 없음').waitFor();
    await officer.getByText(t('ko', 'console:report.actions.handover_acknowledged')).waitFor();
    await looksGood(officer);
    await officer.context().close();
  }, 180_000);
});
