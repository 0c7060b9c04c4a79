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

/** The text with its masks, all else byte for byte; `masks` in order, so that the original can be put together again. */
export function maskMessage(first: FoundSensitive, readAgain: (masked: string) => FoundSensitive): { masked: string; masks: Mask[] } {
  const { original } = first.clean;
  let spans = inOriginal(first);
  let masked = withMasks(original, spans);
  for (let reading = 0; reading < MAX_READINGS && spans.length > 0; reading += 1) {
    const more = inOriginal(readAgain(masked));
    if (more.length === 0) break;
    const all = [...spans, ...more.map((span) => beforeMasking(spans, span))];
    spans = mergeSensitive(all);
    masked = withMasks(original, spans);
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

/** A span of the masked text as a span of the original; a part of a mask is all that it hides. */
function beforeMasking(spans: readonly SensitiveSpan[], { label, start, end }: SensitiveSpan): SensitiveSpan {
  return { label, start: placeBefore(spans, start, 'start'), end: placeBefore(spans, end, 'end') };
}

function placeBefore(spans: readonly SensitiveSpan[], at: number, side: 'start' | 'end'): number {
  let shift = 0;
  for (const span of spans) {
    const from = span.start + shift;
    const to = from + maskOf(span.label).length;
    if (side === 'start' ? at < from : at <= from) break;
    if (side === 'start' ? at < to : at <= to) return span[side];
    shift = to - span.end;
  }
  return at - shift;
}
