// From trained weights to the bytes that are shipped.

import type { Calibration, ModelWeights } from '../classify/linear-model.ts';
import { FACTS } from '../classify/model-input.ts';
import type { TrainedModel } from './train-model.ts';

export function quantise(model: TrainedModel, calibration: Record<string, Calibration>, id: string): ModelWeights {
  const scam = toBytes(model.scamText);
  const heads = model.heads.map((head) => ({ head, ...toBytes(head.text) }));
  return {
    header: {
      id,
      scamBits: model.settings.scamBits,
      scamScale: scam.scale,
      scamBias: model.scamBias,
      calibration,
      facts: FACTS,
      heads: heads.map(({ head: { name, classes, bits }, scale }) => ({ name, classes, bits, scale })),
    },
    scamFacts: model.scamFacts,
    scamText: scam.bytes,
    heads: heads.map(({ head: { bias, facts }, bytes }) => ({ bias, facts, text: bytes })),
  };
}

/** A few huge weights would cost all others their resolution; they are cut. */
const KEPT = 0.9998;

function toBytes(weights: Float32Array): { bytes: Int8Array; scale: number } {
  const sizes = weights
    .map(Math.abs)
    .filter((size) => size > 0)
    .toSorted();
  const scale = (sizes[Math.floor(sizes.length * KEPT)] ?? 1) / 127;
  return { bytes: Int8Array.from(weights, (weight) => Math.max(-127, Math.min(127, Math.round(weight / scale)))), scale };
}
