// The console in a browser: built when its sources are newer than what was built, with somebody signed in.

import { execFile } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createSignInGuard } from '#core/staff/sign-in-guard.ts';
import { addStaff } from '#core/staff/staff-accounts.ts';
import { createStaffAuth } from '#core/staff/staff-auth.ts';
import type { StaffRole } from '#core/staff/staff.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { TestApi } from '#tests/support/api.ts';
import { SCREENS } from '#tests/support/browser.ts';
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
}

export async function addAccount(
  { context }: Pick<TestApi, 'context'>,
  { pool }: Pick<TestDatabase, 'pool'>,
  { role, language, name = role }: { role: StaffRole; language: Language; name?: string },
): Promise<Account> {
  const auth = createStaffAuth({ pool, vault: context.vault, publicUrl: 'https://jaga.example', guard: createSignInGuard(context) });
  const email = `${crypto.randomUUID()}@police.example`;
  return { email, ...(await addStaff(context, auth, { email, name, role, language })) };
}

/** Signed in by the form, as people do. */
export async function openConsole(
  browser: Browser,
  api: TestApi,
  { account, path = '/', ...options }: { account: Account; path?: string } & BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ viewport: SCREENS.desktop, ...options });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(`${api.address}/console/sign-in?back=${encodeURIComponent(path)}`);
  await page.locator('input[type="email"]').fill(account.email);
  await page.locator('input[autocomplete="current-password"]').fill(account.password);
  await page.locator('button[type="submit"]').click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'));
  return page;
}
