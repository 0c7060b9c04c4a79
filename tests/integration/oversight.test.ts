// What leads and looks after the work: the overview, work by shift, exports, the audit trail's check, given-up work, and disputes before they are decided.

import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import { proposeAlert } from '#core/alerts/write-alert.ts';
import { storeAlarm } from '#core/detection/alarm-store.ts';
import { fileDispute } from '#core/disputes/file-dispute.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createCampaignScene, type CampaignScene } from '#tests/support/campaign-scene.ts';
import { startConsole, type ConsoleServer, type ConsoleUser } from '#tests/support/console-client.ts';

let scene: CampaignScene;
let server: ConsoleServer;
let officer: ConsoleUser;
let colleague: ConsoleUser;
let supervisor: ConsoleUser;
let administrator: ConsoleUser;

beforeAll(async () => {
  scene = await createCampaignScene(new Date('2026-11-23T09:00:00Z'));
  server = await startConsole(scene);
  officer = await server.hire('officer', '김하나');
  colleague = await server.hire('officer', '=HYPERLINK("http://x.top")');
  supervisor = await server.hire('supervisor', 'Puan Salmah');
  administrator = await server.hire('administrator');
});
afterAll(async () => {
  await server.close();
  await scene.database.drop();
});

const TEXT = '서울중앙지검 수사관이라면서 안전계좌 국민은행 812301-04-567890 으로 1,200만원 보냈어요';
const read = (body: unknown): string[][] => parse(String(body), { bom: true });

test('the overview counts what waits and what came in', async () => {
  await scene.arrive(TEXT, { reporter_key: 'a', country: 'KR', loss: { state: 'lost' }, urgent: true } as never);
  await scene.arrive(TEXT, { reporter_key: 'b', country: 'KR', loss: { state: 'lost' } });
  const { body } = await officer.get('/overview');
  expect(body).toMatchObject({
    queue: {
      open: 2,
      claimed: 0,
      oldest_received_at: scene.clock.now().toISOString(),
      ages: [{ age: 'hour', reports: 2 }, {}, {}, {}, { age: 'older', reports: 0 }],
    },
    received: { reports: 2, losses: [{ currency: 'KRW', minor: 24_000_000, reports: 2 }] },
  });
  const { received } = body as unknown as { received: { rows: object[] } };
  expect(received.rows).toContainEqual({ by: 'country', value: 'KR', reports: 2, lost: 2 });
  expect(received.rows).toContainEqual({ by: 'language', value: 'ko', reports: 2, lost: 2 });
});

test("officers see their own work by shift, who leads them everybody's", async () => {
  const [one, two] = [await scene.report(), await scene.report()];
  await officer.post(`/reports/${one.reference}/confirm`);
  await officer.get(`/reports/${one.reference}`);
  await colleague.post(`/reports/${two.reference}/reject`);
  const own = (await officer.get('/work?zone=Asia/Seoul')).body;
  expect(own).toMatchObject({ of: 'own', items: [{ day: '2026-11-23', shift: 'evening', officer_name: '김하나', confirmed: 1, opened: 1, rejected: 0 }] });
  const all = (await supervisor.get('/work?zone=UTC')).body;
  expect(all).toMatchObject({ of: 'all' });
  expect(all.items).toHaveLength(2);
  expect(all.items).toContainEqual(expect.objectContaining({ officer: colleague.id, shift: 'day', rejected: 1 }));
  expect((await officer.get('/work?zone=Mars/Olympus')).status).toBe(422);
});

describe('exports', () => {
  test('hold what the screen holds, with headings in the language asked for and no formula, and are in the audit trail', async () => {
    const { body, headers } = await supervisor.get('/exports/work?zone=UTC&lang=en');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe('attachment; filename="jaga-work-2026-11-23.csv"');
    expect(headers.get('cache-control')).toBe('no-store');
    const [headings, ...rows] = read(body);
    expect(headings?.slice(0, 4)).toEqual(['Day', 'Shift', 'Officer', 'Opened']);
    expect(rows.map((row) => row[2])).toContain('\'=HYPERLINK("http://x.top")');
    const { items } = (await supervisor.get('/audit?action=table.exported')).body;
    expect(items).toMatchObject([{ actor: supervisor.id, subject_kind: 'table', subject_id: 'work', details: { zone: 'UTC' } }]);
    expect(read((await officer.get('/exports/work?zone=UTC')).body)).toHaveLength(2);
  });

  test('go through all pages of a long list', async () => {
    const { rows } = await scene.database.pool.query('select max(seq)::int as newest from audit_entries');
    for (let at = 0; at < 210; at += 1) await officer.get('/reports/JG-0000-0000-0');
    const { reference } = await scene.report();
    for (let at = 0; at < 205; at += 1) await officer.get(`/reports/${reference}`);
    const exported = read((await supervisor.get('/exports/audit')).body).slice(1);
    expect(exported.length).toBeGreaterThanOrEqual(rows[0].newest + 205);
    expect(new Set(exported.map(([seq]) => seq)).size).toBe(exported.length);
    expect(read((await supervisor.get(`/exports/audit?subject_id=${reference}`)).body).slice(1)).toHaveLength(205);
  });

  test('refuse a faulty filter, and whoever may not see the table', async () => {
    expect((await officer.get('/exports/campaigns?dormant=maybe')).status).toBe(422);
    expect((await officer.get('/exports/audit')).status).toBe(403);
    expect((await administrator.get('/exports/reports')).status).toBe(403);
    expect((await supervisor.get('/audit?action=table.exported&subject_id=audit&limit=1')).body.items).toHaveLength(1);
  });

  test.each([
    'reports',
    'campaigns',
    'merge-proposals',
    'entities',
    'timing',
    'waiting',
    'slowest',
    'cards',
    'detection',
    'alarms',
    'queue',
    'received',
    'losses',
    'disputes',
    'dead-letters',
  ])('%s can be read', async (name) => {
    const { status, body } = await supervisor.get(`/exports/${name}?lang=ms`);
    const [headings = [], ...rows] = read(body);
    expect(status).toBe(200);
    expect(headings.length).toBeGreaterThan(2);
    for (const row of rows) expect(row).toHaveLength(headings.length);
  });
});

describe('the audit trail', () => {
  test('is searched by who, what and when', async () => {
    const since = new Date(scene.clock.now().getTime() - 1_000).toISOString();
    expect((await supervisor.get(`/audit?since=${since}&actor=${officer.id}&limit=1`)).body.items).toHaveLength(1);
    expect((await supervisor.get(`/audit?until=${since}&actor=${officer.id}`)).body.items).toEqual([]);
    expect((await supervisor.get('/audit/actors')).body.items).toContainEqual({ id: officer.id, name: '김하나', role: 'officer' });
    expect((await supervisor.get('/audit?since=yesterday')).status).toBe(422);
  });

  test('is whole, says up to where, and tells that it was checked', async () => {
    const { body } = await administrator.post('/audit/verify');
    expect(body).toMatchObject({ faults: [], more: 0, verified_at: scene.clock.now().toISOString(), head: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    const { head } = body as unknown as { head: { seq: number; hash: string } };
    expect((await supervisor.get('/audit?action=audit.verified')).body.items).toMatchObject([{ actor: administrator.id, subject_id: String(head.seq) }]);
    expect((await administrator.post('/audit/verify', { noted: head })).body).toMatchObject({ faults: [] });
    expect((await administrator.post('/audit/verify', { noted: { seq: head.seq, hash: 'f'.repeat(64) } })).body).toMatchObject({
      faults: [{ kind: 'not_as_noted', seq: head.seq }],
    });
  });

  test('names the entry that somebody changed', async () => {
    await scene.database.pool.query(
      `alter table audit_entries disable trigger all; update audit_entries set action = 'report.rejected' where seq = 2; alter table audit_entries enable trigger all`,
    );
    expect((await administrator.post('/audit/verify')).body).toMatchObject({ faults: [{ kind: 'changed', seq: 2 }] });
  });
});

test('given-up work is tried again once, by whoever may, and that is written down', async () => {
  const letter = (job: string): Promise<unknown> =>
    scene.database.pool.query(
      `insert into dead_letters (queue, job, payload, error, failed_at) values ('reports', $1, '{"report_id":"x"}', 'connection lost', now()) returning id`,
      [job],
    );
  await letter('read-report');
  await letter('match-report');
  await letter('no-such-job');
  await scene.facts();
  const { items } = (await supervisor.get('/dead-letters')).body as unknown as { items: { id: number; replayable: boolean }[] };
  expect(items).toMatchObject([
    { job: 'no-such-job', replayable: false },
    { job: 'match-report', replayable: true },
    { job: 'read-report', replayable: true },
  ]);
  expect((await officer.post(`/dead-letters/${items[2]?.id}/replay`)).status).toBe(403);
  expect((await supervisor.post(`/dead-letters/${items[2]?.id}/replay`)).body).toEqual({ jobs: 1 });
  expect((await supervisor.post(`/dead-letters/${items[2]?.id}/replay`)).body).toEqual({ jobs: 0 });
  expect(await scene.facts()).toEqual([{ fact: 'report_received', payload: { report_id: 'x' } }]);
  expect((await administrator.post('/dead-letters/replay')).body).toEqual({ jobs: 1 });
  expect((await administrator.post('/dead-letters/replay')).body).toEqual({ jobs: 0 });
  expect((await supervisor.post('/dead-letters/x/replay')).status).toBe(404);
  expect((await supervisor.get('/dead-letters')).body.items).toHaveLength(1);
  expect((await supervisor.get('/audit?action=dead_letters.replayed')).body.items).toMatchObject([{ actor: administrator.id }, { actor: supervisor.id }]);
});

test('a dispute says before it is decided what each decision leads to', async () => {
  for (const reporter_key of ['x', 'y', 'z']) {
    const { reference } = await scene.arrive(`국민은행 812301-04-567890 계좌로 돈을 보내라고 협박합니다 ${reporter_key}번째 신고`, { reporter_key });
    await officer.post(`/reports/${reference}/confirm`);
  }
  const filed = await fileDispute(scene.context, createTranslator(), {
    kind: 'bank_account',
    value: '국민은행 812301-04-567890',
    reason: 'reassigned',
    statement: '제 계좌가 아닙니다',
    contact: 'holder@example.com',
  });
  expect(filed.kind).toBe('filed');
  const reference = filed.kind === 'filed' ? filed.reference : '';
  const path = `/disputes/${reference}`;
  expect((await officer.get(path)).body).toMatchObject({
    publication: { public: { wording: 'under_review' } },
    outcomes: { uphold: { level: 'R', wording: 'retracted', warnings: 0 }, reject: { level: 'P2', wording: 'reported', warnings: 0 } },
    may: { uphold: { allowed: false, why: 'not_your_role' } },
  });
  expect((await supervisor.get(path)).body).toMatchObject({ may: { uphold: { allowed: true }, reject: { allowed: true } } });
  await supervisor.post(`${path}/decide`, { decision: 'reject' });
  expect((await supervisor.get(path)).body).toMatchObject({
    publication: { public: { wording: 'reported' } },
    outcomes: null,
    may: { uphold: { allowed: false, why: 'decided_already' } },
  });
});

test('alarms, their weekly review and the curve of reports are shown', async () => {
  const now = scene.clock.now();
  const proposed = await proposeAlert(scene.context, {
    proposalKey: 'velocity/ab/2026-11-23',
    content: draftFromEvidence({ type: 'OTHER', countries: ['KR'], evidence: { detector: 'velocity' }, translator: { t: () => '' }, now }),
    evidence: { detector: 'velocity', count: 3, window_days: 3, independent_reporters: 3 },
  });
  const alert = proposed.alert.id;
  await storeAlarm(
    scene.database.db,
    {
      detector: 'velocity',
      subject: 'ab',
      day: now.toISOString().slice(0, 10),
      type: 'OTHER',
      countries: ['KR'],
      campaigns: [],
      entities: [Buffer.from('ab', 'hex')],
      windowDays: 3,
      count: 3,
      reports: 3,
      weighed: { reports: 3, accounts: 3, independent: 3, not_counted: {} },
      firstReportAt: now,
    },
    { alertId: alert, at: now },
  );
  const listed = await officer.get(`/alarms?detector=velocity&alert=${alert}`);
  expect(listed.body).toMatchObject({ items: [{ detector: 'velocity', series: null, p: null, alert, alert_state: 'proposed' }], next: null });
  expect((await officer.get(`/alerts/${alert}`)).body).toMatchObject({ content: { type: 'OTHER', texts: { ko: { headline: '' } } } });
  const review = await officer.get('/detection?weeks=2');
  expect(review.body).toMatchObject({
    budget: null,
    items: [{ detectors: [{ detector: 'surge' }, { detector: 'velocity', alarms: 1, open: 1 }, {}, {}] }, {}],
  });
  expect((await officer.get('/curve?days=7')).body.items).toHaveLength(7);
  expect((await officer.get('/curve?days=0')).status).toBe(422);
  expect((await administrator.get('/alarms')).status).toBe(403);
});
