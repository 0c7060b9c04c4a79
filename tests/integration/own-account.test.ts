// One's own account at the console: settings that stay, sessions that can be ended, and nobody else's.

import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CAPABILITIES } from '#core/staff/capability.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { startConsole, type ConsoleServer, type ConsoleUser } from '#tests/support/console-client.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

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

test('language and time zone stay with the account; one can be set without the other', async () => {
  const officer = await server.hire('officer');
  expect((await officer.get('/me')).body).toMatchObject({ language: 'ko', time_zone: null });
  expect((await officer.post('/me', { language: 'ms' })).body).toEqual({ ok: true });
  expect((await officer.post('/me', { time_zone: 'Asia/Kuala_Lumpur' })).status).toBe(200);
  expect((await officer.get('/me')).body).toMatchObject({ language: 'ms', time_zone: 'Asia/Kuala_Lumpur' });
  expect((await officer.post('/me', { time_zone: null })).status).toBe(200);
  expect((await officer.get('/me')).body).toMatchObject({ language: 'ms', time_zone: null });
});

test.each([{ language: 'id' }, { language: null }, { time_zone: 'Mars/Olympus' }, { time_zone: '' }, { time_zone: 7 }])(
  'settings %j are refused and change nothing',
  async (settings) => {
    const officer = await server.hire('officer');
    expect((await officer.post('/me', settings)).status).toBe(422);
    expect((await officer.get('/me')).body).toMatchObject({ language: 'ko', time_zone: null });
  },
);

test('nothing but language and zone can be set', async () => {
  const officer = await server.hire('officer');
  await officer.post('/me', { role: 'supervisor', email: 'boss@police.example', disabled: true, two_factor_enabled: false });
  expect((await officer.get('/me')).body).toMatchObject({ role: 'officer', email: officer.email, second_factor: { enrolled: true } });
});

async function sessionsOf(user: ConsoleUser) {
  return (await user.get('/me/sessions')).body.items as unknown as { id: string; current: boolean }[];
}

test('sessions are listed without their tokens, and ended one by one or all but this', async () => {
  const officer = await server.hire('officer');
  const cookies = [await server.enter(officer), await server.enter(officer)];
  const listed = await sessionsOf(officer);
  expect(listed.map(({ current }) => current).filter(Boolean)).toHaveLength(1);
  expect(listed).toHaveLength(3);
  const tokens = await scene.database.db.selectFrom('staff_sessions').select('token').where('user_id', '=', officer.id).execute();
  for (const { token } of tokens) expect(JSON.stringify(listed)).not.toContain(token);

  const [other] = listed.filter(({ current }) => !current);
  expect((await officer.post(`/me/sessions/${other?.id}/end`)).body).toEqual({ ok: true });
  expect((await officer.post(`/me/sessions/${other?.id}/end`)).status).toBe(404);
  expect((await officer.post('/me/sessions/end-others')).body).toEqual({ ok: true });
  expect(await sessionsOf(officer)).toMatchObject([{ current: true }]);
  for (const cookie of cookies) expect((await server.call('GET', '/me', { cookie })).status).toBe(401);
  expect((await scene.actions(officer.id)).filter((action) => action === 'staff.sessions_ended')).toHaveLength(2);
});

test('nobody ends another’s session', async () => {
  const [one, other] = [await server.hire('officer'), await server.hire('supervisor')];
  const [theirs] = await sessionsOf(other);
  expect((await one.post(`/me/sessions/${theirs?.id}/end`)).status).toBe(404);
  expect((await one.post(`/me/sessions/${randomUUID()}/end`)).status).toBe(404);
  expect((await one.post('/me/sessions/end-others')).status).toBe(200);
  expect((await other.get('/me')).status).toBe(200);
});

test.each(LANGUAGES)('what one may do is said in %s, capability by capability', (language) => {
  const { account } = JSON.parse(readFileSync(`locales/${language}/console.json`, 'utf8'));
  const capabilities = new Set(Object.values(CAPABILITIES).flat());
  for (const capability of capabilities) expect(account.may[capability.replace('.', '_')], capability).toMatch(/\S/);
});
