// POST /v1/reports over real HTTP on real PostgreSQL: the contract, the limits, and what must never happen.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { Router } from 'express';
import { Pool } from 'pg';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createApp } from '#api/app.ts';
import type { ReceivedReport } from '#api/contract/reports.ts';
import { createReadiness } from '#cli/readiness.ts';
import type { CoreContext } from '#core/context.ts';
import type { Tables } from '#core/database.ts';
import { createVault } from '#core/privacy/vault.ts';
import { createPartnerIntake } from '#core/reports/receive-partner-report.ts';
import { openReport } from '#core/reports/report-content.ts';
import { createTimingMeasures } from '#core/timing/timing-measures.ts';
import { createKysely } from '#platform/database.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { createPdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { createPushServices } from '#platform/web-push/push-services.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { newSecret, postReport } from '#tests/support/service.ts';

let test: TestDatabase;
let server: Server;
let address: string;
let context: CoreContext;
const logged: string[] = [];
const secret = newSecret();
const translator = createTranslator({ strict: true });

async function listen(
  webhookRate: number,
  on: { context: CoreContext; pool: Pool } = { context, pool: test.pool },
): Promise<{ server: Server; address: string }> {
  const app = createApp({
    context: on.context,
    translator,
    intake: createPartnerIntake(on.context),
    webhookSecrets: [{ partner: 'bank', secret }],
    webPush: { publicKey: '', services: createPushServices() },
    config: { publicUrl: 'https://jaga.example', webhookRate, metricsToken: undefined, retentionDays: 90 },
    refreshMeasures: createTimingMeasures(on.context),
    readiness: createReadiness({ pool: on.pool, queue: { ping: async () => undefined }, telegram: false, model: false }),
    pdf: createPdfRenderer(),
    telegram: { context: on.context, secret: 'a-webhook-secret-for-tests' },
    console: Router(),
  });
  const started = createServer(app);
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return { server: started, address: `http://127.0.0.1:${(started.address() as AddressInfo).port}` };
}

beforeAll(async () => {
  test = await createTestDatabase();
  const telemetry = createTelemetry(createLog('trace', { write: (line) => void logged.push(line) }));
  context = { db: test.db, vault: createVault(randomBytes(32)), clock: systemClock, telemetry };
  ({ server, address } = await listen(100_000));
});
afterAll(async () => {
  server.close();
  await test.drop();
});

const body = {
  text: '서울중앙지검 수사관입니다. 지금 바로 국민은행 123456-01-123456 안전계좌로 옮기셔야 합니다.',
  language: 'ko',
  channel: 'call',
  country: 'KR',
  loss: { amount: '1200000', currency: 'KRW', paid_at: new Date().toISOString(), rail: 'bank_transfer' },
  reporter: { id: 'p-1', contact: '010-9999-0000', consent: { share: ['MY'], contact: true } },
};

async function problemOf(response: Response): Promise<{ type: string; title: string; status: number; errors?: { pointer: string }[] }> {
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(response.headers.get('x-request-id')).toBeTruthy();
  return (await response.json()) as never;
}

describe('POST /v1/reports', () => {
  it('stores a report, sealed, and answers with reference, receipt and the right numbers', async () => {
    const response = await postReport(address, secret, body);
    expect(response.status).toBe(202);
    const answer = (await response.json()) as ReceivedReport;
    expect(answer.reference).toMatch(/^JG-\w{4}-\w{4}-\w$/);
    expect(answer.status_url).toBe(`https://jaga.example/v1/reports/${answer.reference}`);
    expect(answer.safety.urgent).toBe(true);
    expect(answer.safety.hotlines[0]).toMatchObject({ country: 'KR', number: '112' });
    expect(answer.safety.steps.join(' ')).toContain('지급정지');
    const row = await test.db.selectFrom('reports').selectAll().where('reference', '=', answer.reference).executeTakeFirstOrThrow();
    expect(row).toMatchObject({ partner: 'bank', channel: 'call', country: 'KR', urgent: true, loss_state: 'lost' });
    expect(openReport(context.vault, row)?.text).toBe(body.text);
    const everything = JSON.stringify((await test.pool.query('select * from reports, outbox, intake_requests')).rows);
    for (const secretPart of ['수사관', '9999', '123456-01']) expect(everything).not.toContain(secretPart);
    expect(await test.db.selectFrom('outbox').selectAll().where('fact', '=', 'report_received').execute()).toHaveLength(1);
  });

  it('takes a region, which names the country as well, and says what is wrong with another', async () => {
    const send = (part: object): Promise<Response> => postReport(address, secret, { text: 'Ada orang call kata dari LHDN', ...part });
    const { reference, safety } = (await (await send({ region: 'MY-10', loss: { paid_at: new Date().toISOString() } })).json()) as ReceivedReport;
    const row = await test.db.selectFrom('reports').select(['country', 'region']).where('reference', '=', reference).executeTakeFirstOrThrow();
    expect(row).toEqual({ country: 'MY', region: 'MY-10' });
    expect(safety.hotlines.every(({ country }) => country === 'MY')).toBe(true);
    expect((await send({ country: 'KR', region: 'KR-50' })).status).toBe(202);
    for (const [part, said] of [
      [{ country: 'KR', region: 'MY-10' }, 'must lie in `country`'],
      [{ country: 'KR', region: 'KR-99' }, 'ISO 3166-2'],
      [{ region: 'Selangor' }, 'ISO 3166-2'],
    ] as const) {
      const response = await send(part);
      const problem = await problemOf(response);
      expect(problem).toMatchObject({ status: 422, errors: [{ pointer: '/region' }] });
      expect(JSON.stringify(problem.errors)).toContain(said);
    }
  });

  it('answers in Malay and English, too', async () => {
    const malay = (await (
      await postReport(address, secret, {
        text: 'Duit dah transfer tadi RM1,500 ke akaun Maybank 1142 3456 7890, rupanya scammer',
        language: 'ms',
        country: 'MY',
      })
    ).json()) as ReceivedReport;
    expect(malay.safety.hotlines.map(({ number }) => number)).toContain('997');
    expect(malay.safety.urgent).toBe(true);
    const english = (await (
      await postReport(address, secret, { text: 'Someone called pretending to be the bank, I did not pay anything', language: 'en', country: 'MY' })
    ).json()) as ReceivedReport;
    expect(english.safety.urgent).toBe(false);
  });

  it('keeps how long whoever has just paid waited for the card, once a report, and of nobody else', async () => {
    const cards = (): Promise<{ face: string; received_at: Date; sent_at: Date }[]> => test.db.selectFrom('urgent_cards').selectAll().execute();
    await vi.waitUntil(async () => (await cards()).length >= 2);
    await test.pool.query('truncate urgent_cards');
    const id = `msg_${randomBytes(12).toString('hex')}`;
    for (const again of [body, body, { text: '안 보냈어요. 이런 문자만 받았어요', country: 'KR' }])
      await postReport(address, secret, again, again === body ? { id } : {});
    await vi.waitUntil(async () => (await cards()).length > 0);
    const kept = await cards();
    expect(kept).toMatchObject([{ face: 'webhook' }]);
    for (const { received_at, sent_at } of kept) expect(sent_at.getTime()).toBeGreaterThanOrEqual(received_at.getTime());
  });

  it('P4 makes one report of the same request fifty times at once, and gives the same answer later', async () => {
    const answers = await Promise.all(Array.from({ length: 50 }, () => postReport(address, secret, body, { id: 'msg_fifty' })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    const references = new Set(await Promise.all(answers.map(async (answer) => JSON.stringify(await answer.json()))));
    expect(references.size).toBe(1);
    const again = await postReport(address, secret, body, { id: 'msg_fifty' });
    expect(references.has(JSON.stringify(await again.json()))).toBe(true);
  });

  it('P4 refuses the same id with another body', async () => {
    await postReport(address, secret, body, { id: 'msg_reused' });
    const response = await postReport(address, secret, { ...body, text: '다른 내용' }, { id: 'msg_reused' });
    expect(response.status).toBe(409);
    expect((await problemOf(response)).type).toBe('urn:jaga:problem:id-reused');
  });

  it('P5 refuses what is unsigned, wrongly signed or too old, in the caller’s language', async () => {
    const unsigned = await fetch(`${address}/v1/reports`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', 'accept-language': 'ko' },
    });
    expect(unsigned.status).toBe(401);
    expect((await problemOf(unsigned)).title).toMatch(/[가-힣]/);
    expect((await postReport(address, newSecret(), body)).status).toBe(401);
    const old = await postReport(address, secret, body, { at: new Date(Date.now() - 301_000), headers: { 'accept-language': 'ms' } });
    expect((await problemOf(old)).type).toBe('urn:jaga:problem:old-timestamp');
  });

  it.each([
    ['not JSON', '{"text":', 400, 'not-json'],
    ['an empty body', '', 400, 'not-json'],
    ['wrong types', '{"text":5,"channel":"pigeon","loss":{"amount":"12,000","currency":"KRW"}}', 422, 'wrong-shape'],
    ['an array', '[]', 422, 'wrong-shape'],
    ['deep nesting', `${'['.repeat(200_000)}`, 400, 'not-json'],
  ])('answers %s with a clear error', async (_what, raw, status, slug) => {
    const response = await postReport(address, secret, raw);
    expect(response.status).toBe(status);
    expect((await problemOf(response)).type).toBe(`urn:jaga:problem:${slug}`);
  });

  it('points at each wrong field', async () => {
    const { errors } = await problemOf(
      await postReport(address, secret, { text: 'x', loss: { amount: '12,000', currency: 'KRW' }, suspects: [{ kind: 'phone', value: '' }] }),
    );
    expect(errors?.map(({ pointer }) => pointer)).toEqual(['/loss/amount', '/suspects/0/value']);
  });

  it('refuses broken UTF-8, compressed and foreign media types, and bodies over 10 MiB', async () => {
    const broken = Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]);
    const at = new Date();
    const { createHmac } = await import('node:crypto');
    const timestamp = String(Math.floor(at.getTime() / 1_000));
    const signature = createHmac('sha256', Buffer.from(secret.slice(6), 'base64'))
      .update(`m.${timestamp}.`)
      .update(broken)
      .digest('base64');
    const headers = { 'content-type': 'application/json', 'webhook-id': 'm', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
    expect((await fetch(`${address}/v1/reports`, { method: 'POST', body: broken, headers })).status).toBe(400);
    expect((await postReport(address, secret, body, { headers: { 'content-encoding': 'gzip' } })).status).toBeGreaterThanOrEqual(400);
    expect((await postReport(address, secret, body, { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    expect((await postReport(address, secret, { ...body, text: 'ㄱ'.repeat(4_000_000) })).status).toBe(413);
  });

  it('P7 keeps any text byte for byte', async () => {
    const texts = ['ｅ\u0301가각', '\u{1F4B8}\u200b보\u202e안', '\ud800 lone', 'a\u0000b', '각'.normalize('NFD')];
    for (const text of texts) {
      const raw = JSON.stringify({ text });
      const { reference } = (await (await postReport(address, secret, raw)).json()) as ReceivedReport;
      const row = await test.db.selectFrom('reports').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow();
      expect(openReport(context.vault, row)?.text).toBe(text);
    }
  });

  it('sends a partner over its rate away for a while', async () => {
    const strict = await listen(0.2);
    const answers = [];
    for (let round = 0; round < 4; round += 1) answers.push(await postReport(strict.address, secret, body));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 429, 429]);
    expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
    strict.server.close();
  });

  it('P9 logs neither text nor contact', () => {
    expect(logged.length).toBeGreaterThan(10);
    for (const secretPart of ['수사관', '010-9999', 'Maybank']) expect(logged.join('\n')).not.toContain(secretPart);
  });
});

describe('a database that cannot be reached', () => {
  it('answers 503 with Retry-After in the caller’s language, to partners and to Telegram, and is not ready', async () => {
    const nowhere = new Pool({ connectionString: 'postgres://jaga@127.0.0.1:1/jaga', connectionTimeoutMillis: 500 });
    const down = await listen(100, { context: { ...context, db: createKysely<Tables>(nowhere) }, pool: nowhere });
    const answer = await postReport(down.address, secret, body, { headers: { 'accept-language': 'ko' } });
    expect(answer.status).toBe(503);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await problemOf(answer)).title).toMatch(/[가-힣]/);
    const update = JSON.stringify({ update_id: 1, message: { message_id: 1, date: 1, chat: { id: 5, type: 'private' }, text: 'hi' } });
    const telegram = await fetch(`${down.address}/telegram/webhook`, {
      method: 'POST',
      body: update,
      headers: { 'x-telegram-bot-api-secret-token': 'a-webhook-secret-for-tests' },
    });
    expect(telegram.status).toBe(503);
    expect((await fetch(`${down.address}/readyz`)).status).toBe(503);
    expect((await fetch(`${down.address}/healthz`)).status).toBe(200);
    down.server.close();
    await nowhere.end();
  });
});

describe('GET and DELETE /v1/reports/{reference}', () => {
  it('tells the holder of the receipt, nobody else, and erases for good', async () => {
    const { reference, receipt } = (await (await postReport(address, secret, body)).json()) as ReceivedReport;
    const url = `${address}/v1/reports/${reference}`;
    const authorization = `Bearer ${receipt}`;
    expect((await fetch(url)).status).toBe(401);
    expect((await fetch(url, { headers: { authorization: 'Bearer wrong' } })).status).toBe(404);
    expect(await (await fetch(url.toLowerCase().replace('/v1/reports/', '/v1/reports/'), { headers: { authorization } })).json()).toMatchObject({
      reference,
      status: 'received',
      read: false,
    });
    expect((await fetch(url, { method: 'DELETE', headers: { authorization } })).status).toBe(204);
    expect(await (await fetch(url, { headers: { authorization } })).json()).toMatchObject({ status: 'erased' });
    const row = await test.db.selectFrom('reports').selectAll().where('reference', '=', reference).executeTakeFirstOrThrow();
    expect([row.sealed, row.wrapped_key, row.reporter_hash]).toEqual([null, null, null]);
    expect((await fetch(url, { method: 'PUT' })).status).toBe(405);
  });
});

describe('the other addresses', () => {
  it('shows what runs in three languages without JavaScript', async () => {
    for (const language of ['ko', 'ms', 'en']) {
      const page = await (await fetch(address, { headers: { 'accept-language': language } })).text();
      expect(page).toContain(`<html lang="${language}">`);
      expect(page).toContain('href="/docs"');
    }
  });

  it('documents itself', async () => {
    const document = (await (await fetch(`${address}/openapi.json`)).json()) as { openapi: string; paths: object };
    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths)).toContain('/v1/reports');
    expect((await fetch(`${address}/docs`)).status).toBe(200);
    expect((await fetch(`${address}/docs/swagger-ui.css`)).status).toBe(200);
  });

  it('says whether it lives and is ready, and shows its measures', async () => {
    expect((await fetch(`${address}/healthz`)).status).toBe(200);
    expect(await (await fetch(`${address}/readyz`)).json()).toMatchObject({ ready: true, parts: { database: 'ok' } });
    expect(await (await fetch(`${address}/metrics`)).text()).toContain('jaga_events_total');
    expect((await fetch(`${address}/nowhere`)).status).toBe(404);
  });

  it('takes Telegram updates with the right secret only', async () => {
    const update = {
      update_id: 77,
      message: { message_id: 1, date: 1, chat: { id: 5, type: 'private' }, from: { id: 5, is_bot: false, first_name: 'a' }, text: '안녕' },
    };
    const post = (headers: Record<string, string>, raw = JSON.stringify(update)): Promise<Response> =>
      fetch(`${address}/telegram/webhook`, { method: 'POST', body: raw, headers: { 'content-type': 'application/json', ...headers } });
    const secretHeader = { 'x-telegram-bot-api-secret-token': 'a-webhook-secret-for-tests' };
    expect((await post({})).status).toBe(401);
    expect((await post({ 'x-telegram-bot-api-secret-token': 'wrong' })).status).toBe(401);
    expect((await post(secretHeader)).status).toBe(200);
    expect((await post(secretHeader)).status).toBe(200);
    expect((await post(secretHeader, 'nonsense')).status).toBe(400);
    expect(await test.db.selectFrom('telegram_updates').select('update_id').execute()).toEqual([{ update_id: 77 }]);
  });
});

it('uses the same signature as the package', () => {
  expect(new Webhook(secret).sign('a', new Date(0), 'b')).toMatch(/^v1,/);
});
