// Campaigns and what they share, as officers see and change them over HTTP. Every answer is held against its schema by the client.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { findSharedEntities } from '#core/entities/entity-queries.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { createCampaignScene, type CampaignScene } from '#tests/support/campaign-scene.ts';
import { startConsole, type ConsoleServer, type ConsoleUser } from '#tests/support/console-client.ts';

let scene: CampaignScene;
let server: ConsoleServer;
let officer: ConsoleUser;
let viewer: ConsoleUser;

beforeAll(async () => {
  scene = await createCampaignScene();
  server = await startConsole(scene);
  officer = await server.hire('officer', '김하나');
  viewer = await server.hire('viewer');
});
afterAll(async () => {
  await server.close();
  await scene.database.drop();
});
beforeEach(() => scene.empty());

const ACCOUNT = 'Maybank 5142 8890 1234';
const PROSECUTOR = `서울중앙지검 수사관이라면서 제 주민번호 900101-1234567 까지 알고 안전계좌 ${ACCOUNT} 로 1,200만원 보냈어요`;
const LOAN = 'Pinjaman lulus segera tanpa dokumen, bayar yuran guaman dahulu, hubungi 012-348 7765 hari ini juga';
/** Another gang's story with the first one's account, named in another language. */
const JOB = '메이뱅크 514288901234 계좌로 가입비를 먼저 보내면 재택 부업으로 하루 십만원을 준다고 하네요 텔레그램 @kaya_job';

/** Two campaigns that share an account: the report that would have joined was taken out by an officer. */
async function shareAnAccount(): Promise<{ reference: string }[]> {
  const reports = [];
  for (const reporter_key of ['a', 'b', 'c']) reports.push(await scene.arrive(PROSECUTOR, { reporter_key, country: 'KR', source: 'webhook' }));
  const job = await scene.arrive(JOB, { reporter_key: 'd', country: 'MY' });
  expect(await scene.numbersOf(job)).toEqual([1]);
  expect((await officer.post('/campaigns/1/detach', { report: job.reference, seen_version: 0 })).body).toMatchObject({ kind: 'done', campaign: 2 });
  return [...reports, job];
}

test('a campaign is shown with its reporters, losses, history and what waits', async () => {
  await shareAnAccount();
  const { body } = await viewer.get('/campaigns/1');
  expect(body).toMatchObject({
    number: 1,
    reports: 3,
    reporters: 3,
    weighed: expect.objectContaining({ independent: 3 }),
    version: 1,
    dormant: false,
    losses: [{ currency: 'KRW', minor: 36_000_000, reports: 3 }],
    merged: [],
    proposals: [],
    history: [{ kind: 'detached', from: 1, into: 2, reports: 1, made_by_name: '김하나', undone_at: null }],
  });
});

test('its scripts are shown masked and its indicators in plain, and that is written down', async () => {
  await shareAnAccount();
  const { status, body } = await viewer.get('/campaigns/1/contents');
  expect(status).toBe(200);
  expect(body).toMatchObject({ number: 1, distinct_scripts: 1, scripts: [{ reports: 3, language: 'ko', text: expect.stringContaining('[RRN]') }] });
  expect(JSON.stringify(body)).not.toContain('900101');
  expect(body).toMatchObject({ indicators: [{ kind: 'bank_account', reports: 3, campaigns: 2, value: expect.stringContaining('514288901234') }] });
  expect((await scene.actions('1')).filter((action) => action === 'campaign.opened')).toHaveLength(1);
});

test('an account that two campaigns share is one entity however its bank is called', async () => {
  await shareAnAccount();
  const { body } = await officer.get('/entities');
  expect(body.items).toMatchObject([
    {
      kind: 'bank_account',
      value: expect.stringContaining('514288901234'),
      reports: 4,
      independent_reporters: 4,
      campaigns: [
        { number: 1, reports: 3 },
        { number: 2, reports: 1 },
      ],
    },
  ]);
  expect((await officer.get('/entities?kind=phone')).body.items).toEqual([]);
  expect((await officer.get('/entities?kind=bank_account&limit=1')).body.items).toHaveLength(1);
  expect((await viewer.get('/entities')).status).toBe(403);
  expect(await scene.actions('all')).toContain('entities.opened');
  expect((await officer.get('/campaigns/2/neighbours')).body).toMatchObject({
    campaigns: [{ number: 1, shared: [{ kind: 'bank_account', value: expect.stringContaining('514288901234') }] }],
  });
});

test('pages of entities have each once, bank accounts first', async () => {
  const reports = await shareAnAccount();
  const { db } = scene.database;
  const rows = await db
    .selectFrom('reports')
    .select('id')
    .where(
      'reference',
      'in',
      reports.map(({ reference }) => reference),
    )
    .orderBy('id')
    .execute();
  const [first, , , last] = rows.map(({ id }) => id);
  for (const kind of ['phone', 'domain', 'telegram', 'app'] as const)
    for (const report_id of [first ?? '', last ?? ''])
      await db
        .insertInto('match_keys')
        .values({ report_id, key_hash: scene.context.vault.hash('match-key', `${kind}:x`), kind, weight: 0.9 })
        .execute();
  const all = await findSharedEntities(db, { limit: 50 });
  expect(all.map(({ kind }) => kind)).toHaveLength(4);
  expect(all[0]?.kind).toBe('bank_account');
  const paged = [];
  for (let after: string | undefined; ; after = paged.at(-1)?.id) {
    const page = await findSharedEntities(db, { limit: 1, after });
    if (page.length === 0) break;
    paged.push(...page);
  }
  expect(paged).toEqual(all);
});

test('of an erased report the entity stays and its value goes', async () => {
  const reports = await shareAnAccount();
  const rows = await scene.database.db
    .selectFrom('reports')
    .select('id')
    .where(
      'reference',
      'in',
      reports.map(({ reference }) => reference),
    )
    .execute();
  for (const { id } of rows) await eraseReport(scene.context, id);
  expect((await officer.get('/entities')).body.items).toMatchObject([{ kind: 'bank_account', value: null, reports: 4 }]);
});

test('campaigns are merged, undone and kept apart; what changed meanwhile is told', async () => {
  for (const reporter_key of ['a', 'b', 'c']) {
    await scene.arrive(PROSECUTOR, { reporter_key });
    await scene.arrive(LOAN, { reporter_key: `${reporter_key}2` });
  }
  await scene.arrive(`Dia suruh bayar ke ${ACCOUNT}, katanya hubungi 012-348 7765`, { reporter_key: 'tie' });
  const { items } = (await viewer.get('/merge-proposals')).body;
  expect(items).toMatchObject([{ one: 1, other: 2, ties: 1 }]);
  expect((await viewer.post('/campaigns/2/merge', { into: 1 })).status).toBe(403);
  expect(await officer.post('/campaigns/2/merge', { into: 1, seen_version: 9 })).toMatchObject({
    status: 409,
    body: {
      errors: [
        { pointer: '/reason', message: 'changed_since' },
        { pointer: '/version', message: '0' },
      ],
    },
  });
  expect((await officer.post('/campaigns/2/merge', { into: 0 })).status).toBe(422);
  const merged = await officer.post('/campaigns/2/merge', { into: 1, seen_version: 0 });
  expect(merged).toMatchObject({ status: 200, body: { kind: 'done', campaign: 1 } });
  expect((await viewer.get('/campaigns/2')).body).toMatchObject({ number: 1, merged: [2], reports: 7 });
  expect((await viewer.get('/reports?campaign=2')).body.items).toHaveLength(7);
  const [{ id: change } = { id: '' }] = await scene.database.db.selectFrom('campaign_changes').select('id').execute();
  expect((await officer.post(`/campaign-changes/${change}/undo`)).body).toMatchObject({ kind: 'done', campaign: 2 });
  expect((await officer.post(`/campaign-changes/${change}/undo`)).body).toMatchObject({ kind: 'unchanged', campaign: 2 });
  expect((await viewer.get('/campaigns/2')).body).toMatchObject({ number: 2, merged: [], reports: 3, history: [{ undone_by_name: '김하나' }] });
  expect((await officer.post('/campaigns/2/keep-apart', { other: 1 })).body).toMatchObject({ kind: 'unchanged' });
  expect((await viewer.get('/campaigns?dormant=true')).body.items).toEqual([]);
  expect((await viewer.get('/campaigns?dormant=maybe')).status).toBe(422);
});
