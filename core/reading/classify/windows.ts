// A long text is read in overlapping windows besides as a whole: the sentence that gives a scam away must weigh the same in a
// rambling account of a call, or behind a page of harmless padding, as it does alone.

import type { TextFeatures } from './text-features.ts';

/** Ranges of features, flat: `from, to` of the whole text first, then of its windows. */
export type Windows = Int32Array;

/** Units of the view: two or three sentences. */
const WINDOW = 110;
const STRIDE = 55;
/** Windows of a text of hundreds of thousands of characters grow longer instead of more. */
const MAX_WINDOWS = 256;

/** The whole, and for texts longer than one window also its windows. */
export function windowsOf({ ends }: TextFeatures): Windows {
  const length = ends.length;
  const total = ends[length - 1] ?? 0;
  if (length <= WINDOW) return Int32Array.of(0, total);
  const stride = Math.max(STRIDE, Math.ceil(length / MAX_WINDOWS));
  const ranges = [0, total];
  for (let from = 0; from + stride < length; from += stride) {
    ranges.push(from === 0 ? 0 : (ends[from - 1] ?? 0), ends[Math.min(from + stride + WINDOW - STRIDE, length) - 1] ?? total);
  }
  return Int32Array.from(ranges);
}
