// What a merge, a split or a detached report would make of campaigns, in numbers before and after, for the officer who is about to do it. Nothing
// is changed; what changes meanwhile is refused by the change itself, by the version that was on the screen.

import { sql } from 'kysely';
import { OPEN_ALERT_STATES } from '#core/alerts/alert-words.ts';
import { findCampaign, rootOf, type ArrangedCampaign } from '#core/campaigns/arrangement.ts';
import { weighReporters } from '#core/clustering/independent-reporters.ts';
import { toVoice, VOICE_COLUMNS, type VoiceRow } from '#core/clustering/voice-rows.ts';
import type { Database } from '#core/database.ts';

export interface CampaignNumbers {
  /** null: it would be a new one. */
  number: number | null;
  /** Goes with the change as the version seen; null of a new one. */
  version: number | null;
  reports: number;
  open_reports: number;
  independent_reporters: number;
  lost: number;
  countries: string[];
  languages: string[];
  first_seen_at: Date | null;
  last_seen_at: Date | null;
  /** Warnings that are proposed, drafted or published; they stay with the campaign that keeps its number. */
  alerts: number;
}

export interface ArrangementPreview {
  before: CampaignNumbers[];
  after: CampaignNumbers[];
  /** Reports that would move. */
  moved: number;
}

/** Newest reports of a campaign that are weighed; beyond, the numbers are lower bounds. */
const LOOKED_AT = 2_000;

interface MemberRow extends VoiceRow {
  reference: string;
  campaign: number;
  open: boolean;
  lost: boolean;
  country: string | null;
  language: string | null;
}

/** null: one of the two does not exist, or both are one already. */
export async function previewMerge(db: Database, { number, into }: { number: number; into: number }): Promise<ArrangementPreview | null> {
  const from = await standing(db, number);
  const stays = await standing(db, into);
  if (from === null || stays === null || from.id === stays.id) return null;
  const members = await membersOf(db, [from.number, stays.number]);
  const alerts = await alertsOf(db, [from.number, stays.number]);
  const of = (campaign: number): MemberRow[] => members.filter((member) => member.campaign === campaign);
  const both = (alerts.get(from.number) ?? 0) + (alerts.get(stays.number) ?? 0);
  return {
    before: [from, stays].map((each) => numbersOf(each, of(each.number), alerts.get(each.number))),
    after: [numbersOf(stays, members, both)],
    moved: of(from.number).length,
  };
}

/** @param reports references; what is not in the campaign does not count. null: no such campaign. */
export async function previewSplit(db: Database, { number, reports }: { number: number; reports: readonly string[] }): Promise<ArrangementPreview | null> {
  const from = await standing(db, number);
  if (from === null) return null;
  const members = await membersOf(db, [from.number]);
  const chosen = new Set(reports);
  const taken = members.filter(({ reference }) => chosen.has(reference));
  const alerts = (await alertsOf(db, [from.number])).get(from.number);
  return {
    before: [numbersOf(from, members, alerts)],
    after: [
      numbersOf(
        from,
        members.filter(({ reference }) => !chosen.has(reference)),
        alerts,
      ),
      numbersOf(null, taken),
    ],
    moved: taken.length,
  };
}

async function standing(db: Database, number: number): Promise<ArrangedCampaign | null> {
  const campaign = await findCampaign(db, { number });
  return campaign === null ? null : rootOf(db, campaign);
}

/** In order of arrival, as reporters are weighed. */
async function membersOf(db: Database, numbers: readonly number[]): Promise<MemberRow[]> {
  const { rows } = await sql<MemberRow>`
    select newest.* from unnest(${numbers}::bigint[]) as n (number) cross join lateral (
      select r.id, r.reference, c.number as campaign, r.state in ('received', 'in_review') as open, r.loss_state = 'lost' as lost, r.country, g.language, ${VOICE_COLUMNS}
      from campaigns c join campaign_reports m on m.campaign_id = c.id join reports r on r.id = m.report_id
        left join readings g on g.report_id = r.id left join signatures s on s.report_id = r.id left join tellings t on t.report_id = r.id
      where c.number = n.number and r.state not in ('rejected', 'erased')
      order by r.received_at desc, r.id desc limit ${LOOKED_AT}
    ) newest order by newest.received_at, newest.id`.execute(db);
  return rows;
}

async function alertsOf(db: Database, numbers: readonly number[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ number: number; alerts: number }>`
    select c.number, (select count(*)::int from alerts a where a.campaign_id in (select campaign_family(c.id)) and a.state = any (${OPEN_ALERT_STATES}::text[])) as alerts
    from campaigns c where c.number = any(${numbers}::bigint[])`.execute(db);
  return new Map(rows.map(({ number, alerts }) => [number, alerts]));
}

function numbersOf(campaign: ArrangedCampaign | null, members: readonly MemberRow[], alerts = 0): CampaignNumbers {
  const different = (values: readonly (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))].toSorted();
  return {
    number: campaign?.number ?? null,
    version: campaign?.version ?? null,
    reports: members.length,
    open_reports: members.filter(({ open }) => open).length,
    independent_reporters: weighReporters(members.map(toVoice)).independent,
    lost: members.filter(({ lost }) => lost).length,
    countries: different(members.map(({ country }) => country)),
    languages: different(members.map(({ language }) => language)),
    first_seen_at: members[0]?.received_at ?? null,
    last_seen_at: members.at(-1)?.received_at ?? null,
    alerts,
  };
}
