// The console's client in a real browser, against the real back end.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addStaff } from '#core/staff/staff-accounts.ts';
import { createConsoleApp } from '#api/console-app.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, launchBrowser, SCREENS } from '#tests/support/browser.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

const path = chromiumPath();
void createConsoleApp;

describe.skipIf(path === undefined)(`the console${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let database: TestDatabase;
  let api: TestApi;
  let browser: Browser;

  beforeAll(async () => {
    database = await createTestDatabase();
    api = await startTestApi(database);
    browser = await launchBrowser(path ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
    await database.drop();
  });

  it('signs in', async () => {
    const page: Page = await (await browser.newContext({ locale: 'ko', viewport: SCREENS.desktop })).newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.goto(`${api.address}/console`);
    await page.waitForTimeout(1_500);
    await page.screenshot({ path: '/tmp/shots/console-1.png' });
    console.log(said, page.url());
    expect(await accessibilityFaults(page)).toEqual([]);
    void addStaff;
  });
});
