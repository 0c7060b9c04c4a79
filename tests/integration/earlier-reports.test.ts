// The index of earlier reports beside PostgreSQL: it knows what PostgreSQL knows, whoever wrote it and in whichever order, and what is erased
// leaves it.

import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createEarlierReports, type EarlierReports } from '#core/campaigns/earlier-reports.ts';
import { Joining } from '#core/campaigns/joining-lock.ts';
import { createReportMatcher, type MatchOutcome, type ReportMatcher } from '#core/campaigns/match-report.ts';
import { storeSignatures } from '#core/campaigns/signature-store.ts';
import type { CoreContext } from '#core/context.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { textSignature } from '#core/matching/text-signature.ts';
import { varyText, VARIATION_KINDS } from '#core/matching/robustness/vary-text.ts';
import { createVault } from '#core/privacy/vault.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { readReport } from '#core/reports/read-report.ts';
import { receiveReport } from '#core/reports/receive-report.ts';
import { systemClock } from '#platform/clock.ts';
import { createLog } from '#platform/log.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

const known = buildKnownIndex([], () => ({ indicators: [] }));
const SCRIPTS = loadKnownPatterns().filter((_, at) => at % 20 === 0);

let test: TestDatabase;
let context: CoreContext;

beforeAll(async () => {
  test = await createTestDatabase();
  context = { db: test.db, vault: createVault(randomBytes(32)), clock: systemClock, telemetry: createTelemetry(createLog('silent')) };
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.pool.query('truncate reports, signatures, match_keys, matches, campaigns, campaign_reports, outbox cascade');
});

interface Worker {
  earlier: EarlierReports;
  matcher: ReportMatcher;
}

/** Its index is built; `behind`: it never will be, so everything comes from PostgreSQL. */
async function startWorker(state: 'caught_up' | 'behind' = 'caught_up'): Promise<Worker> {
  const earlier = createEarlierReports(context);
  if (state === 'caught_up') await earlier.follow();
  return { earlier, matcher: createReportMatcher(context, { known, earlier }) };
}

async function read(text: string, reporter = randomBytes(4).toString('hex')): Promise<string> {
  const { id } = await receiveReport(context, {
    source: 'webhook',
    partner: 'bank',
    content: { text, suspects: [], evidence: [] },
    evidence: [],
    country: 'MY',
    loss: { state: 'unknown' },
    reporter_key: `bank:${reporter}`,
    consent: { share: [], contact: false, version: 1 },
  });
  await readReport(context, id);
  return id;
}

async function match({ matcher }: Worker, id: string): Promise<Extract<MatchOutcome, { kind: 'matched' }>> {
  const outcome = await matcher.match(id);
  return outcome.kind === 'matched' ? outcome : expect.unreachable(outcome.reason);
}

/** Reports with the signature of another, put in at once. */
async function insertCopies(of: string, count: number): Promise<void> {
  await test.pool.query(
    `insert into reports (id, reference, source, received_at, consent, state, urgent, loss_state)
      select gen_random_uuid(), 'JG-' || n, 'webhook', now(), '{}', 'received', false, 'unknown' from generate_series(1, $1) n`,
    [count],
  );
  await test.pool.query(
    `insert into signatures (report_id, bands, shingles, length, template, version, keys_version)
      select r.id, s.bands, s.shingles, s.length, s.template, s.version, s.keys_version from reports r, signatures s where r.id <> $1 and s.report_id = $1`,
    [of],
  );
}

const PARCEL = '[국제발신] 해외직구 관세 미납 43,200원 오늘까지 납부 바랍니다 customs-pay.icu/k';
const ACCOUNT = 'Dia suruh bayar yuran guaman RM350 ke akaun Maybank 5142 8890 1234 dulu, lepas tu baru pinjaman lulus.';

describe('the index of earlier reports', () => {
  it('answers as PostgreSQL does', async () => {
    const [indexed, behind] = [await startWorker(), await startWorker('behind')];
    const texts = SCRIPTS.flatMap(({ text, language }, at) =>
      VARIATION_KINDS.filter((_, kind) => (kind + at) % 3 === 0).map((kind) =>
        varyText(kind, { text: `${text} ${at % 4 === 0 ? ACCOUNT : ''}`, language, seed: at }),
      ),
    );
    const ids = await Promise.all(texts.map((text) => read(text)));
    for (const [at, id] of ids.entries()) {
      // Each is matched by one, forgotten, and matched by the other.
      const first = await match(at % 2 === 0 ? indexed : behind, id);
      if (at % 5 !== 0) continue;
      await test.pool.query('delete from matches where report_id = $1', [id]);
      await test.pool.query('delete from campaign_reports where report_id = $1', [id]);
      await test.pool.query('update reports set matched_at = null where id = $1', [id]);
      const second = await match(at % 2 === 0 ? behind : indexed, id);
      expect(second.earlier).toEqual(first.earlier);
      if (first.earlier.length > 0) expect(second.campaignId).toBe(first.campaignId);
    }
    expect(indexed.earlier.state.kind).toBe('ready');
    expect(behind.earlier.state.kind).toBe('behind');
  });

  it('finds after a restart what was matched before it', async () => {
    const before = await startWorker();
    const { campaignId } = await match(before, await read(PARCEL));
    const after = await startWorker();
    expect(after.earlier.state).toMatchObject({ kind: 'ready', reports: 1 });
    expect(await match(after, await read(PARCEL))).toMatchObject({ campaignId, earlier: [{ band: 'same' }] });
  });

  it('knows at once, under the lock, what another worker has matched a moment ago', async () => {
    const [one, other] = [await startWorker(), await startWorker()];
    const { campaignId } = await match(one, await read(ACCOUNT));
    expect(await match(other, await read(`Saya pun kena. ${ACCOUNT}`))).toMatchObject({ campaignId });
  });

  it('makes one campaign of a new script that two workers match at the same time', async () => {
    const workers = [await startWorker(), await startWorker()];
    const ids = await Promise.all(Array.from({ length: 40 }, (_, at) => read(PARCEL.replace('43,200', `${at + 10},200`))));
    const outcomes = await Promise.all(ids.map((id, at) => match(workers[at % 2] ?? expect.unreachable(), id)));
    expect(new Set(outcomes.map(({ campaignId }) => campaignId)).size).toBe(1);
    for (const { earlier } of workers) await earlier.follow();
    expect(workers.map(({ earlier }) => earlier.state.reports)).toEqual([40, 40]);
  });

  it('matches a report once although its job comes twice at the same moment', async () => {
    const worker = await startWorker();
    const id = await read(PARCEL);
    const outcomes = await Promise.all([worker.matcher.match(id), worker.matcher.match(id)]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(['matched', 'skipped']);
  });

  it('misses nothing when a transaction that began first commits last', async () => {
    const watching = await startWorker();
    const [slow, quick] = [await read(PARCEL), await read(ACCOUNT)];
    const worker = await startWorker();
    const hold = Promise.withResolvers<void>();
    const numbered = Promise.withResolvers<void>();
    const first = test.db.transaction().execute(async (tx) => {
      await storeSignatures(await Joining.lock(tx), [{ reportId: slow, signature: textSignature(PARCEL) }]);
      numbered.resolve();
      await hold.promise;
    });
    await numbered.promise;
    const second = match(worker, quick);
    await watching.earlier.follow();
    expect(watching.earlier.state.reports).toBe(0);
    hold.resolve();
    await Promise.all([first, second]);
    await watching.earlier.follow();
    expect(watching.earlier.state.reports).toBe(2);
    expect(await match(watching, await read(PARCEL))).toMatchObject({ earlier: [{ id: slow }] });
  });

  it('takes no harm from a transaction that is rolled back', async () => {
    const worker = await startWorker();
    const id = await read(PARCEL);
    const rolledBack = test.db.transaction().execute(async (tx) => {
      await storeSignatures(await Joining.lock(tx), [{ reportId: id, signature: textSignature(PARCEL) }]);
      throw new Error('the machine died');
    });
    await expect(rolledBack).rejects.toThrow('the machine died');
    const { campaignId } = await match(worker, id);
    expect(await match(worker, await read(PARCEL))).toMatchObject({ campaignId, earlier: [{ id }] });
  });

  it('is caught up with thousands of reports, and serves from PostgreSQL until then', async () => {
    const template = await read(PARCEL);
    await match(await startWorker(), template);
    const late = await startWorker();
    await insertCopies(template, 2_500);
    expect((await match(late, await read(PARCEL))).earlier).toHaveLength(10);
    expect(late.earlier.state.kind).toBe('behind');
    await late.earlier.follow();
    expect(late.earlier.state).toMatchObject({ kind: 'ready', reports: 2_502 });
    expect((await match(late, await read(PARCEL))).earlier).toHaveLength(10);
  });

  it.each(['caught_up', 'behind'] as const)('finds no report that was erased, %s', async (state) => {
    const worker = await startWorker(state);
    const id = await read(`${PARCEL} ${ACCOUNT}`);
    const { campaignId } = await match(worker, id);
    await eraseReport(context, id);
    const next = await match(worker, await read(`${PARCEL} ${ACCOUNT}`));
    expect(next.earlier).toEqual([]);
    expect(next.campaignId).not.toBe(campaignId);
    const { rows } = await test.pool.query('select bands, length, shingles, template from signatures where report_id = $1', [id]);
    expect(rows).toEqual([{ bands: [], length: 0, shingles: Buffer.alloc(0), template: 0 }]);
    if (state === 'behind') return;
    await worker.earlier.follow();
    expect(worker.earlier.state.reports).toBe(1);
  });

  it('is built anew when more has left it than is in it', async () => {
    const worker = await startWorker();
    const kept = await read(PARCEL);
    await match(worker, kept);
    await insertCopies(kept, 2_500);
    await worker.earlier.follow();
    expect(worker.earlier.state).toMatchObject({ kind: 'ready', reports: 2_501 });
    const full = worker.earlier.state.bytes;
    await test.pool.query(`update signatures set bands = '{}', shingles = '', length = 0, version = 0, number = default where report_id <> $1`, [kept]);
    await worker.earlier.follow();
    expect(worker.earlier.state).toMatchObject({ kind: 'ready', reports: 1 });
    await worker.earlier.follow();
    expect(worker.earlier.state).toMatchObject({ kind: 'ready', reports: 1 });
    expect(worker.earlier.state.bytes).toBeLessThan(full);
    expect(await match(worker, await read(PARCEL))).toMatchObject({ earlier: [{ id: kept }] });
  });

  it('stores nothing of a report that was erased while it was matched', async () => {
    const worker = await startWorker();
    const id = await read(PARCEL);
    const matching = worker.matcher.match(id);
    const erasing = eraseReport(context, id);
    await Promise.all([matching, erasing]);
    expect((await test.db.selectFrom('signatures').select('length').where('report_id', '=', id).execute()).every(({ length }) => length === 0)).toBe(true);
    expect(await match(worker, await read(PARCEL))).toMatchObject({ earlier: [] });
  });

  it('gives way to PostgreSQL when it would take more memory than it may', async () => {
    const earlier = createEarlierReports(context, 1);
    const matcher = createReportMatcher(context, { known, earlier });
    const first = await read(PARCEL);
    await match({ earlier, matcher }, first);
    await earlier.follow();
    expect(earlier.state).toMatchObject({ kind: 'full', reports: 0 });
    expect(await match({ earlier, matcher }, await read(PARCEL))).toMatchObject({ earlier: [{ id: first }] });
  });
});
