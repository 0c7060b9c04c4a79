// A number as the rules of masking look at it: its digits, how they are grouped, and what the words around it say.

import { banksBeside } from '../../indicators/numbers/banks.ts';
import type { NamedBank } from '../../indicators/numbers/banks.ts';
import type { Survey } from '../../survey/survey.ts';
import type { DigitRun, DigitSlice } from '../../text/digit-runs.ts';
import { isIdKind } from '../cues.ts';
import type { CueKind, Cues, IdKind } from '../cues.ts';

/** Where numbers are looked for. */
export interface MaskContext {
  /** Folded text, masks blanked. */
  words: string;
  cues: Cues;
  seen: Survey;
}

/** What the words around it say is looked up when it is asked for, and once: most numbers are told by their digits. */
export class Numeral {
  readonly digits: string;
  readonly shape: string;
  readonly start: number;
  readonly end: number;
  readonly #context: MaskContext;
  #cue: CueKind | null | undefined;
  #banks: readonly NamedBank[] | undefined;

  constructor({ digits, shape, start, end }: DigitSlice, context: MaskContext) {
    this.digits = digits;
    this.shape = shape;
    this.start = start;
    this.end = end;
    this.#context = context;
  }

  get cue(): CueKind | null {
    if (this.#cue === undefined) this.#cue = this.#context.cues.of(this.start, this.end);
    return this.#cue;
  }

  /** The cue where it is one for an id. */
  get idCue(): IdKind | null {
    if (!this.#context.seen.mayHold('idCue')) return null;
    return isIdKind(this.cue) ? this.cue : null;
  }

  /** Written without gaps, or digit by digit so that a filter does not see it. */
  get plain(): boolean {
    return this.shape === this.digits || this.shape.split(/\D+/).filter((part) => part.length === 1).length > 6;
  }

  /** After a plus sign: a telephone number. */
  get plus(): boolean {
    const { words } = this.#context;
    return words.charAt(this.start - 1) === '+' || words.slice(this.start - 2, this.start) === '+(';
  }

  /** A bank is named beside it whose accounts have as many digits. */
  fitsBank(): boolean {
    return this.#banksBeside().some(({ bank }) => bank.lengths.includes(this.digits.length));
  }

  /** A bank is named beside it. */
  nearBank(): boolean {
    return this.#banksBeside().length > 0;
  }

  #banksBeside(): readonly NamedBank[] {
    this.#banks ??= banksBeside(this.#context.words, this.start, this.end);
    return this.#banks;
  }
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
