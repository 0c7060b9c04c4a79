// A database of its own for each test file, on TEST_DATABASE_URL or on one embedded server that all files of a run share.

import { createHash, randomBytes } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
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
  await maintenance.query(`create database ${name} template ${await migratedTemplate(server, maintenance)}`);
  const url = databaseOn(server, name);
  const pool = new Pool({
    connectionString: url,
    max: 10,
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === 20 ? Number : types.getTypeParser(oid, format)) },
  });
  // Dropping a database with force ends idle connections from outside.
  pool.on('error', () => undefined);
  return {
    url,
    pool,
    db: createKysely<Tables>(pool),
    drop: async () => {
      await pool.end();
      await maintenance.query(`drop database if exists ${name} with (force)`);
      await maintenance.end();
    },
  };
}

/** Migrated once a server and version of the migrations; every test's database is a copy of it, which is ten times as fast as migrating it. */
async function migratedTemplate(server: string, maintenance: Pool): Promise<string> {
  const name = `jaga_template_${migrationsHash()}`;
  const client = await maintenance.connect();
  try {
    await client.query('select pg_advisory_lock(hashtext($1))', [name]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return name;
    // Under another name until it is whole.
    const making = `${name}_making`;
    await client.query(`drop database if exists ${making} with (force)`);
    await client.query(`create database ${making}`);
    const pool = new Pool({ connectionString: databaseOn(server, making), max: 1 });
    await migrate(pool);
    await pool.end();
    await client.query(`alter database ${making} rename to ${name}`);
    return name;
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [name]);
    client.release();
  }
}

function migrationsHash(): string {
  const hash = createHash('sha256');
  // The queue brings tables of its own.
  for (const path of [...globSync('migrations/*.sql').toSorted(), 'node_modules/bullmq/package.json']) hash.update(readFileSync(path));
  return hash.digest('hex').slice(0, 16);
}

function databaseOn(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
