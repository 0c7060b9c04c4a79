// Looks for days on which a scam type is reported in a country far more often than its own past explains, and proposes a warning for each.

import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import type { AlertEvidence } from '#core/alerts/alert.ts';
import { proposeAlert } from '#core/alerts/write-alert.ts';
import { dailyCounts, seriesVoices } from '#core/campaigns/campaign-queries.ts';
import { plausibleAccounts, weighReporters } from '#core/clustering/independent-reporters.ts';
import type { CoreContext } from '#core/context.ts';
import type { SurgeVerdict } from '#core/surge/surge-detector.ts';
import { SURGE_DAYS, surgesOfDay } from '#core/surge/surges-of-day.ts';
import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';

const DAY_MS = 86_400_000;
/** Different reporters that an alarm needs besides its count (domain rules §6.2). */
const REPORTERS = 3;

/** @returns the alarms of today for which a warning was proposed just now. */
export async function detectSurges(context: CoreContext, translator: Translator): Promise<SurgeVerdict[]> {
  const now = context.clock.now();
  const points = await dailyCounts(context.db, new Date(now.getTime() - SURGE_DAYS * DAY_MS));
  const proposed: SurgeVerdict[] = [];
  for (const verdict of surgesOfDay(points, now.toISOString().slice(0, 10))) {
    if (await propose(context, translator, verdict)) proposed.push(verdict);
  }
  return proposed;
}

async function propose(context: CoreContext, translator: Translator, verdict: SurgeVerdict): Promise<boolean> {
  const [code, country] = verdict.series.split('/');
  const type = SCAM_TYPES.find((each) => each === code);
  if (type === undefined) return false;
  const weighed = weighReporters(await seriesVoices(context.db, verdict));
  // Many messages of one hand are no surge.
  if (plausibleAccounts(weighed) < REPORTERS) return false;
  const evidence: AlertEvidence = {
    detector: 'surge',
    reporters: verdict.count,
    independent_reporters: weighed.independent,
    not_counted: weighed.not_counted,
    expected: verdict.expected,
    p: verdict.p,
  };
  const countries = country === undefined || country === '?' ? [] : [country];
  const { kind } = await proposeAlert(context, {
    proposalKey: `surge/${verdict.series}/${verdict.date}`,
    content: draftFromEvidence({ type, countries, evidence, translator, now: context.clock.now() }),
    evidence,
  });
  return kind === 'proposed';
}
