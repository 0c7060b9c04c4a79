// Harmless messages that look like scams: news and warnings about scams, codes, receipts, couriers, appointments, small talk.
// Each weakens the evidence, less so when there is a link or a file, because scams imitate exactly these.

import type { Concept } from '../phrases/concepts.ts';
import type { FoundConcepts } from './find-concepts.ts';
import type { Sign } from './rules.ts';

/** A harmless kind found and its log-odds against a scam. */
export interface BenignEvidence {
  concept: Concept;
  weight: number;
}

// Set by hand, like the rules.
const WEIGHTS: readonly (readonly [Concept, number, number])[] = [
  // concept, weight of one stem, most it can weigh
  ['NEWS', 2.6, 4.2],
  ['WARNING', 3, 4.2],
  ['HEARSAY', 3, 3.6],
  ['OTP_NOTICE', 3.4, 3.8],
  ['TRANSACTION', 2, 3.4],
  ['DELIVERED', 2.6, 3.2],
  ['APPOINTMENT', 1.3, 3],
  ['EVERYDAY', 0.8, 2.4],
];
/** Signs that a notice is an imitation. */
const IMITATION: readonly Sign[] = ['LINK', 'BAD_LINK', 'APK', 'MESSENGER', 'REMOTE_APP', 'ACCOUNT'];
/** What is left of a harmless look in the presence of such a sign. */
const IMITATED_SHARE = 0.3;
/** A victim's story has everyday words and quotes receipts; what they lost weighs more. */
const TOLD_SHARE = 0.35;

/** Harmless evidence in a message, weightiest first. */
export function benignEvidence(concepts: FoundConcepts, signs: ReadonlySet<Sign>): BenignEvidence[] {
  const share = IMITATION.some((sign) => signs.has(sign)) ? IMITATED_SHARE : 1;
  const told = signs.has('LOST') || signs.has('NEAR_MISS') ? TOLD_SHARE : 1;
  const found: BenignEvidence[] = [];
  for (const [concept, each, most] of WEIGHTS) {
    const stems = concepts.get(concept)?.stems ?? 0;
    if (stems > 0) found.push({ concept, weight: Math.min(each * stems, most) * share * (concept === 'NEWS' ? 1 : told) });
  }
  return found.sort((a, b) => b.weight - a.weight);
}
