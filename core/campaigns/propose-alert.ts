// The propose stage: when enough independent people report one campaign within three days, an officer is handed a drafted warning with its
// evidence. A proposal is all a detector can make; people publish.

import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import type { AlertEvidence } from '#core/alerts/alert.ts';
import { findProposal } from '#core/alerts/alert-store.ts';
import { proposeAlert } from '#core/alerts/write-alert.ts';
import { campaignFacts, type CampaignFacts } from '#core/campaigns/campaign-queries.ts';
import { independentReporters } from '#core/clustering/independent-reporters.ts';
import type { CoreContext } from '#core/context.ts';
import { SCAM_TYPES, type ScamType } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

const WINDOW_MS = 72 * 60 * 60 * 1_000;
/** ≥ 3 independent reporters within 72 h; precedent: the Korean police look-up answers from 3 reports on. */
const INDEPENDENT = 3;
/** So many different accounts are worth an officer's look even if all are new: a new service's first victims look like a ring, and the
 * evidence shows how many count as independent. */
const ACCOUNTS = 5;

export type ProposeOutcome = { kind: 'proposed'; alertId: string } | { kind: 'skipped'; reason: 'too_few' | 'no_type' | 'already_proposed' | 'empty' };

export async function proposeForCampaign(context: CoreContext, translator: Translator, campaignId: string): Promise<ProposeOutcome> {
  if ((await findProposal(context.db, keyOf(campaignId))) !== null) return { kind: 'skipped', reason: 'already_proposed' };
  const facts = await campaignFacts(context.db, campaignId, new Date(context.clock.now().getTime() - WINDOW_MS));
  if (facts === null) return { kind: 'skipped', reason: 'empty' };
  const independent = independentReporters(facts.voices);
  if (independent < INDEPENDENT && facts.reporters < ACCOUNTS) return { kind: 'skipped', reason: 'too_few' };
  const type = toType(facts.type);
  if (type === undefined) return { kind: 'skipped', reason: 'no_type' };
  const { kind, alert } = await proposeAlert(context, {
    proposalKey: keyOf(campaignId),
    campaignId,
    ...proposal(context, translator, { type, facts, independent }),
  });
  if (kind === 'already_proposed') return { kind: 'skipped', reason: 'already_proposed' };
  context.telemetry.observe('jaga_first_report_to_proposal_seconds', (context.clock.now().getTime() - facts.firstReportAt.getTime()) / 1_000);
  return { kind: 'proposed', alertId: alert.id };
}

/** One proposal a campaign, whatever became of it. */
function keyOf(campaignId: string): string {
  return `campaign/${campaignId}`;
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

/** What cannot be classified cannot be warned of from a template; the campaign itself is on the officers' list. */
function toType(type: string): ScamType | undefined {
  return SCAM_TYPES.find((each) => each === type && each !== 'OTHER');
}
