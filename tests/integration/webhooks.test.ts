// Warnings to partners' servers as signed webhooks: over real HTTP, from the ledger, by servers that are slow, broken, busy or gone.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Webhook } from 'standardwebhooks';
import { withdrawAlert } from '#core/alerts/end-alert.ts';
import { pauseAlert, resumeAlert } from '#core/alerts/pause-alert.ts';
import type { AlertContent } from '#core/alerts/alert.ts';
import { addEndpoint, enableEndpoint, removeEndpoint, replayEndpoint, rotateSecret, type NewEndpoint } from '#core/webhooks/endpoints.ts';
import { listEndpoints } from '#core/webhooks/endpoint-store.ts';
import { enterAlert } from '#core/webhooks/enter-alert.ts';
import { listDeadMessages } from '#core/webhooks/message-store.ts';
import { pingEndpoint } from '#core/webhooks/ping-endpoint.ts';
import { sendWebhook, type SendOutcome, type WebhookDeps } from '#core/webhooks/send-webhook.ts';
import { LEASE_MS, RETRY_WAITS_MS } from '#core/webhooks/webhook.ts';
import { createLog } from '#platform/log.ts';
import { openQueueBackend } from '#platform/queue.ts';
import { createWebhookClient, type WebhookClient } from '#platform/webhooks/webhook-client.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';
import { isSignedBy, startWebhookReceiver, type ReceiverAddress, type WebhookReceiver } from '#tests/support/webhook-receiver.ts';
import { createPipeline, type Pipeline } from '#worker/pipeline.ts';
import type { Stage } from '#worker/stage.ts';
import { webhookStages } from '#worker/stages/webhooks.ts';
import { sweep } from '#worker/sweeper.ts';

const SECOND = 1_000;
const DAY = 86_400_000;
let scene: TriageScene;
let publisher: Publisher;
let receiver: WebhookReceiver;
/** Moved by tests that let time pass. */
let ahead = 0;

beforeAll(async () => {
  const standing = await createTriageScene();
  const clock = { now: () => new Date(Date.now() + ahead) };
  scene = { ...standing, context: { ...standing.context, clock } };
  publisher = await hirePublisher(scene);
});

beforeEach(async () => {
  ahead = 0;
  receiver = await startWebhookReceiver();
});

afterEach(async () => {
  await receiver.close();
  await scene.database.pool.query(
    'truncate webhook_messages, webhook_endpoints, deliveries, alert_approvals, alert_versions, alerts, outbox, dead_letters cascade',
  );
});

afterAll(() => scene.database.drop());

function client(timeoutMs = 15_000): WebhookClient {
  return createWebhookClient({ clock: scene.context.clock, loopback: true, timeoutMs });
}

function depsWith(made = client()): WebhookDeps {
  return { client: made, publicUrl: 'https://jaga.example' };
}

interface Partner extends ReceiverAddress {
  id: string;
  secret: string;
}

async function connect(changes: Partial<NewEndpoint> = {}): Promise<Partner> {
  const address = receiver.address();
  const endpoint: NewEndpoint = { url: address.url, partner: 'hana-bank', types: [], countries: [], leastGrade: 'notice', ...changes };
  return { ...address, ...(await addEndpoint(scene.context, endpoint, { loopback: true })) };
}

/** What the relay and the workers do, one after another, until nothing is told any more. @returns what came of each attempt. */
async function work(deps = depsWith()): Promise<SendOutcome['kind'][]> {
  const outcomes: SendOutcome['kind'][] = [];
  for (let facts = await scene.facts(); facts.length > 0; facts = await scene.facts()) {
    for (const { fact, payload } of facts) {
      if (fact === 'webhook_due') outcomes.push((await sendWebhook(scene.context, deps, String(payload['message_id']))).kind);
      else await enterAlert(scene.context, String(payload['alert_id']));
    }
  }
  return outcomes.filter((kind) => kind !== 'nothing_to_do');
}

/** So much later, when the sweeper comes by. */
async function workAfter(milliseconds: number, deps = depsWith()): Promise<SendOutcome['kind'][]> {
  ahead += milliseconds;
  await sweep(scene.context);
  return work(deps);
}

function ledger(): Promise<{ event: string; version: number | null; state: string; attempts: number; status: number | null; last_error: string | null }[]> {
  return scene.database.db
    .selectFrom('webhook_messages')
    .select(['event', 'version', 'state', 'attempts', 'status', 'last_error'])
    .orderBy('entered_at')
    .orderBy('version')
    .execute();
}

function corrected(content: AlertContent = publisher.content()): AlertContent {
  return { ...content, texts: { ...content.texts, en: { ...content.texts.en, headline: 'Corrected headline' } } };
}

function withdraw(alertId: string) {
  return withdrawAlert(scene.context, { by: publisher.supervisor, alertId, reason: 'wrong' });
}

describe('with the whole pipeline', () => {
  let pipeline: Pipeline;
  let backend: ReturnType<typeof openQueueBackend>;

  beforeEach(() => {
    backend = openQueueBackend({ redisUrl: undefined, databaseUrl: scene.database.url, log: createLog('silent') });
    const others: [string, Stage['queue']][] = [
      ['deliver-alert', 'delivery'],
      ['withdraw-alert', 'delivery'],
      ['review-warned', 'reports'],
      ['review-withdrawn', 'reports'],
    ];
    const beside = others.map(([name, queue]): Stage => ({ name, queue, run: () => Promise.resolve({ kind: 'done' }) }));
    const stages = (signal: AbortSignal): Stage[] => [...beside, ...webhookStages(scene.context, { ...depsWith(), signal })];
    pipeline = createPipeline({ context: scene.context, queueBackend: backend, stages, chores: [], withModel: false, withDelivery: true });
    pipeline.start();
  });

  afterEach(async () => {
    await pipeline.stop();
    await backend.close();
  });

  it('is received within a second of the second approval, corrected and withdrawn likewise, each signed', async () => {
    // A worker has been running for long when an officer approves; here it makes its queues first.
    await publisher.publish();
    await pipeline.drain();
    const bank = await connect();
    const delays: number[] = [];
    const timed = async (act: () => Promise<unknown>): Promise<void> => {
      await act();
      const approved = Date.now();
      await bank.has(delays.length + 1);
      delays.push((bank.received.at(-1)?.at ?? 0) - approved);
    };
    let alertId = '';
    const content = publisher.content();
    await timed(async () => (alertId = await publisher.publish(content)));
    await timed(() => publisher.correct(alertId, corrected(content)));
    await timed(() => withdraw(alertId));
    // The middle one: this machine may be doing something else meanwhile.
    expect(delays.toSorted((one, other) => one - other)[1]).toBeLessThan(SECOND);
    expect(bank.types()).toEqual(['alert.published', 'alert.updated', 'alert.withdrawn']);
    const [first, second, third] = bank.received.map(({ raw, id, timestamp, signature }) =>
      new Webhook(bank.secret).verify(raw, { 'webhook-id': id, 'webhook-timestamp': String(timestamp), 'webhook-signature': signature }),
    );
    expect(first).toMatchObject({ data: { id: alertId, state: 'published', version: 1, changed: [], url: `https://jaga.example/alerts/${alertId}` } });
    expect(second).toMatchObject({ data: { version: 2, changed: ['headline'], texts: { en: { headline: 'Corrected headline' } } } });
    expect(third).toMatchObject({ data: { state: 'withdrawn', texts: { ko: { what_to_do: null } } } });
    expect(new Set(bank.received.map(({ id }) => id)).size).toBe(3);
  });

  it('an endpoint that hangs keeps no other one waiting, and a worker that stops gives its message back', async () => {
    const [hanging, other] = [await connect(), await connect({ partner: 'telco' })];
    hanging.answers.push('hang');
    for (let count = 0; count < 3; count += 1) await publisher.publish();
    const published = Date.now();
    await other.has(3);
    // Far less than the 15 s after which the other is given up.
    expect(Date.now() - published).toBeLessThan(5 * SECOND);
    expect(hanging.received.length).toBe(1);
    await pipeline.stop();
    expect(hanging.received.length).toBe(1);
    await vi.waitFor(
      async () => {
        await sweep(scene.context);
        await work();
        expect(hanging.received.length).toBe(4);
      },
      { timeout: 20_000 },
    );
    expect(new Set(hanging.received.map(({ id }) => id)).size).toBe(3);
    expect((await ledger()).every(({ state, attempts }) => state === 'sent' && attempts === 1)).toBe(true);
  });
});

it('goes to whom it concerns: by type, country and grade', async () => {
  const all = await connect();
  const [loans, korea, grave, phishing] = [
    await connect({ types: ['LOAN'] }),
    await connect({ countries: ['KR'] }),
    await connect({ leastGrade: 'danger' }),
    await connect({ types: ['PHISH', 'LOAN'], countries: ['MY'], leastGrade: 'caution' }),
  ];
  await publisher.publish({ ...publisher.content('PHISH', ['MY']), grade: 'warning' });
  await publisher.publish({ ...publisher.content('INVEST', []), grade: 'danger' });
  await work();
  expect([all, loans, korea, grave, phishing].map(({ received }) => received.map(({ body }) => body.data['type']))).toEqual([
    ['PHISH', 'INVEST'],
    [],
    ['INVEST'],
    ['INVEST'],
    ['PHISH'],
  ]);
});

it('who has a warning is told of its correction and withdrawal though the filters no longer fit, who has not is not', async () => {
  const [phishing, loans] = [await connect({ types: ['PHISH'] }), await connect({ types: ['LOAN'] })];
  const alertId = await publisher.publish(publisher.content('PHISH'));
  await work();
  await publisher.correct(alertId, publisher.content('INVEST'));
  await work();
  await withdraw(alertId);
  await work();
  expect(phishing.types()).toEqual(['alert.published', 'alert.updated', 'alert.withdrawn']);
  expect(loans.received).toEqual([]);
});

it('the same facts again send nothing again', async () => {
  const bank = await connect();
  const alertId = await publisher.publish();
  await work();
  await enterAlert(scene.context, alertId);
  await work();
  expect(bank.received.length).toBe(1);
});

it('after a rotation both secrets sign for a day, then the new one alone', async () => {
  const bank = await connect();
  const { secret } = await rotateSecret(scene.context, bank.id);
  await publisher.publish();
  await work();
  const [both] = bank.received;
  if (both === undefined) throw new Error('nothing came');
  const headers = { 'webhook-id': both.id, 'webhook-timestamp': String(both.timestamp), 'webhook-signature': both.signature };
  for (const each of [bank.secret, secret]) expect(new Webhook(each).verify(both.raw, headers)).toMatchObject({ type: 'alert.published' });
  ahead = DAY + SECOND;
  await publisher.publish();
  await work();
  const later = bank.received[1];
  expect(later && [isSignedBy(later, secret), isSignedBy(later, bank.secret)]).toEqual([true, false]);
});

it('500s and a lost connection are tried again, with the same id and body and a new timestamp', async () => {
  const bank = await connect();
  bank.answers.push({ status: 500 }, { status: 502 });
  await publisher.publish();
  expect(await work()).toEqual(['failed']);
  expect(await workAfter(4 * SECOND)).toEqual([]);
  expect(await workAfter(2 * SECOND)).toEqual(['failed']);
  expect(await workAfter(4 * 60 * SECOND)).toEqual([]);
  expect(await workAfter(2 * 60 * SECOND)).toEqual(['sent']);
  expect(new Set(bank.received.map(({ id, raw }) => `${id} ${raw}`)).size).toBe(1);
  expect(new Set(bank.received.map(({ timestamp }) => timestamp)).size).toBe(3);
  expect(bank.received.every((each) => isSignedBy(each, bank.secret))).toBe(true);
  expect(await ledger()).toMatchObject([{ state: 'sent', attempts: 3, status: 204, last_error: null }]);
  expect(await listEndpoints(scene.context)).toMatchObject([{ failing_since: null }]);
});

it('429 with Retry-After: nothing is sent to that endpoint before', async () => {
  const [busy, free] = [await connect(), await connect()];
  busy.answers.push({ status: 429, headers: { 'retry-after': '120' } });
  await publisher.publish();
  await work();
  await publisher.publish();
  await work();
  expect([busy.received.length, free.received.length]).toEqual([1, 2]);
  expect(await workAfter(110 * SECOND)).toEqual([]);
  await workAfter(15 * SECOND);
  expect(busy.types()).toEqual(['alert.published', 'alert.published', 'alert.published']);
});

it('410 disables an endpoint at once; what waited is sent once it is enabled, if it still holds', async () => {
  const bank = await connect();
  bank.answers.push({ status: 410 });
  await publisher.publish();
  expect(await work()).toEqual(['gone']);
  expect(await listEndpoints(scene.context)).toMatchObject([{ disabled_reason: 'gone', dead: 1 }]);
  const withdrawn = await publisher.publish();
  await publisher.publish();
  await work();
  await withdraw(withdrawn);
  await work();
  await workAfter(DAY);
  expect(bank.received.length).toBe(1);
  await enableEndpoint(scene.context, bank.id);
  await work();
  expect(bank.types()).toEqual(['alert.published', 'alert.published']);
  expect((await ledger()).map(({ state, last_error }) => [state, last_error])).toEqual([
    ['dead', '410'],
    ['dropped', 'overtaken'],
    ['sent', null],
  ]);
  expect(await scene.actions(bank.id)).toEqual(['webhook.added', 'webhook.disabled', 'webhook.enabled']);
});

it('an endpoint that does not answer in time has failed', async () => {
  const bank = await connect();
  bank.answers.push('hang');
  await publisher.publish();
  expect(await work(depsWith(client(50)))).toEqual(['failed']);
  expect(await ledger()).toMatchObject([{ state: 'waiting', last_error: 'timeout', status: null }]);
  await workAfter(6 * SECOND);
  expect(await ledger()).toMatchObject([{ state: 'sent' }]);
});

it('after the whole schedule it is a dead letter, which is replayed under the same id', async () => {
  const bank = await connect();
  bank.answers.push(...Array.from({ length: 10 }, () => ({ status: 500 })));
  const content = publisher.content();
  await publisher.publish({ ...content, valid_until: new Date(Date.now() + 10 * DAY).toISOString() });
  await work();
  for (const wait of RETRY_WAITS_MS) expect(await workAfter(wait * 1.1 + SECOND)).toEqual(['failed']);
  await workAfter(DAY);
  expect(bank.received.length).toBe(10);
  expect(await listDeadMessages(scene.context.db, bank.id)).toMatchObject([{ event: 'alert.published', attempts: 10, last_error: '500' }]);
  expect(await replayEndpoint(scene.context, bank.id, { kind: 'dead' })).toBe(1);
  expect(await work()).toEqual(['sent']);
  expect(new Set(bank.received.map(({ id }) => id)).size).toBe(1);
  expect(await listDeadMessages(scene.context.db)).toEqual([]);
  expect(await scene.actions(bank.id)).toEqual(['webhook.added', 'webhook.replayed']);
});

it('an endpoint that takes nothing for five days is disabled', async () => {
  const bank = await connect();
  bank.answers.push(...Array.from({ length: 10 }, () => ({ status: 503 })));
  await publisher.publish();
  await work();
  await workAfter(4 * DAY);
  expect(await listEndpoints(scene.context)).toMatchObject([{ disabled_reason: null }]);
  await workAfter(DAY + 60 * SECOND);
  expect(await listEndpoints(scene.context)).toMatchObject([{ disabled_reason: 'failing', waiting: 1 }]);
  expect(await scene.actions(bank.id)).toEqual(['webhook.added', 'webhook.disabled']);
});

it('replays what was entered since a time or one message, and nothing that no longer holds', async () => {
  const bank = await connect();
  await publisher.publish();
  await work();
  ahead = 60 * SECOND;
  const since = scene.context.clock.now();
  const alertId = await publisher.publish();
  await work();
  await publisher.correct(alertId, corrected());
  await work();
  expect(await replayEndpoint(scene.context, bank.id, { kind: 'since', since })).toBe(1);
  await work();
  expect(bank.types()).toEqual(['alert.published', 'alert.published', 'alert.updated', 'alert.updated']);
  const ids = bank.received.map(({ id }) => id);
  expect(ids[3]).toBe(ids[2]);
  expect(await replayEndpoint(scene.context, bank.id, { kind: 'one', messageId: ids[0] ?? '' })).toBe(1);
  expect(await replayEndpoint(scene.context, bank.id, { kind: 'one', messageId: ids[1] ?? '' })).toBe(0);
  await work();
  expect(bank.received.at(-1)?.id).toBe(ids[0]);
});

it('killed between sending and writing down, it comes again under the same id; nobody sends it before', async () => {
  const bank = await connect();
  await publisher.publish();
  const real = client();
  const dying: WebhookClient = {
    async post(request) {
      await real.post(request);
      throw new Error('killed');
    },
  };
  await expect(work(depsWith(dying))).rejects.toThrow('killed');
  await publisher.publish();
  await work();
  expect(bank.received.length).toBe(1);
  await workAfter(LEASE_MS + SECOND);
  expect(bank.received.length).toBe(3);
  expect(bank.received[1]?.id).toBe(bank.received[0]?.id);
  expect((await ledger()).every(({ state }) => state === 'sent')).toBe(true);
});

it('two workers at once send a message once', async () => {
  const bank = await connect();
  const alertId = await publisher.publish();
  await enterAlert(scene.context, alertId);
  const due = (await scene.facts()).filter(({ fact }) => fact === 'webhook_due').map(({ payload }) => String(payload['message_id']));
  const outcomes = await Promise.all([...due, ...due, ...due].map((id) => sendWebhook(scene.context, depsWith(), id)));
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['nothing_to_do', 'nothing_to_do', 'sent']);
  expect(bank.received.length).toBe(1);
});

it('an alert whose job was lost is entered when the sweeper comes by', async () => {
  const bank = await connect();
  await publisher.publish();
  await scene.facts();
  await workAfter(20 * SECOND);
  expect(bank.types()).toEqual(['alert.published']);
  await sweep(scene.context);
  expect((await scene.facts()).filter(({ fact }) => fact.startsWith('webhook'))).toEqual([]);
});

it('earlier words never leave once they are corrected, and nothing that has ended', async () => {
  const bank = await connect();
  bank.answers.push({ status: 500 }, { status: 500 });
  const alertId = await publisher.publish();
  await work();
  await publisher.correct(alertId, corrected());
  await work();
  expect(bank.types()).toEqual(['alert.published', 'alert.updated']);
  await workAfter(20 * DAY);
  expect(bank.received.length).toBe(2);
  expect((await ledger()).map(({ version, state, last_error }) => [version, state, last_error])).toEqual([
    [1, 'dropped', 'overtaken'],
    [2, 'dropped', 'expired'],
  ]);
});

it('a pause keeps a warning from partners as it does from people', async () => {
  const bank = await connect();
  const alertId = await publisher.publish();
  expect(await pauseAlert(scene.context, { by: publisher.supervisor, alertId })).toMatchObject({ kind: 'done' });
  await work();
  await workAfter(60 * SECOND);
  expect(bank.received).toEqual([]);
  expect(await resumeAlert(scene.context, { by: publisher.supervisor, alertId })).toMatchObject({ kind: 'done' });
  await work();
  expect(bank.types()).toEqual(['alert.published']);
});

it('a removed endpoint gets nothing, and what waited for it is gone', async () => {
  const bank = await connect();
  bank.answers.push({ status: 500 });
  await publisher.publish();
  await work();
  await removeEndpoint(scene.context, bank.id);
  await publisher.publish();
  await work();
  await workAfter(DAY);
  expect(bank.received.length).toBe(1);
  expect(await ledger()).toEqual([]);
  await expect(removeEndpoint(scene.context, bank.id)).rejects.toThrow('There is no webhook');
  expect(await scene.actions(bank.id)).toEqual(['webhook.added', 'webhook.removed']);
});

it('redirects are not followed', async () => {
  const [bank, elsewhere] = [await connect(), receiver.address()];
  bank.answers.push({ status: 307, headers: { location: elsewhere.url } });
  await publisher.publish();
  expect(await work()).toEqual(['failed']);
  expect(elsewhere.received).toEqual([]);
  expect(await ledger()).toMatchObject([{ status: 307, last_error: '307' }]);
});

it('private addresses are refused when they are registered and when DNS gives them', async () => {
  const refused = [
    'http://bank.example/',
    'https://10.0.0.1/',
    'https://169.254.169.254/latest',
    'https://[::1]/',
    'https://localhost/',
    'https://a:b@bank.example/',
  ];
  for (const url of refused) {
    const endpoint: NewEndpoint = { url, partner: 'bank', types: [], countries: [], leastGrade: 'notice' };
    await expect(addEndpoint(scene.context, endpoint, { loopback: false }), url).rejects.toThrow('Webhooks cannot be sent');
  }
  const bank = await connect({ url: 'https://bank.example/hooks' });
  const inside = createWebhookClient({
    clock: scene.context.clock,
    loopback: false,
    lookup: ((_host: string, _options: object, callback: (error: null, found: object[]) => void) =>
      callback(null, [{ address: '192.168.1.7', family: 4 }])) as never,
  });
  await publisher.publish();
  expect(await work(depsWith(inside))).toEqual(['failed']);
  expect(await ledger()).toMatchObject([{ last_error: 'address_refused' }]);
  // Registered while this machine itself was allowed.
  const local = await connect();
  await publisher.publish();
  await work(depsWith(createWebhookClient({ clock: scene.context.clock, loopback: false })));
  expect([bank.received, local.received]).toEqual([[], []]);
});

it('a ping says what came of it, is not tried again, and reaches an endpoint that is disabled', async () => {
  const bank = await connect();
  bank.answers.push({ status: 500 }, { status: 410 });
  expect(await pingEndpoint(scene.context, depsWith(), bank.id)).toMatchObject({ kind: 'failed', error: '500', next: null });
  expect(await listEndpoints(scene.context)).toMatchObject([{ failing_since: null, dead: 0 }]);
  expect(await pingEndpoint(scene.context, depsWith(), bank.id)).toMatchObject({ kind: 'gone' });
  expect(await pingEndpoint(scene.context, depsWith(), bank.id)).toEqual({ kind: 'sent' });
  expect(bank.received.at(-1)?.body).toMatchObject({ type: 'ping', data: {} });
  expect(bank.received.every((each) => isSignedBy(each, bank.secret))).toBe(true);
  await workAfter(DAY);
  expect(bank.received.length).toBe(3);
});

it('neither address nor secret lies open in the database', async () => {
  const bank = await connect();
  await rotateSecret(scene.context, bank.id);
  const { rows } = await scene.database.pool.query<{ line: string }>(
    'select e::text as line from webhook_endpoints e union all select a::text from audit_entries a',
  );
  const plain = [bank.url, bank.secret].flatMap((each) => [each, Buffer.from(each).toString('hex')]);
  expect(rows.filter(({ line }) => plain.some((each) => line.includes(each)))).toEqual([]);
});
