// Training of the linear model by stochastic gradients with AdaGrad steps (Duchi et al., 2011). Features are dropped at random
// while training (blankout noise: van der Maaten et al., 2013), so that no single word decides and unseen wordings still add up.

import { featurePulls, headLogits, poolWindows, SCAM_POWER, scamFeatures, sizeOf, softmax } from '../classify/linear-model.ts';
import type { Head, Pooled } from '../classify/linear-model.ts';
import { FACTS } from '../classify/model-input.ts';
import type { Example } from './examples.ts';
import type { WeighedFeatures } from '../classify/told-features.ts';
import { LABELLED_HEADS } from './heads.ts';
import type { LabelledHead } from './heads.ts';
import { createRandom } from './random.ts';
import type { Random } from './random.ts';

export interface TrainingSettings {
  /** log2 of the number of buckets. */
  scamBits: number;
  epochs: number;
  rate: number;
  /** Share of features left out of each example at each pass. */
  dropped: number;
  /** Pull of every weight towards zero. */
  decay: number;
  seed: number;
}

export const TRAINING: TrainingSettings = { scamBits: 20, epochs: 15, rate: 0.04, dropped: 0.75, decay: 1e-5, seed: 20261125 };

/** A head whose weights are not yet bytes. */
export type TrainedHead = Head & { name: string; text: Float32Array };

/** Weights before quantising. */
export interface TrainedModel {
  settings: TrainingSettings;
  scamBias: number;
  scamFacts: Float32Array;
  scamText: Float32Array;
  heads: TrainedHead[];
}

const EPSILON = 1e-6;
/** Facts are few and strong; smaller steps keep them from drowning the words. */
const FACT_RATE = 0.5;

export function trainModel(examples: readonly Example[], settings: TrainingSettings = TRAINING): TrainedModel {
  const model: TrainedModel = {
    settings,
    scamBias: 0,
    scamFacts: new Float32Array(FACTS.length),
    scamText: new Float32Array(2 ** settings.scamBits),
    heads: [],
  };
  trainScam(model, examples);
  for (const head of LABELLED_HEADS) model.heads.push(trainHead(model, head, examples));
  return model;
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
      if (example.scam === null) continue;
      const mask = dropMask(random, dropped);
      const { logit, shares } = scamLogit(model, example, mask);
      const error = 1 / (1 + Math.exp(-logit)) - example.scam;
      if (Math.abs(error) < 1e-4) continue;
      biasSquares += error * error;
      model.scamBias -= (rate * error) / Math.sqrt(biasSquares);
      for (let fact = 0; fact < FACTS.length; fact += 1) {
        const value = example.facts[fact] ?? 0;
        if (value !== 0) descend(model.scamFacts, factSquares, { at: fact, gradient: error * value, rate: FACT_RATE * rate, decay });
      }
      const { hashes } = example.features;
      const pulls = featurePulls(example, shares, SCAM_POWER);
      for (let i = 0; i < hashes.length; i += 1) {
        const hash = hashes[i] ?? 0;
        if (!isDropped(hash, mask)) descend(model.scamText, textSquares, { at: hash >>> shift, gradient: error * (pulls[i] ?? 0), rate, decay });
      }
    }
  }
}

interface Step {
  at: number;
  gradient: number;
  rate: number;
  decay: number;
}

function descend(weights: Float32Array, squares: Float32Array, { at, gradient, rate, decay }: Step): void {
  const weight = weights[at] ?? 0;
  const slope = gradient + decay * weight;
  const sum = (squares[at] ?? 0) + slope * slope;
  squares[at] = sum;
  weights[at] = weight - (rate * slope) / Math.sqrt(sum);
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

function trainHead(model: TrainedModel, { name, classes, bits, labelOf, wholeTelling, ...own }: LabelledHead, examples: readonly Example[]): TrainedHead {
  const { epochs, rate, decay, seed } = model.settings;
  const dropped = own.dropped ?? model.settings.dropped;
  const size = classes.length;
  const labelled = examples.flatMap((example) => {
    const label = labelOf(example.script.label);
    return label === null ? [] : [{ example, label: classes.indexOf(label), weighed: weighedFor(model, example, wholeTelling) }];
  });
  const head: TrainedHead = {
    name,
    classes,
    bits,
    scale: 1,
    bias: new Float32Array(size),
    facts: new Float32Array(FACTS.length * size),
    text: new Float32Array(2 ** bits * size),
  };
  const random = createRandom(seed + 1);
  const textSquares = new Float32Array(head.text.length).fill(EPSILON);
  const factSquares = new Float32Array(head.facts.length).fill(EPSILON);
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const { example, label, weighed } of shuffled(labelled, random)) {
      const mask = dropMask(random, dropped);
      const errors = softmax(headLogits({ ...head, scale: 1 / (1 - dropped) }, { ...weighed, facts: example.facts }, (hash) => isDropped(hash, mask)));
      errors[label] = (errors[label] ?? 0) - 1;
      const descendRow = (weights: Float32Array, squares: Float32Array, { row, pull, rate: step }: { row: number; pull: number; rate: number }): void => {
        for (let each = 0; each < size; each += 1) {
          descend(weights, squares, { at: row * size + each, gradient: (errors[each] ?? 0) * pull, rate: step, decay });
        }
      };
      for (let each = 0; each < size; each += 1) head.bias[each] = (head.bias[each] ?? 0) - 0.01 * (errors[each] ?? 0);
      for (let fact = 0; fact < FACTS.length; fact += 1) {
        const value = example.facts[fact] ?? 0;
        if (value !== 0) descendRow(head.facts, factSquares, { row: fact, pull: value, rate: FACT_RATE * rate });
      }
      const { hashes, pulls } = weighed;
      for (let i = 0; i < hashes.length; i += 1) {
        const hash = hashes[i] ?? 0;
        if (!isDropped(hash, mask)) descendRow(head.text, textSquares, { row: hash >>> (32 - bits), pull: pulls[i] ?? 0, rate });
      }
    }
  }
  return head;
}

function weighedFor(model: TrainedModel, example: Example, wholeTelling: true | undefined): WeighedFeatures {
  return (wholeTelling && example.told) ?? scamFeatures(example, scamLogit(model, example).shares);
}

/** Probability of each class of a head before quantising. */
export function trainedShares(model: TrainedModel, name: string, example: Example): Float64Array {
  const head = model.heads.find((each) => each.name === name);
  if (head === undefined) throw new Error(`no head ${name}`);
  const wholeTelling = LABELLED_HEADS.find((each) => each.name === name)?.wholeTelling;
  return softmax(headLogits(head, { ...weighedFor(model, example, wholeTelling), facts: example.facts }));
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
