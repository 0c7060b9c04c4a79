// Brings the database to this version: numbered SQL, forward only, then the queue's own schema. Safe when many processes start at once.

import { fileURLToPath } from 'node:url';
import { runMigrations as migrateBullMq } from 'bullmq';
import { runner } from 'node-pg-migrate';
import type { Pool, PoolClient } from 'pg';
import { ADVISORY_LOCKS } from '#platform/advisory-locks.ts';

const FOLDER = fileURLToPath(new URL('../migrations', import.meta.url));
/** One migrating process at a time; the others wait and then find nothing to do. */
const LOCK = ADVISORY_LOCKS.migrations;

/** @returns names of the migrations applied now, oldest first. */
export async function migrate(pool: Pool): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    const applied = await applySql(client);
    await migrateBullMq(client);
    return applied;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    await client.query('reset statement_timeout').catch(() => undefined);
    client.release();
  }
}

async function applySql(client: PoolClient): Promise<string[]> {
  const applied = await runner({
    dbClient: client,
    dir: FOLDER,
    // NOTE schema.txt, the picture the drift test compares with, lies in the same folder.
    ignorePattern: '.*\\.(txt|md)',
    direction: 'up',
    migrationsTable: 'migrations',
    noLock: true,
    log: () => undefined,
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
  });
  return applied.map(({ name }) => name);
}

function ignore(): void {
  // The caller gets the names, and errors are thrown.
}
