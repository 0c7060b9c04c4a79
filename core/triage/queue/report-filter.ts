// What the queue can be narrowed to, in SQL: each condition by its name, so that the counts beside a filter can leave its own condition out.

import { sql, type RawBuilder } from 'kysely';
import { APART } from '#core/advice/opinion.ts';
import type { ReportState } from '#core/reports/report.ts';
import type { SecondOpinion } from '../second-opinion.ts';

export interface ReportFilter {
  /** Default: the open ones, received and in review. */
  states?: readonly ReportState[] | undefined;
  type?: string | undefined;
  country?: string | undefined;
  /** As detected; where the report has not been read yet, as the reporter said. */
  language?: string | undefined;
  verdict?: string | undefined;
  urgent?: boolean | undefined;
  loss?: string | undefined;
  channel?: string | undefined;
  source?: string | undefined;
  /** Campaign number; of one that was merged, too. */
  campaign?: number | undefined;
  /** Staff id, or `nobody`: who holds it now; a claim that ran out is nobody's. */
  claimed_by?: string | undefined;
  /** Whether a language model sees it as the reader does, or otherwise. */
  second_opinion?: SecondOpinion | undefined;
  /** Only these. */
  references?: readonly string[] | undefined;
  /** Received within that many hours. */
  hours?: number | undefined;
}

const OPEN: readonly ReportState[] = ['received', 'in_review'];
/** In words that the partial indexes can be recognised by. */
const IS_OPEN = sql<boolean>`r.state in ('received', 'in_review')`;

/** `disagreementOf` in SQL, on what lies in the database in plain, rounded as there; a test holds the two together. */
export const OPINION = sql<SecondOpinion | null>`case
  when o.opinion is null or g.report_id is null then null
  when round(abs((o.opinion ->> 'scam_probability')::numeric - g.score::numeric), 4) >= ${APART}
    or ((o.opinion ->> 'scam_probability')::numeric >= 0.5 and o.opinion ->> 'type' <> g.type) then 'differs'
  else 'agrees' end`;

export const LANGUAGE = sql<string | null>`coalesce(r.read_language, r.language)`;
/** Whatever it was read as may have been put right by the officer who confirmed it. */
export const TYPE = sql<string | null>`coalesce(r.decided_type, r.read_type)`;

export function holderAt(now: Date): RawBuilder<string | null> {
  return sql<string | null>`case when r.claim_expires_at > ${now} then r.claimed_by end`;
}

export type Condition = keyof ReportFilter;

/** One condition on the report `r` for each field that is given. */
export function conditionsOf(filter: ReportFilter, now: Date): [Condition, RawBuilder<boolean>][] {
  const { states = [], type, country, language, verdict, urgent, loss, channel, source, campaign, claimed_by, second_opinion, references, hours } = filter;
  const found: [Condition, RawBuilder<boolean> | null][] = [
    ['states', isOpen(states) ? IS_OPEN : sql<boolean>`r.state = any(${states})`],
    ['type', type === undefined ? null : sql<boolean>`${TYPE} = ${type}`],
    ['country', country === undefined ? null : sql<boolean>`r.country = ${country}`],
    ['language', language === undefined ? null : sql<boolean>`${LANGUAGE} = ${language}`],
    ['verdict', verdict === undefined ? null : sql<boolean>`r.read_verdict = ${verdict}`],
    ['urgent', urgent === undefined ? null : sql<boolean>`r.urgent = ${urgent}`],
    ['loss', loss === undefined ? null : sql<boolean>`r.loss_state = ${loss}`],
    ['channel', channel === undefined ? null : sql<boolean>`r.channel = ${channel}`],
    ['source', source === undefined ? null : sql<boolean>`r.source = ${source}`],
    ['campaign', campaign === undefined ? null : isIn(campaign)],
    ['claimed_by', claimed_by === undefined ? null : isHeldBy(claimed_by, now)],
    [
      'second_opinion',
      second_opinion === undefined ? null : sql<boolean>`r.id in (select a.report_id from ${OPINIONS} a where a.second_opinion = ${second_opinion})`,
    ],
    ['references', references === undefined ? null : sql<boolean>`r.reference = any(${references})`],
    ['hours', hours === undefined ? null : sql<boolean>`r.received_at > ${new Date(now.getTime() - hours * 3_600_000)}`],
  ];
  return found.flatMap(([name, condition]): [Condition, RawBuilder<boolean>][] => (condition === null ? [] : [[name, condition]]));
}

function isHeldBy(claimedBy: string, now: Date): RawBuilder<boolean> {
  if (claimedBy === 'nobody') return sql<boolean>`(r.claimed_by is null or r.claim_expires_at <= ${now})`;
  return sql<boolean>`(r.claimed_by = ${claimedBy} and r.claim_expires_at > ${now})`;
}

/** Whether nothing but open reports is asked for: those stand in the queue's order, others by when they came. */
export function isOpen(states: readonly ReportState[] = []): boolean {
  return states.length === 0 || (states.length === OPEN.length && OPEN.every((each) => states.includes(each)));
}

/** Reports that a model was asked about: few beside all. */
export const OPINIONS = sql`(select o.report_id, ${OPINION} as second_opinion from model_opinions o join readings g on g.report_id = o.report_id)`;

function isIn(campaign: number): RawBuilder<boolean> {
  return sql<boolean>`r.id in (select m.report_id from campaign_reports m where m.campaign_id = (select root_campaign(id) from campaigns where number = ${campaign}))`;
}
