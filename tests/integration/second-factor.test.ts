// P13: the second factor. Set up at the first sign-in, asked for at every later one, and once more before something goes out to the public.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CONSOLE_ROUTES } from '#api/console/console-routes.ts';
import { capabilitiesOf, NEEDS_FRESH_FACTOR, WITHOUT_SECOND_FACTOR } from '#core/staff/capability.ts';
import { forgetUsedCodes } from '#core/staff/second-factor.ts';
import { resetSecondFactor } from '#core/staff/second-factor-use.ts';
import { disableStaff } from '#core/staff/staff-accounts.ts';
import { createAuthenticator } from '#tests/support/authenticator.ts';
import { cookieOf, startConsole, type ConsoleServer } from '#tests/support/console-client.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const MINUTE = 60_000;
let scene: TriageScene;
let server: ConsoleServer;

beforeAll(async () => {
  scene = await createTriageScene(new Date());
  server = await startConsole(scene);
});
afterAll(async () => {
  await server.close();
  await scene.database.drop();
});
beforeEach(() => scene.database.pool.query('truncate staff_sign_in_attempts'));

const give = (code: string, cookie: string) => server.call('POST', '/auth/second-factor', { body: { code }, cookie });
const me = (cookie: string) => server.call('GET', '/me', { cookie });

/** What a supervisor reaches with one; the rest is refused before it is asked for. */
const THEIRS = CONSOLE_ROUTES.filter(({ capability }) => capabilitiesOf('supervisor').includes(capability));

describe('the first sign-in', () => {
  test('opens only the own account until a second factor is set up', async () => {
    const account = await server.addAccount('supervisor');
    const signedIn = await server.signIn(account.email, account.password);
    expect(signedIn.body).toEqual({ ok: true, next: 'enrol' });
    const cookie = cookieOf(signedIn);
    expect((await me(cookie)).body).toMatchObject({ second_factor: { required: true, enrolled: false, used_at: null } });
    for (const { method, path, capability } of THEIRS.filter((route) => !WITHOUT_SECOND_FACTOR.has(route.capability))) {
      const asked = path.replace(':reference', 'JG-7K3M-9QPX-4').replace(':id', randomUUID()).replace(':number', '4711');
      const { status, body } = await server.call(method.toUpperCase(), asked, { ...(method === 'post' && { body: {} }), cookie });
      expect({ status, body }, `${path} ${capability}`).toMatchObject({ status: 403, body: { type: 'urn:jaga:problem:second-factor-missing' } });
    }
    const { cookie: enrolled } = await server.enrol(account, cookie);
    expect((await server.call('GET', '/reports', { cookie: enrolled })).status).toBe(200);
    // The session from before the second factor is gone.
    expect((await me(cookie)).status).toBe(401);
    expect(await scene.actions(account.id)).toEqual(['staff.added', 'staff.signed_in', 'staff.second_factor_enrolled']);
  });

  test('shows the secret as a picture and as text, and keeps neither it nor the spare codes readable', async () => {
    const { password, email } = await server.addAccount('officer');
    const cookie = cookieOf(await server.signIn(email, password));
    const { body } = await server.call('POST', '/auth/second-factor/enrol', { body: { password }, cookie });
    expect(body).toMatchObject({ secret: new URL(body.uri).searchParams.get('secret'), qr_svg: expect.stringContaining('<svg') });
    expect(new URL(body.uri).searchParams.get('issuer')).toBe('Jaga');
    expect(body.backup_codes).toHaveLength(10);
    const { rows } = await scene.database.pool.query('select f::text as row from staff_second_factors f');
    const stored = rows.map(({ row }) => row).join();
    for (const secret of [new URL(body.uri).searchParams.get('secret') ?? '', ...body.backup_codes]) expect(stored).not.toContain(secret);
  });

  test('needs the password once more, and a code that is right', async () => {
    const { password, email } = await server.addAccount('officer');
    const cookie = cookieOf(await server.signIn(email, password));
    expect((await server.call('POST', '/auth/second-factor/enrol', { body: { password: 'another password' }, cookie })).status).toBe(401);
    expect((await server.call('POST', '/auth/second-factor/enrol', { body: { password } })).status).toBe(401);
    await server.call('POST', '/auth/second-factor/enrol', { body: { password }, cookie });
    expect((await give('000000', cookie)).status).toBe(401);
    expect((await me(cookie)).body).toMatchObject({ second_factor: { enrolled: false } });
  });

  test('where it is optional, people work without and approve nothing', async () => {
    const lenient = await startConsole(scene, { secondFactor: 'optional' });
    const { password, email } = await lenient.addAccount('officer', 'without');
    const signedIn = await lenient.signIn(email, password);
    expect(signedIn.body).toMatchObject({ next: 'console' });
    const cookie = cookieOf(signedIn);
    expect((await lenient.call('GET', '/reports', { cookie })).status).toBe(200);
    const refused = await lenient.call('POST', `/alerts/${randomUUID()}/approve`, { body: {}, cookie });
    await lenient.close();
    expect(refused).toMatchObject({ status: 403, body: { type: 'urn:jaga:problem:second-factor-missing' } });
  });
});

describe('later sign-ins', () => {
  test('take a password and a code', async () => {
    const officer = await server.hire('officer');
    const signedIn = await server.signIn(officer.email, officer.password);
    expect(signedIn.body).toEqual({ ok: true, next: 'code' });
    const challenge = cookieOf(signedIn);
    expect((await me(challenge)).status, 'the password alone opens nothing').toBe(401);
    const done = await give(officer.authenticator.code(), challenge);
    expect(done.status).toBe(200);
    expect(done.body).toEqual({ ok: true });
    expect(done.headers.getSetCookie().find((cookie) => cookie.startsWith('jaga.session_token='))).toMatch(
      /Max-Age=1800; Path=\/api\/console; HttpOnly; SameSite=Strict$/,
    );
    expect((await server.call('GET', '/reports', { cookie: cookieOf(done) })).status).toBe(200);
    expect(await scene.actions(officer.id)).toEqual(['staff.added', 'staff.signed_in', 'staff.second_factor_enrolled', 'staff.signed_in']);
  });

  test('take no code twice, neither to come in nor for an approval', async () => {
    const officer = await server.hire('officer');
    const code = officer.authenticator.code();
    expect((await give(code, cookieOf(await server.signIn(officer.email, officer.password)))).status).toBe(200);
    const again = await give(code, cookieOf(await server.signIn(officer.email, officer.password)));
    expect(again.status).toBe(401);
    expect(cookieOf(again)).not.toContain('session_token');
    expect((await give(code, officer.cookie)).status).toBe(401);
    expect((await officer.stepUp()).status).toBe(200);
  });

  test('five at once with one code are one', async () => {
    const officer = await server.hire('officer');
    const code = officer.authenticator.code();
    const challenges = await Promise.all(Array.from({ length: 5 }, async () => cookieOf(await server.signIn(officer.email, officer.password))));
    const answers = await Promise.all(challenges.map((challenge) => give(code, challenge)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('a used code is forgotten when it no longer holds', async () => {
    await scene.database.pool.query('truncate staff_used_codes');
    await server.hire('officer');
    expect(await forgetUsedCodes(scene.context)).toBe(0);
    scene.clock.advance(4 * MINUTE);
    expect(await forgetUsedCodes(scene.context)).toBe(1);
  });

  test('a spare code opens the door once', async () => {
    const account = await server.addAccount('officer');
    const { backupCodes } = await server.enrol(account, cookieOf(await server.signIn(account.email, account.password)));
    const [spare = ''] = backupCodes;
    expect((await give(spare, cookieOf(await server.signIn(account.email, account.password)))).status).toBe(200);
    expect((await give(spare, cookieOf(await server.signIn(account.email, account.password)))).status).toBe(401);
    expect((await give('aaaaa-bbbbb', cookieOf(await server.signIn(account.email, account.password)))).status).toBe(401);
  });

  test('five wrong codes lock the account’s codes for ten minutes, over however many challenges', async () => {
    const officer = await server.hire('officer');
    for (let index = 0; index < 5; index += 1) {
      const challenge = cookieOf(await server.signIn(officer.email, officer.password));
      expect((await give(`00000${index}`, challenge)).status).toBe(401);
    }
    const challenge = cookieOf(await server.signIn(officer.email, officer.password));
    const code = officer.authenticator.code();
    const locked = await give(code, challenge);
    expect(locked.status).toBe(429);
    expect(locked.headers.get('retry-after')).toBe('600');
    expect((await give(code, officer.cookie)).status, 'in a session, too').toBe(429);
    scene.clock.advance(10 * MINUTE);
    expect((await give(code, challenge)).status).toBe(200);
  });

  test('a challenge is of its browser: a code without one, or with a made-up one, is nobody’s', async () => {
    const officer = await server.hire('officer');
    await server.signIn(officer.email, officer.password);
    const code = officer.authenticator.code();
    for (const cookie of ['', 'jaga.two_factor=2fa-made-up', 'jaga.two_factor=2fa-made-up.c2lnbmF0dXJl', 'jaga.two_factor=%00']) {
      expect((await give(code, cookie)).status, cookie).toBe(401);
    }
    expect((await server.call('POST', '/auth/second-factor', { body: { code: 'x' } })).status).toBe(422);
  });

  test('a device is never trusted for later', async () => {
    const officer = await server.hire('officer');
    const challenge = cookieOf(await server.signIn(officer.email, officer.password));
    const done = await server.call('POST', '/auth/second-factor', { body: { code: officer.authenticator.code(), trustDevice: true }, cookie: challenge });
    expect(done.headers.getSetCookie().join()).not.toContain('trust_device');
    expect((await server.call('POST', '/auth/sign-in/email', { body: officer, cookie: cookieOf(done) })).body).toMatchObject({ next: 'code' });
  });

  test('whoever was switched off meanwhile does not come in', async () => {
    const officer = await server.hire('officer');
    const challenge = cookieOf(await server.signIn(officer.email, officer.password));
    await disableStaff(scene.context, officer.email);
    expect((await give(officer.authenticator.code(), challenge)).status).toBe(401);
  });
});

describe('a step up', () => {
  const approvals = CONSOLE_ROUTES.filter(({ capability }) => NEEDS_FRESH_FACTOR.has(capability));

  test('is asked of approvals, withdrawals and disputes', () => {
    expect(approvals.map(({ path }) => path)).toEqual(expect.arrayContaining(['/alerts/:id/approve', '/alerts/:id/withdraw', '/disputes/:reference/decide']));
  });

  test.each(approvals.map(({ method, path }) => [method, path] as const))(
    '%s %s asks for it after ten minutes, and not again once given',
    async (method, path) => {
      const supervisor = await server.hire('supervisor');
      const asked = path.replace(':reference', 'JG-7K3M-9QPX-4').replace(':id', randomUUID());
      const call = () => server.call(method.toUpperCase(), asked, { body: {}, cookie: supervisor.cookie });
      scene.clock.advance(10 * MINUTE - 1);
      expect((await call()).status).not.toBe(403);
      scene.clock.advance(1);
      const refused = await call();
      expect(refused).toMatchObject({ status: 403, body: { type: 'urn:jaga:problem:step-up-required' } });
      expect((await supervisor.get('/reports')).status, 'other work goes on').toBe(200);
      expect((await supervisor.stepUp()).status).toBe(200);
      expect((await call()).status).not.toBe(403);
      expect((await scene.actions(supervisor.id)).at(-1)).toBe('staff.stepped_up');
    },
  );

  test('with a wrong code gives nothing', async () => {
    const supervisor = await server.hire('supervisor');
    scene.clock.advance(11 * MINUTE);
    expect((await give('123456', supervisor.cookie)).status).toBe(401);
    expect((await supervisor.post(`/alerts/${randomUUID()}/approve`)).status).toBe(403);
  });
});

describe('a lost or a new phone', () => {
  test('a new app replaces the old one after a fresh second factor', async () => {
    const officer = await server.hire('officer');
    scene.clock.advance(11 * MINUTE);
    const enrol = () => server.call('POST', '/auth/second-factor/enrol', { body: { password: officer.password }, cookie: officer.cookie });
    expect((await enrol()).body).toMatchObject({ type: 'urn:jaga:problem:step-up-required' });
    await officer.stepUp();
    const fresh = createAuthenticator((await enrol()).body.uri);
    const old = officer.authenticator.code();
    expect((await give(old, cookieOf(await server.signIn(officer.email, officer.password)))).status, 'not before the new one is confirmed').toBe(401);
    expect((await give(fresh.code(), officer.cookie)).status).toBe(200);
    expect((await give(fresh.code(), cookieOf(await server.signIn(officer.email, officer.password)))).status).toBe(200);
    expect((await give(old, cookieOf(await server.signIn(officer.email, officer.password)))).status).toBe(401);
    expect(await scene.actions(officer.id)).toContain('staff.second_factor_replaced');
  });

  test('new spare codes replace the old ones', async () => {
    const account = await server.addAccount('officer');
    const { cookie, backupCodes } = await server.enrol(account, cookieOf(await server.signIn(account.email, account.password)));
    const renew = (password: string) => server.call('POST', '/auth/second-factor/backup-codes', { body: { password }, cookie });
    expect((await renew('not my password at all')).status).toBe(401);
    const { body } = await renew(account.password);
    expect(body.backup_codes).toHaveLength(10);
    expect((await give(backupCodes[0] ?? '', cookieOf(await server.signIn(account.email, account.password)))).status).toBe(401);
    expect((await give(body.backup_codes[0] ?? '', cookieOf(await server.signIn(account.email, account.password)))).status).toBe(200);
    scene.clock.advance(11 * MINUTE);
    expect((await renew(account.password)).status).toBe(403);
  });

  test('an administrator takes it away at the command line: sessions end, the next sign-in sets up a new one', async () => {
    const officer = await server.hire('officer');
    expect(await resetSecondFactor(scene.context, ` ${officer.email.toUpperCase()} `)).toBe(true);
    expect((await officer.get('/me')).status).toBe(401);
    const signedIn = await server.signIn(officer.email, officer.password);
    expect(signedIn.body).toMatchObject({ next: 'enrol' });
    expect((await server.call('GET', '/reports', { cookie: cookieOf(signedIn) })).status).toBe(403);
    expect(await scene.actions(officer.id)).toContain('staff.second_factor_reset');
    expect(await resetSecondFactor(scene.context, 'nobody@police.example')).toBe(false);
  });
});

describe('passkeys', () => {
  const credential = { id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} };
  const answered = { ...credential, response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' } };
  const created = { ...credential, response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' } };

  test('are added by whoever has just proved a second factor', async () => {
    const account = await server.addAccount('officer');
    const cookie = cookieOf(await server.signIn(account.email, account.password));
    const begin = (of: string | undefined) => server.call('POST', '/auth/passkey/register-options', { body: {}, ...(of !== undefined && { cookie: of }) });
    expect((await begin(undefined)).status).toBe(401);
    expect((await begin(cookie)).body).toMatchObject({ type: 'urn:jaga:problem:second-factor-missing' });
    const officer = await server.hire('officer');
    expect((await begin(officer.cookie)).body).toMatchObject({
      rp: { id: 'localhost', name: 'Jaga' },
      authenticatorSelection: { userVerification: 'required' },
    });
    scene.clock.advance(11 * MINUTE);
    expect((await begin(officer.cookie)).body).toMatchObject({ type: 'urn:jaga:problem:step-up-required' });
    expect((await officer.post('/auth/passkey/register', { name: 'x', response: created })).status).toBe(403);
  });

  test('made up, or without a challenge, open nothing', async () => {
    expect((await server.call('POST', '/auth/passkey', { body: { response: answered } })).status).toBe(401);
    const begun = await server.call('POST', '/auth/passkey/options', { body: {} });
    expect(begun.body).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    expect(begun.body).not.toHaveProperty('allowCredentials');
    expect((await server.call('POST', '/auth/passkey', { body: { response: answered }, cookie: cookieOf(begun) })).status).toBe(401);
    const officer = await server.hire('officer');
    expect((await officer.post('/auth/passkey/register', { name: 'x', response: created })).status).toBe(401);
    expect((await officer.post('/auth/passkey/register', { name: ' ', response: created })).status).toBe(422);
    expect((await officer.get('/me/passkeys')).body).toEqual({ items: [] });
  });

  test('of others are neither seen, nor renamed, nor removed; a lost phone’s go with it', async () => {
    const [one, other] = [await server.hire('officer'), await server.hire('officer')];
    const id = randomUUID();
    await scene.database.pool.query(
      `insert into staff_passkeys (id, name, public_key, user_id, credential_id, counter, device_type, backed_up) values ($1, '전화', '', $2, $1, 0, 'singleDevice', false)`,
      [id, other.id],
    );
    expect((await one.get('/me/passkeys')).body.items).toEqual([]);
    expect((await one.post(`/me/passkeys/${id}/rename`, { name: 'mine' })).status).toBe(404);
    expect((await one.post(`/me/passkeys/${id}/remove`)).status).toBe(404);
    expect((await other.post(`/me/passkeys/${id}/rename`, { name: '당직실 전화' })).status).toBe(200);
    expect((await other.get('/me/passkeys')).body.items).toMatchObject([{ id, name: '당직실 전화' }]);
    await resetSecondFactor(scene.context, other.email);
    const { rowCount } = await scene.database.pool.query('select 1 from staff_passkeys where id = $1', [id]);
    expect(rowCount).toBe(0);
  });
});
