// The propose stage: when enough independent people report one campaign within three days, an officer is handed a drafted warning with its
// evidence, or, where no known type fits, a new script without a draft. A proposal is all a detector can make; people publish.

import { sql } from 'kysely';
import type { Alarm } from '#core/detection/alarm-store.ts';
import { campaignEntities, campaignFacts, lookAtCampaigns } from '#core/campaigns/campaign-queries.ts';
import { FEWEST_REPORTS, INDEPENDENT, judgeCampaign } from '#core/detection/campaign-rule.ts';
import { NEWS_HOURS, NEWS_MS } from '#core/detection/news.ts';
import { raiseAlarm, REFRESH_MS } from '#core/detection/raise-alarm.ts';
import type { CoreContext } from '#core/context.ts';
import { dayOf, isoDay } from '#core/surge/tested-series.ts';
import { createGroupCommit } from '#platform/group-commit.ts';
import type { Translator } from '#platform/i18n.ts';

/** A job that is lost is missed for good after so long, unless another report follows. */
const GROWN_MS = 60 * 60 * 1_000;

/** `already_proposed`: its evidence was added to the alert it belongs to, or officers have said no to as much. */
export type ProposeOutcome = { kind: 'proposed'; alertId: string } | { kind: 'skipped'; reason: 'too_few' | 'already_proposed' | 'empty' };

export interface Proposer {
  propose(campaignId: string): Promise<ProposeOutcome>;
}

/** One group at a time: proposing is one at a time over all workers. */
const GROUPS = { maxItems: 32, maxInFlight: 1, thenAlone: true };

/** Campaigns that grow at the same time are looked at once each, and one look tells which of them there is anything to say of. */
export function createProposer(context: CoreContext, translator: Translator): Proposer {
  const groups = createGroupCommit((named: string[]) => proposeForCampaigns(context, translator, named), GROUPS);
  return { propose: (campaignId) => groups.add(campaignId) };
}

async function proposeForCampaigns(context: CoreContext, translator: Translator, named: readonly string[]): Promise<ProposeOutcome[]> {
  const now = context.clock.now().getTime();
  const looks = await lookAtCampaigns(context.db, [...new Set(named)], {
    since: new Date(now - NEWS_MS),
    day: isoDay(dayOf(now)),
    toldSince: new Date(now - REFRESH_MS),
  });
  const outcomes = new Map<string, ProposeOutcome>();
  for (const [id, { reports, isTold }] of looks)
    if (reports < FEWEST_REPORTS) outcomes.set(id, { kind: 'skipped', reason: 'too_few' });
    else if (isTold) outcomes.set(id, { kind: 'skipped', reason: 'already_proposed' });
    else outcomes.set(id, await proposeForCampaign(context, translator, id));
  return named.map((id) => outcomes.get(id) ?? { kind: 'skipped', reason: 'empty' });
}

/**
 * Once a campaign, whatever was merged into it, and once more when it has woken after a long silence, when its warning has run out, or when twice
 * as many tell of it as officers said no to: alarm-store.ts.
 * @param named the campaign that grew; one that was merged meanwhile stands for where it leads.
 */
export async function proposeForCampaign(context: CoreContext, translator: Translator, named: string): Promise<ProposeOutcome> {
  const now = context.clock.now().getTime();
  const since = new Date(now - NEWS_MS);
  const facts = await campaignFacts(context.db, named, since);
  if (facts === null) return { kind: 'skipped', reason: 'empty' };
  const judgement = judgeCampaign(facts);
  if (judgement.kind === 'skipped') return judgement;
  const { detector, type, weighed } = judgement;
  const alarm: Alarm = {
    detector,
    subject: facts.id,
    day: isoDay(dayOf(now)),
    type,
    countries: facts.countries,
    campaigns: [facts.id],
    entities: await campaignEntities(context.db, facts.id, since),
    windowDays: NEWS_HOURS / 24,
    count: weighed.independent,
    reports: facts.reports,
    weighed,
    firstReportAt: facts.firstReportAt,
  };
  const { kind, alertId } = await raiseAlarm(context, translator, { alarm, campaign: facts.number });
  if (kind !== 'proposed') return { kind: 'skipped', reason: 'already_proposed' };
  context.telemetry.observe('jaga_first_report_to_proposal_seconds', (now - facts.firstReportAt.getTime()) / 1_000);
  return { kind: 'proposed', alertId };
}

/** Campaigns that have grown of late are looked at again: the job that should have done it may have been lost with its queue. */
export async function proposeForGrown(context: CoreContext, translator: Translator): Promise<number> {
  const { rows } = await sql<{ campaign_id: string }>`
    select m.campaign_id from campaign_reports m
    where m.campaign_id in (
      select n.campaign_id from reports r join campaign_reports n on n.report_id = r.id where r.received_at >= ${new Date(context.clock.now().getTime() - GROWN_MS)})
    group by 1 having count(*) >= ${INDEPENDENT} and max(m.joined_at) > coalesce(
      (select max(a.updated_at) from alarms a where a.subject = m.campaign_id::text and a.detector in ('campaign', 'novel')), '-infinity')`.execute(context.db);
  for (const { campaign_id } of rows) await proposeForCampaign(context, translator, campaign_id);
  return rows.length;
}
