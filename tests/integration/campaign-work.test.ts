// What officers see before they change campaigns, how campaigns grew, and what a plot of them may tell. Every answer is held against its schema by
// the client.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eraseReport } from '#core/reports/erase-report.ts';
import type { ReportToReceive } from '#core/reports/report.ts';
import { campaignPlaces } from '#core/triage/campaign-places.ts';
import { expectations } from '#core/detection/campaign-growth.ts';
import { countSeries } from '#core/detection/series-counts.ts';
import { dayOf, isoDay } from '#core/surge/tested-series.ts';
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
const PROSECUTOR = `서울중앙지검 수사관이라면서 안전계좌 ${ACCOUNT} 로 1,200만원 보냈어요`;
const LOAN = 'Pinjaman lulus segera tanpa dokumen, bayar yuran guaman dahulu, hubungi 012-348 7765 hari ini juga';

async function twoCampaigns(): Promise<{ prosecutor: string[]; loan: string[] }> {
  const [prosecutor, loan]: [string[], string[]] = [[], []];
  for (const reporter_key of ['a', 'b', 'c']) {
    prosecutor.push((await scene.arrive(PROSECUTOR, { reporter_key, country: 'KR', loss: { state: 'lost' } })).reference);
    loan.push((await scene.arrive(LOAN, { reporter_key: `${reporter_key}2`, country: 'MY' })).reference);
  }
  return { prosecutor, loan };
}

describe('previews', () => {
  test('a merge makes of two campaigns what its preview says', async () => {
    await twoCampaigns();
    const { body } = await officer.get('/campaigns/2/merge-preview?into=1');
    expect(body).toMatchObject({
      moved: 3,
      before: [
        { number: 2, reports: 3, countries: ['MY'], languages: ['ms'] },
        { number: 1, reports: 3, countries: ['KR'], lost: 3 },
      ],
      after: [{ number: 1, reports: 6, lost: 3, countries: ['KR', 'MY'], languages: ['ko', 'ms'], independent_reporters: 6 }],
    });
    expect((await viewer.get('/campaigns/1')).body).toMatchObject({ reports: 3, version: 0 });
    await officer.post('/campaigns/2/merge', { into: 1, seen_version: 0 });
    expect((await viewer.get('/campaigns/1')).body).toMatchObject({ reports: 6, lost: 3, countries: ['KR', 'MY'], weighed: { independent: 6 } });
    expect((await officer.get('/campaigns/2/merge-preview?into=1')).status).toBe(404);
  });

  test('a split leaves and takes what its preview says, and merging the new one back undoes it', async () => {
    const { prosecutor } = await twoCampaigns();
    const reports = prosecutor.slice(0, 1);
    const { body } = await officer.post('/campaigns/1/split-preview', { reports: [...reports, 'JG-0000-0000-0'] });
    expect(body).toMatchObject({
      moved: 1,
      before: [{ number: 1, reports: 3 }],
      after: [
        { number: 1, reports: 2 },
        { number: null, reports: 1, alerts: 0 },
      ],
    });
    const split = await officer.post('/campaigns/1/split', { reports, seen_version: 0 });
    expect(split.body).toMatchObject({ kind: 'done', campaign: 3 });
    expect((await viewer.get('/campaigns/1')).body).toMatchObject({ reports: 2 });
    expect((await officer.post('/campaigns/3/merge', { into: 1 })).body).toMatchObject({ kind: 'done', campaign: 1 });
    expect((await viewer.get('/campaigns/1')).body).toMatchObject({ reports: 3 });
  });

  test('what may not be done says why', async () => {
    await scene.arrive(PROSECUTOR, { reporter_key: 'a' });
    expect((await officer.get('/campaigns/1')).body).toMatchObject({
      may: { merge: { allowed: true }, split: { allowed: false, why: 'only_report' }, keep_apart: { allowed: false, why: 'nothing_proposed' } },
    });
    expect((await viewer.get('/campaigns/1')).body).toMatchObject({ may: { merge: { allowed: false, why: 'not_your_role' } } });
  });
});

test('a pair that was kept apart is proposed again when that is undone', async () => {
  await twoCampaigns();
  await scene.arrive(`Dia suruh bayar ke ${ACCOUNT}, katanya hubungi 012-348 7765`, { reporter_key: 'tie' });
  const proposals = async (): Promise<unknown[]> => (await viewer.get('/merge-proposals')).body.items;
  expect(await proposals()).toMatchObject([{ one: 1, other: 2, ties: 1, reasons: ['reports'] }]);
  expect((await officer.post('/campaigns/1/keep-apart', { other: 2 })).body).toMatchObject({ kind: 'done' });
  expect(await proposals()).toEqual([]);
  expect((await officer.post('/campaigns/1/undo-keep-apart', { other: 2 })).body).toMatchObject({ kind: 'done' });
  expect(await proposals()).toMatchObject([{ one: 1, other: 2 }]);
  expect((await officer.post('/campaigns/1/undo-keep-apart', { other: 2 })).body).toMatchObject({ kind: 'unchanged' });
  expect(await scene.arrangements()).toEqual(['campaign.kept_apart', 'campaign.keep_apart_undone']);
});

test('what grows is on top, however large the steady ones are', async () => {
  for (const reporter_key of ['a', 'b', 'c', 'd']) await scene.arrive(PROSECUTOR, { reporter_key, country: 'KR' });
  await moved(PROSECUTOR, -8);
  for (const reporter_key of ['e', 'f', 'g', 'h']) await scene.arrive(PROSECUTOR, { reporter_key, country: 'KR' });
  for (const reporter_key of ['a2', 'b2', 'c2']) await scene.arrive(LOAN, { reporter_key, country: 'MY' });
  await moved(LOAN, -1);
  const { items } = (await viewer.get('/campaigns?order=growing')).body;
  expect(items).toMatchObject([
    { number: 2, week: 3, week_before: 0 },
    { number: 1, week: 4, week_before: 4 },
  ]);
  expect((items[0] as unknown as { curve: number[] }).curve.slice(-3)).toEqual([0, 3, 0]);
  expect((await viewer.get('/campaigns')).body.items).toMatchObject([{ number: 1 }, { number: 2 }]);
  expect((await viewer.get('/campaigns?order=growing&limit=1')).body).toMatchObject({ items: [{ number: 2 }], next: 2 });
  expect((await viewer.get('/campaigns?order=growing&limit=1&after=2')).body).toMatchObject({ items: [{ number: 1 }] });
  expect((await viewer.get('/campaigns?language=ms')).body.items).toMatchObject([{ number: 2 }]);
  expect((await viewer.get('/campaigns?warned=true')).body.items).toEqual([]);
  expect((await viewer.get('/campaigns?warned=false')).body.items).toHaveLength(2);
});

/** As if what is in the campaign of that text had been told some days ago. */
async function moved(text: string, days: number): Promise<void> {
  const number = text === PROSECUTOR ? 1 : 2;
  await scene.database.pool.query(
    `update reports set received_at = received_at + $1 * interval '1 day' where id in (select report_id from campaign_reports m join campaigns c on c.id = m.campaign_id where c.number = $2)`,
    [days, number],
  );
  await scene.database.pool.query(
    `update campaigns c set first_seen_at = s.first, last_seen_at = s.last from (select m.campaign_id, min(received_at) as first, max(received_at) as last from campaign_reports m join reports r on r.id = m.report_id group by 1) s where s.campaign_id = c.id`,
  );
}

test('its timeline tells of reports, decisions and merges in order, with who did it', async () => {
  const { prosecutor } = await twoCampaigns();
  scene.clock.advance(60_000);
  await officer.post(`/reports/${prosecutor[0]}/confirm`);
  await officer.post('/campaigns/2/merge', { into: 1 });
  const { items } = (await viewer.get('/campaigns/1/timeline')).body;
  expect(items).toContainEqual(expect.objectContaining({ kind: 'merged', from: 2, into: 1, count: 3, by_name: '김하나' }));
  expect(items).toContainEqual(expect.objectContaining({ kind: 'decided', what: 'confirmed', count: 1, by_name: '김하나' }));
  expect(items.at(-1)).toMatchObject({ kind: 'first_report' });
  expect((await viewer.get('/campaigns/99/timeline')).status).toBe(404);
});

describe('growth', () => {
  test('is told by both clocks, and without an expectation while the campaign is young', async () => {
    await twoCampaigns();
    await countSeries(scene.context, { reach: 30, retentionDays: 90 });
    const { items } = (await viewer.get('/campaigns/1/growth?days=7')).body;
    expect(items).toHaveLength(7);
    expect(items.at(-1)).toMatchObject({ received: 3, occurred: 3, counted: 3, expected: null, low: null, high: null });
  });

  test('is expected within a band that holds what is usual and not what stands out', () => {
    const today = dayOf(Date.parse('2026-11-23'));
    const counted = Array.from({ length: 40 }, (_, at) => ({
      series: 'campaign/x',
      date: isoDay(today - 39 + at),
      count: at === 39 ? 20 : 2 + (at % 3),
      late: 0,
    }));
    const found = expectations(counted, { today, outage: () => 0 });
    const usual = found.get(isoDay(today - 1));
    const last = found.get(isoDay(today));
    expect(usual?.expected).toBeGreaterThan(2);
    expect(usual?.expected).toBeLessThan(4);
    expect((usual?.low ?? 9) <= (usual?.counted ?? 0) && (usual?.counted ?? 0) <= (usual?.high ?? 0)).toBe(true);
    expect(last?.counted).toBeGreaterThan(last?.high ?? Infinity);
    expect(found.get(isoDay(today - 39))).toMatchObject({ expected: null, high: null });
    expect(expectations([], { today, outage: () => 0 }).size).toBe(0);
  });
});

describe('places', () => {
  const places = async (number: number): ReturnType<typeof campaignPlaces> => {
    const { id } = await scene.database.db.selectFrom('campaigns').select('id').where('number', '=', number).executeTakeFirstOrThrow();
    return campaignPlaces(scene.database.db, id);
  };

  test('of fewer than five reports are named and not counted', async () => {
    await twoCampaigns();
    expect(await places(1)).toEqual({ reports: null, countries: [{ key: 'KR', count: null }], regions: [] });
  });

  test('have no cell under five, nor one that the total gives away', async () => {
    for (let at = 0; at < 6; at += 1) await scene.arrive(PROSECUTOR, { reporter_key: `k${at}`, country: 'KR' });
    for (let at = 0; at < 5; at += 1) await scene.arrive(PROSECUTOR, { reporter_key: `m${at}`, country: 'MY' });
    expect(await places(1)).toEqual({
      reports: 11,
      countries: [
        { key: 'KR', count: 6 },
        { key: 'MY', count: 5 },
      ],
      regions: [],
    });
    await scene.arrive(PROSECUTOR, { reporter_key: 's', country: 'SG' });
    const { countries } = await places(1);
    expect(countries.find(({ key }) => key === 'SG')).toEqual({ key: 'SG', count: null });
    expect(countries.filter(({ count }) => count === null).length).toBeGreaterThan(1);
    for (const { count } of countries) expect(count === null || count >= 5).toBe(true);
  });

  test('are told by region of who lives there, whatever the country of their bank, and without what was erased', async () => {
    const tell = async (count: number, told: Partial<ReportToReceive>): Promise<string[]> => {
      const ids: string[] = [];
      for (let at = 0; at < count; at += 1) ids.push((await scene.arrive(PROSECUTOR, { reporter_key: `${told.country}${told.region}${at}`, ...told })).id);
      return ids;
    };
    const [gone = ''] = await tell(7, { region: 'KR-26' });
    await tell(5, { country: 'MY', region: 'KR-41' });
    await tell(5, { country: 'KR' });
    await tell(3, { region: 'MY-10' });
    await tell(6, { region: 'MY-14' });
    await eraseReport(scene.context, gone);
    expect(await places(1)).toEqual({
      reports: 25,
      countries: [
        { key: 'KR', count: 16 },
        { key: 'MY', count: 9 },
      ],
      regions: [
        { country: 'KR', key: 'KR-26', count: 6 },
        { country: 'KR', key: '?', count: 5 },
        { country: 'KR', key: 'KR-41', count: 5 },
        { country: 'MY', key: 'MY-14', count: null },
        { country: 'MY', key: 'MY-10', count: null },
      ],
    });
    expect(await scene.database.db.selectFrom('reports').select('region').where('id', '=', gone).executeTakeFirst()).toEqual({ region: null });
  });
});
