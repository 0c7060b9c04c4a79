// SQL that reads campaigns for the detectors.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import { IS_LATE, REPORTER_SINCE } from '#core/campaigns/counted-reports.ts';
import { SAME_SCORE } from '#core/matching/match-score.ts';
import { toVoice, type VoiceRow } from '#core/campaigns/report-voice.ts';
import type { ReporterVoice } from '#core/clustering/independent-reporters.ts';

export interface CampaignFacts {
  number: number;
  /** The type most of its reports have. */
  type: string;
  /** Share of its reports that a known type or a known script fits. */
  fitting: number;
  countries: string[];
  reports: number;
  reporters: number;
  firstReportAt: Date;
  voices: ReporterVoice[];
}

/** Entities kept with an alarm, the most frequent first. */
export const ENTITIES = 50;
/** Reports looked at in a window; beyond, the number of reporters is a lower bound far above every threshold. */
export const VOICES = 2_000;

/** From this score on a type fits a report: of the known patterns read as a scam, the type is right for 5 of 14 below it and for 207 of 249 above. */
const TYPE_FITS = 0.4;

/** Telling indicators of a campaign's reports of that time that join by themselves, as hashed keys. */
export async function campaignEntities(db: Database, campaignId: string, since: Date): Promise<Buffer[]> {
  const { rows } = await sql<{ key_hash: Buffer }>`
    select k.key_hash from campaign_reports m join reports r on r.id = m.report_id join match_keys k on k.report_id = r.id
    where m.campaign_id = ${campaignId} and r.received_at >= ${since} and r.state not in ('rejected', 'erased') and k.weight >= ${SAME_SCORE}
    group by 1 order by count(*) desc, 1 limit ${ENTITIES}`.execute(db);
  return rows.map(({ key_hash }) => key_hash);
}

/** What reached us of a campaign since `since`, is news and not read as benign, in order of arrival; null when nothing did. */
export async function campaignFacts(db: Database, campaignId: string, since: Date): Promise<CampaignFacts | null> {
  const { rows } = await sql<CampaignRow>`
    select c.number, coalesce(r.decided_type, g.type, c.type) as type, r.country, r.received_at, encode(r.reporter_hash, 'hex') as reporter, s.template, ${REPORTER_SINCE} as reporter_since,
      (coalesce(r.decided_type, g.type, c.type) <> 'OTHER' and (r.decided_type is not null or coalesce((g.types->0->>'score')::float8, 0) >= ${TYPE_FITS}))
        or exists (select from matches k where k.report_id = r.id and k.target_kind = 'pattern' and k.band = 'same') as fits
    from campaigns c
    join campaign_reports m on m.campaign_id = c.id
    join reports r on r.id = m.report_id
    join signatures s on s.report_id = r.id
    left join readings g on g.report_id = r.id
    where c.id = ${campaignId} and r.received_at >= ${since} and not ${IS_LATE} and r.state not in ('rejected', 'erased') and (g.verdict is distinct from 'benign' or r.state = 'confirmed')
    order by r.received_at, r.id limit ${VOICES}`.execute(db);
  const first = rows[0];
  if (first === undefined) return null;
  return {
    number: first.number,
    type: mostCommon(rows.map(({ type }) => type)) ?? first.type,
    fitting: rows.filter(({ fits }) => fits).length / rows.length,
    countries: [...new Set(rows.flatMap(({ country }) => country ?? []))],
    reports: rows.length,
    reporters: new Set(rows.map(({ reporter }) => reporter)).size,
    firstReportAt: first.received_at,
    voices: rows.map(toVoice),
  };
}

interface CampaignRow extends VoiceRow {
  number: number;
  type: string;
  country: string | null;
  fits: boolean;
}

/** A type says more than "cannot be classified", however many reports say the latter. */
export function mostCommon(types: string[]): string | undefined {
  const counts = Map.groupBy(
    types.filter((type) => type !== 'OTHER'),
    (type) => type,
  );
  return [...counts].toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0];
}
