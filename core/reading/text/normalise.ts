// First step of reading: a clean copy of the message (domain rules §3.1) on which everything else works.
// Links are read from this copy as it is; words are matched on `skeleton`, where look-alike letters are folded too.

import { skeletonOf } from './confusables.ts';
import { deobfuscate } from './deobfuscate.ts';
import { closedSyllableAt, isJamo, syllableAt } from './hangul-jamo.ts';
import { identityText, MappedTextBuilder } from './mapped-text.ts';
import type { MappedText } from './mapped-text.ts';
import { survey } from '../survey/survey.ts';
import type { Survey } from '../survey/survey.ts';

/** `skeleton` has exactly the length of `clean.text`, so one offset map serves both. */
export interface NormalisedText {
  clean: MappedText;
  /** Lower case, look-alike letters folded to Latin; for matching words only, never for links. */
  skeleton: string;
  /** What `skeleton` may hold. */
  seen: Survey;
}

// ASCII, whole Hangul syllables and the Korean full stop family need no work; most messages are nothing else.
const NEEDS_WORK = /[^\t\n\r -~\uac00-\ud7a3]/;

// Format characters (Cf), controls, fillers and blanks that NFKC does not remove, variation selectors, keycaps.
const DELETED =
  /[\p{Cf}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\u{e0000}-\u{e01ef}\u20e3]/u;
const COMBINING = /\p{M}/u;
const DASH = /[\u2010-\u2015\u2043\u2212\ufe58\ufe63\uff0d]/;
const LINE_BREAK = /[\u2028\u2029\u0085]/;

/** Clean copy of any string, in one pass. Lone surrogates become U+FFFD. Never throws. */
export function normalise(original: string): NormalisedText {
  const folded = NEEDS_WORK.test(original) ? fold(original) : identityText(original);
  const written = skeletonOf(folded.text);
  const seen = survey(written);
  const clean = deobfuscate(folded, seen);
  if (clean === folded) return { clean, skeleton: written, seen };
  const skeleton = skeletonOf(clean.text);
  return { clean, skeleton, seen: survey(skeleton) };
}

function fold(original: string): MappedText {
  const builder = new MappedTextBuilder(identityText(original));
  let at = 0;
  while (at < original.length) at = foldAt(original, at, builder);
  return builder.build();
}

/** Folds the cluster that begins at `at` and returns where the next one begins. */
function foldAt(original: string, at: number, builder: MappedTextBuilder): number {
  const code = original.codePointAt(at) ?? 0xfffd;
  const plain = endOfPlain(original, at);
  if (plain > at) {
    builder.keep(at, plain);
    return plain;
  }
  const hangul = foldHangul(original, at, builder);
  if (hangul > at) return hangul;
  const width = code > 0xffff ? 2 : 1;
  if (code >= 0xd800 && code <= 0xdfff) {
    builder.replace('\ufffd', at, at + 1);
    return at + 1;
  }
  const character = original.slice(at, at + width);
  if (DELETED.test(character)) return at + width;
  const end = endOfMarks(original, at + width);
  builder.replace(foldCluster(original.slice(at, end)), at, end);
  return end;
}

/** End of the printable ASCII and whole syllables from `at` on that nothing combines with. */
function endOfPlain(original: string, at: number): number {
  let end = at;
  while (end < original.length && isPlain(original.charCodeAt(end))) end += 1;
  // What follows may be a mark on the last of them, or a tail that closes an open syllable.
  return end < original.length && end > at && original.charCodeAt(end) > 0x2ff ? end - 1 : end;
}

function isPlain(code: number): boolean {
  return (code < 0x7f && code >= 0x20) || code === 0x0a || (code >= 0xac00 && code <= 0xd7a3);
}

function foldHangul(original: string, at: number, builder: MappedTextBuilder): number {
  const code = original.charCodeAt(at);
  if (isJamo(code)) {
    const composed = syllableAt(original, at);
    if (composed === null && code >= 0x3131 && code <= 0x3163) builder.keep(at, at + 1);
    else if (composed !== null) builder.replace(composed.syllable, at, at + composed.length);
    return composed !== null ? at + composed.length : code >= 0x3131 && code <= 0x3163 ? at + 1 : at;
  }
  if (code < 0xac00 || code > 0xd7a3) return at;
  const closed = closedSyllableAt(original, at);
  if (closed === null) builder.keep(at, at + 1);
  else builder.replace(closed, at, at + 2);
  return at + (closed === null ? 1 : 2);
}

function startsMark(original: string, at: number): boolean {
  return original.charCodeAt(at) > 0x2ff && COMBINING.test(original.charAt(at));
}

// A base letter buried under marks (zalgo) is one cluster, however long; the bound keeps one cluster cheap to fold.
const MAX_MARKS = 64;

function endOfMarks(original: string, from: number): number {
  let end = from;
  while (end < original.length && end - from < MAX_MARKS && startsMark(original, end)) end += 1;
  return end;
}

function foldCluster(cluster: string): string {
  if (cluster === '\n' || cluster === '\r' || cluster === '\t') return cluster;
  if (LINE_BREAK.test(cluster)) return '\n';
  if (DASH.test(cluster)) return '-';
  const folded = cluster.normalize('NFKC');
  const kept = [...folded].filter((character) => !DELETED.test(character)).join('');
  return DASH.test(kept) ? kept.replace(new RegExp(DASH, 'g'), '-') : kept;
}
