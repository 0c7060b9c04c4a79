// From log-odds to probabilities and thresholds, on predictions of scripts that a model was not trained on.

import type { BenignKind, Label } from './corpus.ts';
import type { Script } from './corpus.ts';

/** A script and what a model that never saw it said. */
export interface Prediction {
  script: Script;
  logit: number;
  type: string;
  loss: string;
}

export interface Calibration {
  slope: number;
  offset: number;
  scamFrom: number;
  suspiciousFrom: number;
}

/** What people write to each other, as opposed to what firms and offices send them. */
export const ORDINARY: readonly BenignKind[] = ['chat', 'family', 'work', 'other', 'appointment', 'shopping'];

/** Promise: at most half a percent of ordinary messages, 3 % of bank notices are called scams. */
const ORDINARY_ALARMS = 0.005;
const BANK_ALARMS = 0.03;
const SUSPICIOUS_ALARMS = 0.02;

export function calibrate(predictions: readonly Prediction[]): Calibration {
  const { slope, offset } = platt(predictions);
  const probability = (logit: number): number => 1 / (1 + Math.exp(-(slope * logit + offset)));
  const ordinary = predictions.filter(({ script }) => isBenign(script.label, ORDINARY));
  const bank = predictions.filter(({ script }) => isBenign(script.label, ['bank']));
  const scamFrom = Math.max(thresholdFor(ordinary, ORDINARY_ALARMS), thresholdFor(bank, BANK_ALARMS));
  const suspiciousFrom = Math.min(scamFrom, thresholdFor(ordinary, SUSPICIOUS_ALARMS));
  return { slope, offset, scamFrom: roundUp(probability(scamFrom)), suspiciousFrom: roundUp(probability(suspiciousFrom)) };
}

export function isBenign(label: Label, kinds?: readonly BenignKind[]): boolean {
  return label.kind === 'benign' && (kinds === undefined || kinds.includes(label.benign));
}

function roundUp(probability: number): number {
  return Math.ceil(probability * 1e3) / 1e3;
}

/** Log-odds from which at most `share` of the messages lie, each language weighing the same. */
function thresholdFor(predictions: readonly Prediction[], share: number): number {
  const sizes = new Map<string, number>();
  for (const { script } of predictions) sizes.set(script.language, (sizes.get(script.language) ?? 0) + 1);
  const allowed = share * sizes.size;
  let above = 0;
  for (const { script, logit } of predictions.toSorted((a, b) => b.logit - a.logit)) {
    above += 1 / (sizes.get(script.language) ?? 1);
    if (above > allowed) return logit + 1e-6;
  }
  return -Infinity;
}

/** Platt scaling (1999) by Newton steps; slope and offset of the log-odds. */
function platt(predictions: readonly Prediction[]): { slope: number; offset: number } {
  let [slope, offset] = [1, 0];
  for (let step = 0; step < 50; step += 1) {
    let [gs, go, hss, hso, hoo] = [0, 0, 1e-6, 0, 1e-6];
    for (const { script, logit } of predictions) {
      const p = 1 / (1 + Math.exp(-(slope * logit + offset)));
      const error = p - (script.label.kind === 'benign' ? 0 : 1);
      const curve = p * (1 - p);
      gs += error * logit;
      go += error;
      hss += curve * logit * logit;
      hso += curve * logit;
      hoo += curve;
    }
    const determinant = hss * hoo - hso * hso;
    slope -= (hoo * gs - hso * go) / determinant;
    offset -= (hss * go - hso * gs) / determinant;
  }
  return { slope, offset };
}
