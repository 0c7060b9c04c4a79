// Signing in with a second factor, the step up before an approval, and one's own account, in a real browser against the real back end.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import type { TestApi } from '#tests/support/api.ts';
import { createAuthenticator } from '#tests/support/authenticator.ts';
import { accessibilityFaults, chromiumPath, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { addAccount, enterByForm, openConsole, typeCode, typePassword } from '#tests/support/console-page.ts';
import { openConsoleScene, type ConsoleScene } from '#tests/support/console-scene.ts';
import type { TestDatabase } from '#tests/support/postgres.ts';

const path = chromiumPath();
const MINUTE = 60_000;

describe.skipIf(path === undefined)(`the console's account${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let database: TestDatabase;
  let api: TestApi;
  let browser: Browser;
  let close: ConsoleScene['close'];
  const { t } = createTranslator({ strict: true });

  beforeAll(async () => {
    ({ database, api, browser, close } = await openConsoleScene());
  });
  afterAll(() => close());

  async function looksGood(page: Page): Promise<void> {
    expect({ faults: await accessibilityFaults(page), wide: await overflowsSideways(page) }).toEqual({ faults: [], wide: false });
  }

  it.each(LANGUAGES)('the first sign-in sets up a second factor, in %s, on a phone’s screen and in the dark', async (language) => {
    const account = await addAccount(api, database, { role: 'officer', language, enrolled: false });
    const context = await browser.newContext({ viewport: SCREENS.phone, colorScheme: 'dark', locale: language });
    const page = await context.newPage();
    await page.goto(`${api.address}/console/sign-in`);
    await looksGood(page);
    await typePassword(page, account);
    const uri = page.getByRole('img', { name: t(language, 'console:second_factor.qr') });
    await uri.waitFor();
    await looksGood(page);
    const secret = ((await page.locator('pre').textContent()) ?? '').replaceAll(' ', '');
    const authenticator = createAuthenticator(`otpauth://totp/Jaga?secret=${secret}`);
    await typeCode(page, '000000');
    await page.getByText(t(language, 'console:second_factor.wrong')).waitFor();
    await typeCode(page, authenticator.code());
    const kept = page.getByRole('button', { name: t(language, 'console:second_factor.kept') });
    await kept.waitFor();
    await expect.poll(() => page.locator('main li').count()).toBe(10);
    await looksGood(page);
    await kept.click();
    await page.waitForURL(/\/console\/?$/);
    await context.close();
  });

  it('by keyboard alone: password, code, and in', async () => {
    const account = await addAccount(api, database, { role: 'officer', language: 'ms' });
    await database.pool.query('truncate staff_used_codes');
    const page = await (await browser.newContext()).newPage();
    await page.goto(`${api.address}/console/sign-in`);
    await page.locator('input[type="email"]').waitFor();
    await page.keyboard.type(account.email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(account.password);
    await page.keyboard.press('Enter');
    await page.locator('input[autocomplete="one-time-code"]:focus').waitFor();
    await page.keyboard.type(account.authenticator?.shown() ?? '');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/console\/?$/);
    await page.context().close();
  });

  it('whoever left while setting up is led back to it, with the password asked again', async () => {
    const account = await addAccount(api, database, { role: 'officer', language: 'ko', enrolled: false });
    const page = await (await browser.newContext({ locale: 'ko' })).newPage();
    await page.goto(`${api.address}/console/sign-in`);
    await typePassword(page, account);
    await page.locator('input[autocomplete="one-time-code"]').waitFor();
    await page.goto(`${api.address}/console/queue?type=PHISH`);
    await page.waitForURL(/\/second-factor\?back=/);
    await page.locator('input[autocomplete="current-password"]').fill('not the password at all');
    await page.keyboard.press('Enter');
    await page.getByText(t('ko', 'console:second_factor.password_wrong')).waitFor();
    await page.locator('input[autocomplete="current-password"]').fill(account.password);
    await page.keyboard.press('Enter');
    await page.locator('pre').waitFor();
    const secret = ((await page.locator('pre').textContent()) ?? '').replaceAll(' ', '');
    await typeCode(page, createAuthenticator(`otpauth://totp/Jaga?secret=${secret}`).code());
    await page.getByRole('button', { name: t('ko', 'console:second_factor.kept') }).click();
    await page.waitForURL(/\/console\/queue\?type=PHISH$/);
    await page.context().close();
  });

  it('what needs a fresh second factor asks "is it you?" after ten minutes, and then goes through by itself', async () => {
    const account = await addAccount(api, database, { role: 'supervisor', language: 'ko' });
    const page = await openConsole(browser, api, { account, path: '/account' });
    await database.pool.query('update staff_sessions set second_factor_at = $1', [new Date(Date.now() - 11 * MINUTE)]);
    await page.getByRole('button', { name: t('ko', 'console:account.spare_new') }).click();
    const dialog = page.getByRole('dialog', { name: t('ko', 'console:account.spare_new') });
    await dialog.locator('input[autocomplete="current-password"]').fill(account.password);
    await page.keyboard.press('Enter');
    const asked = page.getByRole('dialog', { name: t('ko', 'console:second_factor.confirm_title') });
    await asked.waitFor();
    await looksGood(page);
    await database.pool.query('truncate staff_used_codes');
    await asked.locator('input[autocomplete="one-time-code"]').fill(account.authenticator?.shown() ?? '');
    await page.keyboard.press('Enter');
    await dialog.locator('li').first().waitFor();
    await expect.poll(() => dialog.locator('li').count()).toBe(10);
    await page.context().close();
  });

  it('"is it you?" may be declined: nothing happens, and it is said', async () => {
    const account = await addAccount(api, database, { role: 'supervisor', language: 'en' });
    const page = await openConsole(browser, api, { account, path: '/account' });
    await database.pool.query('update staff_sessions set second_factor_at = $1', [new Date(Date.now() - 11 * MINUTE)]);
    await page.getByRole('button', { name: t('en', 'console:account.spare_new') }).click();
    await page.getByRole('dialog').locator('input[autocomplete="current-password"]').fill(account.password);
    await page.keyboard.press('Enter');
    const asked = page.getByRole('dialog', { name: t('en', 'console:second_factor.confirm_title') });
    await asked.waitFor();
    await page.keyboard.press('Escape');
    await asked.waitFor({ state: 'detached' });
    await page.getByText(t('en', 'problems:step-up-required.detail')).waitFor();
    await page.context().close();
  });

  it.each(LANGUAGES)('the account page in %s: what one may do, language and zone, sessions', async (language) => {
    const account = await addAccount(api, database, { role: 'supervisor', language });
    for (const [screen, colorScheme] of [
      ['desktop', 'light'],
      ['phone', 'dark'],
    ] as const) {
      const page = await openConsole(browser, api, { account, path: '/account', viewport: SCREENS[screen], colorScheme, timezoneId: 'Asia/Kuala_Lumpur' });
      await page.getByText(t(language, 'console:account.may.alert_withdraw')).waitFor();
      await page.getByText(t(language, 'console:account.session_here'), { exact: true }).first().waitFor();
      await looksGood(page);
      await page.context().close();
    }
  });

  it('the language and the zone stay with the account, on every computer', async () => {
    const account = await addAccount(api, database, { role: 'officer', language: 'en' });
    const page = await openConsole(browser, api, { account, path: '/account', timezoneId: 'Asia/Seoul' });
    await page.getByRole('button', { name: 'officer' }).click();
    await page.getByRole('menuitem', { name: '한국어' }).click();
    await page.getByRole('heading', { name: t('ko', 'console:account.title') }).waitFor();
    const zone = page.getByRole('combobox', { name: t('ko', 'console:account.time_zone') });
    await zone.fill('Kuala_Lumpur');
    await page.getByRole('option', { name: 'Asia/Kuala_Lumpur' }).click();
    await page.getByText(t('ko', 'console:account.saved')).waitFor();
    const elsewhere = await enterByForm(browser, api, { account, path: '/account', locale: 'en', timezoneId: 'Asia/Seoul' });
    await elsewhere.getByRole('heading', { name: t('ko', 'console:account.title') }).waitFor();
    const { created_at } = await database.db
      .selectFrom('staff_sessions')
      .select('created_at')
      .where('user_id', '=', account.id)
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow();
    const shown = new Intl.DateTimeFormat('ko', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Kuala_Lumpur' }).format(created_at);
    await elsewhere.locator(`time[datetime="${created_at.toISOString()}"]`, { hasText: shown }).first().waitFor();
    await elsewhere.getByRole('button', { name: t('ko', 'console:account.session_end_others') }).click();
    await elsewhere.getByText(t('ko', 'console:account.session_only')).waitFor();
    await page.reload();
    await page.waitForURL(/\/sign-in\?back=/);
    await Promise.all([page, elsewhere].map((each) => each.context().close()));
  });

  it('a new password is taken, a wrong one is said where it was typed', async () => {
    const account = await addAccount(api, database, { role: 'officer', language: 'ms' });
    const page = await openConsole(browser, api, { account, path: '/account' });
    const [now, next] = [page.locator('main input[autocomplete="current-password"]'), page.locator('main input[autocomplete="new-password"]')];
    await now.fill('bukan kata laluan saya');
    await next.fill('ayat panjang yang mudah diingati');
    await page.keyboard.press('Enter');
    await page.getByText(t('ms', 'console:account.password_wrong')).waitFor();
    await now.fill(account.password);
    await page.keyboard.press('Enter');
    await page.getByText(t('ms', 'console:account.password_changed')).waitFor();
    await page.context().close();
    const again = await enterByForm(browser, api, { account: { ...account, password: 'ayat panjang yang mudah diingati' }, path: '/account' });
    await again.context().close();
  });
});
