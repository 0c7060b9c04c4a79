// When an account, number, domain, wallet or handle is worth an officer's look: three independent people tell of it within three days, whatever
// else their reports say. Pure, as campaign-rule.ts is.

import { campaignEvidence, knownType, type CampaignEvidence, type WindowReport } from '#core/detection/campaign-rule.ts';
import { NEWS_HOURS, NEWS_MS } from '#core/detection/news.ts';
import { weighReporters, type WeighedReporters } from '#core/clustering/independent-reporters.ts';
import { entityVelocity } from '#core/surge/entity-velocity.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';

/** Reports of one entity, the newest; beyond, so many that name it are far above the threshold or one ring's. */
export const ENTITY_REPORTS = 500;

export interface EntityEvidence extends CampaignEvidence {
  type: ScamType;
  weighed: WeighedReporters;
  /** When the number was first reached, ms since 1970. */
  reachedAt: number;
}

/**
 * @param reports that name the entity, in order of arrival.
 * @returns null while too few do; else the numbers of the three days up to the latest report, or of those in which the number was reached if those hold more.
 */
export function judgeEntity(reports: readonly WindowReport[]): EntityEvidence | null {
  const [fast] = entityVelocity(
    reports.map(({ voice }) => ({ ...voice, entity: '' })),
    { windowHours: NEWS_HOURS },
  );
  if (fast === undefined) return null;
  const last = reports.at(-1)?.voice.at ?? fast.reachedAt;
  const within = (from: number, to: number) => reports.filter(({ voice }) => voice.at >= from && voice.at <= to);
  const [latest, reached] = [within(last - NEWS_MS, last), within(fast.from, fast.reachedAt)].map(weigh);
  const strongest = latest !== null && latest !== undefined && latest.weighed.independent >= fast.independentReporters ? latest : reached;
  return strongest === null || strongest === undefined ? null : { ...strongest, reachedAt: fast.reachedAt };
}

function weigh(reports: readonly WindowReport[]): Omit<EntityEvidence, 'reachedAt'> | null {
  const evidence = campaignEvidence(reports);
  return evidence === null ? null : { ...evidence, type: knownType(evidence.type), weighed: weighReporters(evidence.voices) };
}
