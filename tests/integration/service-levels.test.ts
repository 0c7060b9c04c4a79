// The limits that the queue's clocks count down to: who may change them, and two who do so at once.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DEFAULT_SERVICE_LEVELS, loadServiceLevels, setServiceLevels } from '#core/triage/queue/clocks.ts';
import type { Officer } from '#core/staff/staff.ts';
import { listReports } from '#core/triage/report-list.ts';
import { startConsole, type ConsoleServer } from '#tests/support/console-client.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

let scene: TriageScene;
let server: ConsoleServer;
let lee: Officer;

beforeAll(async () => {
  scene = await createTriageScene();
  server = await startConsole(scene);
  lee = await scene.hire('supervisor', 'Lee');
});
afterAll(async () => {
  await server.close();
  await scene.database.drop();
});
beforeEach(() => scene.database.pool.query('truncate settings, reports cascade'));

const levels = (changes: Partial<typeof DEFAULT_SERVICE_LEVELS> = {}) => ({ ...DEFAULT_SERVICE_LEVELS, ...changes });

test('are the defaults until somebody changed them, and tell which those are', async () => {
  const viewer = await server.hire('viewer');
  const { body } = await viewer.get('/service-levels');
  expect(body).toEqual({ ...DEFAULT_SERVICE_LEVELS, defaults: DEFAULT_SERVICE_LEVELS, least: 1, most: 10_080 });
  expect((await viewer.post('/service-levels', levels({ look_rest: 60 }))).status).toBe(403);
});

test('changed, the clocks of open reports run to them at once, and the audit trail has it', async () => {
  await scene.report();
  const before = await listReports(scene.context, { limit: 1 });
  const supervisor = await server.hire('supervisor', 'Park');
  const { status, body } = await supervisor.post('/service-levels', levels({ look_rest: 90 }));
  expect({ status, body }).toMatchObject({ status: 200, body: { look_rest: 90, defaults: { look_rest: 1_440 } } });
  const after = await listReports(scene.context, { limit: 1 });
  const minutesOf = ([row]: typeof after): number => (Number(row?.clocks[0]?.at) - Number(row?.received_at)) / 60_000;
  expect([minutesOf(before), minutesOf(after)]).toEqual([1_440, 90]);
  expect(await scene.actions('service_levels')).toEqual(['settings.service_levels_changed']);
});

test('what a colleague changed meanwhile is not written over', async () => {
  const seen = await loadServiceLevels(scene.context);
  await setServiceLevels(scene.context, { by: lee, levels: levels({ look_life: 3 }), seen });
  expect(await setServiceLevels(scene.context, { by: lee, levels: levels({ look_money: 4 }), seen })).toEqual({ kind: 'conflict', reason: 'changed_since' });
  expect(await loadServiceLevels(scene.context)).toEqual(levels({ look_life: 3 }));
  const supervisor = await server.hire('supervisor', 'Han');
  const { status, body } = await supervisor.post('/service-levels', { ...levels({ look_money: 4 }), seen });
  expect({ status, errors: body.errors }).toEqual({ status: 409, errors: [{ pointer: '/reason', message: 'changed_since' }] });
});

test('of two who save at once one has it and the other is told', async () => {
  const seen = await loadServiceLevels(scene.context);
  const outcomes = await Promise.all([7, 8].map((look_life) => setServiceLevels(scene.context, { by: lee, levels: levels({ look_life }), seen })));
  expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['conflict', 'done']);
});

test('what is so already leaves no trace', async () => {
  const before = (await scene.actions('service_levels')).length;
  expect(await setServiceLevels(scene.context, { by: lee, levels: levels() })).toEqual({ kind: 'done', levels: levels() });
  expect((await scene.actions('service_levels')).length).toBe(before);
});

test('a limit of nothing, or of more than a week, is refused by the field', async () => {
  const supervisor = await server.hire('supervisor', 'Cho');
  const { status, body } = await supervisor.post('/service-levels', { ...levels({ freeze_my: 0 }), look_rest: 20_000 });
  expect({ status, fields: body.errors.map(({ pointer }) => pointer) }).toEqual({ status: 422, fields: ['/freeze_my', '/look_rest'] });
});
