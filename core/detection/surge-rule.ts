// What an alarm of the surge detector must rest on besides its count. Pure, as campaign-rule.ts is.

import { campaignEvidence, knownType, type CampaignEvidence, type WindowReport } from '#core/detection/campaign-rule.ts';
import { plausibleAccounts, weighReporters, type WeighedReporters } from '#core/clustering/independent-reporters.ts';
import type { SeriesName } from '#core/surge/series.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';

/** Different accounts that an alarm needs besides its count (domain rules §6.2): many messages of one hand are no surge. */
const ACCOUNTS = 3;

export interface SurgeEvidence extends CampaignEvidence {
  type: ScamType;
  weighed: WeighedReporters;
}

/** @param news of the series in the window that stands out, in order of arrival. @returns null: too few people. */
export function judgeSurge(name: SeriesName, news: readonly WindowReport[]): SurgeEvidence | null {
  const evidence = campaignEvidence(news);
  if (evidence === null) return null;
  const weighed = weighReporters(evidence.voices);
  if (plausibleAccounts(weighed) < ACCOUNTS) return null;
  const countries = name.campaign === null ? (name.country === null ? [] : [name.country]) : evidence.countries;
  return { ...evidence, countries, type: knownType(name.type ?? evidence.type), weighed };
}
