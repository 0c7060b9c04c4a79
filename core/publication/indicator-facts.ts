// What the database knows of indicators, for the ladder. However many are asked about: two statements.
// NOTE no source of police references or agencies' blocks is connected yet, so that nothing reaches P3 here.

import { sql } from 'kysely';
import { weighReporters } from '#core/clustering/independent-reporters.ts';
import { toVoice, VOICE_COLUMNS, type VoiceRow } from '#core/clustering/voice-rows.ts';
import type { CoreContext } from '#core/context.ts';
import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';
import { MARK_DAYS, type DisputeFact, type LadderFacts } from './ladder.ts';

const DAY_MS = 86_400_000;
/** Newest reports weighed; beyond, the count is a lower bound far above every threshold. */
const WEIGHED = 2_000;

/** Under what an indicator is stored. */
export interface IndicatorKey {
  kind: IndicatorKind;
  /** Keyed hash of the canonical value. */
  hash: Buffer;
}

export interface AskedIndicator {
  kind: IndicatorKind;
  /** Canonical; empty when only the hash is known: then nothing of it can be shown. */
  value: string;
  /** Its own key first, then those of other names for the same thing. */
  keys: readonly IndicatorKey[];
}

export interface IndicatorFacts extends LadderFacts {
  /** Of the reports that count; null: never reported. */
  firstReportedAt: Date | null;
}

interface FactRow extends VoiceRow {
  /** Position of what was asked. */
  asked: number;
  id: string;
  confirmed: boolean;
  official: boolean;
  shared: boolean;
  warned: boolean;
}

interface DisputeRow {
  asked: number;
  state: DisputeFact['state'];
  filed_at: Date;
  decided_at: Date | null;
}

/** @param indicator canonical. */
export async function indicatorFacts(context: CoreContext, indicator: { kind: IndicatorKind; value: string }): Promise<IndicatorFacts> {
  const [facts] = await factsOfIndicators(context, [{ ...indicator, keys: [indicatorKeyOf(context, indicator)] }]);
  if (facts === undefined) throw new Error('one was asked about and none answered');
  return facts;
}

export function indicatorKeyOf({ vault }: Pick<CoreContext, 'vault'>, { kind, value }: { kind: IndicatorKind; value: string }): IndicatorKey {
  return { kind, hash: vault.hash(`indicator/${kind}`, value) };
}

/** In the order asked. */
export async function factsOfIndicators({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, asked: readonly AskedIndicator[]): Promise<IndicatorFacts[]> {
  if (asked.length === 0) return [];
  const keys = asked.flatMap(({ keys: own }, at) => own.map(({ kind, hash }) => ({ at, kind, hash })));
  const ats = keys.map(({ at }) => at);
  const named = sql`unnest(${ats}::int[], ${keys.map(({ kind }) => kind)}::text[], ${keys.map(({ hash }) => hash)}::bytea[])`;
  const { rows: disputes } = await sql<DisputeRow>`
    select k.asked, d.state, d.filed_at, d.decided_at from ${named} as k (asked, kind, hash)
    join disputes d on d.value_hash = k.hash and d.kind = k.kind order by d.filed_at, d.id`.execute(db);
  const disputesOf = Map.groupBy(disputes, (row) => row.asked);
  const since = asked.map((_, at) => countedFrom(disputesOf.get(at) ?? [], clock.now()));
  const { rows } = await sql<FactRow>`
    select k.asked, newest.* from ${named} as k (asked, kind, hash)
    join unnest(${asked.map((_, at) => at)}::int[], ${since}::timestamptz[]) as w (asked, since) on w.asked = k.asked
    cross join lateral (
      select r.id, r.state = 'confirmed' as confirmed, i.official, i.shared, ${VOICE_COLUMNS},
        exists (select 1 from campaign_reports m join alerts a on a.campaign_id = m.campaign_id where m.report_id = r.id and a.state = 'published') as warned
      from indicators i join reports r on r.id = i.report_id
        left join signatures s on s.report_id = r.id left join tellings t on t.report_id = r.id
      where i.value_hash = k.hash and i.kind = k.kind and r.received_at > w.since and r.state not in ('rejected', 'erased')
      order by r.received_at desc, r.id desc limit ${WEIGHED}
    ) newest order by newest.received_at, newest.id`.execute(db);
  const rowsOf = Map.groupBy(rows, (row) => row.asked);
  return asked.map((indicator, at) => toFacts(indicator, rowsOf.get(at) ?? [], disputesOf.get(at) ?? []));
}

/** What was said before it was taken back does not count against its holder again. */
function countedFrom(disputes: readonly DisputeRow[], now: Date): Date {
  const takenBack = disputes.filter(({ state }) => state === 'upheld').map(({ decided_at }) => decided_at?.getTime() ?? 0);
  return new Date(Math.max(now.getTime() - MARK_DAYS * DAY_MS, ...takenBack));
}

function toFacts({ kind, value }: AskedIndicator, found: readonly FactRow[], disputes: readonly DisputeRow[]): IndicatorFacts {
  // One report may name it in two ways.
  const rows = [...new Map(found.map((row) => [row.id, row])).values()];
  return {
    kind,
    value,
    official: rows.some(({ official }) => official),
    shared: rows.some(({ shared }) => shared),
    reports: rows.length,
    independentReporters: weighReporters(rows.map(toVoice)).independent,
    reviews: rows.filter(({ confirmed }) => confirmed).length,
    firstReportedAt: rows[0]?.received_at ?? null,
    lastReportedAt: rows.at(-1)?.received_at ?? null,
    approvedPattern: rows.some(({ warned }) => warned),
    confirmation: null,
    retractedAt: null,
    disputes: disputes.map(({ state, filed_at, decided_at }) => ({ state, filedAt: filed_at, decidedAt: decided_at })),
  };
}
