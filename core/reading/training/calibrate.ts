// From log-odds to probabilities and thresholds, on predictions of scripts that a model was not trained on.

import type { BenignKind, Label } from './corpus.ts';
import type { Calibration } from '../classify/linear-model.ts';
import type { ToldLoss } from '../money/loss.ts';
import type { Script } from './corpus.ts';
import { scamOf } from './examples.ts';

/** A script and what a model that never saw it said. */
export interface Prediction {
  script: Script;
  /** Characters of the message. */
  length: number;
  logit: number;
  /** Of a disguised copy. */
  disguisedLogit: number;
  type: string;
  /** What patterns and model say of the writer's money; null where nobody tells. */
  told: { patterns: ToldLoss; telling: number; shares: Float64Array } | null;
}

/** What people write each other, as opposed to what firms and offices send them. */
export const ORDINARY: readonly BenignKind[] = ['chat', 'family', 'work', 'other', 'appointment', 'shopping'];

/**
 * Promise: at most half a percent of ordinary messages, 3 % of bank notices are called scams. Something is left for ordinary messages that speak
 * of money (corpus files `money.txt`): a few in a hundred of everyday ones, and a few in a hundred of those alarm.
 */
const ORDINARY_ALARMS = 0.003;
// Indonesian reaches Jaga as scams against people in Malaysia; nobody here chats in it all day.
const INDONESIAN_ALARMS = 0.03;
const BANK_ALARMS = 0.03;
const SUSPICIOUS_ALARMS = 0.03;

/** One calibration a language: each has its own share of scams and look-alikes in the corpus. `und` serves all others. */
export function calibrate(predictions: readonly Prediction[]): Record<string, Calibration> {
  const calibrations = Object.fromEntries(
    [...new Set(predictions.map(({ script }) => script.language))].toSorted().map((language) => [
      language,
      calibrateOne(
        predictions.filter(({ script }) => script.language === language),
        language,
      ),
    ]),
  );
  const scamFrom = Math.max(...Object.values(calibrations).map((each) => each.scamFrom));
  return { ...calibrations, und: { ...calibrateOne(predictions, 'und'), scamFrom, suspiciousFrom: scamFrom } };
}

function calibrateOne(predictions: readonly Prediction[], language: string): Calibration {
  const { slope, offset } = platt(predictions);
  const probability = (logit: number): number => 1 / (1 + Math.exp(-(slope * logit + offset)));
  const everyday = predictions.filter(({ script }) => isEveryday(script, ORDINARY));
  const bank = predictions.filter(({ script }) => isEveryday(script, ['bank']));
  const scamFrom = Math.max(thresholdFor(everyday, language === 'id' ? INDONESIAN_ALARMS : ORDINARY_ALARMS), thresholdFor(bank, BANK_ALARMS));
  const suspiciousFrom = Math.min(scamFrom, thresholdFor(everyday, SUSPICIOUS_ALARMS));
  return { slope, offset, scamFrom: roundUp(probability(scamFrom)), suspiciousFrom: roundUp(probability(suspiciousFrom)) };
}

/** Ordinary messages that were not written to look like scams: real ones, or files of the corpus so named. */
export function isEveryday({ file, label }: Script, kinds: readonly BenignKind[]): boolean {
  return (file === 'uci-sms' || file.includes('everyday')) && isBenign(label, kinds);
}

export function isBenign(label: Label, kinds?: readonly BenignKind[]): boolean {
  return label.kind === 'benign' && (kinds === undefined || kinds.includes(label.benign));
}

function roundUp(probability: number): number {
  return Math.ceil(probability * 1e3) / 1e3;
}

/** Log-odds from which at most `share` of the messages lie. */
function thresholdFor(predictions: readonly Prediction[], share: number): number {
  const highest = predictions.map(({ logit }) => logit).toSorted((a, b) => b - a);
  return (highest[Math.floor(share * highest.length)] ?? -Infinity) + 1e-6;
}

/** Platt scaling (1999) by Newton steps; slope and offset of the log-odds. */
function platt(predictions: readonly Prediction[]): { slope: number; offset: number } {
  let [slope, offset] = [1, 0];
  for (let step = 0; step < 50; step += 1) {
    let [gs, go, hss, hso, hoo] = [0, 0, 1e-6, 0, 1e-6];
    for (const { script, logit } of predictions) {
      const scam = scamOf(script.label);
      if (scam === null) continue;
      const p = 1 / (1 + Math.exp(-(slope * logit + offset)));
      const error = p - scam;
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
