// Training of the linear model by stochastic gradients with AdaGrad steps (Duchi et al., 2011). Features are dropped at random
// while training (blankout noise: van der Maaten et al., 2013), so that no single word decides and unseen wordings still add up.

import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';

import { featurePulls, poolWindows, SCAM_POWER, sizeOf, softmax, TYPE_POWER } from '../classify/linear-model.ts';
import type { Pooled } from '../classify/linear-model.ts';
import { FACTS } from '../classify/model-input.ts';
import type { Example } from './examples.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';

export interface TrainingSettings {
  /** log2 of the number of buckets. */
  scamBits: number;
  typeBits: number;
  epochs: number;
  rate: number;
  /** Share of features left out of each example at each pass. */
  dropped: number;
  /** Pull of every weight towards zero. */
  decay: number;
  seed: number;
}

export const TRAINING: TrainingSettings = { scamBits: 18, typeBits: 16, epochs: 10, rate: 0.08, dropped: 0.4, decay: 1e-5, seed: 20261125 };

/** Weights before quantising. `typeFacts` and `typeText` have one row a fact or bucket, one column a type. */
export interface TrainedModel {
  settings: TrainingSettings;
  scamBias: number;
  scamFacts: Float32Array;
  scamText: Float32Array;
  typeBias: Float32Array;
  typeFacts: Float32Array;
  typeText: Float32Array;
}

const TYPES = SCAM_TYPES.length;
const EPSILON = 1e-6;
/** Facts are few and strong; smaller steps keep them from drowning the words. */
const FACT_RATE = 0.5;

export function trainModel(examples: readonly Example[], settings: TrainingSettings = TRAINING): TrainedModel {
  const model = emptyModel(settings);
  trainScam(model, examples);
  trainTypes(
    model,
    examples.filter(({ type }) => type >= 0),
  );
  return model;
}

function emptyModel(settings: TrainingSettings): TrainedModel {
  return {
    settings,
    scamBias: 0,
    scamFacts: new Float32Array(FACTS.length),
    scamText: new Float32Array(2 ** settings.scamBits),
    typeBias: new Float32Array(TYPES),
    typeFacts: new Float32Array(FACTS.length * TYPES),
    typeText: new Float32Array(2 ** settings.typeBits * TYPES),
  };
}

function trainScam(model: TrainedModel, examples: readonly Example[]): void {
  const { epochs, rate, dropped, decay, scamBits, seed } = model.settings;
  const random = createRandom(seed);
  const textSquares = new Float32Array(model.scamText.length).fill(EPSILON);
  const factSquares = new Float32Array(model.scamFacts.length).fill(EPSILON);
  let biasSquares = EPSILON;
  const shift = 32 - scamBits;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const example of shuffled(examples, random)) {
      const mask = dropMask(random, dropped);
      const { logit, shares } = scamLogit(model, example, mask);
      const error = example.weight * (1 / (1 + Math.exp(-logit)) - example.scam);
      if (Math.abs(error) < 1e-4) continue;
      biasSquares += error * error;
      model.scamBias -= (rate * error) / Math.sqrt(biasSquares);
      for (let fact = 0; fact < FACTS.length; fact += 1) {
        const value = example.facts[fact] ?? 0;
        if (value === 0) continue;
        const gradient = error * value + decay * (model.scamFacts[fact] ?? 0);
        factSquares[fact] = (factSquares[fact] ?? 0) + gradient * gradient;
        model.scamFacts[fact] = (model.scamFacts[fact] ?? 0) - (FACT_RATE * rate * gradient) / Math.sqrt(factSquares[fact] ?? 1);
      }
      const { hashes } = example.features;
      const pulls = featurePulls(example, shares, SCAM_POWER);
      for (let i = 0; i < hashes.length; i += 1) {
        const hash = hashes[i] ?? 0;
        if (isDropped(hash, mask)) continue;
        const bucket = hash >>> shift;
        const weight = model.scamText[bucket] ?? 0;
        const gradient = error * (pulls[i] ?? 0) + decay * weight;
        const squares = (textSquares[bucket] ?? 0) + gradient * gradient;
        textSquares[bucket] = squares;
        model.scamText[bucket] = weight - (rate * gradient) / Math.sqrt(squares);
      }
    }
  }
}

interface DropMask {
  salt: number;
  /** Of 2^32. */
  below: number;
}

const KEEP_ALL: DropMask = { salt: 0, below: 0 };

function dropMask(random: Random, share: number): DropMask {
  return { salt: (random.next() * 2 ** 32) >>> 0, below: share * 2 ** 32 };
}

function isDropped(hash: number, { salt, below }: DropMask): boolean {
  return below > 0 && Math.imul(hash ^ salt, 0x9e3779b1) >>> 0 < below;
}

export function scamLogit(model: TrainedModel, example: Example, mask: DropMask = KEEP_ALL): Pooled {
  const { hashes } = example.features;
  const shift = 32 - model.settings.scamBits;
  const sums = new Float64Array(hashes.length + 1);
  const scale = 1 / (1 - mask.below / 2 ** 32);
  for (let i = 0; i < hashes.length; i += 1) {
    const hash = hashes[i] ?? 0;
    sums[i + 1] = (sums[i] ?? 0) + (isDropped(hash, mask) ? 0 : (model.scamText[hash >>> shift] ?? 0) * scale);
  }
  let base = model.scamBias;
  for (let fact = 0; fact < FACTS.length; fact += 1) base += (model.scamFacts[fact] ?? 0) * (example.facts[fact] ?? 0);
  const logits = new Float64Array(example.windows.length / 2);
  for (let w = 0; w < logits.length; w += 1) {
    const [from, to] = [example.windows[2 * w] ?? 0, example.windows[2 * w + 1] ?? 0];
    logits[w] = base + ((sums[to] ?? 0) - (sums[from] ?? 0)) / sizeOf(from, to, SCAM_POWER);
  }
  return poolWindows(logits);
}

function trainTypes(model: TrainedModel, examples: readonly Example[]): void {
  const { epochs, rate, dropped, decay, typeBits, seed } = model.settings;
  const random = createRandom(seed + 1);
  const textSquares = new Float32Array(model.typeText.length).fill(EPSILON);
  const factSquares = new Float32Array(model.typeFacts.length).fill(EPSILON);
  const shift = 32 - typeBits;
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const example of shuffled(examples, random)) {
      const mask = dropMask(random, dropped);
      const pulls = featurePulls(example, scamLogit(model, example).shares, TYPE_POWER);
      const errors = softmax(typeLogits(model, example, { pulls, mask }));
      errors[example.type] = (errors[example.type] ?? 0) - 1;
      for (let type = 0; type < TYPES; type += 1) model.typeBias[type] = (model.typeBias[type] ?? 0) - 0.01 * (errors[type] ?? 0);
      for (let fact = 0; fact < FACTS.length; fact += 1) {
        const value = example.facts[fact] ?? 0;
        if (value !== 0) descend(model.typeFacts, factSquares, { row: fact, errors, pull: value, rate: FACT_RATE * rate, decay });
      }
      const { hashes } = example.features;
      for (let i = 0; i < hashes.length; i += 1) {
        const hash = hashes[i] ?? 0;
        if (!isDropped(hash, mask)) descend(model.typeText, textSquares, { row: hash >>> shift, errors, pull: pulls[i] ?? 0, rate, decay });
      }
    }
  }
}

interface Step {
  row: number;
  errors: Float64Array;
  pull: number;
  rate: number;
  decay: number;
}

function descend(weights: Float32Array, squares: Float32Array, { row, errors, pull, rate, decay }: Step): void {
  for (let type = 0; type < TYPES; type += 1) {
    const at = row * TYPES + type;
    const gradient = (errors[type] ?? 0) * pull + decay * (weights[at] ?? 0);
    const sum = (squares[at] ?? 0) + gradient * gradient;
    squares[at] = sum;
    weights[at] = (weights[at] ?? 0) - (rate * gradient) / Math.sqrt(sum);
  }
}

/** Log-odds-like score of each type, read where the scam is. */
export function typeLogits(model: TrainedModel, example: Example, at?: { pulls: Float64Array; mask: DropMask }): Float64Array {
  const pulls = at?.pulls ?? featurePulls(example, scamLogit(model, example).shares, TYPE_POWER);
  const mask = at?.mask ?? KEEP_ALL;
  const logits = Float64Array.from(model.typeBias);
  const scale = 1 / (1 - mask.below / 2 ** 32);
  const shift = 32 - model.settings.typeBits;
  const { hashes } = example.features;
  for (let i = 0; i < hashes.length; i += 1) {
    const hash = hashes[i] ?? 0;
    if (!isDropped(hash, mask)) addRow(logits, model.typeText, hash >>> shift, (pulls[i] ?? 0) * scale);
  }
  for (let fact = 0; fact < FACTS.length; fact += 1) {
    const value = example.facts[fact] ?? 0;
    if (value !== 0) addRow(logits, model.typeFacts, fact, value);
  }
  return logits;
}

function addRow(sums: Float64Array, weights: Float32Array, row: number, factor: number): void {
  for (let type = 0; type < TYPES; type += 1) sums[type] = (sums[type] ?? 0) + factor * (weights[row * TYPES + type] ?? 0);
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[], random: Random): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    const [a, b] = [order[i], order[j]];
    if (a !== undefined && b !== undefined) [order[i], order[j]] = [b, a];
  }
  return order;
}
