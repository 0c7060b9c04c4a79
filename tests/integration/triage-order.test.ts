// The order of the queue: PostgreSQL and the rule in core say the same, an index serves it, and the counts beside the filters are true.

import { sql } from 'kysely';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readReport } from '#core/reports/read-report.ts';
import { newReference } from '#core/reports/reference.ts';
import { WEIGHS } from '#core/reports/weighs.ts';
import type { Officer } from '#core/staff/staff.ts';
import { decideReport } from '#core/triage/decide-report.ts';
import { noteGrowth } from '#core/triage/queue/note-growth.ts';
import { countReports } from '#core/triage/queue/report-counts.ts';
import { listReports, type ReportPage } from '#core/triage/report-list.ts';
import { placeInQueue, TIERS, type PlaceFacts } from '#core/triage/queue/place-in-queue.ts';
import { createCampaignScene, type CampaignScene } from '#tests/support/campaign-scene.ts';

let scene: CampaignScene;
let kim: Officer;

beforeAll(async () => {
  scene = await createCampaignScene();
  kim = await scene.hire('officer', '김하나');
});
afterAll(() => scene.database.drop());
beforeEach(() => scene.empty());

const MINUTES = 60_000;

async function insert(reports: readonly Facts[]): Promise<Map<string, PlaceFacts>> {
  const rows = reports.map((facts) => ({
    ...facts,
    id: uuidv7({ msecs: facts.received_at.getTime() }),
    reference: newReference(),
    source: 'web' as const,
    partner: null,
    consent: JSON.stringify({ share: [], contact: false, version: 1 }),
  }));
  for (let from = 0; from < rows.length; from += 1_000) {
    await scene.database.db
      .insertInto('reports')
      .values(rows.slice(from, from + 1_000).map((row) => ({ ...row, weighs: [...row.weighs] })))
      .execute();
  }
  return new Map(rows.map((row) => [row.reference, row]));
}

async function queue(page: Partial<ReportPage> = {}): Promise<string[]> {
  return (await listReports(scene.context, { limit: 500, ...page })).map(({ reference }) => reference);
}

type Facts = PlaceFacts & { loss_state: 'lost' | 'none' | 'unknown' };

function arbitraryFacts(): fc.Arbitrary<Facts> {
  const ago = fc.integer({ min: 0, max: 4_000 }).map((minutes) => new Date(scene.clock.now().getTime() - minutes * MINUTES));
  return fc.record({
    received_at: ago,
    urgent: fc.boolean(),
    in_danger: fc.boolean(),
    loss_state: fc.constantFrom('lost' as const, 'none' as const, 'unknown' as const),
    paid_at: fc.option(ago),
    weighs: fc.subarray([...WEIGHS]),
    growth: fc.integer({ min: 0, max: 5 }),
  });
}

/** Where each stands by the rule: ties are broken by the id, which no rule says. */
function standings(references: string[], facts: Map<string, PlaceFacts>): number[] {
  return references.map((reference) => {
    const { tier, key } = placeInQueue(facts.get(reference) as PlaceFacts, scene.clock.now());
    return TIERS.indexOf(tier) * 1e14 + key;
  });
}

describe('the order', () => {
  test('of PostgreSQL is that of the rule, whatever the facts, on one page and on many', async () => {
    const facts = await insert(fc.sample(arbitraryFacts(), { numRuns: 400, seed: 7 }));
    const whole = await queue();
    expect(whole).toHaveLength(400);
    const placed = standings(whole, facts);
    expect(placed).toEqual(placed.toSorted((a, b) => a - b));
    const paged: string[] = [];
    for (;;) {
      const page = await queue({ limit: 37, after: paged.at(-1) });
      paged.push(...page);
      if (page.length < 37) break;
    }
    expect(paged).toEqual(whole);
  });

  test('the first page of many is read along the indexes', async () => {
    await insert(fc.sample(arbitraryFacts(), { numRuns: 5_000, seed: 8 }));
    await scene.database.pool.query('analyze reports');
    const plans: string[] = [];
    const { db } = scene.context;
    for (const [where, order] of [
      [sql`(r.in_danger or r.weighs && '{held}'::text[])`, sql`r.stands_at, r.id`],
      [
        sql`r.urgent and r.loss_state = 'lost' and coalesce(r.paid_at, r.received_at) > ${scene.clock.now()}`,
        sql`coalesce(r.paid_at, r.received_at) desc, r.id desc`,
      ],
      [sql`not (r.in_danger or r.weighs && '{held}'::text[])`, sql`r.stands_at, r.id`],
    ] as const) {
      const { rows } = await sql<Record<string, string>>`explain select r.id from reports r
        where r.state in ('received', 'in_review') and ${where} order by ${order} limit 100`.execute(db);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
    expect(plans[0]).toMatch(/reports_in_danger|reports_waiting/);
    expect(plans[1]).toMatch(/reports_money_moved/);
    expect(plans[2]).toMatch(/reports_waiting/);
  });

  test('a person who is held, as the text tells, comes first and the row says so', async () => {
    const parcel = await scene.receive('택배 주소가 틀려 보류됐습니다. 링크에서 고쳐 주세요');
    const held = await scene.receive('캄보디아에 고수익 알바라고 해서 왔는데 여권을 뺏기고 감금됐어요. 도와주세요');
    expect(await queue()).toEqual([held.reference, parcel.reference]);
    const [first, second] = await listReports(scene.context, { limit: 2 });
    expect(first?.tier).toBe('life');
    expect(first?.why[0]).toEqual({ code: 'held' });
    expect(first?.why.at(-1)).toEqual({ code: 'waits', at: scene.clock.now() });
    expect(second?.tier).toBe('rest');
  });

  test('a report of a campaign that grows moves up, and back down when the day is over', async () => {
    const earlier = await scene.receive('Saya pegawai dari Bukit Aman, nama puan terlibat kes duit haram');
    scene.clock.advance(180 * MINUTES);
    const grown = [];
    for (let each = 0; each < 6; each += 1) grown.push(await scene.arrive('저희 결혼합니다. 모바일 청첩장 확인 부탁드려요 http://wedding-inv.example/a1'));
    expect(await noteGrowth(scene.context)).toBe(6);
    expect(await noteGrowth(scene.context)).toBe(0);
    expect((await queue())[0]).toBe(grown[0]?.reference);
    const [first] = await listReports(scene.context, { limit: 1 });
    expect(first?.why).toContainEqual({ code: 'campaign_grew', from: 0, to: 6 });
    scene.clock.advance(25 * 60 * MINUTES);
    expect(await noteGrowth(scene.context)).toBe(6);
    expect((await queue())[0]).toBe(earlier.reference);
  });
});

describe('the counts beside the filters', () => {
  test('say what each value would show under the other filters', async () => {
    for (const country of ['KR', 'KR', 'MY']) {
      const { id } = await scene.report({ country, text: '서울중앙지검 수사관입니다. 본인 통장이 범죄에 쓰였으니 안전계좌로 옮기세요', channel: 'call' });
      await readReport(scene.context, id);
    }
    const unread = await scene.report({ country: 'MY' });
    const filter = { country: 'KR', type: 'IMP_AUTH' };
    const { total, by } = await countReports(scene.context, filter);
    expect(total).toBe(2);
    for (const { value, reports } of by.country) expect(await queue({ ...filter, country: value }), value).toHaveLength(reports);
    for (const { value, reports } of by.type) expect(await queue({ ...filter, type: value }), value).toHaveLength(reports);
    for (const { value, reports } of by.channel) expect(await queue({ ...filter, channel: value }), value).toHaveLength(reports);
    expect(by.country).toEqual([
      { value: 'KR', name: null, reports: 2 },
      { value: 'MY', name: null, reports: 1 },
    ]);
    expect(by.claimed_by).toEqual([{ value: 'nobody', name: null, reports: 2 }]);
    await decideReport(scene.context, { by: kim, reference: unread.reference, decision: 'claim' });
    expect((await countReports(scene.context, {})).by.claimed_by).toEqual([
      { value: 'nobody', name: null, reports: 3 },
      { value: kim.id, name: '김하나', reports: 1 },
    ]);
    expect(await queue({ claimed_by: kim.id })).toEqual([unread.reference]);
    expect(await queue({ claimed_by: 'nobody' })).toHaveLength(3);
    scene.clock.advance(16 * MINUTES);
    expect(await queue({ claimed_by: 'nobody' })).toHaveLength(4);
    expect(await queue({ claimed_by: kim.id })).toEqual([]);
  });

  test('of nothing are nothing, and filters that exclude each other show nothing', async () => {
    expect(await countReports(scene.context, {})).toMatchObject({ total: 0, by: { type: [], claimed_by: [] } });
    await scene.report({ country: 'KR' });
    expect(await queue({ country: 'KR', verdict: 'scam' })).toEqual([]);
    expect(await queue({ hours: 1, urgent: false, loss: 'unknown', source: 'webhook', country: 'KR' })).toHaveLength(1);
    scene.clock.advance(61 * MINUTES);
    expect(await queue({ hours: 1 })).toEqual([]);
  });
});
