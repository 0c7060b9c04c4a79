// The propose stage: when enough independent people report one campaign within three days, an officer is handed a drafted warning with its
// evidence. A proposal is all a detector can make; people publish.

import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import type { AlertEvidence } from '#core/alerts/alert.ts';
import { proposeAlert } from '#core/alerts/write-alert.ts';
import { campaignFacts, type CampaignFacts } from '#core/campaigns/campaign-queries.ts';
import { CAMPAIGN_WINDOW_MS, judgeCampaign } from '#core/campaigns/campaign-rule.ts';
import type { CoreContext } from '#core/context.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

export type ProposeOutcome = { kind: 'proposed'; alertId: string } | { kind: 'skipped'; reason: 'too_few' | 'no_type' | 'already_proposed' | 'empty' };

export async function proposeForCampaign(context: CoreContext, translator: Translator, campaignId: string): Promise<ProposeOutcome> {
  const facts = await campaignFacts(context.db, campaignId, new Date(context.clock.now().getTime() - CAMPAIGN_WINDOW_MS));
  if (facts === null) return { kind: 'skipped', reason: 'empty' };
  const judgement = judgeCampaign(facts);
  if (judgement.kind === 'skipped') return judgement;
  const { type, independent } = judgement;
  const { kind, alert } = await proposeAlert(context, {
    proposalKey: `campaign/${campaignId}`,
    campaignId,
    ...proposal(context, translator, { type, facts, independent }),
  });
  if (kind === 'already_proposed') return { kind: 'skipped', reason: 'already_proposed' };
  context.telemetry.observe('jaga_first_report_to_proposal_seconds', (context.clock.now().getTime() - facts.firstReportAt.getTime()) / 1_000);
  return { kind: 'proposed', alertId: alert.id };
}

function proposal(
  { clock }: CoreContext,
  translator: Translator,
  found: { type: ScamType; facts: CampaignFacts; independent: number },
): Pick<Parameters<typeof proposeAlert>[1], 'content' | 'evidence'> {
  const { type, facts, independent } = found;
  const evidence: AlertEvidence = {
    detector: 'campaign',
    campaign: facts.number,
    reports: facts.reports,
    reporters: facts.reporters,
    independent_reporters: independent,
    first_report_at: facts.firstReportAt.toISOString(),
  };
  return { evidence, content: draftFromEvidence({ type, countries: facts.countries, evidence, translator, now: clock.now() }) };
}
