// The back end on a database of its own, the console it serves, and a browser to look with: what the tests of one file share.

import type { Browser } from 'playwright-core';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { chromiumPath, launchBrowser } from '#tests/support/browser.ts';
import { buildConsole } from '#tests/support/console-page.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

export interface ConsoleScene {
  database: TestDatabase;
  api: TestApi;
  browser: Browser;
  close(): Promise<void>;
}

export async function openConsoleScene(): Promise<ConsoleScene> {
  await buildConsole();
  const database = await createTestDatabase();
  const api = await startTestApi(database);
  const browser = await launchBrowser(chromiumPath() ?? '');
  return {
    database,
    api,
    browser,
    async close() {
      await browser.close();
      await api.stop();
      await database.drop();
    },
  };
}
