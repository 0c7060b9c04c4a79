// Saved views of the queue: one's own, and what a supervisor shares.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { startConsole, type ConsoleServer, type ConsoleUser } from '#tests/support/console-client.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

let scene: TriageScene;
let server: ConsoleServer;
let kim: ConsoleUser;
let lee: ConsoleUser;
let supervisor: ConsoleUser;

beforeAll(async () => {
  scene = await createTriageScene(new Date());
  server = await startConsole(scene);
  kim = await server.hire('officer', '김하나');
  lee = await server.hire('officer', '이도윤');
  supervisor = await server.hire('supervisor', 'Farid');
});
afterAll(async () => {
  await server.close();
  await scene.database.drop();
});

const view = { name: '말레이어 피싱', search: 'type=PHISH&language=ms&state=received%2Cin_review' };
const namesOf = async (user: ConsoleUser) => ((await user.get('/queue-views')).body as unknown as { items: { name: string }[] }).items.map(({ name }) => name);

test('an officer keeps, renames, prefers and forgets a view that nobody else sees', async () => {
  const { status, body } = await kim.post('/queue-views', view);
  expect(status).toBe(201);
  expect((await kim.post('/queue-views', view)).body).toMatchObject({ errors: [{ pointer: '/reason', message: 'name_taken' }] });
  expect(await namesOf(lee)).toEqual([]);
  expect((await lee.post(`/queue-views/${body.id}/edit`, { name: 'mine now' })).status).toBe(404);
  expect((await lee.post('/queue-views/default', { view: body.id })).status).toBe(404);
  expect((await kim.post(`/queue-views/${body.id}/edit`, { name: 'Pancingan data' })).status).toBe(200);
  expect((await kim.post('/queue-views/default', { view: body.id })).status).toBe(200);
  expect((await kim.get('/queue-views')).body.items).toMatchObject([{ ...view, name: 'Pancingan data', mine: true, is_default: true, shared: false }]);
  expect((await kim.post('/queue-views/default', { view: null })).status).toBe(200);
  expect((await kim.get('/queue-views')).body.items).toMatchObject([{ is_default: false }]);
  expect((await kim.post(`/queue-views/${body.id}/delete`)).status).toBe(200);
  expect(await namesOf(kim)).toEqual([]);
});

test('a supervisor shares one with all; whoever opens with it loses it when it is shared no more', async () => {
  expect((await kim.post('/queue-views', { ...view, shared: true })).status).toBe(403);
  const { body } = await supervisor.post('/queue-views', { ...view, shared: true });
  expect(await namesOf(lee)).toEqual([view.name]);
  expect((await lee.post('/queue-views/default', { view: body.id })).status).toBe(200);
  expect((await lee.post(`/queue-views/${body.id}/delete`)).status).toBe(404);
  await supervisor.post(`/queue-views/${body.id}/edit`, { shared: false });
  expect(await namesOf(lee)).toEqual([]);
  await supervisor.post(`/queue-views/${body.id}/edit`, { shared: true });
  expect((await lee.get('/queue-views')).body.items).toMatchObject([{ is_default: false, mine: false, owner_name: 'Farid' }]);
});

test.each([{ name: '  ' }, { name: 'x'.repeat(61) }, { search: 'javascript:alert(1)' }, { search: '?a b' }, { search: 'a=1&'.repeat(200) }])(
  'refuses %j',
  async (wrong) => expect((await kim.post('/queue-views', { ...view, ...wrong })).status).toBe(422),
);
