// What an officer may begin a warning with: the draft that a detector would have proposed of this campaign, or only the sentences for a type.

import { campaignFacts } from '#core/campaigns/campaign-queries.ts';
import { typeOfCampaign } from '#core/detection/campaign-rule.ts';
import { NEWS_MS } from '#core/detection/news.ts';
import type { CoreContext } from '#core/context.ts';
import { weighReporters } from '#core/clustering/independent-reporters.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import type { AlertContent, AlertEvidence } from './alert.ts';
import { OPEN_ALERT_STATES } from './alert-words.ts';
import { listAlerts, type AlertListItem } from './alert-queries.ts';
import { draftFromEvidence } from './draft-from-evidence.ts';

export interface AlertStart {
  content: AlertContent;
  /** About the same campaign: proposed, drafted or published. */
  open: AlertListItem[];
}

export interface AlertStartQuestion {
  /** Absent: the campaign's. */
  type?: ScamType | undefined;
  /** As officers know it, and its id. */
  campaign?: { id: string; number: number } | undefined;
}

const MOST_OPEN = 50;

export async function alertStart(context: CoreContext, translator: Pick<Translator, 't'>, { type, campaign }: AlertStartQuestion): Promise<AlertStart> {
  const told = campaign === undefined ? null : await tellingsOf(context, campaign.id);
  const evidence: AlertEvidence = { detector: 'officer', ...(told !== null && numbersOf(told)) };
  const content = draftFromEvidence({
    type: type ?? (told === null ? 'OTHER' : typeOfCampaign(told)),
    countries: told?.countries ?? [],
    evidence,
    translator,
    now: context.clock.now(),
  });
  const open = campaign === undefined ? [] : await listAlerts(context.db, { campaign: campaign.number, states: OPEN_ALERT_STATES, limit: MOST_OPEN });
  return { content, open };
}

/** Why an officer warns of a campaign, in the numbers that a detector would give. */
export async function campaignEvidence(context: CoreContext, campaign: { id: string; number: number }): Promise<Omit<AlertEvidence, 'detector'>> {
  const told = await tellingsOf(context, campaign.id);
  return { campaign: campaign.number, ...(told !== null && numbersOf(told)) };
}

type Tellings = NonNullable<Awaited<ReturnType<typeof tellingsOf>>>;

function numbersOf({ reports, voices, firstReportAt }: Tellings): Omit<AlertEvidence, 'detector'> {
  const { accounts, independent } = weighReporters(voices);
  return { reports, reporters: accounts, independent_reporters: independent, first_report_at: firstReportAt.toISOString() };
}

/** What a detector looks at; of a campaign that is quiet by now, everything. */
async function tellingsOf({ db, clock }: CoreContext, campaignId: string) {
  return (await campaignFacts(db, campaignId, new Date(clock.now().getTime() - NEWS_MS))) ?? campaignFacts(db, campaignId, new Date(0));
}
