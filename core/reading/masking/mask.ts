// Replaces a victim's own identifiers before a text is shown, matched or sent to a model; the suspect's stay.

import type { MappedText } from '../text/mapped-text.ts';
import { originalSpan } from '../text/mapped-text.ts';

/** What a mask says was there. */
export type MaskLabel = 'RRN' | 'MYKAD' | 'NRIC' | 'PASSPORT' | 'LICENCE' | 'CARD' | 'CODE' | 'KEY' | 'SEED';

/** Something to be masked; offsets are into the clean text, end exclusive. */
export interface SensitiveSpan {
  label: MaskLabel;
  start: number;
  end: number;
}

/** Spans in order with overlapping ones joined under the label of the first, longest first where two begin together. */
export function mergeSensitive(spans: readonly SensitiveSpan[]): SensitiveSpan[] {
  const ordered = spans.toSorted((a, b) => a.start - b.start || b.end - a.end);
  const merged: SensitiveSpan[] = [];
  for (const span of ordered) {
    const previous = merged.at(-1);
    if (previous !== undefined && span.start < previous.end) previous.end = Math.max(previous.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

/** The original text with every span replaced by its label in brackets; all else byte for byte. */
export function maskText(clean: MappedText, spans: readonly SensitiveSpan[]): string {
  let masked = '';
  let last = 0;
  for (const span of spans) {
    const { start, end } = originalSpan(clean, span.start, span.end);
    if (start < last) continue;
    masked += `${clean.original.slice(last, start)}[${span.label}]`;
    last = end;
  }
  return masked + clean.original.slice(last);
}
