// Workers that race, reports that come twice or out of order, and a year replayed: the campaigns are the same.

import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mergeCampaigns } from '#core/campaigns/merge-campaigns.ts';
import { splitCampaign } from '#core/campaigns/split-campaign.ts';
import { undoMerge } from '#core/campaigns/undo-merge.ts';
import { createClusterer } from '#core/clustering/clusterer.ts';
import type { CoreContext } from '#core/context.ts';
import type { Tables } from '#core/database.ts';
import { findInMessage } from '#core/reading/gather-evidence.ts';
import type { Officer } from '#core/staff/staff.ts';
import { createKysely } from '#platform/database.ts';
import { createCampaignScene, shapeOf, type CampaignScene } from '#tests/support/campaign-scene.ts';
import { yearOfReports, type StreamedReport } from '#tests/support/report-stream.ts';

const START = new Date('2026-01-01T00:00:00Z');

let scene: CampaignScene;
let kim: Officer;
let pools: Pool[];
let workers: CoreContext[];

beforeAll(async () => {
  scene = await createCampaignScene(START);
  kim = await scene.hire('officer', '김하나');
  pools = Array.from({ length: 3 }, () => new Pool({ connectionString: scene.database.url, max: 2 }));
  for (const pool of pools) pool.on('error', () => undefined);
  workers = pools.map((pool) => ({ ...scene.context, db: createKysely<Tables>(pool) }));
});
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await scene.database.drop();
});
beforeEach(() => scene.empty());

const PARCEL = '[국제발신] 해외직구 관세 미납 43,200원 오늘까지 납부 바랍니다 customs-pay.icu/k';
const LOAN = 'Pinjaman lulus segera tanpa dokumen, bayar yuran guaman dahulu, hubungi 012-348 7765 hari ini juga';

describe('two workers', () => {
  test('that see the same new script at once make one campaign', async () => {
    for (let round = 0; round < 10; round += 1) {
      await scene.empty();
      const pair = [await scene.receive(PARCEL), await scene.receive(PARCEL)];
      await Promise.all(pair.map(({ id }, at) => scene.match(id, workers[at])));
      expect(await scene.numbersOf(...pair)).toEqual([1, 1]);
    }
  });

  test('that have the same report place it once', async () => {
    const report = await scene.receive(PARCEL);
    const outcomes = await Promise.all(workers.map((worker) => scene.match(report.id, worker)));
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['matched', 'skipped', 'skipped']);
    expect((await scene.picture()).members).toHaveLength(1);
  });

  test('and an officer who merges, splits and undoes meanwhile leave every report in a campaign that stands for itself', async () => {
    for (const text of [PARCEL, LOAN]) for (let at = 0; at < 3; at += 1) await scene.arrive(text);
    const coming = [];
    for (let at = 0; at < 24; at += 1) coming.push(await scene.receive(at % 2 === 0 ? PARCEL : LOAN));
    const [first] = coming;
    const officer = async (): Promise<void> => {
      for (let at = 0; at < 4; at += 1) {
        const merged = await mergeCampaigns(scene.context, { by: kim, number: 2, into: 1 });
        await splitCampaign(scene.context, { by: kim, number: 1, reports: [first?.reference ?? ''] });
        if (merged.kind === 'done') await undoMerge(scene.context, { by: kim, change: merged.change ?? '' });
      }
    };
    const queue = [...coming];
    const work = async (worker: CoreContext): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) await scene.match(next.id, worker);
    };
    await Promise.all([officer(), ...workers.map(work)]);
    const { members, campaigns } = await scene.picture();
    expect(members).toHaveLength(30);
    const { rows } = await scene.database.pool.query(
      `select c.number from campaigns c join campaign_reports m on m.campaign_id = c.id join reports r on r.id = m.report_id
       group by c.id having c.merged_into is not null or c.first_seen_at <> min(r.received_at) or c.last_seen_at <> max(r.received_at)`,
    );
    expect(rows).toEqual([]);
    expect(campaigns.length).toBeGreaterThanOrEqual(2);
  });
});

describe('reports', () => {
  test('that are matched out of order make the same campaign, seen from the first to the last of them', async () => {
    const reports = [];
    for (let at = 0; at < 6; at += 1) {
      scene.clock.advance(3_600_000);
      reports.push(await scene.receive(at % 2 === 0 ? PARCEL : LOAN));
    }
    const order = [5, 0, 3, 2, 4, 1];
    for (const at of order) await scene.match(reports[at]?.id ?? '');
    const [a, b, c, d, e, f] = await scene.numbersOf(...reports);
    expect([a, c, e]).toEqual([a, a, a]);
    expect([b, d, f]).toEqual([b, b, b]);
    expect(a).not.toBe(b);
    const received = await scene.database.db.selectFrom('reports').select('received_at').orderBy('id').execute();
    expect((await scene.picture()).campaigns).toMatchObject([
      { first_seen_at: received[1]?.received_at, last_seen_at: received[5]?.received_at },
      { first_seen_at: received[0]?.received_at, last_seen_at: received[4]?.received_at },
    ]);
  });

  test('that are matched twice change nothing the second time', async () => {
    for (const text of [PARCEL, LOAN, PARCEL]) await scene.arrive(text);
    const before = await scene.picture();
    const ids = await scene.database.db.selectFrom('reports').select('id').execute();
    for (const { id } of ids) expect(await scene.match(id)).toEqual({ kind: 'skipped', reason: 'already_matched' });
    expect(await scene.picture()).toEqual(before);
  });
});

describe('a year of reports', () => {
  const year = yearOfReports({ seed: 11, reports: 260, start: START });

  interface Replayed {
    numbers: (number | undefined)[];
    changes: unknown[];
    proposals: unknown[];
    woken: unknown[];
  }

  /** Received and read a batch at a time, then matched one after the other by the workers in turn. */
  async function replay(another: CampaignScene, { batch, hands }: { batch: number; hands: readonly CoreContext[] }): Promise<Replayed> {
    const ids: string[] = [];
    for (let from = 0; from < year.length; from += batch) {
      const received = [];
      for (const report of year.slice(from, from + batch)) received.push(await receiveAt(another, report));
      for (const id of received) await another.match(id, hands[ids.push(id) % hands.length]);
    }
    return whatBecame(another, ids);
  }

  async function receiveAt(another: CampaignScene, { text, reporter, country, at }: StreamedReport): Promise<string> {
    another.clock.advance(at.getTime() - another.clock.now().getTime());
    return (await another.receive(text, { reporter_key: reporter, country })).id;
  }

  async function whatBecame(another: CampaignScene, ids: string[]): Promise<Replayed> {
    const place = (id: string | null): number => ids.indexOf(id ?? '');
    const { db } = another.database;
    const numbers = await another.numbersOf(...ids.map((id) => ({ id })));
    const named = new Map((await db.selectFrom('campaigns').select(['id', 'number', 'woke_at']).execute()).map(({ id, ...rest }) => [id, rest]));
    const changes = await db.selectFrom('campaign_changes').selectAll().orderBy('id').execute();
    const proposals = await db.selectFrom('merge_proposals').selectAll().execute();
    return {
      numbers,
      changes: changes.map(({ kind, from_id, into_id, report_id }) => [kind, named.get(from_id)?.number, named.get(into_id)?.number, place(report_id)]),
      proposals: proposals
        .map(({ one_id, other_id, ties, report_id }) => [named.get(one_id)?.number, named.get(other_id)?.number, ties, place(report_id)])
        .toSorted(),
      woken: [...named.values()].map(({ number, woke_at }) => [number, woke_at]).toSorted(),
    };
  }

  test('gives the same campaigns whatever the batch and however many workers take turns', { timeout: 400_000 }, async () => {
    const one = await replay(scene, { batch: 1, hands: [scene.context] });
    expect(new Set(one.numbers).size).toBeGreaterThan(10);
    expect(one.changes.length).toBeGreaterThan(0);
    expect(one.woken.some((woken) => Array.isArray(woken) && woken[1] !== null)).toBe(true);
    expect(shapeOf(one.numbers.map((number, at) => number ?? `alone ${at}`)), 'as in memory').toEqual(shapeOf(inMemory(year)));
    // Matched again from nothing, when all has been there from the start.
    const ids = (await scene.database.db.selectFrom('reports').select('id').orderBy('id').execute()).map(({ id }) => id);
    await scene.database.pool.query('truncate campaigns, signatures, match_keys, matches restart identity cascade');
    await scene.database.pool.query('update reports set matched_at = null');
    for (const [at, id] of ids.entries()) await scene.match(id, workers[at % 2]);
    expect(await whatBecame(scene, ids)).toEqual(one);

    const another = await createCampaignScene(START);
    const own = Array.from({ length: 3 }, () => new Pool({ connectionString: another.database.url, max: 2 }));
    for (const pool of own) pool.on('error', () => undefined);
    const hands = own.map((pool) => ({ ...another.context, db: createKysely<Tables>(pool) }));
    expect(await replay(another, { batch: 40, hands })).toEqual(one);
    await Promise.all(own.map((pool) => pool.end()));
    await another.database.drop();
  });
});

/** The campaign of each report at the end, by the clusterer of `jaga cluster`. */
function inMemory(reports: readonly StreamedReport[]): string[] {
  const clusterer = createClusterer({ read: (text) => findInMessage({ text }).found });
  const absorbed = new Map<string, string>();
  const placed = reports.map(({ text, reporter, at }, index) => {
    const { campaign, absorbed: gone = [] } = clusterer.add({ id: String(index), text, reporter, at: at.toISOString() });
    for (const id of gone) absorbed.set(id, campaign);
    return campaign;
  });
  const rootOf = (id: string): string => {
    const into = absorbed.get(id);
    return into === undefined ? id : rootOf(into);
  };
  return placed.map(rootOf);
}
