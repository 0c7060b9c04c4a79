// A number as the rules of masking look at it: its digits, how they are grouped, and what the words around it say.

import { banksBeside } from '../../indicators/numbers/banks.ts';
import type { Survey } from '../../indicators/survey.ts';
import type { DigitRun, DigitSlice } from '../../text/digit-runs.ts';
import type { CueKind, Cues } from '../cues.ts';

/** Where numbers are looked for. */
export interface MaskContext {
  /** Folded text, masks blanked. */
  words: string;
  cues: Cues;
  seen: Survey;
}

export interface Numeral {
  digits: string;
  shape: string;
  start: number;
  end: number;
  cue: CueKind | null;
  /** Written without gaps, or digit by digit so that a filter does not see it. */
  plain: boolean;
  /** After a plus sign: a telephone number. */
  plus: boolean;
  /** A bank is named beside it whose accounts have as many digits. */
  fitsBank: () => boolean;
  /** A bank is named beside it. */
  nearBank: () => boolean;
}

export function numeralOf({ digits, shape, start, end }: DigitSlice, { words, cues }: MaskContext): Numeral {
  const banks = lazy(() => banksBeside(words, start, end));
  return {
    digits,
    shape,
    start,
    end,
    cue: cues.of(start, end),
    plain: shape === digits || shape.split(/\D+/).filter((part) => part.length === 1).length > 6,
    plus: words.charAt(start - 1) === '+' || words.slice(start - 2, start) === '+(',
    fitsBank: () => banks().some(({ bank }) => bank.lengths.includes(digits.length)),
    nearBank: () => banks().length > 0,
  };
}

function lazy<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** No further group is joined to the slice by a hyphen, or by a dot where the slice has dots itself. */
export function isWhole(run: DigitRun, slice: DigitSlice): boolean {
  const joins = (gap: string | undefined): boolean => gap === '-' || (gap === '.' && slice.shape.includes('.'));
  return !joins(run.gaps[slice.first - 1]) && !joins(run.gaps[slice.last]);
}

// At most one line break between two groups, with a hyphen or a blank beside it.
const OVER_LINE = /^[ \t]?[-./·]?[ \t]?\r?\n[ \t]?[-./·]?[ \t]?$/;
const MAX_JOINED = 60;

/** Runs that a line break has cut, joined again; for ids alone, because telephone numbers stand in lists. */
export function joinedOverLines(runs: readonly DigitRun[], words: string): DigitRun[] {
  if (runs.length < 2 || !words.includes('\n')) return [];
  const joined: DigitRun[] = [];
  let open: DigitRun | null = null;
  for (const [index, run] of runs.entries()) {
    const previous = runs[index - 1];
    const from = previous?.groups.at(-1)?.end ?? 0;
    const to = run.groups[0]?.start ?? 0;
    const gap = previous === undefined || to - from > 6 ? '' : words.slice(from, to);
    if (previous === undefined || !OVER_LINE.test(gap) || (open ?? previous).groups.length + run.groups.length > MAX_JOINED) {
      open = null;
      continue;
    }
    if (open === null) joined.push((open = { ...previous, groups: [...previous.groups], gaps: [...previous.gaps] }));
    open.groups.push(...run.groups);
    open.gaps.push(gap, ...run.gaps);
    open.count += run.count;
  }
  return joined;
}
