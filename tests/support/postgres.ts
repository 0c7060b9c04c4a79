// A database of its own for each test file, on TEST_DATABASE_URL or on one embedded server that all files of a run share.

import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { inject } from 'vitest';
import type { Tables } from '#core/database.ts';
import { createKysely } from '#platform/database.ts';
import { migrate } from '#platform/migrations.ts';
import type { Database } from '#core/database.ts';
import { types } from 'pg';

export interface TestDatabase {
  url: string;
  pool: Pool;
  db: Database;
  /** Ends the connections and drops the database. */
  drop(): Promise<void>;
}

/** Migrated and empty. `server`: for what is no test. */
export async function createTestDatabase(server: string = inject('databaseUrl')): Promise<TestDatabase> {
  const name = `jaga_test_${randomBytes(6).toString('hex')}`;
  const maintenance = new Pool({ connectionString: server, max: 1 });
  await maintenance.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const pool = new Pool({
    connectionString: url.href,
    max: 10,
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === 20 ? Number : types.getTypeParser(oid, format)) },
  });
  // Dropping a database with force ends idle connections from outside.
  pool.on('error', () => undefined);
  await migrate(pool);
  return {
    url: url.href,
    pool,
    db: createKysely<Tables>(pool),
    drop: async () => {
      await pool.end();
      await maintenance.query(`drop database if exists ${name} with (force)`);
      await maintenance.end();
    },
  };
}
