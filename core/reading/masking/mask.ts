// Replaces a victim's own identifiers before a text is shown, matched or sent to a model; the suspect's stay.

/**
 * What a mask says was there. `ID` is an identity number of another country than Korea, Malaysia and Singapore; `ACCOUNT`, `PHONE` and
 * `ADDRESS` are the writer's own.
 */
export const MASK_LABELS = ['RRN', 'MYKAD', 'NRIC', 'PASSPORT', 'LICENCE', 'ID', 'DOB', 'CARD', 'CODE', 'KEY', 'SEED', 'ACCOUNT', 'PHONE', 'ADDRESS'] as const;
export type MaskLabel = (typeof MASK_LABELS)[number];

/** A mask as it stands in a masked text. */
export const MASK = new RegExp(String.raw`\[(?:${MASK_LABELS.join('|')})\]`, 'g');

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

/** A character that no rule of masking matches. */
const BLANK = '\ue0ff';

/** The folded text with the masks that it came with blanked, so that `[CARD]` is no cue for the number beside it. Same length. */
export function withoutMasks(clean: string, words: string): string {
  if (!clean.includes('[')) return words;
  let blanked = '';
  let last = 0;
  for (const match of clean.matchAll(MASK)) {
    blanked += words.slice(last, match.index) + BLANK.repeat(match[0].length);
    last = match.index + match[0].length;
  }
  return last === 0 ? words : blanked + words.slice(last);
}
