// P12: a partner's account tries every route with every name and id that there is, and gets what is shared with it and nothing else.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONSOLE_ROUTES } from '#api/console/console-routes.ts';
import { CAPABILITIES, type Capability } from '#core/staff/capability.ts';
import { STAFF_ROLES } from '#core/staff/staff.ts';
import { CONTACT, createSharedScene, LOOKERS, SHARED, type Looker, type SharedScene } from '#tests/support/shared-scene.ts';

let scene: SharedScene;
/** Whatever could stand in an address, by the name of the parameter. */
let guesses: Record<string, string[]>;

beforeAll(async () => {
  scene = await createSharedScene();
  const { rows } = await scene.database.pool.query<{ id: string }>(`
    select id::text from reports union all select id::text from report_handovers union all select id from staff_users
    union all select id from staff_sessions union all select id::text from report_steps`);
  guesses = {
    reference: Object.values(scene.reports).map(({ reference }) => reference),
    id: rows.map(({ id }) => id),
    number: ['1', '2'],
    position: ['0'],
    target: [scene.reports['web']?.reference ?? ''],
  };
});
afterAll(() => scene.close());

const MAY: readonly Capability[] = CAPABILITIES.partner;

/** Every way to fill in a path. */
function addressesOf(path: string): string[] {
  const [, name] = /:(\w+)/.exec(path) ?? [];
  if (name === undefined) return [path];
  return (guesses[name] ?? []).flatMap((guess) => addressesOf(path.replace(`:${name}`, guess)));
}

function isShared(looker: Looker, address: string): boolean {
  return SHARED[looker].some((name) => address.includes(scene.reports[name]?.reference ?? '-'));
}

/** References of what is not shared, whoever reported, and words that only officers have. */
function leaks(looker: Looker, told: string): string[] {
  const names = Object.entries(scene.reports).filter(([name]) => !(SHARED[looker] as readonly string[]).includes(name));
  const secrets = [...names.map(([, { reference }]) => reference), ...Object.values(scene.reports).map(({ id }) => id), CONTACT, '900101', '김하나', 'Farid'];
  return secrets.filter((secret) => told.includes(secret));
}

describe('P12 partner × route × object', () => {
  test.each(LOOKERS)(
    '%s is refused every route but its own account and what is shared',
    async (looker) => {
      const { cookie } = scene.partners[looker];
      for (const { method, path, capability } of CONSOLE_ROUTES.filter((route) => !MAY.includes(route.capability))) {
        const call = (address: string) => scene.server.call(method.toUpperCase(), address, { cookie, ...(method === 'post' && { body: {} }) });
        const answers = await Promise.all(addressesOf(path).map(call));
        expect(new Set(answers.map(({ status }) => status)), `${method} ${path} (${capability})`).toEqual(new Set([403]));
      }
    },
    180_000,
  );

  test.each(LOOKERS)('%s lists and opens exactly what is shared with it', async (looker) => {
    const user = scene.partners[looker];
    const page = await user.get('/shared');
    expect(page.body.items.map(({ reference }) => reference).toSorted()).toEqual(SHARED[looker].map((name) => scene.reports[name]?.reference).toSorted());
    expect(leaks(looker, JSON.stringify(page.body))).toEqual([]);
    for (const address of addressesOf('/shared/:reference')) {
      const { status, body } = await user.get(address);
      expect(status, address).toBe(isShared(looker, address) ? 200 : 404);
      expect(leaks(looker, JSON.stringify(body)), address).toEqual([]);
    }
  });

  test.each(LOOKERS)('%s takes only what was handed over to it', async (looker) => {
    const user = scene.partners[looker];
    const isForce = looker === 'KR' || looker === 'MY';
    for (const address of addressesOf('/shared/:reference/acknowledge'))
      expect((await user.post(address)).status, address).toBe(isForce && isShared(looker, address) ? 200 : 404);
  });

  test.each(LOOKERS)('%s ends and renames nothing of others', async (looker) => {
    const user = scene.partners[looker];
    const own = (await user.get('/me/sessions')).body.items as unknown as { id: string }[];
    for (const id of guesses['id'] ?? []) {
      if (own.some((session) => session.id === id)) continue;
      expect((await user.post(`/me/sessions/${id}/end`)).status).toBe(404);
      expect((await user.post(`/me/passkeys/${id}/rename`, { name: 'x' })).status).toBe(404);
    }
    expect(leaks(looker, JSON.stringify((await user.get('/me')).body))).toEqual([]);
  });

  test('nobody but partners reaches what is shared', async () => {
    for (const role of STAFF_ROLES.filter((each) => each !== 'partner')) {
      const user = await scene.server.hire(role);
      expect((await user.get('/shared')).status, role).toBe(403);
      for (const address of addressesOf('/shared/:reference')) expect((await user.get(address)).status, role).toBe(403);
    }
  });
});
