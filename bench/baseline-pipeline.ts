// The afternoon's version of the whole way: Express, one INSERT, one queue.add; a BullMQ worker that classifies by regular expressions, asks pg_trgm
// for the best 10 earlier texts and writes both beside the report. No encryption, no idempotency, no campaigns.

import type { AddressInfo } from 'node:net';
import { createPostgresBackend, withBackend } from 'bullmq';
import express from 'express';
import { Pool } from 'pg';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';

const [, , databaseUrl = '', secret = ''] = process.argv;
const schema = z.object({ text: z.string().min(1), reporter: z.object({ id: z.string() }).optional() });
const TYPES: readonly [string, RegExp][] = [
  ['IMP_AUTH', /검찰|경찰|금감원|안전계좌|polis|mahkamah|bukit aman|prosecutor|police/i],
  ['PHISH', /택배|배송|통관|parcel|delivery|bungkusan|https?:\/\//i],
  ['LOAN', /대출|승인|pinjaman|loan/i],
  ['INVEST', /투자|수익|코인|pelaburan|invest|profit/i],
  ['JOB', /알바|재택|kerja|part.?time|job/i],
];
const pool = new Pool({ connectionString: databaseUrl, max: 20 });
await pool.query(
  `create table if not exists baseline_pipeline (id bigint generated always as identity primary key, body jsonb not null, type text, matches int[], received_at timestamptz not null default now(), matched_at timestamptz)`,
);
const { Queue, Worker } = withBackend(createPostgresBackend);
const connection = { connectionString: databaseUrl };
const queue = new Queue('baseline-pipeline', { connection: { ...connection, migrate: true } });
const worker = new Worker<{ id: number }>(
  'baseline-pipeline',
  async ({ data }) => {
    const { rows } = await pool.query<{ text: string }>(`select body->>'text' as text from baseline_pipeline where id = $1`, [data.id]);
    const text = rows[0]?.text ?? '';
    const type = TYPES.find(([, words]) => words.test(text))?.[0] ?? 'OTHER';
    const near = await pool.query<{ place: number }>('select place from trigram_texts where text % $1 order by similarity(text, $1) desc limit 10', [text]);
    await pool.query('update baseline_pipeline set type = $2, matches = $3, matched_at = now() where id = $1', [
      data.id,
      type,
      near.rows.map(({ place }) => place),
    ]);
    await pool.query('insert into trigram_texts select max(place) + 1, $1 from trigram_texts on conflict do nothing', [text]);
  },
  { connection, concurrency: 4 },
);
worker.on('error', () => undefined);
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
  const { rows } = await pool.query<{ id: number }>('insert into baseline_pipeline (body) values ($1) returning id', [JSON.stringify(report)]);
  await queue.add('match', { id: Number(rows[0]?.id) }, { removeOnComplete: true });
  response.status(202).json({ reference: rows[0]?.id });
});
const server = app.listen(0, '127.0.0.1', () => process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`));
