// The trained model as it is shipped: one byte a weight, read once at start. Scoring is a sum of table look-ups.

import { readFileSync } from 'node:fs';

import type { ModelInput } from './model-input.ts';
import { FACTS } from './model-input.ts';
import type { WeighedFeatures } from './told-features.ts';

/** What the file says of itself. */
export interface ModelHeader {
  /** Digest of corpus and settings. */
  id: string;
  scamBits: number;
  /** Weight of one step of the bytes. */
  scamScale: number;
  scamBias: number;
  /** By language; `und` for those the model was not trained on. */
  calibration: Readonly<Record<string, Calibration>>;
  /** Facts by name, so that a model made for another list is refused. */
  facts: readonly string[];
  /** Questions with several answers: which type, what became of the writer's money. */
  heads: readonly HeadHeader[];
}

/** Platt scaling (1999): probability = 1 / (1 + exp(-(slope × log-odds + offset))). */
export interface Calibration {
  slope: number;
  offset: number;
  /** Probability from which a message is called a scam, and from which suspicious; see docs/model-card.md. */
  scamFrom: number;
  suspiciousFrom: number;
}

export interface HeadHeader {
  name: string;
  classes: readonly string[];
  bits: number;
  scale: number;
}

/** One row a fact or bucket, one column a class. */
export interface HeadWeights {
  bias: Float32Array;
  facts: Float32Array;
  text: Int8Array;
}

export interface ModelWeights {
  header: ModelHeader;
  scamFacts: Float32Array;
  scamText: Int8Array;
  /** In the order of `header.heads`. */
  heads: readonly HeadWeights[];
}

/** Of one message. */
export interface ScamScore {
  /** Calibrated probability, 0…1. */
  probability: number;
  /** How much each window of the text counts. */
  shares: Float64Array;
}

const MAGIC = 'JAGAMODEL3\n';

export class LinearModel {
  readonly header: ModelHeader;
  readonly #weights: ModelWeights;
  readonly #shift: number;

  /** @throws Error when the model was made for other facts than this reader finds. */
  constructor(weights: ModelWeights) {
    const { header } = weights;
    if (header.facts.join() !== FACTS.join()) throw new Error(`model ${header.id} was trained for other facts than this reader finds: run "npm run train"`);
    this.header = header;
    this.#weights = weights;
    this.#shift = 32 - header.scamBits;
  }

  /** @throws Error when the model has no calibration for languages it was not trained on. */
  calibrationFor(language: string): Calibration {
    const calibration = this.header.calibration[language] ?? this.header.calibration['und'];
    if (calibration === undefined) throw new Error(`model ${this.header.id} has no calibration`);
    return calibration;
  }

  /** Pooled over the windows of the text (see windows.ts). Linear in the text's length. */
  scamScore({ features, windows, facts }: ModelInput, { slope, offset }: Calibration): ScamScore {
    const sums = this.#prefixSums(features.hashes);
    const base = this.#factSum(facts);
    const logits = new Float64Array(windows.length / 2);
    for (let w = 0; w < logits.length; w += 1) {
      const [from, to] = [windows[2 * w] ?? 0, windows[2 * w + 1] ?? 0];
      logits[w] = base + (this.header.scamScale * ((sums[to] ?? 0) - (sums[from] ?? 0))) / sizeOf(from, to, SCAM_POWER);
    }
    const { logit, shares } = poolWindows(logits);
    return { probability: 1 / (1 + Math.exp(-(slope * logit + offset))), shares };
  }

  /**
   * Probability of each class of a head.
   * @throws Error when the model has no such head.
   */
  classShares(name: string, weighed: WeighedFeatures, facts: Float32Array): Float64Array {
    const at = this.header.heads.findIndex((head) => head.name === name);
    const [head, weights] = [this.header.heads[at], this.#weights.heads[at]];
    if (head === undefined || weights === undefined) throw new Error(`model ${this.header.id} has no head ${name}`);
    return softmax(headLogits({ ...head, ...weights }, { ...weighed, facts }));
  }

  /** What each unit of the view adds to the log-odds, for quoting the words that count. */
  contributions(input: ModelInput, { shares }: ScamScore): Float64Array {
    const { hashes, ends } = input.features;
    const { scamText } = this.#weights;
    const pulls = featurePulls(input, shares, SCAM_POWER);
    const added = new Float64Array(ends.length);
    let i = 0;
    for (let unit = 0; unit < ends.length; unit += 1) {
      for (; i < (ends[unit] ?? 0); i += 1) {
        added[unit] = (added[unit] ?? 0) + (pulls[i] ?? 0) * (scamText[(hashes[i] ?? 0) >>> this.#shift] ?? 0) * this.header.scamScale;
      }
    }
    return added;
  }

  #prefixSums(hashes: Uint32Array): Int32Array {
    const { scamText } = this.#weights;
    const sums = new Int32Array(hashes.length + 1);
    let sum = 0;
    for (let i = 0; i < hashes.length; i += 1) {
      sum += scamText[(hashes[i] ?? 0) >>> this.#shift] ?? 0;
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

/** A head in training or as shipped. */
export interface Head {
  classes: readonly string[];
  bits: number;
  scale: number;
  bias: Float32Array;
  facts: Float32Array;
  text: Int8Array | Float32Array;
}

/** Log-odds of each class up to a constant; `dropped` leaves features out while training. */
export function headLogits(
  head: Head,
  { hashes, pulls, facts }: WeighedFeatures & Pick<ModelInput, 'facts'>,
  dropped?: (hash: number) => boolean,
): Float64Array {
  const { text } = head;
  const size = head.classes.length;
  const shift = 32 - head.bits;
  const sums = new Float64Array(size);
  // Features of one pull, as all of a short text have, are added up before it is applied.
  const same = text instanceof Int8Array ? new Int32Array(size) : new Float64Array(size);
  for (let i = 0; i < hashes.length; i += 1) {
    const hash = hashes[i] ?? 0;
    if (dropped === undefined || !dropped(hash)) {
      const row = (hash >>> shift) * size;
      for (let each = 0; each < size; each += 1) same[each] = (same[each] ?? 0) + (text[row + each] ?? 0);
    }
    const pull = pulls[i] ?? 0;
    if (i + 1 < hashes.length && pulls[i + 1] === pull) continue;
    for (let each = 0; each < size; each += 1) sums[each] = (sums[each] ?? 0) + pull * (same[each] ?? 0);
    same.fill(0);
  }
  for (let each = 0; each < size; each += 1) sums[each] = (sums[each] ?? 0) * head.scale + (head.bias[each] ?? 0);
  for (let fact = 0; fact < facts.length; fact += 1) {
    const value = facts[fact] ?? 0;
    if (value === 0) continue;
    for (let each = 0; each < size; each += 1) sums[each] = (sums[each] ?? 0) + value * (head.facts[fact * size + each] ?? 0);
  }
  return sums;
}

/**
 * Sums of weights are divided by the number of features to a power: 0 would add evidence up without end, 1 would average it away.
 * By cross-validation: more evidence is more of a scam, but not more of a type.
 */
export const SCAM_POWER = 0.2;
const CLASS_POWER = 0.5;

export function sizeOf(from: number, to: number, power: number): number {
  return Math.max(1, to - from) ** power;
}

/** Log-odds of the windows pooled into one, and how much each window counts in it. */
export interface Pooled {
  logit: number;
  shares: Float64Array;
}

// Padding of one window costs log(2) / SHARPNESS of log-odds, hardly anything; noise of many windows is averaged all the same.
const SHARPNESS = 2;

/** Logarithm of the mean of exponentials: a smooth maximum, so one damning passage in a long text is enough. */
export function poolWindows(logits: Float64Array): Pooled {
  let top = -Infinity;
  for (const logit of logits) top = Math.max(top, logit);
  const shares = new Float64Array(logits.length);
  let sum = 0;
  for (let w = 0; w < logits.length; w += 1) {
    const share = Math.exp(SHARPNESS * ((logits[w] ?? 0) - top));
    shares[w] = share;
    sum += share;
  }
  for (let w = 0; w < shares.length; w += 1) shares[w] = (shares[w] ?? 0) / sum;
  return { logit: top + Math.log(sum / logits.length) / SHARPNESS, shares };
}

/** The features where the scam is, for questions about it. */
export function scamFeatures(input: Pick<ModelInput, 'features' | 'windows'>, shares: Float64Array): WeighedFeatures {
  return { hashes: input.features.hashes, pulls: featurePulls(input, shares, CLASS_POWER) };
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

/** File: magic line, header as one line of JSON, then facts and text of the scam score and of each head, little-endian. */
export function encodeModel({ header, scamFacts, scamText, heads }: ModelWeights): Buffer {
  const arrays = [scamFacts, scamText, ...heads.flatMap(({ bias, facts, text }) => [bias, facts, text])];
  return Buffer.concat([
    Buffer.from(`${MAGIC}${JSON.stringify(header)}\n`),
    ...arrays.map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength)),
  ]);
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
  const facts = header.facts.length;
  return {
    header,
    scamFacts: new Float32Array(take(4 * facts)),
    scamText: new Int8Array(take(2 ** header.scamBits)),
    heads: header.heads.map(({ classes, bits }) => ({
      bias: new Float32Array(take(4 * classes.length)),
      facts: new Float32Array(take(4 * facts * classes.length)),
      text: new Int8Array(take(2 ** bits * classes.length)),
    })),
  };
}

/** @throws Error when there is no model at `path` or it does not fit this reader. */
export function loadModel(path: string): LinearModel {
  return new LinearModel(decodeModel(readFileSync(path)));
}
