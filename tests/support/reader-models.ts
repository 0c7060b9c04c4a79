// Reader models for tests: the shipped one, leaned until it says one thing of every message, or broken. No test hangs on what the shipped one says.

import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeModel, encodeModel, LinearModel, type ModelWeights } from '#core/reading/classify/linear-model.ts';

const SHIPPED = new URL('../../core/reading/data/reader.model', import.meta.url);

/** `lean` is added to the log-odds of every message: 1,000 calls each a scam. */
export function weightsOf(id: string, lean = 0): ModelWeights {
  const weights = decodeModel(readFileSync(SHIPPED));
  return { ...weights, header: { ...weights.header, id, scamBias: weights.header.scamBias + lean } };
}

export function modelOf(id: string, lean = 0): LinearModel {
  return new LinearModel(weightsOf(id, lean));
}

/** @returns the path of its file. */
export function writeModel(weights: ModelWeights): string {
  const path = join(mkdtempSync(join(tmpdir(), 'jaga-model-')), 'reader.model');
  writeFileSync(path, encodeModel(weights));
  return path;
}
