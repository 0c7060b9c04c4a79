// The console in a browser: built when its sources are newer than what was built, with somebody signed in.

import { execFile } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { addStaff } from '#core/staff/staff-accounts.ts';
import { createStaffAuth } from '#core/staff/staff-auth.ts';
import type { Belonging, StaffRole } from '#core/staff/staff.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { TestApi } from '#tests/support/api.ts';
import { PATIENCE_MS, SCREENS } from '#tests/support/browser.ts';
import { createAuthenticator, type Authenticator } from '#tests/support/authenticator.ts';
import { cookieOf } from '#tests/support/console-client.ts';
import type { TestDatabase } from '#tests/support/postgres.ts';

const SOURCES = 'web/console/{index.html,vite.config.ts,src/**/*}';

/** A second or two; nothing when it is up to date. */
export async function buildConsole(): Promise<void> {
  const built = timeOf(['web/dist/console/index.html']);
  if (built >= timeOf(globSync([SOURCES, 'locales/*/{console,taxonomy,alerts}.json']))) return;
  // In a process of its own: here NODE_ENV says "test", and React would be another one.
  await promisify(execFile)(process.execPath, ['scripts/build-console.ts'], { env: { ...process.env, NODE_ENV: 'production' } });
}

function timeOf(paths: readonly string[]): number {
  return Math.max(0, ...paths.map((path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

export interface Account {
  id: string;
  email: string;
  password: string;
  /** undefined: the second factor is not set up yet. */
  authenticator?: Authenticator;
  /** Cookie of a session with both factors. */
  session?: string;
}

interface NewAccount {
  role: StaffRole;
  language: Language;
  name?: string;
  /** false: as it is before the first sign-in. */
  enrolled?: boolean;
  /** Of a partner's. */
  belongsTo?: Belonging;
}

/** With its second factor set up. */
export async function addAccount(
  api: Pick<TestApi, 'context' | 'address'>,
  { pool }: Pick<TestDatabase, 'pool'>,
  { role, language, name = role, enrolled = true, belongsTo }: NewAccount,
): Promise<Account> {
  const auth = createStaffAuth({ context: api.context, pool, publicUrl: 'https://jaga.example' });
  const email = `${crypto.randomUUID()}@police.example`;
  const account = { email, ...(await addStaff(api.context, auth, { email, name, role, language, ...(belongsTo !== undefined && { belongsTo }) })) };
  return enrolled ? { ...account, ...(await enrolAt(api.address, account)) } : account;
}

async function enrolAt(address: string, { email, password }: Account): Promise<Required<Pick<Account, 'authenticator' | 'session'>>> {
  const call = async (path: string, body: object, cookie = ''): Promise<Response> => {
    const answer = await fetch(`${address}/api/console/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  const cookie = cookieOf(await call('/sign-in/email', { email, password }));
  const { uri } = await (await call('/second-factor/enrol', { password }, cookie)).json();
  const authenticator = createAuthenticator(uri);
  const entered = await call('/second-factor', { code: authenticator.code() }, cookie);
  return { authenticator, session: cookieOf(entered) || cookie };
}

/** Signed in with the session that the account has, or, without one, by the form. */
export async function openConsole(
  browser: Browser,
  api: Pick<TestApi, 'context' | 'address'>,
  { account, path = '/', ...options }: { account: Account; path?: string } & BrowserContextOptions,
): Promise<Page> {
  if (account.session === undefined) return enterByForm(browser, api, { account, path, ...options });
  const page = await newPage(browser, options);
  const cookies = account.session.split('; ').map((cookie) => {
    const at = cookie.indexOf('=');
    return { name: cookie.slice(0, at), value: cookie.slice(at + 1), domain: new URL(api.address).hostname, path: '/', secure: true, httpOnly: true };
  });
  await page.context().addCookies(cookies);
  await page.goto(`${api.address}/console${path}`);
  return page;
}

/** As people do. */
export async function enterByForm(
  browser: Browser,
  api: Pick<TestApi, 'context' | 'address'>,
  { account, path = '/', ...options }: { account: Account; path?: string } & BrowserContextOptions,
): Promise<Page> {
  const page = await newPage(browser, options);
  await page.goto(`${api.address}/console/sign-in?back=${encodeURIComponent(path)}`);
  await typePassword(page, account);
  if (account.authenticator !== undefined) {
    // Tests sign in more often than the clock gives codes.
    await api.context.db.deleteFrom('staff_used_codes').execute();
    await typeCode(page, account.authenticator.shown());
  }
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  return page;
}

async function newPage(browser: Browser, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ viewport: SCREENS.desktop, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  return context.newPage();
}

export async function typePassword(page: Page, { email, password }: Pick<Account, 'email' | 'password'>): Promise<void> {
  await page.locator('input[type="email"]').fill(email);
  await page.locator('input[autocomplete="current-password"]').fill(password);
  await page.locator('button[type="submit"]').click();
}

export async function typeCode(page: Page, code: string): Promise<void> {
  const field = page.locator('input[autocomplete="one-time-code"]');
  await field.fill(code);
  await field.press('Enter');
}
