// Multinomial logistic regression over hashed word features with AdaGrad steps (Duchi et al., 2011), a random stretch of text at a time.

import type { LanguageModel } from '../../language/latin-model.ts';
import { LANGUAGE_BITS, MAX_WORD_FEATURES, wordFeatures } from '../../language/word-features.ts';
import type { Random } from '../random.ts';
import { createRandom } from '../random.ts';
import type { LanguageText } from './language-examples.ts';
import { LEARNED_LANGUAGES, listText, stretchOf } from './language-examples.ts';

const SETTINGS = { steps: 500_000, rate: 0.12, decay: 2e-6, seed: 20_261_125 };
/** How often each is shown: those that the service answers in most. */
const SHARES: Readonly<Record<string, number>> = { en: 24, ms: 28, id: 16, und: 3 };
const OTHER_SHARE = 3;
/** Of what is shown of a language that the corpus has, the part from its word list. */
const FROM_LIST: Readonly<Record<string, number>> = { en: 0.1, ms: 0.5, id: 0.5 };
const WIDTH = LEARNED_LANGUAGES.length;

export function trainLanguageModel(texts: readonly LanguageText[]): LanguageModel {
  const random = createRandom(SETTINGS.seed);
  const weights = new Float32Array(2 ** LANGUAGE_BITS * WIDTH);
  const squares = new Float32Array(weights.length).fill(1e-4);
  const bias = new Float32Array(WIDTH);
  const next = sampler(texts, random);
  const buckets = new Uint16Array(MAX_WORD_FEATURES);
  for (let step = 0; step < SETTINGS.steps; step += 1) {
    const { language, words } = next();
    const rows = words.flatMap((word) => [...buckets.subarray(0, wordFeatures(word, buckets))]);
    const errors = probabilities(rows, weights, bias);
    const truth = LEARNED_LANGUAGES.findIndex((each) => each === language);
    errors[truth] = (errors[truth] ?? 0) - 1;
    if (Math.abs(errors[truth] ?? 0) < 1e-3) continue;
    for (let column = 0; column < WIDTH; column += 1) bias[column] = (bias[column] ?? 0) - 0.002 * (errors[column] ?? 0);
    for (const row of rows) {
      for (let column = 0; column < WIDTH; column += 1) {
        const at = row * WIDTH + column;
        const gradient = (errors[column] ?? 0) + SETTINGS.decay * (weights[at] ?? 0);
        squares[at] = (squares[at] ?? 0) + gradient * gradient;
        weights[at] = (weights[at] ?? 0) - (SETTINGS.rate * gradient) / Math.sqrt(squares[at] ?? 1);
      }
    }
  }
  return quantised(weights, bias);
}

function sampler(texts: readonly LanguageText[], random: Random): () => LanguageText {
  const byLanguage = new Map(LEARNED_LANGUAGES.map((language) => [language as string, texts.filter((text) => text.language === language)]));
  const bag = LEARNED_LANGUAGES.flatMap((language) => Array.from({ length: SHARES[language] ?? OTHER_SHARE }, () => language));
  return () => {
    const language = random.pick(bag);
    const own = byLanguage.get(language) ?? [];
    if (own.length === 0 || random.chance(FROM_LIST[language] ?? 1)) return listText(language, random);
    return stretchOf(random.pick(own), random);
  };
}

function probabilities(rows: readonly number[], weights: Float32Array, bias: Float32Array): Float64Array {
  const logits = Float64Array.from(bias);
  for (const row of rows) for (let column = 0; column < WIDTH; column += 1) logits[column] = (logits[column] ?? 0) + (weights[row * WIDTH + column] ?? 0);
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** A few huge weights would cost all others their resolution; they are cut. */
const KEPT = 0.9995;

function quantised(weights: Float32Array, bias: Float32Array): LanguageModel {
  const sizes = weights
    .map(Math.abs)
    .filter((size) => size > 0)
    .toSorted();
  const scale = (sizes[Math.floor(sizes.length * KEPT)] ?? 1) / 127;
  const bytes = Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale))));
  return { languages: LEARNED_LANGUAGES, weights: bytes, bias, scale };
}
