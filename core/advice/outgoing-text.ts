// What of a report may leave the house for a model: the masked text, with phones, accounts, addresses and links reduced to what kind they are,
// bounded, and read once more. When anything is left that the reader would mask, nothing leaves.

import { readMessage } from '#core/reading/read-message.ts';
import type { Indicator, MessageToRead } from '#core/reading/reading.ts';

/** UTF-16 units; a report is a few hundred, a chat log thousands. Long texts keep beginning and end: filler must not push the rest out. */
export const OUTGOING_LIMIT = 4_000;
const HEAD = 3_000;
const CUT = '\n[…]\n';

/** @param masked the masked text with the hints it was first read with. @returns null: something personal would leave. */
export function outgoingText({ text: masked, ...hints }: MessageToRead): string | null {
  const visible = dropInvisible(masked);
  const reading = readMessage({ text: visible, ...hints });
  if (reading.masked !== visible) return null;
  const outgoing = bound(labelIndicators(visible, reading.indicators));
  return readMessage({ text: outgoing, ...hints }).masked === outgoing ? outgoing : null;
}

/** Controls and format characters (zero-width, direction overrides) hide text from people, not from models; line breaks and tabs stay. */
function dropInvisible(text: string): string {
  return text.toWellFormed().replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, '');
}

/** Domains stay, as do numbers and names of authorities: both are public and telling. */
function labelIndicators(text: string, indicators: readonly Indicator[]): string {
  const personal = indicators.filter(({ kind, official }) => kind !== 'domain' && official !== true).toSorted((a, b) => a.start - b.start || b.end - a.end);
  let labelled = '';
  let last = 0;
  for (const indicator of personal) {
    if (indicator.start < last) continue;
    labelled += text.slice(last, indicator.start) + labelOf(indicator);
    last = indicator.end;
  }
  return labelled + text.slice(last);
}

/** Paths and queries of links may name the victim; the host says what matters. */
function labelOf({ kind, value }: Indicator): string {
  const host = kind === 'url' && URL.canParse(value) ? ` ${new URL(value).hostname}` : '';
  return kind === 'url' ? `[LINK${host}]` : `[${kind.toUpperCase()}]`;
}

function bound(text: string): string {
  if (text.length <= OUTGOING_LIMIT) return text;
  return (text.slice(0, HEAD) + CUT + text.slice(text.length - (OUTGOING_LIMIT - HEAD - CUT.length))).toWellFormed();
}
