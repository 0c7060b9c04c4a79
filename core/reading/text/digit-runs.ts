// Finds what may be a phone, account, card or id number: digits with separators, spelled-out digits (공일공, kosong,
// zero) and letters standing for digits (O, l). Everything that reads numbers works on these runs (domain rules §3.1).

import type { Survey } from '../survey/survey.ts';
import { hasSpelledDigits, spelledGroups } from './spelled-digits.ts';

/** Digits written without a break. `start`/`end` are offsets into the clean text; a spelled digit is its own group. */
export interface DigitGroup {
  digits: string;
  start: number;
  end: number;
  spelled: boolean;
}

/** Groups that may belong together; `gaps[i]` is the text between group i and i + 1. */
export interface DigitRun {
  groups: DigitGroup[];
  gaps: string[];
  /** Digits of all groups together. */
  count: number;
}

/** Some neighbouring groups of a run joined. `shape` writes separators as they were: `010-1234-5678`. */
export interface DigitSlice {
  digits: string;
  shape: string;
  start: number;
  end: number;
  first: number;
  last: number;
}

const GAP = /^(?:[ \t.·・\-_/()~,*:|]{0,3}|\s?(?:점|대시|다시|하이픈|에|의|dash|strip)\s?)$/;
/** Of the longest gap in characters, a spoken hyphen. */
const MAX_GAP = 7;
/** Longest run kept in one piece: an IBAN-like 34 digits and room; longer ones are cut, so work stays linear. */
const MAX_GROUPS = 48;

/** All digit runs of a text, in order. Linear in its length. */
export function findDigitRuns(words: string, seen: Survey): DigitRun[] {
  const spelled = hasSpelledDigits(words, seen);
  if (!spelled && seen.counts.digits === 0) return [];
  const plain = spelled ? [] : plainGroups(words);
  const groups = spelled || plain.some((group) => touchesLookAlike(words, group)) ? spelledGroups(words, spelled, seen) : plain;
  return joinRuns(groups, words);
}

/** `O12`, `12l`, `l-12`: a letter that may stand for a digit. */
function touchesLookAlike(words: string, { start, end }: DigitGroup): boolean {
  const before = words.charAt(start - 1);
  return isLookAlike(before) || isLookAlike(words.charAt(end)) || (before === '-' && isLookAlike(words.charAt(start - 2)));
}

function isLookAlike(unit: string): boolean {
  return unit === 'o' || unit === 'i' || unit === 'l' || unit === '|';
}

function plainGroups(words: string): DigitGroup[] {
  const groups: DigitGroup[] = [];
  for (let start = 0; start < words.length; start += 1) {
    if (!isDigit(words.charCodeAt(start))) continue;
    let end = start + 1;
    while (isDigit(words.charCodeAt(end))) end += 1;
    groups.push({ digits: words.slice(start, end), start, end, spelled: false });
    start = end;
  }
  return groups;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

function joinRuns(groups: readonly DigitGroup[], words: string): DigitRun[] {
  const runs: DigitRun[] = [];
  let run: DigitRun | undefined;
  let last = 0;
  for (const group of groups) {
    const gap = group.start - last <= MAX_GAP ? words.slice(last, group.start) : null;
    if (run !== undefined && gap !== null && run.groups.length < MAX_GROUPS && GAP.test(gap)) {
      run.gaps.push(gap);
      run.groups.push(group);
      run.count += group.digits.length;
    } else {
      run = { groups: [group], gaps: [], count: group.digits.length };
      runs.push(run);
    }
    last = group.end;
  }
  return runs;
}

/** A run written out once, so that each of its many slices is a cheap substring. */
interface WrittenRun {
  digits: string;
  shape: string;
  /** Where group i begins in `digits` and in `shape`; one more entry than groups. */
  digitsAt: number[];
  shapeAt: number[];
}

const writtenRuns = new WeakMap<DigitRun, WrittenRun>();

function writtenOut(run: DigitRun): WrittenRun {
  const known = writtenRuns.get(run);
  if (known !== undefined) return known;
  const written: WrittenRun = { digits: '', shape: '', digitsAt: [], shapeAt: [] };
  for (const [index, group] of run.groups.entries()) {
    written.digitsAt.push(written.digits.length);
    written.shapeAt.push(written.shape.length);
    written.digits += group.digits;
    written.shape += group.digits + (run.gaps[index] ?? '');
  }
  written.digitsAt.push(written.digits.length);
  writtenRuns.set(run, written);
  return written;
}

/** Slices are many and most are dropped at a glance, so their text is made only when asked for. */
class RunSlice implements DigitSlice {
  readonly first: number;
  readonly last: number;
  readonly #run: DigitRun;
  readonly #written: WrittenRun;
  #digits: string | undefined;
  #shape: string | undefined;

  constructor(run: DigitRun, written: WrittenRun, { first, last }: { first: number; last: number }) {
    this.#run = run;
    this.#written = written;
    this.first = first;
    this.last = last;
  }

  get digits(): string {
    this.#digits ??= this.#written.digits.slice(this.#written.digitsAt[this.first], this.#written.digitsAt[this.last + 1]);
    return this.#digits;
  }

  get shape(): string {
    if (this.#shape !== undefined) return this.#shape;
    const lastLength = this.#run.groups[this.last]?.digits.length ?? 0;
    this.#shape = this.#written.shape.slice(this.#written.shapeAt[this.first], (this.#written.shapeAt[this.last] ?? 0) + lastLength);
    return this.#shape;
  }

  get start(): number {
    return this.#run.groups[this.first]?.start ?? 0;
  }

  get end(): number {
    return this.#run.groups[this.last]?.end ?? 0;
  }
}

/** All digits of a run joined. */
export function digitsOfRun(run: DigitRun): string {
  return writtenOut(run).digits;
}

/**
 * Every slice of a run with a number of digits between `min` and `max`, longest first for each start. `mayBegin` is asked first with
 * the digits from a start on and spares the slices of starts that it refuses. At most MAX_GROUPS × max slices a run.
 */
export function slicesOf(run: DigitRun, min: number, max: number, mayBegin?: (digits: string, first: number) => boolean): DigitSlice[] {
  const found: DigitSlice[] = [];
  if (run.count < min) return found;
  const written = writtenOut(run);
  for (let first = 0; first < run.groups.length; first += 1) {
    const from = written.digitsAt[first] ?? 0;
    if (written.digits.length - from < min) break;
    if (mayBegin !== undefined && !mayBegin(written.digits.slice(from, from + max), first)) continue;
    let last = first;
    while (last + 1 < run.groups.length && (written.digitsAt[last + 2] ?? 0) - from <= max) last += 1;
    for (; last >= first && (written.digitsAt[last + 1] ?? 0) - from >= min; last -= 1) {
      if ((written.digitsAt[last + 1] ?? 0) - from <= max) found.push(new RunSlice(run, written, { first, last }));
    }
  }
  return found;
}
