// Scam or not, and which kind: a calibrated linear model (see docs/model-card.md) and one rule of law.

import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';

import { TOLD_STATES } from '../reading.ts';
import type { DetectedLanguage, TypeScore, Verdict } from '../reading.ts';
import type { LossOpinion } from '../money/loss.ts';
import { explain, NO_EXPLANATION } from './explain.ts';
import type { Explanation } from './explain.ts';
import { loadModel, scamFeatures } from './linear-model.ts';
import type { Calibration, LinearModel } from './linear-model.ts';
import { modelInput } from './model-input.ts';
import type { Evidence, ModelInput } from './model-input.ts';
import { toldFeatures } from './told-features.ts';
import type { WeighedFeatures } from './told-features.ts';

export interface Classification {
  verdict: Verdict;
  score: number;
  type: ScamType;
  types: TypeScore[];
  loss: LossOpinion;
  explanation: Explanation;
}

/** What else is known of the message. */
export interface ClassifyContext {
  language: DetectedLanguage;
  /** SMS in Malaysia: no honest sender may put a link in one since 2024-09-01 (domain rules §0.13). */
  malaysianSms: boolean;
}

/** The model that is in force. */
export const READER_MODEL: LinearModel = loadModel(new URL('../data/reader.model', import.meta.url).pathname);

const MALAYSIAN_SMS_LINK = 3;
/** Nobody asks why such a message is ordinary. */
const NEEDS_NO_REASON = 0.02;
const MAX_TYPES = 3;
/** Below it a type is noise. */
const MIN_TYPE_SHARE = 0.05;
/** Below it the model itself takes a message for ordinary; between this and `suspiciousFrom` it does not know. */
const BENIGN_BELOW = 0.1;
/** Letters and tokens; fewer say nothing. */
const MIN_UNITS = 4;
/** Languages that the corpus has: of others the model knows the links and numbers, not the words. */
const LEARNED: readonly DetectedLanguage[] = ['ko', 'ms', 'en', 'id'];

export function classify(evidence: Evidence, context: ClassifyContext, model: LinearModel = READER_MODEL): Classification {
  const input = modelInput(evidence);
  const calibration = model.calibrationFor(context.language);
  const scored = model.scamScore(input, calibration);
  const score = round(withLaw(scored.probability, evidence, context));
  const weighed = score < BENIGN_BELOW ? null : scamFeatures(input, scored.shares);
  const types = weighed === null ? [] : typesOf(model, input, { weighed, score });
  const verdict = verdictOf(score, isKnown(input, context), calibration);
  const type = verdict === 'scam' || verdict === 'suspicious' ? (types[0]?.code ?? 'OTHER') : 'OTHER';
  const loss = weighed === null ? NOTHING_TOLD : lossOf(model, input, { weighed, score });
  return { verdict, score, type, types, loss, explanation: score < NEEDS_NO_REASON ? NO_EXPLANATION : explain(input, model.contributions(input, scored)) };
}

/** Whether there is enough text, in a language that was learned, to call it ordinary. */
function isKnown({ view }: ModelInput, { language }: ClassifyContext): boolean {
  return view.text.length >= MIN_UNITS && LEARNED.includes(language);
}

function withLaw(probability: number, { signs }: Evidence, { malaysianSms }: ClassifyContext): number {
  if (!malaysianSms || !signs.has('LINK')) return probability;
  return 1 / (1 + (1 / probability - 1) * Math.exp(-MALAYSIAN_SMS_LINK));
}

/** Of an ordinary message nobody asks what became of a victim's money. */
const NOTHING_TOLD: LossOpinion = { telling: 0, shares: new Float64Array(TOLD_STATES.length), score: 0 };

function lossOf(model: LinearModel, { view, features, facts }: ModelInput, { weighed, score }: Weighed): LossOpinion {
  const [telling = 0] = model.classShares('telling', weighed, facts);
  return { telling, shares: model.classShares('loss', toldFeatures(view, features), facts), score };
}

interface Weighed {
  weighed: WeighedFeatures;
  score: number;
}

function typesOf(model: LinearModel, { facts }: ModelInput, { weighed, score }: Weighed): TypeScore[] {
  const shares = model.classShares('type', weighed, facts);
  return SCAM_TYPES.map((code, index) => ({ code, share: shares[index] ?? 0 }))
    .filter(({ share }) => share >= MIN_TYPE_SHARE)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, MAX_TYPES)
    .map(({ code, share }) => ({ code, score: Math.floor(score * share * 1e4) / 1e4 }));
}

function verdictOf(score: number, known: boolean, { scamFrom, suspiciousFrom }: Calibration): Verdict {
  if (score >= scamFrom) return 'scam';
  if (score >= suspiciousFrom) return 'suspicious';
  return score < BENIGN_BELOW && known ? 'benign' : 'unclear';
}

function round(probability: number): number {
  return Math.round(probability * 1e4) / 1e4;
}
