// The propose stage: when enough independent people report one campaign within three days, an officer is handed a drafted warning with its
// evidence, or, where no known type fits, a new script without a draft. A proposal is all a detector can make; people publish.

import { sql } from 'kysely';
import type { Alarm } from '#core/campaigns/alarm-store.ts';
import { campaignEntities, campaignFacts, type CampaignFacts } from '#core/campaigns/campaign-queries.ts';
import { NEWS_HOURS } from '#core/campaigns/counted-reports.ts';
import { raiseAlarm } from '#core/campaigns/raise-alarm.ts';
import { dayOf, isoDay } from '#core/campaigns/series-counts.ts';
import { independentReporters } from '#core/clustering/independent-reporters.ts';
import type { CoreContext } from '#core/context.ts';
import { SCAM_TYPES, type ScamType } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

const WINDOW_MS = NEWS_HOURS * 60 * 60 * 1_000;
/** ≥ 3 independent reporters within 72 h; precedent: the Korean police look-up answers from 3 reports on. */
const INDEPENDENT = 3;
/** A job that is lost is missed for good after so long, unless another report follows. */
const GROWN_MS = 60 * 60 * 1_000;
/** So many different accounts are worth an officer's look even if all are new: a new service's first victims look like a ring, and the
 * evidence shows how many count as independent. */
const ACCOUNTS = 5;

export type ProposeOutcome = { kind: 'proposed'; alertId: string } | { kind: 'skipped'; reason: 'too_few' | 'already_proposed' | 'empty' };

export async function proposeForCampaign(context: CoreContext, translator: Translator, campaignId: string): Promise<ProposeOutcome> {
  const since = new Date(context.clock.now().getTime() - WINDOW_MS);
  const facts = await campaignFacts(context.db, campaignId, since);
  if (facts === null) return { kind: 'skipped', reason: 'empty' };
  const independent = independentReporters(facts.voices);
  if (independent < INDEPENDENT && facts.reporters < ACCOUNTS) return { kind: 'skipped', reason: 'too_few' };
  const entities = await campaignEntities(context.db, campaignId, since);
  const alarm: Alarm = {
    ...identityOf(facts),
    subject: campaignId,
    day: isoDay(dayOf(context.clock.now())),
    countries: facts.countries,
    campaigns: [campaignId],
    entities,
    windowDays: NEWS_HOURS / 24,
    count: independent,
    reports: facts.reports,
    reporters: facts.reporters,
    independentReporters: independent,
    firstReportAt: facts.firstReportAt,
  };
  const { kind, alertId } = await raiseAlarm(context, translator, { alarm, campaign: facts.number });
  if (kind !== 'proposed') return { kind: 'skipped', reason: 'already_proposed' };
  context.telemetry.observe('jaga_first_report_to_proposal_seconds', (context.clock.now().getTime() - facts.firstReportAt.getTime()) / 1_000);
  return { kind: 'proposed', alertId };
}

/** A new script is one that no known type fits, in most of its reports. */
function identityOf({ type, fitting }: CampaignFacts): { detector: 'campaign' | 'novel'; type: ScamType } {
  const known = SCAM_TYPES.find((each) => each === type && each !== 'OTHER');
  return known === undefined || 2 * fitting < 1 ? { detector: 'novel', type: 'OTHER' } : { detector: 'campaign', type: known };
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
