// P12: nobody sees or does what they may not; and the console's back end as a browser meets it.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONSOLE_ROUTES } from '#api/console/console-routes.ts';
import type { AlertContent } from '#core/alerts/alert.ts';
import { storeOpinion } from '#core/advice/opinion-store.ts';
import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import { proposeAlert } from '#core/alerts/write-alert.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { readReport } from '#core/reports/read-report.ts';
import { STAFF_ROLES, type StaffRole } from '#core/staff/staff.ts';
import { createTranslator } from '#platform/i18n.ts';
import { startConsole, type ConsoleServer, type ConsoleUser } from '#tests/support/console-client.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

let scene: TriageScene;
let server: ConsoleServer;
let people: Record<StaffRole, ConsoleUser>;
let other: ConsoleUser;

beforeAll(async () => {
  scene = await createTriageScene(new Date());
  server = await startConsole(scene);
  const hired = await Promise.all(STAFF_ROLES.map(async (role) => [role, await server.hire(role, `the ${role}`)] as const));
  people = Object.fromEntries(hired) as Record<StaffRole, ConsoleUser>;
  other = await server.hire('officer', 'another officer');
});
afterAll(async () => {
  await server.close();
  await scene.database.drop();
});

function content(headline = 'Beware of links'): AlertContent {
  const drafted = draftFromEvidence({
    type: 'PHISH',
    countries: ['KR'],
    evidence: { detector: 'officer' },
    translator: createTranslator(),
    now: scene.clock.now(),
  });
  return { ...drafted, texts: { ...drafted.texts, en: { ...drafted.texts.en, headline } } };
}

const LOOK = ['viewer', 'officer', 'supervisor'] as const;
const DECIDE = ['officer', 'supervisor'] as const;
const OVERSEE = ['supervisor', 'administrator'] as const;
/** Written out by hand: a slip in the capability table or in a route shows here. */
const DECLARED: Record<string, readonly StaffRole[]> = {
  'get /me': STAFF_ROLES,
  'post /me': STAFF_ROLES,
  'get /me/sessions': STAFF_ROLES,
  'post /me/sessions/end-others': STAFF_ROLES,
  'post /me/sessions/:id/end': STAFF_ROLES,
  'get /me/passkeys': STAFF_ROLES,
  'post /me/passkeys/:id/rename': STAFF_ROLES,
  'post /me/passkeys/:id/remove': STAFF_ROLES,
  'get /reports': LOOK,
  'get /report-counts': LOOK,
  'get /events': LOOK,
  'get /service-levels': LOOK,
  'post /service-levels': ['supervisor'],
  'post /report-search': LOOK,
  'get /triage-batches': DECIDE,
  'post /triage-batches': DECIDE,
  'post /triage-batches/:id/undo': DECIDE,
  'get /queue-views': LOOK,
  'post /queue-views': LOOK,
  'post /queue-views/default': LOOK,
  'post /queue-views/:id/edit': LOOK,
  'post /queue-views/:id/delete': LOOK,
  'get /reports/:reference': LOOK,
  'post /reports/:reference/open-original': DECIDE,
  'post /reports/:reference/claim': DECIDE,
  'post /reports/:reference/release': DECIDE,
  'post /reports/:reference/confirm': DECIDE,
  'post /reports/:reference/reject': DECIDE,
  'post /reports/:reference/duplicate': DECIDE,
  'post /reports/:reference/reopen': DECIDE,
  'post /reports/:reference/ask': DECIDE,
  'post /reports/:reference/escalate': DECIDE,
  'post /reports/:reference/deescalate': DECIDE,
  'post /reports/:reference/assign': DECIDE,
  'post /reports/:reference/unassign': DECIDE,
  'post /reports/:reference/hand-over': DECIDE,
  'post /reports/:reference/hand-over-by-law': ['supervisor'],
  'post /reports/:reference/freeze': DECIDE,
  'post /reports/:reference/undo': DECIDE,
  'post /freeze-requests/:id/answer': DECIDE,
  'post /handovers/:id/take-out': DECIDE,
  'post /reports/:reference/evidence/:position/open': DECIDE,
  'post /reports/:reference/beside/:target': LOOK,
  'post /reports/:reference/translation': LOOK,
  'post /reports/:reference/notes': DECIDE,
  'post /reports/:reference/labels': DECIDE,
  'get /labels': LOOK,
  'post /labels': DECIDE,
  'post /labels/:id/retire': ['supervisor'],
  'get /colleagues': DECIDE,
  'get /held': DECIDE,
  'post /held/pass-on': DECIDE,
  'get /mentions': DECIDE,
  'get /campaigns': LOOK,
  'get /campaigns/:number': LOOK,
  'get /campaigns/:number/contents': LOOK,
  'get /campaigns/:number/timeline': LOOK,
  'get /campaigns/:number/growth': LOOK,
  'get /campaigns/:number/merge-preview': DECIDE,
  'post /campaigns/:number/split-preview': DECIDE,
  'post /campaigns/:number/undo-keep-apart': DECIDE,
  'get /campaigns/:number/neighbours': DECIDE,
  'post /campaigns/:number/merge': DECIDE,
  'post /campaigns/:number/split': DECIDE,
  'post /campaigns/:number/detach': DECIDE,
  'post /campaigns/:number/keep-apart': DECIDE,
  'post /campaign-changes/:id/undo': DECIDE,
  'get /merge-proposals': LOOK,
  'get /entities': DECIDE,
  'get /campaigns/:number/timing': LOOK,
  'get /timing': LOOK,
  'get /alerts': LOOK,
  'post /alerts': DECIDE,
  'get /alerts/start': DECIDE,
  'post /alerts/check': DECIDE,
  'get /alerts/:id': LOOK,
  'get /alerts/:id/deliveries': LOOK,
  'get /alerts/:id/response': LOOK,
  'get /alerts/:id/timing': LOOK,
  'post /alerts/:id/edit': DECIDE,
  'post /alerts/:id/correct': DECIDE,
  'post /alerts/:id/approve': DECIDE,
  'post /alerts/:id/withdraw': ['supervisor'],
  'post /alerts/:id/all_clear': ['supervisor'],
  'post /alerts/:id/pause': DECIDE,
  'post /alerts/:id/resume': DECIDE,
  'post /alerts/:id/pace': DECIDE,
  'post /alerts/:id/dismiss': DECIDE,
  'get /disputes': DECIDE,
  'get /disputes/:reference': DECIDE,
  'post /disputes/:reference/decide': ['supervisor'],
  'post /reports/:reference/block-reporter': DECIDE,
  'get /blocked-people': DECIDE,
  'post /blocked-people/:id/unblock': DECIDE,
  'get /alarms': LOOK,
  'get /detection': LOOK,
  'get /curve': LOOK,
  'get /overview': LOOK,
  'get /work': DECIDE,
  'get /audit': OVERSEE,
  'get /audit/actors': OVERSEE,
  'post /audit/verify': OVERSEE,
  'get /dead-letters': OVERSEE,
  'post /dead-letters/replay': OVERSEE,
  'post /dead-letters/:number/replay': OVERSEE,
  'get /shared': ['partner'],
  'get /shared/:reference': ['partner'],
  'post /shared/:reference/acknowledge': ['partner'],
  'get /exports/reports': LOOK,
  'get /exports/campaigns': LOOK,
  'get /exports/merge-proposals': LOOK,
  'get /exports/growth/:number': LOOK,
  'get /exports/entities': DECIDE,
  'get /exports/timing': LOOK,
  'get /exports/waiting': LOOK,
  'get /exports/slowest': LOOK,
  'get /exports/cards': LOOK,
  'get /exports/detection': LOOK,
  'get /exports/alarms': LOOK,
  'get /exports/queue': LOOK,
  'get /exports/received': LOOK,
  'get /exports/losses': LOOK,
  'get /exports/work': DECIDE,
  'get /exports/audit': OVERSEE,
  'get /exports/disputes': DECIDE,
  'get /exports/dead-letters': OVERSEE,
};

describe('P12 route × role', () => {
  test('every route is declared and every declaration is a route', () => {
    expect(CONSOLE_ROUTES.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(DECLARED).sort());
  });

  test.each(CONSOLE_ROUTES.map(({ method, path }) => [method, path] as const))('%s %s', async (method, path) => {
    const asked = path
      .replace(':reference', 'JG-7K3M-9QPX-4')
      .replace(':id', randomUUID())
      .replace(':number', '4711')
      .replace(':position', '0')
      .replace(':target', 'k-PHISH-ko-999');
    const call = (cookie?: string) =>
      server.call(method.toUpperCase(), asked, { ...(method === 'post' && { body: {} }), ...(cookie !== undefined && { cookie }) });
    expect((await call()).status, 'without a session').toBe(401);
    for (const role of STAFF_ROLES) {
      const { status } = await call(people[role].cookie);
      const allowed = DECLARED[`${method} ${path}`]?.includes(role) ?? false;
      if (allowed) expect([200, 201, 404, 422], role).toContain(status);
      else expect(status, role).toBe(403);
    }
  });

  test('a role that was changed or made up opens nothing', async () => {
    const officer = await server.hire('officer');
    await scene.database.db.updateTable('staff_users').set({ role: 'viewer' }).where('id', '=', officer.id).execute();
    const { reference } = await scene.report();
    expect((await officer.post(`/reports/${reference}/claim`)).status).toBe(403);
    expect((await officer.get('/me')).body).toMatchObject({
      role: 'viewer',
      capabilities: ['session.read', 'account.edit', 'account.secure', 'report.list', 'report.open', 'campaign.read', 'alert.read'],
    });
  });

  test('guessed ids, names and numbers are not found, whatever they look like', async () => {
    for (const guess of ['JG-0000-0000-0', '1', "'%20or%201=1", '%00', 'x'.repeat(2_000), '..%2f..%2fme', '%E0%A4%A']) {
      for (const path of [`/reports/${guess}`, `/alerts/${guess}`, `/campaigns/${guess === '1' ? '999999999999999999999' : guess}`]) {
        expect([400, 404], path.slice(0, 60)).toContain((await people.officer.get(path)).status);
      }
    }
    expect((await people.officer.get('/no-such-thing')).status).toBe(404);
  });
});

describe('requests from elsewhere', () => {
  const post = (headers: Record<string, string>, body: string | undefined = '{}') =>
    server.call('POST', '/reports/JG-7K3M-9QPX-4/claim', { headers, body, cookie: people.officer.cookie });

  test.each(['https://evil.example', 'null', 'http://127.0.0.1:3000.evil.example', 'not a url'])('the origin %s is refused', async (origin) => {
    expect((await post({ origin })).status).toBe(403);
  });

  test('our own pages pass, under PUBLIC_URL and under the name they were reached by', async () => {
    expect((await post({ origin: 'http://127.0.0.1:3000' })).status).toBe(404);
    expect((await post({ origin: server.address })).status).toBe(404);
  });

  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json-patch+json'])(
    '%s is no JSON',
    async (type) => {
      expect((await post({ 'content-type': type })).status).toBe(415);
    },
  );

  test('a cross-site request and one without a body are refused', async () => {
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await server.call('POST', '/reports/JG-7K3M-9QPX-4/claim', { cookie: people.officer.cookie })).status).toBe(415);
    expect((await server.call('POST', '/auth/sign-in/email', { body: {}, headers: { origin: 'https://evil.example' } })).status).toBe(403);
  });

  test('what is not JSON, too large or of another method is told so', async () => {
    expect((await post({}, '{"a":')).status).toBe(400);
    expect((await post({}, JSON.stringify({ a: 'x'.repeat(300_000) }))).status).toBe(413);
    const wrong = await server.call('DELETE', '/alerts', { cookie: people.officer.cookie, headers: { 'content-type': 'application/json' } });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('GET, POST');
  });
});

describe('reports', () => {
  test('from the queue to a decision, with everybody told what happened', async () => {
    const { id, reference } = await scene.report({
      country: 'KR',
      content: { text: '제 주민번호 900101-1234567, 안전계좌로 옮기래요', suspects: [], reporter: { id: 'p1', contact: 'me@example.com' }, evidence: [] },
    });
    await readReport(scene.context, id);
    const queue = await people.officer.get('/reports?country=KR&state=received,in_review&limit=200');
    expect(queue.body.items.map(({ reference: each }) => each)).toContain(reference);
    expect(queue.body.next).toBeNull();

    const masked = await people.viewer.get(`/reports/${reference.toLowerCase()}`);
    expect(masked.body.content.text).toContain('[RRN]');
    expect(JSON.stringify(masked.body)).not.toMatch(/900101|me@example|wrapped_key|sealed|reporter_hash/);
    expect(masked.headers.get('cache-control')).toBe('no-store');

    expect((await people.officer.post(`/reports/${reference}/open-original`, { reason: 'because' })).body.errors).toMatchObject([{ pointer: '/reason' }]);
    expect((await people.officer.post(`/reports/${reference}/open-original`, { reason: 'contact_reporter' })).body.reporter.contact).toBe('me@example.com');

    expect((await people.officer.post(`/reports/${reference}/claim`)).body).toMatchObject({ kind: 'done', state: 'in_review' });
    const late = await other.post(`/reports/${reference}/confirm`);
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ type: 'urn:jaga:problem:conflict' });
    expect(late.body.errors).toEqual([
      { pointer: '/reason', message: 'claimed_by_another' },
      { pointer: '/state', message: 'in_review' },
      { pointer: '/by', message: people.officer.id },
      { pointer: '/by_name', message: 'the officer' },
    ]);
    expect((await other.post(`/reports/${reference}/claim`, { take_over: true, seen_state: 'in_review' })).status).toBe(200);
    expect((await other.post(`/reports/${reference}/confirm`)).body).toMatchObject({ kind: 'done', state: 'confirmed' });
    expect((await other.post(`/reports/${reference}/confirm`)).body).toMatchObject({ kind: 'unchanged' });
    expect((await other.post(`/reports/${reference}/reopen`)).body).toMatchObject({ kind: 'done', state: 'in_review' });
    expect((await other.post(`/reports/${reference}/release`)).body).toMatchObject({ kind: 'done', state: 'received' });

    const original = await scene.report();
    expect((await people.officer.post(`/reports/${reference}/duplicate`, { of: 'nonsense' })).status).toBe(409);
    expect((await people.officer.post(`/reports/${reference}/duplicate`, { of: original.reference.replaceAll('-', ' ').toLowerCase() })).body).toMatchObject({
      kind: 'done',
      state: 'duplicate',
    });
    expect((await people.officer.get(`/reports/${reference}`)).body).toMatchObject({
      state: 'duplicate',
      duplicate_of: original.reference,
      decided_by_name: 'the officer',
    });
  });

  test('a second opinion stands beside the reading, and where it differs the officer finds it', async () => {
    const { id, reference } = await scene.report({ content: { text: '저녁에 뭐 먹을까 집에 일찍 갈게', suspects: [], evidence: [] } });
    await readReport(scene.context, id);
    expect((await people.officer.get(`/reports/${reference}`)).body).toMatchObject({ opinion: null });
    await scene.context.db
      .insertInto('model_opinions')
      .values({ report_id: id, model: 'a-model', opinion: null, sealed: null, cost_usd: 0.001, given_at: scene.clock.now() })
      .execute();
    const opinion = { type: 'ROMANCE', scam_probability: 0.97, impersonated: null, demand: 'meet at home', summary: 'A stranger grows close.' } as const;
    expect(await storeOpinion(scene.context, id, opinion)).toBe('stored');
    expect((await people.officer.get(`/reports/${reference}`)).body).toMatchObject({
      state: 'received',
      opinion: { ...opinion, model: 'a-model', disagrees: 'scam' },
    });
    const differing = await people.officer.get('/reports?second_opinion=differs&limit=200');
    expect(differing.body.items).toMatchObject([{ reference, second_opinion: 'differs' }]);
  });

  test('a model’s opinion is shown as such beside the reading, and where it differs the queue can be filtered by it', async () => {
    const [agreed, differing, another, unasked] = [await scene.report(), await scene.report(), await scene.report(), await scene.report()];
    for (const { id } of [agreed, differing, another, unasked]) await readReport(scene.context, id);
    const given = { impersonated: 'CJ Logistics', demand: 'open the link', summary: 'A parcel is said to be held back.' };
    for (const [{ id }, score, type, scam_probability] of [
      [agreed, 0.9, 'PHISH', 0.8],
      [differing, 0.9, 'PHISH', 0.1],
      [another, 0.9, 'PHISH', 0.8],
    ] as const) {
      await scene.database.db.updateTable('readings').set({ score, type }).where('report_id', '=', id).execute();
      await scene.database.db
        .insertInto('model_opinions')
        .values({ report_id: id, model: 'stand-in-1', opinion: null, sealed: null, cost_usd: 0, given_at: scene.clock.now() })
        .execute();
      await storeOpinion(scene.context, id, { ...given, scam_probability, type: id === another.id ? 'IMP_CORP' : type });
    }
    const { items } = (await people.viewer.get('/reports?limit=200')).body;
    const said = Object.fromEntries(items.map(({ reference, ...item }) => [reference, 'second_opinion' in item ? item.second_opinion : 'absent']));
    expect([agreed, differing, another, unasked].map(({ reference }) => said[reference])).toEqual(['agrees', 'differs', 'differs', null]);
    const filtered = (await people.viewer.get('/reports?second_opinion=differs&limit=200')).body.items.map(({ reference }) => reference);
    expect(filtered).toEqual(expect.arrayContaining([differing.reference, another.reference]));
    expect(filtered).not.toContain(agreed.reference);
    expect((await people.viewer.get('/reports?second_opinion=agrees&limit=200')).body.items).toHaveLength(1);
    expect((await people.viewer.get('/reports?second_opinion=maybe')).status).toBe(422);

    // The reading's own score is the sealed one: the page shows it, the list the row.
    const opened = await people.officer.get(`/reports/${differing.reference}`);
    expect(opened.body).toMatchObject({ state: 'received', opinion: { ...given, model: 'stand-in-1', type: 'PHISH', scam_probability: 0.1 } });
    expect((await people.officer.get(`/reports/${unasked.reference}`)).body).toMatchObject({ opinion: null });
    await eraseReport(scene.context, differing.id);
    expect((await people.officer.get(`/reports/${differing.reference}`)).body).toMatchObject({ opinion: null });
  });

  test('the audit trail answers which records an account has seen', async () => {
    const { reference } = await scene.report();
    await other.get(`/reports/${reference}`);
    const seen = await people.supervisor.get(`/audit?actor=${other.id}&action=report.opened&limit=1`);
    expect(seen.body.items).toMatchObject([{ actor_name: 'another officer', action: 'report.opened', subject_id: reference }]);
    expect(seen.body.next).toBe(seen.body.items[0]?.seq);
  });

  test('a queue of several pages is walked to its end', async () => {
    for (let index = 0; index < 5; index += 1) await scene.report({ country: 'SG' });
    const seen: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const page = await people.viewer.get(`/reports?country=SG&limit=2${after === '' ? '' : `&after=${after}`}`);
      seen.push(...page.body.items.map(({ reference: each }) => each));
      after = page.body.next;
    }
    expect(new Set(seen).size).toBe(5);
    expect(seen).toHaveLength(5);
  });

  test.each([
    'state=open',
    'limit=0',
    'limit=1000',
    'country=korea',
    'type=X',
    'campaign=abc',
    'campaign=99999999999999999999',
    'language=ko&language=ms',
    `after=${'x'.repeat(100)}`,
  ])('the query %s is wrong', async (query) => {
    expect((await people.viewer.get(`/reports?${query}`)).status).toBe(422);
  });
});

describe('warnings', () => {
  test('from a draft to subscribers and back, by two people', async () => {
    const drafted = await people.officer.post('/alerts', { content: content() });
    expect(drafted.status).toBe(201);
    const { id } = drafted.body;
    const shown = async () => (await people.viewer.get(`/alerts/${id}`)).body.versions[0] ?? { version: 0, content_hash: '' };
    const approve = async (by: ConsoleUser) => {
      const { version, content_hash } = await shown();
      return by.post(`/alerts/${id}/approve`, { version, content_hash });
    };
    const own = await approve(people.officer);
    expect(own.status).toBe(409);
    expect(own.body.errors).toContainEqual({ pointer: '/reason', message: 'own_work' });
    expect((await approve(other)).body).toMatchObject({ kind: 'done', alert: { state: 'draft' } });
    expect((await people.officer.post(`/alerts/${id}/edit`, { seen_version: 1, content: content('Better words') })).body).toMatchObject({
      kind: 'done',
      alert: { version: 2 },
    });
    expect((await people.officer.post(`/alerts/${id}/edit`, { seen_version: 1, content: content('Other words') })).status).toBe(409);
    expect((await approve(other)).body.alert.published_version).toBeNull();
    expect((await approve(people.supervisor)).body).toMatchObject({ kind: 'done', alert: { state: 'published', published_version: 2 } });
    expect((await people.viewer.get('/alerts?state=published&limit=200')).body.items).toContainEqual(expect.objectContaining({ id, approvals: 2 }));
    expect((await people.viewer.get(`/alerts/${id}/deliveries`)).body).toMatchObject({ waiting: 0, sent: 0 });
    expect((await people.officer.post(`/alerts/${id}/correct`, { seen_version: 2, content: content('Corrected') })).body.alert).toMatchObject({
      version: 3,
      published_version: 2,
    });
    expect((await people.officer.post(`/alerts/${id}/withdraw`, { reason: 'wrong' })).status).toBe(403);
    expect((await people.supervisor.post(`/alerts/${id}/withdraw`, { reason: 'wrong' })).body.alert.state).toBe('withdrawn');
  });

  test('a content that must not go out is refused where it is wrong', async () => {
    const { body } = await people.officer.post('/alerts', { content: content('Call 977 or visit http://verify-x.top') });
    const [version] = (await other.get(`/alerts/${body.id}`)).body.versions;
    const refused = await other.post(`/alerts/${body.id}/approve`, { version: version?.version, content_hash: version?.content_hash });
    expect(refused.status).toBe(422);
    expect(refused.body.errors).toContainEqual({ pointer: '/content/texts/en/headline', message: 'unknown_phone: 977' });
    expect(refused.body.errors).toContainEqual({ pointer: '/content/texts/en/headline', message: 'live_link: http://verify-x.top' });
  });

  test('a content of the wrong shape does not become a draft', async () => {
    const { ms: _without, ...texts } = content().texts;
    for (const [wrong, pointer] of [
      [{ ...content(), texts }, '/content/texts/ms'],
      [{ ...content(), grade: 'panic' }, '/content/grade'],
      [content('   '), '/content/texts/en/headline'],
      [content('x'.repeat(901)), '/content/texts/en/headline'],
      [{ ...content(), valid_until: 'tomorrow' }, '/content/valid_until'],
    ] as const) {
      expect((await people.officer.post('/alerts', { content: wrong })).body.errors).toMatchObject([{ pointer }]);
    }
    expect((await people.officer.post('/alerts', { content: content(), campaign: 4711 })).body.errors).toMatchObject([{ pointer: '/campaign' }]);
  });

  test('a proposal is dismissed with a reason', async () => {
    const { alert } = await proposeAlert(scene.context, {
      proposalKey: 'campaign/9',
      content: content(),
      evidence: { detector: 'campaign', reports: 4, first_report_at: scene.clock.now().toISOString() },
    });
    expect((await people.officer.post(`/alerts/${alert.id}/dismiss`, { reason: 'bored' })).status).toBe(422);
    expect((await people.officer.post(`/alerts/${alert.id}/dismiss`, { reason: 'too_little' })).body.alert.state).toBe('dismissed');
  });
});

test('campaigns are shown with what ties them together', async () => {
  const campaign = randomUUID();
  const now = scene.clock.now();
  const { number } = await scene.database.db
    .insertInto('campaigns')
    .values({ id: campaign, type: 'PHISH', first_seen_at: now, last_seen_at: now, merged_into: null })
    .returning('number')
    .executeTakeFirstOrThrow();
  const { id, reference } = await scene.report({ reporter_key: 'a' });
  await scene.database.db.insertInto('campaign_reports').values({ report_id: id, campaign_id: campaign, joined_by: [], joined_at: now }).execute();
  expect((await people.viewer.get('/campaigns')).body.items).toMatchObject([{ number, reports: 1, reporters: 1 }]);
  expect((await people.viewer.get(`/campaigns/${number}`)).body).toMatchObject({ number, keys: [], matches: [], items: [{ reference }] });
  expect((await people.officer.post('/alerts', { content: content(), campaign: number })).body.evidence).toEqual({ campaign: number, detector: 'officer' });
  expect((await people.viewer.get(`/alerts?campaign=${number}`)).body.items).toHaveLength(1);
});
