// The afternoon's version of intake: Express, the standardwebhooks package, zod, one INSERT, one queue.add. No encryption, no idempotency.

import type { AddressInfo } from 'node:net';
import { createPostgresBackend, withBackend } from 'bullmq';
import express from 'express';
import { Pool } from 'pg';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';

const [, , databaseUrl = '', secret = ''] = process.argv;
const schema = z.object({
  text: z.string().min(1),
  language: z.enum(['ko', 'ms', 'en']).optional(),
  channel: z.string().optional(),
  country: z.string().optional(),
  reporter: z.object({ id: z.string() }).optional(),
});
const pool = new Pool({ connectionString: databaseUrl, max: 20 });
await pool.query(
  'create table if not exists baseline_reports (id bigint generated always as identity primary key, body jsonb not null, received_at timestamptz not null default now())',
);
const { Queue } = withBackend(createPostgresBackend);
const queue = new Queue('baseline', { connection: { connectionString: databaseUrl, migrate: true } });
const webhook = new Webhook(secret);

const app = express();
app.post('/v1/reports', express.raw({ type: () => true, limit: '10mb' }), async (request, response) => {
  const raw = String(request.body);
  webhook.verify(raw, {
    'webhook-id': request.get('webhook-id') ?? '',
    'webhook-timestamp': request.get('webhook-timestamp') ?? '',
    'webhook-signature': request.get('webhook-signature') ?? '',
  });
  const report = schema.parse(JSON.parse(raw));
  const { rows } = await pool.query<{ id: number }>('insert into baseline_reports (body) values ($1) returning id', [JSON.stringify(report)]);
  await queue.add('read', { id: rows[0]?.id });
  response.status(202).json({ reference: rows[0]?.id });
});
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`));
