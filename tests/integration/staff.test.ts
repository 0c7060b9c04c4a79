// P13 (sessions and guessing) and the accounts behind it; the second factor has a file of its own.

import { createHmac } from 'node:crypto';
import { getMigrations } from 'better-auth/db/migration';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { forgetSignInAttempts } from '#core/staff/sign-in-guard.ts';
import { addStaff, disableStaff, listStaff } from '#core/staff/staff-accounts.ts';
import { createStaffAuth } from '#core/staff/staff-auth.ts';
import { cookieOf, startConsole, type ConsoleServer } from '#tests/support/console-client.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
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

function authFor(publicUrl = 'http://127.0.0.1:3000') {
  return createStaffAuth({ context: scene.context, pool: scene.database.pool, publicUrl });
}

async function session(userId: string) {
  return scene.database.db.selectFrom('staff_sessions').selectAll().where('user_id', '=', userId).executeTakeFirst();
}

describe('accounts', () => {
  test('better-auth finds nothing to change in the tables of our migration', async () => {
    const { toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems } = await getMigrations(authFor().options);
    expect({ toBeCreated, toBeAdded, toBeAddedIndexes, unsafeChanges, schemaProblems }).toEqual({
      toBeCreated: [],
      toBeAdded: [],
      toBeAddedIndexes: [],
      unsafeChanges: [],
      schemaProblems: [],
    });
  });

  test('an account is made with a password of its own, once an address, and it is in the audit trail', async () => {
    const made = await addStaff(scene.context, authFor(), { email: ' Kim@Police.Example ', name: '김하나', role: 'officer', language: 'ko' });
    expect(made.password).toMatch(/^[\w-]{20}$/);
    expect(await listStaff(scene.context)).toContainEqual({
      id: made.id,
      email: 'kim@police.example',
      name: '김하나',
      role: 'officer',
      language: 'ko',
      disabled: false,
      partner: null,
      country: null,
    });
    await expect(addStaff(scene.context, authFor(), { email: 'KIM@police.example', name: 'x', role: 'viewer', language: 'en' })).rejects.toMatchObject({
      code: 'email_taken',
    });
    expect(await scene.actions(made.id)).toEqual(['staff.added']);
    expect((await server.signIn('kim@police.example', made.password)).status).toBe(200);
  });

  test('a password is 15 to 128 characters and kept as a hash', async () => {
    for (const password of ['short', 'x'.repeat(129)]) {
      await expect(
        addStaff(scene.context, authFor(), { email: 'short@police.example', name: 'x', role: 'viewer', language: 'en', password }),
      ).rejects.toMatchObject({ code: 'password_length' });
    }
    const password = '한 사람이 외울 수 있는 긴 문장입니다';
    await addStaff(scene.context, authFor(), { email: 'long@police.example', name: 'x', role: 'viewer', language: 'en', password });
    const { rows } = await scene.database.pool.query(`select a::text as row from staff_accounts a union all select u::text from staff_users u`);
    expect(rows.map(({ row }) => row).join()).not.toContain('외울');
    expect((await server.signIn('long@police.example', password)).status).toBe(200);
  });

  test('an account that is switched off loses its sessions at once and cannot come back, without telling anybody why', async () => {
    const officer = await server.hire('officer');
    expect((await officer.get('/me')).status).toBe(200);
    expect(await disableStaff(scene.context, officer.email.toUpperCase())).toBe(true);
    expect((await officer.get('/me')).status).toBe(401);
    const refused = await server.signIn(officer.email, officer.password);
    const wrong = await server.signIn('nobody@police.example', officer.password);
    expect(refused.status).toBe(401);
    expect(refused.body).toEqual(wrong.body);
    expect(await session(officer.id)).toBeUndefined();
    expect(await disableStaff(scene.context, 'nobody@police.example')).toBe(false);
  });

  test('nobody signs up, and no other way of the library is open', async () => {
    const body = { email: 'new@police.example', password: 'a long enough password', name: 'New' };
    for (const path of [
      'sign-up/email',
      'update-user',
      'request-password-reset',
      'reset-password',
      'sign-in/social',
      'change-email',
      'delete-user',
      'set-password',
      'revoke-sessions',
      'update-session',
      'link-social',
    ]) {
      expect((await server.call('POST', `/auth/${path}`, { body })).status, path).toBe(404);
    }
    for (const path of ['get-session', 'list-sessions', 'ok', 'error', 'verify-email'])
      expect((await server.call('GET', `/auth/${path}`)).status, path).toBe(404);
    await expect(authFor().api.signUpEmail({ body })).rejects.toThrow();
  });
});

describe('P13 sessions', () => {
  test('the cookie is out of reach of scripts and other sites, and the answer carries no token', async () => {
    const { email, password } = await server.addAccount('officer');
    const answer = await server.signIn(email, password);
    const [cookie] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^jaga\.session_token=[^;]+; Max-Age=1800; Path=\/api\/console; HttpOnly; SameSite=Strict$/);
    expect(answer.body).toEqual({ ok: true, next: 'enrol' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test('over https it is Secure', async () => {
    const { email, password } = await server.addAccount('officer');
    const https = await startConsole(scene, { publicUrl: 'https://jaga.example' });
    const [cookie] = (await https.signIn(email, password)).headers.getSetCookie();
    await https.close();
    expect(cookie).toMatch(/^__Secure-jaga\.session_token=[^;]+;.*; Secure; SameSite=Strict$|^__Secure-jaga\.session_token=[^;]+;.*Secure/);
  });

  test('ends 30 minutes after the last request', async () => {
    const officer = await server.hire('officer');
    const begun = await session(officer.id);
    expect((begun?.expires_at.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(30 * MINUTE);
    await scene.database.db
      .updateTable('staff_sessions')
      .set({ expires_at: new Date(Date.now() + 10 * MINUTE) })
      .where('user_id', '=', officer.id)
      .execute();
    const used = await officer.get('/me');
    expect(used.headers.getSetCookie()[0]).toContain('Max-Age=1800');
    const renewed = (await session(officer.id))?.expires_at.getTime() ?? 0;
    expect(renewed - Date.now()).toBeGreaterThan(29 * MINUTE);
    expect(renewed - Date.now()).toBeLessThanOrEqual(30 * MINUTE);
    await scene.database.db
      .updateTable('staff_sessions')
      .set({ expires_at: new Date(Date.now() - 1) })
      .where('user_id', '=', officer.id)
      .execute();
    expect((await officer.get('/me')).status).toBe(401);
  });

  test('ends twelve hours after signing in, however busy', async () => {
    const officer = await server.hire('officer');
    const createdAt = new Date(Date.now() - 12 * HOUR + 10 * MINUTE);
    await scene.database.db
      .updateTable('staff_sessions')
      .set({ created_at: createdAt, expires_at: new Date(Date.now() + 20 * MINUTE) })
      .where('user_id', '=', officer.id)
      .execute();
    expect((await officer.get('/me')).status).toBe(200);
    expect((await session(officer.id))?.expires_at).toEqual(new Date(createdAt.getTime() + 12 * HOUR));
    await scene.database.db
      .updateTable('staff_sessions')
      .set({ created_at: new Date(Date.now() - 12 * HOUR) })
      .where('user_id', '=', officer.id)
      .execute();
    expect((await officer.get('/me')).status).toBe(401);
  });

  test('cannot be asked to last without limit', async () => {
    const { id, email, password } = await server.addAccount('officer');
    await server.call('POST', '/auth/sign-in/email', { body: { email, password, rememberMe: false } });
    expect(((await session(id))?.expires_at.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(30 * MINUTE);
  });

  test('keeps nothing of where somebody signed in from', async () => {
    const officer = await server.hire('officer');
    expect(await session(officer.id)).toMatchObject({ ip_address: null, user_agent: null });
  });

  test('a stolen cookie is worth nothing after signing out', async () => {
    const officer = await server.hire('officer');
    expect((await officer.post('/auth/sign-out')).status).toBe(200);
    expect((await officer.get('/me')).status).toBe(401);
  });

  test('a cookie that was planted before signing in is not taken over', async () => {
    const planted = await server.hire('viewer');
    const { email, password } = await server.addAccount('officer');
    const answer = await server.call('POST', '/auth/sign-in/email', { body: { email, password }, cookie: planted.cookie });
    expect(answer.status).toBe(200);
    expect(cookieOf(answer)).not.toBe(planted.cookie);
    expect((await server.call('GET', '/me', { cookie: cookieOf(answer) })).body.email).toBe(email);
    expect((await planted.get('/me')).body.email).toBe(planted.email);
  });

  test('a token read from the database makes no cookie', async () => {
    const officer = await server.hire('supervisor');
    const token = (await session(officer.id))?.token ?? '';
    const forged = createHmac('sha256', 'guess').update(token).digest('base64');
    for (const value of [token, `${token}.`, `${token}.${encodeURIComponent(forged)}`, `${token}.${'A'.repeat(43)}%3D`, 'x'.repeat(5_000), '%00', '.']) {
      expect((await server.call('GET', '/me', { cookie: `jaga.session_token=${value}` })).status, value.slice(0, 40)).toBe(401);
    }
    expect((await server.call('GET', '/me')).status).toBe(401);
  });

  test('signing in is in the audit trail', async () => {
    const officer = await server.hire('officer');
    expect(await scene.actions(officer.id)).toEqual(['staff.added', 'staff.signed_in', 'staff.second_factor_enrolled']);
  });

  test('a new password ends the other sessions; the old one must be known', async () => {
    const officer = await server.hire('officer');
    const elsewhere = await server.enter(officer);
    expect((await server.call('GET', '/me', { cookie: elsewhere })).status).toBe(200);
    const wrong = await officer.post('/auth/change-password', { current_password: 'not my password', new_password: 'a brand new password' });
    expect(wrong.status).toBe(401);
    expect((await officer.post('/auth/change-password', { current_password: officer.password, new_password: 'short' })).status).toBe(422);
    const changed = await officer.post('/auth/change-password', { current_password: officer.password, new_password: 'a brand new password' });
    expect(changed.status).toBe(200);
    // The session that follows knows of the second factor of the one before.
    expect((await server.call('GET', '/reports', { cookie: cookieOf(changed) })).status).toBe(200);
    expect((await server.call('GET', '/me', { cookie: elsewhere })).status).toBe(401);
    expect((await server.signIn(officer.email, officer.password)).status).toBe(401);
    expect((await server.signIn(officer.email, 'a brand new password')).status).toBe(200);
  });
});

describe('P13 guessing', () => {
  test('after five failures even the right password waits ten minutes, and not longer', async () => {
    const { email, password } = await server.addAccount('officer');
    for (let index = 0; index < 5; index += 1) expect((await server.signIn(email, `wrong password ${index}`)).status).toBe(401);
    const locked = await server.signIn(` ${email.toUpperCase()}`.trim(), password);
    expect(locked.status).toBe(429);
    expect(locked.headers.get('retry-after')).toBe('600');
    scene.clock.advance(9 * MINUTE);
    expect((await server.signIn(email, password)).status).toBe(429);
    scene.clock.advance(MINUTE);
    expect((await server.signIn(email, password)).status).toBe(200);
  });

  test('thirty guesses at once are five guesses', async () => {
    const { email } = await server.addAccount('officer');
    const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => server.signIn(email, `wrong password ${index}`)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(25);
  });

  test('a success forgets earlier failures, and another account is not held up', async () => {
    const [one, other] = [await server.addAccount('officer'), await server.addAccount('officer')];
    for (let index = 0; index < 4; index += 1) await server.signIn(one.email, 'wrong password');
    expect((await server.signIn(one.email, one.password)).status).toBe(200);
    for (let index = 0; index < 5; index += 1) expect((await server.signIn(one.email, 'wrong password')).status).toBe(401);
    expect((await server.signIn(one.email, one.password)).status).toBe(429);
    expect((await server.signIn(other.email, other.password)).status).toBe(200);
  });

  test('addresses without an account are counted and answered alike', async () => {
    for (let index = 0; index < 5; index += 1) expect((await server.signIn('ghost@police.example', 'wrong password')).status).toBe(401);
    expect((await server.signIn('ghost@police.example', 'wrong password')).status).toBe(429);
    const { rows } = await scene.database.pool.query('select key from staff_sign_in_attempts');
    expect(rows).toHaveLength(1);
    expect(rows[0].key.toString('latin1')).not.toContain('ghost');
    scene.clock.advance(11 * MINUTE);
    expect(await forgetSignInAttempts(scene.context)).toBe(1);
  });

  test('a stolen session is no place to guess the password', async () => {
    const officer = await server.hire('officer');
    const guess = () => officer.post('/auth/change-password', { current_password: 'wrong password', new_password: 'a brand new password' });
    for (let index = 0; index < 5; index += 1) expect((await guess()).status).toBe(401);
    expect((await guess()).status).toBe(429);
  });
});
