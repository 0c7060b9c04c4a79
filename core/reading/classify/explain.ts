// Which words a verdict rests on: the stretches of the message that add most to the log-odds, one way and the other.

import type { ModelInput } from './model-input.ts';
import type { Rule } from './rules.ts';

/** Range of offsets into the clean text, end exclusive, and what it adds to the log-odds of a scam. */
export interface Quote {
  start: number;
  end: number;
  weight: number;
}

export interface Explanation {
  /** Weightiest first. */
  forScam: Quote[];
  against: Quote[];
  rules: readonly Rule[];
}

const MAX_QUOTES = 3;
/** Units of the view: about four words. */
const LONGEST = 24;
/** Less is noise of the model. */
const MIN_WEIGHT = 0.35;

/** A clearly ordinary message needs no reasons. */
export const NO_EXPLANATION: Explanation = { forScam: [], against: [], rules: [] };

/** `contributions` as `LinearModel.contributions` gives them, one a unit of the view. */
export function explain({ view, rules }: ModelInput, contributions: Float64Array): Explanation {
  return { forScam: quotes(view.offsets, contributions, 1), against: quotes(view.offsets, contributions, -1), rules };
}

/** Best stretches in turn (Kadane's scan with a limit on length), without overlap. */
function quotes(offsets: Int32Array, contributions: Float64Array, sign: 1 | -1): Quote[] {
  const left = contributions.map((value) => value * sign);
  const found: Quote[] = [];
  while (found.length < MAX_QUOTES) {
    const best = bestStretch(left);
    if (best.sum < MIN_WEIGHT) break;
    found.push({ start: offsets[best.from] ?? 0, end: (offsets[best.to - 1] ?? 0) + 1, weight: best.sum * sign });
    left.fill(-Infinity, best.from, best.to);
  }
  return found;
}

function bestStretch(values: Float64Array): { from: number; to: number; sum: number } {
  let best = { from: 0, to: 0, sum: 0 };
  let from = 0;
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) {
    if (sum <= 0 || at - from >= LONGEST) {
      from = at;
      sum = 0;
    }
    sum += values[at] ?? 0;
    if (sum > best.sum) best = { from, to: at + 1, sum };
  }
  return best;
}
