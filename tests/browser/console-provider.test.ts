// To the force's own identity provider and back in a real browser, from one site to another: cookies have to survive exactly that.

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, launchBrowser } from '#tests/support/browser.ts';
import { addAccount, buildConsole } from '#tests/support/console-page.ts';
import { CLIENT, startIdentityProvider, type StandInProvider } from '#tests/support/identity-provider.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

const path = chromiumPath();
const { t } = createTranslator({ strict: true });

describe.skipIf(path === undefined)(`sign-in at an identity provider${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let database: TestDatabase;
  let api: TestApi;
  let provider: StandInProvider;
  let browser: Browser;

  beforeAll(async () => {
    await buildConsole();
    database = await createTestDatabase();
    const started = await startTestApi(database, {
      // To a browser "localhost" and 127.0.0.1, where the provider is, are two sites.
      publicUrl: (port) => `http://localhost:${port}`,
      provider: async (publicUrl) => {
        provider = await startIdentityProvider(`${publicUrl}/api/console/auth/callback/oidc`);
        return { issuer: provider.issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, secondFactor: ['mfa'] };
      },
    });
    api = { ...started, address: started.address.replace('127.0.0.1', 'localhost') };
    browser = await launchBrowser(path ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
    await provider.close();
    await database.drop();
  });

  it('comes in, and where it was wanted', async () => {
    const account = await addAccount(api, database, { role: 'officer', language: 'ms', enrolled: false });
    provider.person = { sub: account.id, email: account.email, email_verified: true, amr: ['pwd', 'mfa'] };
    const page = await (await browser.newContext({ locale: 'ms' })).newPage();
    await page.goto(`${api.address}/console/queue?type=PHISH`);
    await page.getByRole('button', { name: t('ms', 'console:sign_in.provider') }).click();
    await page.waitForURL(`${api.address}/console/queue?type=PHISH`);
    await page.getByRole('heading', { name: t('ms', 'console:screens.queue') }).waitFor();
    await page.context().close();
  });

  it.each(LANGUAGES)('whoever has no account is told so at the door, in %s', async (language) => {
    provider.person = { sub: `stranger-${language}`, email: 'stranger@police.example', email_verified: true, amr: ['mfa'] };
    const page = await (await browser.newContext({ locale: language })).newPage();
    await page.goto(`${api.address}/console/sign-in`);
    await page.getByRole('button', { name: t(language, 'console:sign_in.provider') }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: t(language, 'console:sign_in.provider_refused') })
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.context().close();
  });
});
