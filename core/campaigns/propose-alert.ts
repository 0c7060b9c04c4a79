// The propose stage: when enough independent people report one campaign within three days, an officer is handed a drafted warning with its
// evidence. A proposal is all a detector can make; people publish.

import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import type { AlertEvidence } from '#core/alerts/alert.ts';
import { proposeAlert } from '#core/alerts/write-alert.ts';
import { campaignFacts, isProposed, type CampaignFacts } from '#core/campaigns/campaign-queries.ts';
import { CAMPAIGN_WINDOW_MS, judgeCampaign } from '#core/campaigns/campaign-rule.ts';
import { rootCampaign } from '#core/campaigns/campaign-store.ts';
import type { WeighedReporters } from '#core/clustering/independent-reporters.ts';
import type { CoreContext } from '#core/context.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

export type ProposeOutcome = { kind: 'proposed'; alertId: string } | { kind: 'skipped'; reason: 'too_few' | 'no_type' | 'already_proposed' | 'empty' };

/**
 * Once a campaign, whatever was merged into it, and once more when it has woken after a long silence.
 * @param named the campaign that grew; one that was merged meanwhile stands for where it leads.
 */
export async function proposeForCampaign(context: CoreContext, translator: Translator, named: string): Promise<ProposeOutcome> {
  const campaignId = await rootCampaign(context.db, named);
  if (campaignId === null) return { kind: 'skipped', reason: 'empty' };
  const facts = await campaignFacts(context.db, campaignId, new Date(context.clock.now().getTime() - CAMPAIGN_WINDOW_MS));
  if (facts === null) return { kind: 'skipped', reason: 'empty' };
  const judgement = judgeCampaign(facts);
  if (judgement.kind === 'skipped') return judgement;
  const { type, weighed } = judgement;
  if (await isProposed(context.db, campaignId, facts.wokeAt)) return { kind: 'skipped', reason: 'already_proposed' };
  const { kind, alert } = await proposeAlert(context, {
    proposalKey: facts.wokeAt === null ? `campaign/${campaignId}` : `campaign/${campaignId}/${facts.wokeAt.toISOString()}`,
    campaignId,
    ...proposal(context, translator, { type, facts, weighed }),
  });
  if (kind === 'already_proposed') return { kind: 'skipped', reason: 'already_proposed' };
  context.telemetry.observe('jaga_first_report_to_proposal_seconds', (context.clock.now().getTime() - facts.firstReportAt.getTime()) / 1_000);
  return { kind: 'proposed', alertId: alert.id };
}

function proposal(
  { clock }: CoreContext,
  translator: Translator,
  found: { type: ScamType; facts: CampaignFacts; weighed: WeighedReporters },
): Pick<Parameters<typeof proposeAlert>[1], 'content' | 'evidence'> {
  const { type, facts, weighed } = found;
  const evidence: AlertEvidence = {
    detector: 'campaign',
    campaign: facts.number,
    reports: facts.reports,
    reporters: facts.reporters,
    independent_reporters: weighed.independent,
    not_counted: weighed.not_counted,
    first_report_at: facts.firstReportAt.toISOString(),
  };
  return { evidence, content: draftFromEvidence({ type, countries: facts.countries, evidence, translator, now: clock.now() }) };
}
