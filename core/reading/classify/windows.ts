// A long text is read in overlapping windows: the sentence that gives a scam away must weigh the same in a rambling account of a
// call, or behind a page of harmless padding, as it does alone.

import type { TextFeatures } from './text-features.ts';

/** Ranges of features, flat: `from, to` of each window. */
export type Windows = Int32Array;

/** Units of the view: three or four sentences. */
const WINDOW = 140;
const STRIDE = WINDOW >> 1;
/** Windows of a text of hundreds of thousands of characters grow longer instead of more. */
const MAX_WINDOWS = 256;

/** One window for a text that fits into it. */
export function windowsOf({ ends }: TextFeatures): Windows {
  const length = ends.length;
  const total = ends[length - 1] ?? 0;
  if (length <= WINDOW) return Int32Array.of(0, total);
  const stride = Math.max(STRIDE, Math.ceil(length / MAX_WINDOWS));
  const ranges: number[] = [];
  for (let from = 0; from + stride < length; from += stride) {
    ranges.push(from === 0 ? 0 : (ends[from - 1] ?? 0), ends[Math.min(from + stride + WINDOW - STRIDE, length) - 1] ?? total);
  }
  return Int32Array.from(ranges);
}
