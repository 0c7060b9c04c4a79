// The masked text of a message. Masks move words nearer to each other, so the masked text is read again until nothing more is found:
// whoever reads it later must not find something that the first reading let stand.

import type { MappedText } from '../text/mapped-text.ts';
import { originalSpan } from '../text/mapped-text.ts';
import type { MaskLabel, SensitiveSpan } from './mask.ts';
import { mergeSensitive } from './mask.ts';

export interface FoundSensitive {
  clean: MappedText;
  /** Offsets into the clean text, merged. */
  sensitive: readonly SensitiveSpan[];
}

/** What a mask stands for; offsets are into the text as it was given. */
export interface Mask extends SensitiveSpan {
  raw: string;
}

/** Each reading of a masked text masks more or is the last; three are enough for everything but texts made to need more. */
const MAX_READINGS = 8;
/** Characters read again in all, so that a long text made to need many readings stalls nobody. */
const MAX_READ = 200_000;
/** What is hidden without a look where readings ran out: six digits near each other, fewer are no id. */
const NUMBERS = /[0-9](?:[^0-9[\]]{0,6}[0-9]){5,}/g;

/** The text with its masks, all else byte for byte; `masks` in order, so that the original can be put together again. */
export function maskMessage(first: FoundSensitive, readAgain: (masked: string) => FoundSensitive): { masked: string; masks: Mask[] } {
  const { original } = first.clean;
  let spans = inOriginal(first);
  let masked = withMasks(original, spans);
  const readings = Math.min(MAX_READINGS, Math.max(1, Math.floor(MAX_READ / original.length)));
  for (let reading = 0; spans.length > 0; reading += 1) {
    const isOver = reading >= readings;
    if (isOver && readings === MAX_READINGS) break;
    const more = isOver ? numbersIn(masked) : inOriginal(readAgain(masked));
    if (more.length === 0) break;
    spans = mergeSensitive([...spans, ...more.map(placerBefore(spans))]);
    masked = withMasks(original, spans);
    if (isOver) break;
  }
  return { masked, masks: spans.map((span) => ({ ...span, raw: original.slice(span.start, span.end) })) };
}

/** Two of the clean text may stand for one part of the original (a composed syllable); they become one. */
function inOriginal({ clean, sensitive }: FoundSensitive): SensitiveSpan[] {
  const spans = sensitive.map(({ label, ...span }): SensitiveSpan => {
    const { start, end } = originalSpan(clean, span.start, span.end);
    return { label, start, end };
  });
  return mergeSensitive(spans.filter(({ start, end }) => end > start));
}

function withMasks(original: string, spans: readonly SensitiveSpan[]): string {
  let masked = '';
  let last = 0;
  for (const { label, start, end } of spans) {
    masked += original.slice(last, start) + maskOf(label);
    last = end;
  }
  return masked + original.slice(last);
}

function maskOf(label: MaskLabel): string {
  return `[${label}]`;
}

function numbersIn(masked: string): SensitiveSpan[] {
  return [...masked.matchAll(NUMBERS)].map(({ 0: written, index }) => ({ label: 'ID', start: index, end: index + written.length }));
}

/** Turns spans of the masked text, in order, into spans of the original; a part of a mask is all that it hides. */
function placerBefore(spans: readonly SensitiveSpan[]): (span: SensitiveSpan) => SensitiveSpan {
  const starts = placer(spans, 'start');
  const ends = placer(spans, 'end');
  return ({ label, start, end }) => ({ label, start: starts(start), end: ends(end) });
}

/** Places are to be asked for in order. */
function placer(spans: readonly SensitiveSpan[], side: 'start' | 'end'): (at: number) => number {
  let next = 0;
  let shift = 0;
  return (at) => {
    for (let span = spans[next]; span !== undefined; span = spans[next]) {
      const from = span.start + shift;
      const to = from + maskOf(span.label).length;
      if (side === 'start' ? at < from : at <= from) break;
      if (side === 'start' ? at < to : at <= to) return span[side];
      shift = to - span.end;
      next += 1;
    }
    return at - shift;
  };
}
