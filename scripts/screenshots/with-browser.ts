// A browser and a throw-away database server: what pictures of a scene take.

import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { createLog } from '#platform/log.ts';
import { joinEmbeddedServer } from '#platform/postgres/embedded-server.ts';
import { chromiumPath, launchBrowser } from '#tests/support/browser.ts';
import { removeData } from '#tests/support/embedded-postgres-setup.ts';

/** @param take gets the browser and the server's URL. @throws without a Chromium. */
export async function withBrowser(take: (browser: Browser, serverUrl: string) => Promise<void>): Promise<void> {
  const chromium = chromiumPath();
  if (chromium === undefined) throw new Error('No Chromium: set CHROMIUM_PATH.');
  const dataDir = mkdtempSync(join(tmpdir(), 'jaga-screenshots-'));
  const server = await joinEmbeddedServer({ dataDir, log: createLog('warn') });
  try {
    const browser = await launchBrowser(chromium);
    await take(browser, server.url);
    await browser.close();
  } finally {
    await server.leave();
    removeData(dataDir);
  }
}
