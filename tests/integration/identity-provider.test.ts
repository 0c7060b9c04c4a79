// P13: signing in at the force's own identity provider, against a real one (oidc-provider): who may come in, and what attacks meet.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { disableStaff } from '#core/staff/staff-accounts.ts';
import { cookieOf, startConsole, type Answer, type ConsoleServer } from '#tests/support/console-client.ts';
import { CLIENT, startIdentityProvider, type StandInProvider } from '#tests/support/identity-provider.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const MINUTE = 60_000;
const PUBLIC_URL = 'http://127.0.0.1:3000';
const CALLBACK = `${PUBLIC_URL}/api/console/auth/callback/oidc`;
const REFUSED = `${PUBLIC_URL}/console/sign-in?provider=refused`;
let scene: TriageScene;
let provider: StandInProvider;
let server: ConsoleServer;

beforeAll(async () => {
  scene = await createTriageScene(new Date());
  provider = await startIdentityProvider(CALLBACK);
  server = await startWith();
});
afterAll(async () => {
  await server.close();
  await provider.close();
  await scene.database.drop();
});
beforeEach(() => scene.database.pool.query('truncate staff_sign_in_attempts'));

function startWith({ issuer = provider.issuer, secondFactor = ['mfa'] }: { issuer?: string; secondFactor?: string[] } = {}): Promise<ConsoleServer> {
  return startConsole(scene, { publicUrl: PUBLIC_URL, provider: { issuer, clientId: CLIENT.id, clientSecret: CLIENT.secret, secondFactor } });
}

async function begin(at = server, body: object = {}): Promise<{ url: string; cookie: string }> {
  const begun = await at.call('POST', '/auth/oidc', { body });
  return { url: (begun.body as unknown as { url: string }).url, cookie: cookieOf(begun) };
}

/** What the browser does with the address that the provider sent it to. */
function comeBack(address: string, cookie: string, at = server): Promise<Answer> {
  return at.call('GET', address.slice(`${PUBLIC_URL}/api/console`.length), { cookie });
}

async function signIn(at = server): Promise<Answer> {
  const { url, cookie } = await begin(at);
  return comeBack(await provider.signIn(url), cookie, at);
}

/** `because`: in the library's words, so that it is not refused for something else; null when it has none. */
function expectRefused(answer: Answer, because?: string | null): void {
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toContain(REFUSED);
  expect(cookieOf(answer)).not.toContain('session_token');
  if (because !== undefined) expect(new URL(answer.headers.get('location') ?? '').searchParams.get('error')).toBe(because);
}

async function sitsThere(email: string, changes: Partial<StandInProvider['person']> = {}): Promise<void> {
  provider.person = { sub: randomUUID(), email, email_verified: true, ...changes };
}

describe('whoever has an account', () => {
  test('comes in by the e-mail address that the provider vouches for, and back to where they wanted to go', async () => {
    const { id, email } = await server.addAccount('officer');
    await sitsThere(email.toUpperCase(), { amr: ['pwd', 'mfa'] });
    const { url, cookie } = await begin(server, { back: '/queue?type=PHISH' });
    expect(Object.fromEntries(new URL(url).searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      nonce: expect.stringMatching(/^.{32}$/),
      state: expect.stringMatching(/^.{32}$/),
    });
    const back = await comeBack(await provider.signIn(url), cookie);
    expect(back.headers.get('location')).toBe(`${PUBLIC_URL}/console/queue?type=PHISH`);
    const session = back.headers.getSetCookie().find((each) => each.startsWith('jaga.session_token='));
    expect(session).toMatch(/Path=\/api\/console; HttpOnly; SameSite=Strict$/);
    expect((await server.call('GET', '/me', { cookie: cookieOf(back) })).body).toMatchObject({ id, role: 'officer' });
    expect(await scene.actions(id)).toEqual(['staff.added', 'staff.signed_in']);
  });

  test('is known by the provider’s number from then on, and nothing of its tokens is kept', async () => {
    const { id, email } = await server.addAccount('officer');
    await sitsThere(email);
    await signIn();
    provider.person = { ...provider.person, email: 'married@police.example' };
    expect((await server.call('GET', '/me', { cookie: cookieOf(await signIn()) })).body).toMatchObject({ id, email });
    const { rows } = await scene.database.pool.query('select * from staff_accounts where user_id = $1 and provider_id = $2', [id, 'oidc']);
    expect(rows).toMatchObject([{ account_id: provider.person.sub, access_token: null, refresh_token: null, id_token: null, scope: null }]);
  });

  test('with a second factor there needs none here, for approvals while it is fresh', async () => {
    const { email } = await server.addAccount('officer');
    await sitsThere(email, { amr: ['pwd', 'mfa'] });
    const cookie = cookieOf(await signIn());
    expect((await server.call('GET', '/reports', { cookie })).status).toBe(200);
    const approve = () => server.call('POST', `/alerts/${randomUUID()}/approve`, { body: {}, cookie });
    expect((await approve()).status).toBe(422);
    scene.clock.advance(11 * MINUTE);
    expect((await approve()).body).toMatchObject({ type: 'urn:jaga:problem:step-up-required' });
    expect(new URL((await begin(server, { again: true })).url).searchParams.get('prompt')).toBe('login');
    scene.clock.advance(-11 * MINUTE);
  });

  test('without one there gives ours, and sets it up when there is none', async () => {
    const enrolled = await server.hire('officer');
    await sitsThere(enrolled.email, { amr: ['pwd'] });
    const cookie = cookieOf(await signIn());
    expect((await server.call('GET', '/reports', { cookie })).body).toMatchObject({ type: 'urn:jaga:problem:step-up-required' });
    expect((await server.call('POST', '/auth/second-factor', { body: { code: enrolled.authenticator.code() }, cookie })).status).toBe(200);
    expect((await server.call('GET', '/reports', { cookie })).status).toBe(200);

    await sitsThere((await server.addAccount('officer')).email, { amr: ['pwd'] });
    const without = cookieOf(await signIn());
    expect((await server.call('GET', '/reports', { cookie: without })).body).toMatchObject({ type: 'urn:jaga:problem:second-factor-missing' });
  });

  test('where none is configured to count, what the provider says of factors counts for nothing', async () => {
    const strict = await startWith({ secondFactor: [] });
    await sitsThere((await server.addAccount('officer')).email, { amr: ['mfa'] });
    const cookie = cookieOf(await signIn(strict));
    const { body } = await strict.call('GET', '/reports', { cookie });
    await strict.close();
    expect(body).toMatchObject({ type: 'urn:jaga:problem:second-factor-missing' });
  });
});

describe('nobody else', () => {
  test('is let in or given an account', async () => {
    const count = async () => (await scene.database.pool.query('select count(*) from staff_users')).rows[0].count;
    const before = await count();
    await sitsThere('stranger@police.example', { amr: ['mfa'] });
    expectRefused(await signIn());
    expect(await count()).toBe(before);
  });

  test('whose address the provider does not vouch for', async () => {
    const { email } = await server.addAccount('supervisor');
    await sitsThere(email, { email_verified: false, amr: ['mfa'] });
    expectRefused(await signIn());
  });

  test('who was switched off, before or after the first time', async () => {
    const { email } = await server.addAccount('officer');
    await sitsThere(email);
    expect(cookieOf(await signIn())).toContain('session_token');
    await disableStaff(scene.context, email);
    expectRefused(await signIn());
  });
});

describe('an attack with', () => {
  beforeEach(async () => sitsThere((await server.addAccount('officer')).email, { amr: ['mfa'] }));
  test('another nonce in the token', async () => {
    const { url, cookie } = await begin();
    const changed = new URL(url);
    changed.searchParams.set('nonce', 'n'.repeat(32));
    expectRefused(await comeBack(await provider.signIn(changed.href), cookie), 'unable_to_get_user_info');
  });

  test('another issuer in the answer', async () => {
    const { url, cookie } = await begin();
    const changed = new URL(await provider.signIn(url));
    expect(changed.searchParams.get('iss')).toBe(provider.issuer);
    changed.searchParams.set('iss', 'https://evil.example');
    expectRefused(await comeBack(changed.href, cookie), 'issuer_mismatch');
  });

  test('a provider that calls itself otherwise than configured', async () => {
    const misled = await startWith({ issuer: provider.issuer.replace('127.0.0.1', 'localhost') });
    expectRefused(await signIn(misled), 'unable_to_get_user_info');
    await misled.close();
  });

  test('a state that was begun in another browser', async () => {
    const [victim, attacker] = [await begin(), await begin()];
    expectRefused(await comeBack(await provider.signIn(attacker.url), victim.cookie), 'state_mismatch');
  });

  test('no cookie at all', async () => {
    expectRefused(await comeBack(await provider.signIn((await begin()).url), ''), 'state_mismatch');
  });

  test('the same answer a second time', async () => {
    const { url, cookie } = await begin();
    const address = await provider.signIn(url);
    expect(cookieOf(await comeBack(address, cookie))).toContain('session_token');
    expectRefused(await comeBack(address, cookie), null);
  });

  test('a code of another sign-in: PKCE does not fit', async () => {
    const [own, other] = [await begin(), await begin()];
    const changed = new URL(await provider.signIn(own.url));
    changed.searchParams.set('code', new URL(await provider.signIn(other.url)).searchParams.get('code') ?? '');
    expectRefused(await comeBack(changed.href, own.cookie), 'invalid_code');
  });

  test('nothing, or nonsense, in the answer', async () => {
    const { cookie } = await begin();
    for (const query of ['', '?state=x', '?code=x', '?code=x&state=y', '?error=access_denied', '?state=%00&code=%00', '?code=a&code=b']) {
      expectRefused(await comeBack(CALLBACK + query, cookie), null);
    }
  });
});

test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'queue'])('nobody is led on to %s', async (back) => {
  expect((await server.call('POST', '/auth/oidc', { body: { back } })).status).toBe(422);
});

test('without a provider there is no such way', async () => {
  const plain = await startConsole(scene);
  const [ways, begun, back] = [
    await plain.call('GET', '/auth/ways'),
    await plain.call('POST', '/auth/oidc', { body: {} }),
    await plain.call('GET', '/auth/callback/oidc?code=x'),
  ];
  await plain.close();
  expect([ways.body, begun.status, back.status]).toEqual([{ provider: false }, 404, 404]);
  expect((await server.call('GET', '/auth/ways')).body).toEqual({ provider: true });
});
