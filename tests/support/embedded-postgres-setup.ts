// One embedded PostgreSQL for the whole run, thrown away afterwards; TEST_DATABASE_URL uses another server instead.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { createLog } from '#platform/log.ts';
import { joinEmbeddedServer } from '#platform/postgres/embedded-server.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env['TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') {
    project.provide('databaseUrl', given);
    return async () => undefined;
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'jaga-test-'));
  const server = await joinEmbeddedServer({ dataDir, log: createLog('warn') });
  await forgetDurability(server.url);
  project.provide('databaseUrl', server.url);
  return async () => {
    await server.leave();
    removeData(dataDir);
  };
}

/** It is thrown away: what it must not survive is a power cut, and nothing else changes. */
async function forgetDurability(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) await client.query(`alter system set ${setting} = off`);
  await client.query('select pg_reload_conf()');
  await client.end();
}

/** The cluster may lie elsewhere when DATA_DIR cannot be entered by the server's account. */
export function removeData(dataDir: string): void {
  const note = join(dataDir, 'postgres-location');
  if (existsSync(note)) rmSync(readFileSync(note, 'utf8').trim(), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}
