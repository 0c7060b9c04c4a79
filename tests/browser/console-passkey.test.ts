// Passkeys with Chromium's virtual authenticator: added and named on the account page, then both factors at the door, then the step up.

import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTranslator } from '#platform/i18n.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, launchBrowser } from '#tests/support/browser.ts';
import { addAccount, buildConsole, openConsole, type Account } from '#tests/support/console-page.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

const path = chromiumPath();
const MINUTE = 60_000;
const { t } = createTranslator({ strict: true });

describe.skipIf(path === undefined)(`passkeys${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let database: TestDatabase;
  let api: TestApi;
  let browser: Browser;

  beforeAll(async () => {
    await buildConsole();
    database = await createTestDatabase();
    const started = await startTestApi(database, { publicUrl: (port) => `http://127.0.0.1:${port}` });
    // As somebody would open it on this machine: an address in numbers can hold no passkey.
    api = { ...started, address: started.address.replace('127.0.0.1', 'localhost') };
    browser = await launchBrowser(path ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
    await database.drop();
  });

  /** The authenticator stays with the browser's tab: the same tab signs in later. */
  async function withAuthenticator(page: Page): Promise<{ client: CDPSession; authenticatorId: string }> {
    const client = await page.context().newCDPSession(page);
    await client.send('WebAuthn.enable');
    const { authenticatorId } = await client.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return { client, authenticatorId };
  }

  async function addPasskey(page: Page, name: string): Promise<void> {
    await page.getByLabel(t('ko', 'console:account.passkey_name')).fill(name);
    await page.getByRole('button', { name: t('ko', 'console:account.passkey_add') }).click();
    await page.getByText(name, { exact: true }).waitFor();
  }

  async function withPasskey(): Promise<{ page: Page; account: Account; client: CDPSession; authenticatorId: string }> {
    const account = await addAccount(api, database, { role: 'supervisor', language: 'ko' });
    const page = await openConsole(browser, api, { account, path: '/account', locale: 'ko' });
    const held = await withAuthenticator(page);
    await addPasskey(page, '사무실 노트북');
    return { page, account, ...held };
  }

  async function actionsOf({ id }: Account): Promise<string[]> {
    const { rows } = await database.pool.query('select action from audit_entries where subject_id = $1 order by seq', [id]);
    return rows.map(({ action }) => action);
  }

  it('is added, named, and signs in as both factors', async () => {
    const { page, account } = await withPasskey();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().clearCookies();
    await page.goto(`${api.address}/console/sign-in?back=/account`);
    await page.getByRole('button', { name: t('ko', 'console:sign_in.passkey') }).click();
    await page.getByText(account.email).waitFor();
    const { rows } = await database.pool.query('select second_factor_at from staff_sessions where user_id = $1 order by created_at desc limit 1', [account.id]);
    expect(Date.now() - rows[0].second_factor_at.getTime()).toBeLessThan(MINUTE);
    expect((await actionsOf(account)).slice(-2)).toEqual(['staff.passkey_added', 'staff.signed_in']);
    await page.context().close();
  });

  it('is called something else, and taken away after asking once', async () => {
    const { page, account } = await withPasskey();
    await page.getByRole('button', { name: t('ko', 'console:account.passkey_rename', { name: '사무실 노트북' }) }).click();
    const field = page.getByRole('textbox', { name: t('ko', 'console:account.passkey_rename', { name: '사무실 노트북' }) });
    await field.fill('당직실 컴퓨터');
    await field.press('Enter');
    await page.getByText('당직실 컴퓨터', { exact: true }).waitFor();
    await page.getByRole('button', { name: t('ko', 'console:account.passkey_remove', { name: '당직실 컴퓨터' }) }).click();
    await page.getByRole('button', { name: t('ko', 'console:account.passkey_remove_sure', { name: '당직실 컴퓨터' }) }).click();
    await page.getByText(t('ko', 'console:account.passkey_none')).waitFor();
    expect((await actionsOf(account)).at(-1)).toBe('staff.passkey_removed');
    await page.context().clearCookies();
    await page.goto(`${api.address}/console/sign-in`);
    await page.getByRole('button', { name: t('ko', 'console:sign_in.passkey') }).click();
    await page.getByText(t('ko', 'console:passkey.failed')).waitFor();
    await page.context().close();
  });

  it('answers "is it you?", and the old session is gone', async () => {
    const { page, account } = await withPasskey();
    await database.pool.query('update staff_sessions set second_factor_at = $1 where user_id = $2', [new Date(Date.now() - 11 * MINUTE), account.id]);
    const { rows: before } = await database.pool.query(
      'select id from staff_sessions where user_id = $1 and second_factor_at is not null order by created_at desc limit 1',
      [account.id],
    );
    await page.getByRole('button', { name: t('ko', 'console:account.passkey_remove', { name: '사무실 노트북' }) }).click();
    await page.getByRole('button', { name: t('ko', 'console:account.passkey_remove_sure', { name: '사무실 노트북' }) }).click();
    const asked = page.getByRole('dialog', { name: t('ko', 'console:second_factor.confirm_title') });
    await asked.getByRole('button', { name: t('ko', 'console:passkey.use') }).click();
    await page.getByText(t('ko', 'console:account.passkey_none')).waitFor();
    expect((await database.pool.query('select 1 from staff_sessions where id = $1', [before[0].id])).rowCount).toBe(0);
    await page.context().close();
  });

  it('of somebody who was switched off, or without finger, face or PIN, opens nothing', async () => {
    const { page, account, client, authenticatorId } = await withPasskey();
    await page.context().clearCookies();
    await page.goto(`${api.address}/console/sign-in`);
    await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    const unverified = await page.evaluate(`(async () => {
      const ask = (path, body) => fetch('/api/console/auth' + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      const options = await (await ask('/passkey/options', {})).json();
      const asked = { ...options, userVerification: 'discouraged' };
      const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) });
      return [options.userVerification, (await ask('/passkey', { response: credential.toJSON() })).status];
    })()`);
    expect(unverified).toEqual(['required', 401]);
    await client.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    await database.pool.query('update staff_users set disabled = true where id = $1', [account.id]);
    await page.getByRole('button', { name: t('ko', 'console:sign_in.passkey') }).click();
    await page.getByText(t('ko', 'console:passkey.failed')).waitFor();
    await page.context().close();
  });

  it('answered twice is taken once: the challenge is used up', async () => {
    const { page } = await withPasskey();
    const statuses = await page.evaluate(`(async () => {
      const ask = (path, body) => fetch('/api/console/auth' + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      const options = await (await ask('/passkey/options', {})).json();
      const credential = await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      const response = credential.toJSON();
      return [(await ask('/passkey', { response })).status, (await ask('/passkey', { response })).status, (await ask('/passkey', {})).status];
    })()`);
    expect(statuses).toEqual([200, 401, 422]);
    await page.context().close();
  });
});
