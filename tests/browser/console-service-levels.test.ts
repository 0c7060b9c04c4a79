// The limits of the queue's clocks, as a supervisor changes them: what is refused, what is in force at once, taking it back, and leaving.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SERVICE_LEVELS, loadServiceLevels, setServiceLevels } from '#core/triage/queue/clocks.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import type { TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { addAccount, openConsole, type Account } from '#tests/support/console-page.ts';
import { openConsoleScene, type ConsoleScene } from '#tests/support/console-scene.ts';
import type { TestDatabase } from '#tests/support/postgres.ts';

const path = chromiumPath();

describe.skipIf(path === undefined)(`time limits in the console${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let database: TestDatabase;
  let api: TestApi;
  let browser: Browser;
  let close: ConsoleScene['close'];
  let lee: Account;
  const { t } = createTranslator({ strict: true });

  beforeAll(async () => {
    ({ database, api, browser, close } = await openConsoleScene());
    lee = await addAccount(api, database, { role: 'supervisor', language: 'en', name: 'Lee' });
  });
  afterAll(() => close());
  beforeEach(() => database.pool.query('truncate settings'));

  const open = async (account: Account = lee, options: object = {}): Promise<Page> => {
    const page = await openConsole(browser, api, { account, path: '/service-levels', locale: 'en', ...options });
    await page.locator('form input').first().waitFor();
    return page;
  };
  const see = async (value: object): Promise<void> => {
    await expect.poll(() => loadServiceLevels(api.context)).toMatchObject(value);
  };

  it('is found in the palette, changes a limit for everybody, and takes it back by a key', async () => {
    const page = await openConsole(browser, api, { account: lee, path: '/shift', locale: 'en' });
    await page.getByRole('heading', { name: 'End of shift' }).waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').fill('time lim');
    await page.getByRole('dialog').getByRole('button', { name: 'Time limits' }).waitFor();
    await page.keyboard.press('Enter');
    const field = page.getByLabel('All others');
    await field.fill('90');
    await page.getByText('Not saved yet').waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('The new time limits are in force').waitFor();
    await see({ ...DEFAULT_SERVICE_LEVELS, look_rest: 90 });
    await page.locator('h1').click();
    await page.keyboard.press('u');
    await page.getByText('The time limits are as before').waitFor();
    await see(DEFAULT_SERVICE_LEVELS);
    await expect.poll(() => field.inputValue()).toBe('1440 min');
    await page.context().close();
  });

  it('goes back to the defaults, which are in force only when they are saved', async () => {
    await database.pool.query(`insert into settings (key, value) values ('service_levels', '{"freeze_my": 7}')`);
    const page = await open();
    await expect.poll(() => page.getByLabel('In Malaysia').inputValue()).toBe('7 min');
    await page.getByRole('button', { name: 'Back to the defaults' }).click();
    await expect.poll(() => page.getByLabel('In Malaysia').inputValue()).toBe('10 min');
    await see({ freeze_my: 7 });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await see(DEFAULT_SERVICE_LEVELS);
    await page.context().close();
  });

  it('says at the field what cannot be, and what a colleague changed meanwhile', async () => {
    const page = await open();
    await page.getByLabel('In Korea').fill('0');
    await page.getByLabel('Somebody is in danger').fill('');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Look at the marked fields.').waitFor();
    await expect.poll(() => page.getByText('Whole minutes, from 1 to 10,080').count()).toBe(2);
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Discard changes' }).click();
    await page.getByLabel('In Korea').fill('20');
    const { rows } = await database.pool.query<{ id: string }>(`select id from staff_users where name = 'Lee'`);
    const by = { id: rows[0]?.id ?? '', role: 'supervisor', name: 'Lee', email: '', language: 'en' } as const;
    await setServiceLevels(api.context, { by, levels: { ...DEFAULT_SERVICE_LEVELS, look_life: 3 } });
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('A colleague changed the time limits meanwhile').waitFor();
    await see({ freeze_kr: 30, look_life: 3 });
    await page.getByRole('button', { name: 'Reload' }).click();
    await expect.poll(() => page.getByLabel('Somebody is in danger').inputValue()).toBe('3 min');
    await page.context().close();
  });

  it('does not let what was written be lost by a slip', async () => {
    const page = await open();
    await page.getByLabel('All others').fill('60');
    await page.getByRole('link', { name: 'Queue' }).click();
    const asked = page.getByRole('dialog', { name: 'Leave without saving?' });
    await asked.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await asked.getByRole('button', { name: 'Stay here' }).last().click();
    await asked.waitFor({ state: 'detached' });
    await expect.poll(() => page.getByLabel('All others').inputValue()).toBe('60 min');
    await page.getByRole('link', { name: 'Queue' }).click();
    await asked.getByRole('button', { name: 'Leave', exact: true }).click();
    await page.waitForURL(/\/console\/queue/);
    await see(DEFAULT_SERVICE_LEVELS);
    await page.context().close();
  });

  it('an officer reads them and changes nothing; no way leads there', async () => {
    const officer = await addAccount(api, database, { role: 'officer', language: 'ms' });
    const page = await open(officer);
    await page.getByText(t('ms', 'console:service_levels.may_not')).waitFor();
    await expect.poll(() => page.locator('form button').count()).toBe(0);
    await expect.poll(() => page.locator('form input:not([readonly])').count()).toBe(0);
    await expect.poll(() => page.getByRole('link', { name: t('ms', 'console:screens.service_levels') }).count()).toBe(0);
    await page.context().close();
  });

  it.each(LANGUAGES)('has no fault in %s, on a phone and in the dark', { timeout: 120_000 }, async (language) => {
    const account = await addAccount(api, database, { role: 'supervisor', language });
    for (const options of [{ viewport: SCREENS.phone }, { viewport: SCREENS.desktop, colorScheme: 'dark' }]) {
      const page = await open(account, options);
      await page.getByRole('heading', { name: t(language, 'console:screens.service_levels') }).waitFor();
      await page.locator('form input').last().fill('55');
      await page.getByRole('button', { name: t(language, 'console:service_levels.save'), exact: true }).click();
      await page.getByText(t(language, 'console:service_levels.saved')).waitFor();
      expect({ faults: await accessibilityFaults(page), wide: await overflowsSideways(page) }).toEqual({ faults: [], wide: false });
      await page.context().close();
      await database.pool.query('truncate settings');
    }
  });
});
