// /v1/subscriptions: what a browser may ask for, whose it is, and whom our server lets itself be sent to.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { secretOf } from '#core/subscribers/browser-subscription.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { createPushServices } from '#platform/web-push/push-services.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { newBrowserKeys } from '#tests/support/push/push-encryption.ts';

const PUSH = 'https://push.example.org';
let database: TestDatabase;
let api: TestApi;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await api?.stop();
  // A new one for each: limits count by address.
  api = await startTestApi(database, { webPush: { publicKey: 'BA', services: createPushServices(['push.example.org']) } });
  await database.pool.query('truncate subscribers cascade');
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

function subscription(endpoint = `${PUSH}/send/${Math.random()}`) {
  const { curve, auth } = newBrowserKeys();
  return { endpoint, keys: { p256dh: curve.getPublicKey('base64url'), auth: auth.toString('base64url') } };
}

function call(method: string, path: string, { body, secret }: { body?: unknown; secret?: string } = {}): Promise<Response> {
  const headers = { ...(body !== undefined && { 'content-type': 'application/json' }), ...(secret !== undefined && { authorization: `Bearer ${secret}` }) };
  return fetch(`${api.address}/v1/subscriptions${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) });
}

interface Pass {
  id: string;
  secret: string;
}

async function subscribed(body: object = { subscription: subscription(), language: 'ko' }): Promise<Pass> {
  const response = await call('POST', '', { body });
  expect(response.status).toBe(201);
  return (await response.json()) as Pass;
}

async function stateOf({ id, secret }: Pass): Promise<unknown> {
  return (await call('GET', `/${id}`, { secret })).json();
}

async function rows(): Promise<number> {
  const { rows: found } = await database.pool.query('select 1 from subscribers');
  return found.length;
}

describe('a browser that subscribes', () => {
  it('is warned of everything at any hour, unless it says otherwise', async () => {
    const pass = await subscribed();
    expect(await stateOf(pass)).toEqual({
      id: pass.id,
      active: true,
      language: 'ko',
      types: [],
      countries: [],
      regions: [],
      least_grade: 'notice',
      quiet: null,
      time_zone: 'Asia/Seoul',
      daily: false,
      snoozed_until: null,
    });
    const wishes = {
      types: ['PHISH', 'LOAN'],
      countries: ['MY'],
      regions: ['MY-07', 'MY-14'],
      least_grade: 'warning',
      quiet: { from: 22, to: 7 },
      time_zone: 'Asia/Kuala_Lumpur',
      daily: true,
      snoozed_until: '2036-11-28T00:00:00.000Z',
    };
    const other = await subscribed({ subscription: subscription(), language: 'ms', ...wishes });
    expect(await stateOf(other)).toEqual({ id: other.id, active: true, language: 'ms', ...wishes });
  });

  it('is stored sealed: neither its endpoint nor its keys can be read in the database', async () => {
    const own = subscription();
    await subscribed({ subscription: own, language: 'en' });
    const { rows: found } = await database.pool.query<{ channel: string; sealed_address: Buffer; address_hash: Buffer; row: string }>(
      'select channel, sealed_address, address_hash, subscribers::text as row from subscribers',
    );
    expect(found).toHaveLength(1);
    expect(found[0]?.channel).toBe('web_push');
    for (const secret of [own.endpoint, own.keys.p256dh, own.keys.auth]) {
      expect(found[0]?.sealed_address.includes(secret)).toBe(false);
      expect(found[0]?.row).not.toContain(secret);
      expect(found[0]?.row).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  it('and again is the same row with the same pass; with other keys it is somebody else', async () => {
    const own = subscription();
    const first = await subscribed({ subscription: own, language: 'ko' });
    const second = await subscribed({ subscription: own, language: 'ms', countries: ['MY'] });
    expect(second).toEqual(first);
    expect(await stateOf(first)).toMatchObject({ language: 'ms', countries: ['MY'] });
    const hijack = { ...own, keys: subscription().keys };
    expect((await call('POST', '', { body: { subscription: hijack, language: 'en' } })).status).toBe(409);
    expect(await stateOf(first)).toMatchObject({ language: 'ms' });
    expect(await rows()).toBe(1);
  });

  it('at the same moment twice is one row', async () => {
    const body = { subscription: subscription(), language: 'en' };
    const passes = await Promise.all([1, 2, 3, 4].map(() => subscribed(body)));
    expect(new Set(passes.map(({ id }) => id)).size).toBe(1);
    expect(await rows()).toBe(1);
  });
});

describe('the secret', () => {
  it('changes what is said and leaves the rest', async () => {
    const pass = await subscribed({ subscription: subscription(), language: 'ko', countries: ['KR'], quiet: { from: 22, to: 7 } });
    const changed = await call('PATCH', `/${pass.id}`, { body: { least_grade: 'danger', countries: [] }, secret: pass.secret });
    expect(changed.status).toBe(200);
    expect(await changed.json()).toMatchObject({ language: 'ko', countries: [], least_grade: 'danger', quiet: { from: 22, to: 7 } });
    await call('PATCH', `/${pass.id}`, { body: { quiet: null }, secret: pass.secret });
    expect(await stateOf(pass)).toMatchObject({ quiet: null, least_grade: 'danger' });
  });

  it('keeps where somebody lives through other changes, only of the countries that are chosen', async () => {
    const pass = await subscribed({ subscription: subscription(), language: 'ko', countries: ['KR'], regions: ['MY-14', 'KR-26', 'KR-11'] });
    expect(await stateOf(pass)).toMatchObject({ regions: ['KR-11', 'KR-26'] });
    await call('PATCH', `/${pass.id}`, { body: { daily: true }, secret: pass.secret });
    expect(await stateOf(pass)).toMatchObject({ daily: true, regions: ['KR-11', 'KR-26'] });
    const moved = await call('PATCH', `/${pass.id}`, { body: { countries: ['MY'] }, secret: pass.secret });
    expect(await moved.json()).toMatchObject({ countries: ['MY'], regions: [] });
    const refused = await call('PATCH', `/${pass.id}`, { body: { regions: ['KR-99'] }, secret: pass.secret });
    expect([refused.status, (await refused.json()) as object]).toMatchObject([422, { errors: [{ pointer: '/regions/0' }] }]);
  });

  it('tells of a new endpoint, as after pushsubscriptionchange, and switches on again', async () => {
    const pass = await subscribed();
    await database.pool.query("update subscribers set active = false, inactive_reason = 'gone'");
    expect(await stateOf(pass)).toMatchObject({ active: false });
    const next = subscription();
    expect(await (await call('PATCH', `/${pass.id}`, { body: { subscription: next }, secret: pass.secret })).json()).toMatchObject({ active: true });
    expect(await subscribed({ subscription: next, language: 'ko' })).toEqual(pass);
    expect(await rows()).toBe(1);
  });

  it('makes one of two rows of the same browser, and takes nobody else’s endpoint', async () => {
    const [forgotten, kept] = [subscription(), subscription()];
    await subscribed({ subscription: forgotten, language: 'ko' });
    const pass = await subscribed({ subscription: kept, language: 'ko' });
    const stolen = { ...forgotten, keys: subscription().keys };
    expect((await call('PATCH', `/${pass.id}`, { body: { subscription: stolen }, secret: pass.secret })).status).toBe(409);
    expect(await rows()).toBe(2);
    expect((await call('PATCH', `/${pass.id}`, { body: { subscription: forgotten }, secret: pass.secret })).status).toBe(200);
    expect(await rows()).toBe(1);
  });

  it('ends it, and nothing is kept', async () => {
    const pass = await subscribed();
    expect((await call('DELETE', `/${pass.id}`, { secret: pass.secret })).status).toBe(204);
    expect(await rows()).toBe(0);
    expect((await call('DELETE', `/${pass.id}`, { secret: pass.secret })).status).toBe(404);
    expect((await call('GET', `/${pass.id}`, { secret: pass.secret })).status).toBe(404);
  });

  it('of one browser opens no other; without it nothing is told', async () => {
    const [mine, theirs] = [await subscribed(), await subscribed()];
    const body = { least_grade: 'danger' };
    for (const [method, sent] of [['GET', {}] as const, ['PATCH', { body }] as const, ['DELETE', {}] as const]) {
      expect((await call(method, `/${theirs.id}`, { ...sent, secret: mine.secret })).status).toBe(404);
      expect((await call(method, `/${theirs.id}`, sent)).status).toBe(401);
      expect((await call(method, '/not-an-id', { ...sent, secret: mine.secret })).status).toBe(404);
    }
    expect(await stateOf(theirs)).toMatchObject({ least_grade: 'notice' });
    expect(await rows()).toBe(2);
  });

  it('never opens a Telegram subscriber', async () => {
    await saveSubscription(api.context, { chatId: 7, language: 'ko', active: true, types: [], countries: [] });
    const { id } = await database.db.selectFrom('subscribers').select('id').executeTakeFirstOrThrow();
    expect((await call('DELETE', `/${id}`, { secret: secretOf(api.context.vault, id) })).status).toBe(404);
    expect(await rows()).toBe(1);
  });
});

describe('our server lets itself be sent', () => {
  it.each([
    'http://push.example.org/send/1',
    'https://push.example.org:8443/send/1',
    'https://user@push.example.org/send/1',
    'https://push.example.org.evil.example/send/1',
    'https://evil.example/send/1',
    'https://127.0.0.1/send/1',
    'http://127.0.0.1:5432/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/send/1',
    'https://localhost/send/1',
    'https://2130706433/send/1',
    'gopher://push.example.org/1',
    'file:///etc/passwd',
    'no address',
  ])('not to %s', async (endpoint) => {
    const response = await call('POST', '', { body: { subscription: subscription(endpoint), language: 'ko' } });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ type: 'urn:jaga:problem:wrong-shape', errors: [{ pointer: '/subscription/endpoint' }] });
    const pass = await subscribed();
    const change = await call('PATCH', `/${pass.id}`, { body: { subscription: subscription(endpoint) }, secret: pass.secret });
    expect(change.status).toBe(422);
  });

  it.each([
    'https://fcm.googleapis.com/fcm/send/abc',
    'https://updates.push.services.mozilla.com/wpush/v2/abc',
    'https://wns2-sg2p.notify.windows.com/w/?token=abc',
    'https://web.push.apple.com/abc',
  ])('to %s', async (endpoint) => void (await subscribed({ subscription: subscription(endpoint), language: 'ko' })));
});

describe('what a browser sends', () => {
  const good = { language: 'ko' };
  it.each<[string, string, () => object]>([
    ['a language that we do not speak', '/language', () => ({ subscription: subscription(), language: 'fr' })],
    [
      'keys that are no point',
      '/subscription/keys/p256dh',
      () => ({ ...good, subscription: { ...subscription(), keys: { ...subscription().keys, p256dh: off() } } }),
    ],
    ['an authentication secret of other length', '/subscription/keys/auth', () => ({ ...good, subscription: withAuth('AAAA') })],
    ['a type that is none', '/types/0', () => ({ ...good, subscription: subscription(), types: ['X'] })],
    ['quiet hours that never begin', '/quiet', () => ({ ...good, subscription: subscription(), quiet: { from: 7, to: 7 } })],
    ['an hour that is none', '/quiet/from', () => ({ ...good, subscription: subscription(), quiet: { from: 24, to: 7 } })],
    ['a time zone that we do not know', '/time_zone', () => ({ ...good, subscription: subscription(), time_zone: 'Mars' })],
  ])('is refused for %s, with the place', async (_what, pointer, body) => {
    const response = await call('POST', '', { body: body() });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [{ pointer }] });
    expect(await rows()).toBe(0);
  });

  it('must be JSON, small, and not too often from one address', async () => {
    const form = await fetch(`${api.address}/v1/subscriptions`, { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
    expect(form.status).toBe(415);
    expect((await call('POST', '', { body: { subscription: subscription(), language: 'ko', types: 'x'.repeat(20_000) } })).status).toBe(413);
    expect((await call('PUT', '', { body: {} })).status).toBe(405);
    const body = { subscription: subscription(), language: 'ko' };
    const statuses = await Promise.all(Array.from({ length: 65 }, async () => (await call('POST', '', { body })).status));
    expect(statuses.filter((status) => status === 201).length).toBe(60);
    expect(statuses.filter((status) => status === 429).length).toBe(5);
  });
});

function withAuth(auth: string) {
  const own = subscription();
  return { ...own, keys: { ...own.keys, auth } };
}

/** 65 bytes that begin as a point does, and are none. */
function off(): string {
  return Buffer.concat([Buffer.from([4]), Buffer.alloc(64, 1)]).toString('base64url');
}
