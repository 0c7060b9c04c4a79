// A campaign's map by region in a real browser: two countries, what is hidden, the keyboard, both colour schemes, three languages.

import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Region } from '#core/taxonomy/regions.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, launchBrowser, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { createCampaignScene, type CampaignScene } from '#tests/support/campaign-scene.ts';
import { addAccount, buildConsole, openConsole, type Account } from '#tests/support/console-page.ts';

const PROSECUTOR = '서울중앙지검 수사관이라며 제 명의 통장이 범죄에 쓰였다고 안전계좌 신한은행 110-555-666777 로 옮기라고 했습니다';
const TOLD: Partial<Record<Region, number>> = {
  'KR-11': 23,
  'KR-41': 17,
  'KR-28': 9,
  'KR-26': 12,
  'KR-47': 6,
  'KR-50': 5,
  'KR-49': 2,
  'MY-10': 14,
  'MY-14': 19,
  'MY-16': 6,
  'MY-15': 5,
  'MY-01': 8,
  'MY-13': 3,
};
const SHOTS = process.env['SCREENSHOTS'];
const path = chromiumPath();
const translator = createTranslator({ strict: true });

describe.skipIf(path === undefined)(`the map by region${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let scene: CampaignScene;
  let api: TestApi;
  let browser: Browser;
  const officers = new Map<Language, Account>();

  beforeAll(async () => {
    await buildConsole();
    scene = await createCampaignScene(new Date());
    const { context, database } = scene;
    for (const [region, count] of Object.entries(TOLD)) await tell(count, { region: region as Region });
    await tell(7, { country: 'KR' });
    api = await startTestApi(database, { context });
    browser = await launchBrowser(path ?? '');
    for (const language of LANGUAGES) officers.set(language, await addAccount(api, database, { role: 'officer', language }));
  }, 180_000);
  afterAll(async () => {
    await browser.close();
    await api.stop();
    await scene.database.drop();
  });

  async function tell(count: number, told: { region?: Region; country?: string }): Promise<void> {
    for (let at = 0; at < count; at += 1) await scene.arrive(PROSECUTOR, { reporter_key: `${told.region ?? told.country}${at}`, ...told });
  }

  async function open(language: Language, options: Partial<Parameters<typeof openConsole>[2]> = {}): Promise<Page> {
    const account = officers.get(language) ?? expect.fail();
    const page = await openConsole(browser, api, { account, path: '/campaigns/1', locale: language, ...options });
    await page.locator('svg.map').nth(1).waitFor();
    return page;
  }

  const region = (page: Page, code: Region) => page.locator(`[data-region="${code}"]`);

  it.each(LANGUAGES)('names every region with its number, in light and dark, without a fault: %s', { timeout: 120_000 }, async (language) => {
    const t = (key: string, values?: Record<string, string>): string => translator.t(language, key, values);
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open(language, { colorScheme });
      await expect.poll(() => page.locator('[data-region]').count()).toBe(33);
      const said = (code: Region, count: string): string => t('console:places.region', { region: t(`taxonomy:regions.${code}.name`), count });
      expect(await region(page, 'KR-11').getAttribute('aria-label')).toBe(said('KR-11', t('console:places.count', { count: '23' })));
      expect(await region(page, 'MY-16').getAttribute('aria-label')).toBe(said('MY-16', t('console:places.count', { count: '6' })));
      expect(await region(page, 'KR-30').getAttribute('aria-label')).toBe(said('KR-30', t('console:places.none')));
      // 2 and 3 are under five; each takes the next small one of its country along.
      for (const code of ['KR-49', 'KR-50', 'MY-13', 'MY-15'] as const)
        expect(await region(page, code).getAttribute('aria-label')).toBe(said(code, t('console:places.hidden')));
      await expect.poll(() => page.locator('main').textContent()).toContain(t('console:places.unknown', { count: t('console:places.count', { count: '7' }) }));
      expect(await accessibilityFaults(page)).toEqual([]);
      if (SHOTS !== undefined)
        await page.locator('.figure', { has: page.locator('svg.map') }).screenshot({ path: join(SHOTS, `map-${language}-${colorScheme}.png`) });
      await page.context().close();
    }
  });

  it('shades more reports more strongly, stripes what is hidden, and loads nothing from elsewhere', async () => {
    const page = await open('en');
    const fill = (code: Region): Promise<string> =>
      region(page, code)
        .locator('path')
        .evaluate((shape) => getComputedStyle(shape as never).fill);
    const fills = await Promise.all((['KR-11', 'KR-41', 'KR-28', 'KR-30'] as const).map(fill));
    expect(new Set(fills).size).toBe(4);
    expect(await fill('KR-49')).toMatch(/^url\(/);
    const from = await page.evaluate<string[]>(`performance.getEntriesByType('resource').map(({ name }) => new URL(name).origin)`);
    expect([...new Set(from)]).toEqual([api.address]);
    await page.context().close();
  });

  it('is walked by arrows from one stop, says what it stands on, and has its table', async () => {
    const page = await open('en');
    await region(page, 'KR-11').focus();
    await page.getByRole('tooltip').getByText('Seoul: 23 reports').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('tooltip').getByText('Gyeonggi: 17 reports').waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('tooltip').getByText('no reports').waitFor();
    await expect.poll(() => page.locator('svg.map').first().locator('[tabindex="0"]').count()).toBe(1);
    await page.getByRole('region', { name: 'Where is it told of?' }).getByRole('button', { name: 'As a table' }).click();
    await page.getByRole('row', { name: /South Korea\s*Seoul\s*23/ }).waitFor();
    await page.getByRole('row', { name: /South Korea\s*Jeju\s*hidden/ }).waitFor();
    await page.getByRole('row', { name: /Malaysia\s*All\s*55/ }).waitFor();
    await page.context().close();
  });

  it('fits a phone', async () => {
    const page = await open('ko', { viewport: SCREENS.phone });
    expect(await overflowsSideways(page)).toBe(false);
    if (SHOTS !== undefined) await page.locator('.figure', { has: page.locator('svg.map') }).screenshot({ path: join(SHOTS, 'map-phone.png') });
    await page.context().close();
  });
});
