// What the model is given of a message: hashed n-grams of its view, and a short list of named facts that hold in every language.

import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';

import type { FoundIndicators } from '../indicators/find-indicators.ts';
import type { FoundAmount } from '../money/amounts.ts';
import { CONCEPTS } from '../phrases/concepts.ts';
import type { NormalisedText } from '../text/normalise.ts';
import { featureView, TOKENS } from './feature-view.ts';
import type { FeatureView, Token, TokenSpan } from './feature-view.ts';
import type { FoundConcepts } from './find-concepts.ts';
import { matchedRules } from './rules.ts';
import type { Rule, Sign } from './rules.ts';
import { SIGNS } from './rules.ts';
import { textFeatures } from './text-features.ts';
import type { TextFeatures } from './text-features.ts';
import { windowsOf } from './windows.ts';
import type { Windows } from './windows.ts';

/** What has been found in a message before it is classified. */
export interface Evidence {
  text: NormalisedText;
  found: FoundIndicators;
  amounts: readonly FoundAmount[];
  concepts: FoundConcepts;
  signs: ReadonlySet<Sign>;
}

export interface ModelInput {
  view: FeatureView;
  features: TextFeatures;
  windows: Windows;
  /** Values of `FACTS`, mostly 0 or 1. */
  facts: Float32Array;
  rules: readonly Rule[];
}

/** Names of the facts, in order: concepts, signs, and for each type how strongly its rules hold. */
export const FACTS: readonly string[] = [...CONCEPTS, ...SIGNS, ...SCAM_TYPES.map((type) => `rules:${type}`)];
const SIGN_AT = CONCEPTS.length;
const RULES_AT = SIGN_AT + SIGNS.length;
const CONCEPT_INDEX = new Map(CONCEPTS.map((concept, index) => [concept, index]));
const SIGN_INDEX = new Map(SIGNS.map((sign, index) => [sign, SIGN_AT + index]));
const TYPE_INDEX = new Map<ScamType, number>(SCAM_TYPES.map((type, index) => [type, RULES_AT + index]));
/** Rules carry hand-set log-odds of about 4; a fact is about 1. */
const RULE_SCALE = 0.25;
const MAX_RULES = 1.5;

export function modelInput(evidence: Evidence): ModelInput {
  const view = featureView(evidence.text.skeleton, tokenSpans(evidence));
  const features = textFeatures(view);
  return { view, features, windows: windowsOf(features), ...factsOf(evidence) };
}

function factsOf({ concepts, signs }: Evidence): { facts: Float32Array; rules: readonly Rule[] } {
  const facts = new Float32Array(FACTS.length);
  for (const concept of concepts.keys()) facts[CONCEPT_INDEX.get(concept) ?? 0] = 1;
  for (const sign of signs) facts[SIGN_INDEX.get(sign) ?? 0] = 1;
  const rules = matchedRules(facts);
  for (const { type, weight } of rules) {
    const index = TYPE_INDEX.get(type) ?? 0;
    facts[index] = Math.min((facts[index] ?? 0) + weight * RULE_SCALE, MAX_RULES);
  }
  return { facts, rules };
}

const TOKEN_OF: Readonly<Record<string, Token>> = {
  phone: TOKENS.phone,
  bank_account: TOKENS.account,
  crypto_address: TOKENS.account,
  email: TOKENS.handle,
  telegram: TOKENS.handle,
  whatsapp: TOKENS.handle,
  kakaotalk: TOKENS.handle,
  line: TOKENS.handle,
  handle: TOKENS.handle,
};

function tokenSpans({ found, amounts }: Evidence): TokenSpan[] {
  const spans: TokenSpan[] = [];
  for (const { start, end } of found.links) spans.push({ token: TOKENS.link, start, end });
  for (const { kind, start, end } of found.placed) {
    const token = TOKEN_OF[kind];
    if (token !== undefined) spans.push({ token, start, end });
  }
  for (const { start, end } of found.sensitive) spans.push({ token: TOKENS.secret, start, end });
  for (const { start, end } of amounts) spans.push({ token: TOKENS.amount, start, end });
  return spans;
}
