// The queue on PostgreSQL when the database is not there yet, or has no connection to spare.

import { randomBytes } from 'node:crypto';
import { Pool } from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { createLog } from '#platform/log.ts';
import { migrate } from '#platform/migrations.ts';
import { openQueueBackend, type QueueBackend, type RunningJob } from '#platform/queue.ts';

let maintenance: Pool;
let name: string;
let url: string;
let backend: QueueBackend;

beforeEach(() => {
  maintenance = new Pool({ connectionString: inject('databaseUrl'), max: 1 });
  name = `jaga_test_${randomBytes(6).toString('hex')}`;
  url = new URL(`/${name}`, inject('databaseUrl')).href;
  backend = openQueueBackend({ redisUrl: undefined, databaseUrl: url, log: createLog('silent') });
});

afterEach(async () => {
  await backend.close();
  await maintenance.query(`drop database if exists ${name} with (force)`);
  await maintenance.end();
});

async function makeDatabase(): Promise<void> {
  await maintenance.query(`create database ${name}`);
  const pool = new Pool({ connectionString: url, max: 1 });
  await migrate(pool);
  await pool.end();
}

test('a queue that could not be reached at first takes and runs jobs as soon as it can be', async () => {
  const ran: RunningJob[] = [];
  const queue = backend.openQueue('reports');
  backend.startWorker(
    'reports',
    async (job) => {
      ran.push(job);
    },
    { concurrency: 1, onDead: () => Promise.resolve() },
  );
  const job = { name: 'read-report', items: [{ report_id: 'r1' }], id: 'read-r1' };
  await expect(queue.addAll([job])).rejects.toThrow('does not exist');
  await expect(queue.ping()).rejects.toThrow('does not exist');
  await makeDatabase();
  await queue.addAll([job]);
  await expect.poll(() => ran, { timeout: 20_000 }).toEqual([{ name: 'read-report', items: [{ report_id: 'r1' }] }]);
});

test('a worker that cannot reach the queue leaves the process to others meanwhile', async () => {
  backend.startWorker('reports', () => Promise.resolve(), { concurrency: 1, onDead: () => Promise.resolve() });
  const queue = backend.openQueue('reports');
  // Each failure takes a way to the server and back: a worker in a circle would let none of them end.
  for (let attempt = 0; attempt < 5; attempt += 1) await expect(queue.ping()).rejects.toThrow('does not exist');
});

test('is closed although it was never reached', async () => {
  backend.openQueue('reports');
  backend.startWorker('reports', () => Promise.resolve(), { concurrency: 1, onDead: () => Promise.resolve() });
  await expect(backend.close()).resolves.toBeUndefined();
});
