// What the database knows of an indicator, for the ladder.
// NOTE no source of police references or agencies' blocks is connected yet, so that nothing reaches P3 here.

import { sql } from 'kysely';
import { weighReporters } from '#core/clustering/independent-reporters.ts';
import { toVoice, VOICE_COLUMNS, type VoiceRow } from '#core/clustering/voice-rows.ts';
import type { CoreContext } from '#core/context.ts';
import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';
import { MARK_DAYS, type LadderFacts } from './ladder.ts';

const DAY_MS = 86_400_000;
/** Newest reports weighed; beyond, the count is a lower bound far above every threshold. */
const WEIGHED = 2_000;

interface FactRow extends VoiceRow {
  confirmed: boolean;
  official: boolean;
  shared: boolean;
  warned: boolean;
}

/** @param indicator canonical. */
export async function indicatorFacts({ db, vault, clock }: CoreContext, indicator: { kind: IndicatorKind; value: string }): Promise<LadderFacts> {
  const hash = vault.hash(`indicator/${indicator.kind}`, indicator.value);
  const since = new Date(clock.now().getTime() - MARK_DAYS * DAY_MS);
  const disputes = await db
    .selectFrom('disputes')
    .select(['state', 'filed_at', 'decided_at'])
    .where('kind', '=', indicator.kind)
    .where('value_hash', '=', hash)
    .execute();
  const takenBack = disputes.filter(({ state }) => state === 'upheld').map(({ decided_at }) => decided_at?.getTime() ?? 0);
  // What was said before it was taken back does not count against its holder again.
  const from = new Date(Math.max(since.getTime(), ...takenBack));
  const { rows } = await sql<FactRow>`
    select * from (
      select r.id, r.state = 'confirmed' as confirmed, i.official, i.shared, ${VOICE_COLUMNS},
        exists (select 1 from campaign_reports m join alerts a on a.campaign_id = m.campaign_id where m.report_id = r.id and a.state = 'published') as warned
      from indicators i join reports r on r.id = i.report_id
        left join signatures s on s.report_id = r.id left join tellings t on t.report_id = r.id
      where i.value_hash = ${hash} and i.kind = ${indicator.kind} and r.received_at > ${from} and r.state not in ('rejected', 'erased')
      order by r.received_at desc, r.id desc limit ${WEIGHED}
    ) newest order by received_at, id`.execute(db);
  return {
    ...indicator,
    official: rows.some(({ official }) => official),
    shared: rows.some(({ shared }) => shared),
    reports: rows.length,
    independentReporters: weighReporters(rows.map(toVoice)).independent,
    reviews: rows.filter(({ confirmed }) => confirmed).length,
    lastReportedAt: rows.at(-1)?.received_at ?? null,
    approvedPattern: rows.some(({ warned }) => warned),
    confirmation: null,
    retractedAt: null,
    disputes: disputes.map(({ state, filed_at, decided_at }) => ({ state, filedAt: filed_at, decidedAt: decided_at })),
  };
}
