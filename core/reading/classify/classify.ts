// Scam or not, and which kind, from concepts and signs. A logistic combination of hand-set weights: honest about being one by
// leaving `unclear` whatever it knows nothing about.

import type { ScamType } from '#core/taxonomy/taxonomy.ts';

import type { TypeScore, Verdict } from '../reading.ts';
import { benignEvidence } from './benign.ts';
import type { BenignEvidence } from './benign.ts';
import type { FoundConcepts } from './find-concepts.ts';
import { isSign, RULES } from './rules.ts';
import type { Rule, Sign } from './rules.ts';

/** What a message shows. */
export interface Evidence {
  concepts: FoundConcepts;
  signs: ReadonlySet<Sign>;
  /** SMS in Malaysia: no honest sender may put a link in one since 2024-09-01 (domain rules §0.13). */
  malaysianSms: boolean;
}

/** Outcome with the rules and harmless signs that led to it, weightiest first. */
export interface Classification {
  verdict: Verdict;
  score: number;
  type: ScamType;
  types: TypeScore[];
  rules: readonly Rule[];
  benign: readonly BenignEvidence[];
}

/** Log-odds of a message about which nothing is known. */
const BIAS = -3.6;
/** Rules of one type overlap, so the second counts half, the third a quarter, and so on. */
const OVERLAP = 0.5;
/** A second type beside the first makes a scam likelier, though less than more of the first would. */
const OTHER_TYPE = 0.25;
const MALAYSIAN_SMS_LINK = 3;
/** Half: below it the reader itself thinks no scam likelier. */
const SCAM_FROM = 0.5;
const SUSPICIOUS_FROM = 0.2;
const BENIGN_BELOW = 0.1;
const MAX_TYPES = 3;

/** Score is a logistic function of summed weights; see rules.ts and benign.ts for the weights. */
export function classify(evidence: Evidence): Classification {
  const rules = RULES.filter((rule) => rule.needs.every((need) => isShown(evidence, need))).toSorted((a, b) => b.weight - a.weight);
  const byType = evidenceByType(rules);
  const benign = benignEvidence(evidence.concepts, evidence.signs);
  const score = round(logistic(logOdds(byType, benign, evidence)));
  const types = typeScores(byType, score);
  const verdict = verdictOf(score, { isKnown: rules.length > 0, isHarmless: benign.length > 0 });
  const type = verdict === 'scam' || verdict === 'suspicious' ? (types[0]?.code ?? 'OTHER') : 'OTHER';
  return { verdict, score, type, types, rules, benign };
}

function isShown({ concepts, signs }: Evidence, need: Rule['needs'][number]): boolean {
  return isSign(need) ? signs.has(need) : concepts.has(need);
}

/** Rules come weightiest first. */
function evidenceByType(rules: readonly Rule[]): [ScamType, number][] {
  const sums = new Map<ScamType, { sum: number; share: number }>();
  for (const { type, weight } of rules) {
    const { sum, share } = sums.get(type) ?? { sum: 0, share: 1 };
    sums.set(type, { sum: sum + weight * share, share: share * OVERLAP });
  }
  return [...sums].map(([type, { sum }]): [ScamType, number] => [type, sum]).sort((a, b) => b[1] - a[1]);
}

function logOdds(byType: readonly [ScamType, number][], benign: readonly BenignEvidence[], { signs, malaysianSms }: Evidence): number {
  const best = byType[0]?.[1] ?? 0;
  const second = byType[1]?.[1] ?? 0;
  const link = malaysianSms && (signs.has('LINK') || signs.has('BAD_LINK')) ? MALAYSIAN_SMS_LINK : 0;
  return BIAS + best + OTHER_TYPE * second + link - benign.reduce((sum, { weight }) => sum + weight, 0);
}

function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

function round(probability: number): number {
  return Math.round(probability * 1e4) / 1e4;
}

/** Shares of the score by squared evidence, so that the leading type stands out. */
function typeScores(byType: readonly [ScamType, number][], score: number): TypeScore[] {
  const total = byType.reduce((sum, [, evidence]) => sum + evidence ** 2, 0);
  return byType.slice(0, MAX_TYPES).map(([code, evidence]) => ({ code, score: Math.floor((score * evidence ** 2 * 1e4) / total) / 1e4 }));
}

function verdictOf(score: number, known: { isKnown: boolean; isHarmless: boolean }): Verdict {
  if (score >= SCAM_FROM) return 'scam';
  if (score >= SUSPICIOUS_FROM) return 'suspicious';
  return score < BENIGN_BELOW && known.isHarmless ? 'benign' : 'unclear';
}
