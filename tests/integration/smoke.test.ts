import { expect, test, afterAll, beforeAll } from 'vitest';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
let t: TestDatabase;
beforeAll(async () => { t = await createTestDatabase(); });
afterAll(() => t.drop());
test('migrates', async () => {
  const r = await t.pool.query("select count(*) as n from information_schema.tables where table_schema='public'");
  expect(r.rows[0].n).toBeGreaterThan(20);
});
