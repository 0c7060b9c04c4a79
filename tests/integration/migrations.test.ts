// Migration drift: what the migrations make is what migrations/schema.txt shows, and TypeScript's picture of it names the same columns.

import { globSync, readFileSync } from 'node:fs';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { migrate } from '#platform/migrations.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

interface Column {
  table_name: string;
  column_name: string;
  data_type: string;
  is_nullable: string;
}

let test: TestDatabase;
let columns: Column[];

beforeAll(async () => {
  test = await createTestDatabase();
  const { rows } = await test.pool.query<Column>(
    `select table_name, column_name, data_type, is_nullable from information_schema.columns where table_schema = 'public' and table_name <> 'migrations' order by table_name, ordinal_position`,
  );
  columns = rows;
});
afterAll(() => test.drop());

describe('migrations', () => {
  it('make what migrations/schema.txt shows', async () => {
    const indexes = await test.pool.query<{ indexdef: string }>(
      `select indexdef from pg_indexes where schemaname = 'public' and tablename <> 'migrations' order by indexdef`,
    );
    const constraints = await test.pool.query<{ line: string }>(
      `select conrelid::regclass::text || ': ' || pg_get_constraintdef(oid) as line from pg_constraint where connamespace = 'public'::regnamespace and contype in ('c', 'f') order by 1`,
    );
    const picture = [
      ...columns.map(
        ({ table_name, column_name, data_type, is_nullable }) => `${table_name}.${column_name} ${data_type}${is_nullable === 'NO' ? ' not null' : ''}`,
      ),
      '',
      ...indexes.rows.map(({ indexdef }) => indexdef),
      '',
      ...constraints.rows.map(({ line }) => line),
      '',
    ].join('\n');
    await expect(picture).toMatchFileSnapshot('../../migrations/schema.txt');
  });

  it('and core/database.ts know the same tables and columns', () => {
    const source = ['core/database.ts', ...globSync('core/**/*-tables.ts')].map((path) => readFileSync(path, 'utf8')).join('\n');
    // The staff tables are better-auth's: we name the few columns that we read.
    for (const { table_name, column_name } of columns.filter((column) => !column.table_name.startsWith('staff_'))) {
      expect(source, table_name).toMatch(new RegExp(`\\b${table_name}\\b`));
      expect(source, `${table_name}.${column_name}`).toMatch(new RegExp(`\\b${column_name}\\??:`));
    }
  });

  it('leave what waits in the ledger in its order when regions come between', async () => {
    const maintenance = new Pool({ connectionString: inject('databaseUrl'), max: 1 });
    await maintenance.query('create database jaga_test_ranks');
    const url = new URL(inject('databaseUrl'));
    url.pathname = '/jaga_test_ranks';
    const pool = new Pool({ connectionString: url.href, max: 1 });
    const files = globSync('migrations/*.sql').toSorted();
    const at = files.findIndex((path) => path.endsWith('0047_regions_of_warnings.sql'));
    for (const path of files.slice(0, at)) await pool.query(readFileSync(path, 'utf8'));
    await pool.query(`
      set session_replication_role = replica;
      insert into deliveries (alert_id, subscriber_id, channel, version_wanted, rank, state)
      select gen_random_uuid(), gen_random_uuid(), 'telegram', 1, rank, 'waiting' from generate_series(0, 2) as rank`);
    await pool.query(readFileSync(files[at] ?? '', 'utf8'));
    expect((await pool.query<{ rank: number }>('select rank from deliveries order by rank')).rows.map(({ rank }) => rank)).toEqual([0, 2, 3]);
    await pool.end();
    await maintenance.query('drop database jaga_test_ranks');
    await maintenance.end();
  });

  it('are harmless to repeat and safe when eight processes begin at once', async () => {
    expect(await migrate(test.pool)).toEqual([]);
    const maintenance = new Pool({ connectionString: inject('databaseUrl'), max: 1 });
    await maintenance.query('create database jaga_test_eight');
    const url = new URL(inject('databaseUrl'));
    url.pathname = '/jaga_test_eight';
    const pools = Array.from({ length: 8 }, () => new Pool({ connectionString: url.href, max: 2 }));
    for (const pool of pools) pool.on('error', () => undefined);
    const applied = await Promise.all(pools.map(migrate));
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    await Promise.all(pools.map((pool) => pool.end()));
    await maintenance.query('drop database jaga_test_eight');
    await maintenance.end();
  });
});
