// The trained model as it is shipped: one byte a weight, read once at start. Scoring is a sum of table look-ups.

import { readFileSync } from 'node:fs';

import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';

import type { ModelInput } from './model-input.ts';
import { FACTS } from './model-input.ts';

/** What the file says of itself. */
export interface ModelHeader {
  /** Day of training and a digest of corpus and settings: stored with each reading. */
  id: string;
  scamBits: number;
  typeBits: number;
  /** Weight of one step of the bytes. */
  scamScale: number;
  typeScale: number;
  scamBias: number;
  /** Platt scaling (1999): probability = 1 / (1 + exp(-(slope × log-odds + offset))). */
  slope: number;
  offset: number;
  /** Probability from which a message is called a scam, and from which suspicious; see docs/model-card.md. */
  scamFrom: number;
  suspiciousFrom: number;
  /** Facts by name, so that a model made for another list is refused. */
  facts: readonly string[];
  types: readonly string[];
}

export interface ModelWeights {
  header: ModelHeader;
  scamFacts: Float32Array;
  typeBias: Float32Array;
  typeFacts: Float32Array;
  scamText: Int8Array;
  typeText: Int8Array;
}

/** Of one message. `pulls[i]`: how much the weight of feature i counts. */
export interface ScamScore {
  /** Calibrated probability, 0…1. */
  probability: number;
  pulls: Float64Array;
  /** How much each window counts. */
  shares: Float64Array;
}

const TYPES = SCAM_TYPES.length;
const MAGIC = 'JAGAMODEL1\n';

export class LinearModel {
  readonly header: ModelHeader;
  readonly #weights: ModelWeights;
  readonly #scamShift: number;
  readonly #typeShift: number;

  /** @throws Error when the model was made for other facts or types than this code has. */
  constructor(weights: ModelWeights) {
    const { header } = weights;
    if (header.facts.join() !== FACTS.join() || header.types.join() !== SCAM_TYPES.join()) {
      throw new Error(`model ${header.id} was trained for other facts or types than this reader has: run "npm run train"`);
    }
    this.header = header;
    this.#weights = weights;
    this.#scamShift = 32 - header.scamBits;
    this.#typeShift = 32 - header.typeBits;
  }

  /** Pooled over the windows of the text (see windows.ts). Linear in the text's length. */
  scamScore(input: ModelInput): ScamScore {
    const sums = this.#prefixSums(input);
    const base = this.#factSum(input.facts);
    const { windows } = input;
    const logits = new Float64Array(windows.length / 2);
    for (let w = 0; w < logits.length; w += 1) {
      const [from, to] = [windows[2 * w] ?? 0, windows[2 * w + 1] ?? 0];
      logits[w] = base + (this.header.scamScale * ((sums[to] ?? 0) - (sums[from] ?? 0))) / sizeOf(from, to, SCAM_POWER);
    }
    const { logit, shares } = poolWindows(logits);
    return { probability: 1 / (1 + Math.exp(-(this.header.slope * logit + this.header.offset))), pulls: featurePulls(input, shares, SCAM_POWER), shares };
  }

  /** Probability of each type given that it is a scam, in the order of SCAM_TYPES. */
  typeScores(input: ModelInput, { shares }: Pick<ScamScore, 'shares'>): Float64Array {
    const { features, facts } = input;
    const pulls = featurePulls(input, shares, TYPE_POWER);
    const { typeBias, typeFacts, typeText, header } = this.#weights;
    const sums = new Float64Array(TYPES);
    const { hashes } = features;
    for (let i = 0; i < hashes.length; i += 1) {
      const row = ((hashes[i] ?? 0) >>> this.#typeShift) * TYPES;
      const pull = pulls[i] ?? 0;
      for (let type = 0; type < TYPES; type += 1) sums[type] = (sums[type] ?? 0) + pull * (typeText[row + type] ?? 0);
    }
    for (let type = 0; type < TYPES; type += 1) sums[type] = (sums[type] ?? 0) * header.typeScale + (typeBias[type] ?? 0);
    for (let fact = 0; fact < FACTS.length; fact += 1) {
      const value = facts[fact] ?? 0;
      if (value === 0) continue;
      for (let type = 0; type < TYPES; type += 1) sums[type] = (sums[type] ?? 0) + value * (typeFacts[fact * TYPES + type] ?? 0);
    }
    return softmax(sums);
  }

  /** What each unit of the view adds to the log-odds, for quoting the words that count. */
  contributions({ features }: ModelInput, { pulls }: ScamScore): Float64Array {
    const { scamText } = this.#weights;
    const { hashes, ends } = features;
    const added = new Float64Array(ends.length);
    let i = 0;
    for (let unit = 0; unit < ends.length; unit += 1) {
      for (; i < (ends[unit] ?? 0); i += 1) {
        added[unit] = (added[unit] ?? 0) + (pulls[i] ?? 0) * (scamText[(hashes[i] ?? 0) >>> this.#scamShift] ?? 0) * this.header.scamScale;
      }
    }
    return added;
  }

  #prefixSums({ features }: ModelInput): Int32Array {
    const { scamText } = this.#weights;
    const { hashes } = features;
    const sums = new Int32Array(hashes.length + 1);
    let sum = 0;
    for (let i = 0; i < hashes.length; i += 1) {
      sum += scamText[(hashes[i] ?? 0) >>> this.#scamShift] ?? 0;
      sums[i + 1] = sum;
    }
    return sums;
  }

  #factSum(facts: Float32Array): number {
    const { scamFacts } = this.#weights;
    let sum = this.header.scamBias;
    for (let fact = 0; fact < facts.length; fact += 1) sum += (scamFacts[fact] ?? 0) * (facts[fact] ?? 0);
    return sum;
  }
}

/**
 * Sums of weights are divided by the number of features to a power: 0 would add evidence up without end, 1 would average it away.
 * By cross-validation: more evidence is more of a scam, but not more of a type.
 */
export const SCAM_POWER = 0.2;
export const TYPE_POWER = 0.5;

export function sizeOf(from: number, to: number, power: number): number {
  return Math.max(1, to - from) ** power;
}

/** Log-odds of the windows pooled into one, and how much each window counts in it. */
export interface Pooled {
  logit: number;
  shares: Float64Array;
}

/** Logarithm of the mean of exponentials: a smooth maximum, so one damning passage in a long text is enough. */
export function poolWindows(logits: Float64Array): Pooled {
  let top = -Infinity;
  for (const logit of logits) top = Math.max(top, logit);
  const shares = new Float64Array(logits.length);
  let sum = 0;
  for (let w = 0; w < logits.length; w += 1) {
    const share = Math.exp((logits[w] ?? 0) - top);
    shares[w] = share;
    sum += share;
  }
  for (let w = 0; w < shares.length; w += 1) shares[w] = (shares[w] ?? 0) / sum;
  return { logit: top + Math.log(sum / logits.length), shares };
}

/** How much each feature's weight moves the pooled log-odds: its windows' shares over their sizes to a power. */
export function featurePulls({ features, windows }: Pick<ModelInput, 'features' | 'windows'>, shares: Float64Array, power: number): Float64Array {
  const pulls = new Float64Array(features.hashes.length + 1);
  for (let w = 0; w < shares.length; w += 1) {
    const [from, to] = [windows[2 * w] ?? 0, windows[2 * w + 1] ?? 0];
    const pull = (shares[w] ?? 0) / sizeOf(from, to, power);
    pulls[from] = (pulls[from] ?? 0) + pull;
    pulls[to] = (pulls[to] ?? 0) - pull;
  }
  let sum = 0;
  for (let i = 0; i < pulls.length; i += 1) {
    sum += pulls[i] ?? 0;
    pulls[i] = sum;
  }
  return pulls;
}

export function softmax(logits: Float64Array): Float64Array {
  const top = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/** File: magic line, header as one line of JSON, then the arrays in the order of `ModelWeights`, little-endian. */
export function encodeModel({ header, scamFacts, typeBias, typeFacts, scamText, typeText }: ModelWeights): Buffer {
  const arrays = [scamFacts, typeBias, typeFacts, scamText, typeText].map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength));
  return Buffer.concat([Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`), ...arrays]);
}

/** @throws Error when the bytes are no model or a cut one. */
export function decodeModel(bytes: Buffer): ModelWeights {
  if (!bytes.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC))) throw new Error('not a reader model');
  const headerEnd = bytes.indexOf(10, MAGIC.length);
  const header = JSON.parse(bytes.subarray(MAGIC.length, headerEnd).toString('utf8')) as ModelHeader;
  let at = headerEnd + 1;
  const take = (length: number): ArrayBuffer => {
    const part = new Uint8Array(bytes.subarray(at, at + length));
    if (part.byteLength !== length) throw new Error(`reader model ${header.id} is cut short`);
    at += length;
    return part.buffer;
  };
  return {
    header,
    scamFacts: new Float32Array(take(4 * header.facts.length)),
    typeBias: new Float32Array(take(4 * TYPES)),
    typeFacts: new Float32Array(take(4 * header.facts.length * TYPES)),
    scamText: new Int8Array(take(2 ** header.scamBits)),
    typeText: new Int8Array(take(2 ** header.typeBits * TYPES)),
  };
}

/** @throws Error when there is no model at `path` or it does not fit this reader. */
export function loadModel(path: string): LinearModel {
  return new LinearModel(decodeModel(readFileSync(path)));
}
