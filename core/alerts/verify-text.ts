// Is a message that says it is a warning of ours genuine and unchanged? Its code finds the warning; then every form in which that warning was
// ever told, in each language, is compared with it word by word.

import type { CoreContext } from '#core/context.ts';
import { parseAlertCode } from './alert-code.ts';
import { verifyCode, type PublishedAlert } from './published-alerts.ts';

export type MessageVerdict = 'genuine' | 'outdated' | 'withdrawn' | 'changed' | 'not_ours';

export interface VerifiedMessage {
  verdict: MessageVerdict;
  /** As people read it; null: none of ours is in the message. */
  alert: PublishedAlert | null;
}

/** Codes looked up of one message, at most. */
const MOST_CODES = 5;

/** @param forms every form of an alert as somebody may have been shown it: Telegram-HTML. `outdated`: it was told so once, and was corrected or has ended since. */
export async function verifyText(
  { db, clock }: Pick<CoreContext, 'db' | 'clock'>,
  text: string,
  forms: (alert: PublishedAlert) => Promise<{ current: string[]; earlier: string[] }>,
): Promise<VerifiedMessage> {
  for (const code of codesIn(text, MOST_CODES)) {
    const alert = await verifyCode(db, code, clock.now());
    if (alert === null) continue;
    // A code alone says only that there is such a warning.
    const isBare = wordsOf(text).length <= 3;
    const { current, earlier } = await forms(alert);
    const told = wordsOf(text).join(' ');
    const isCurrent = isBare || current.some((form) => told === wordsOfHtml(form));
    if (isCurrent && alert.state === 'withdrawn') return { verdict: 'withdrawn', alert };
    if (isCurrent) return { verdict: alert.state === 'expired' ? 'outdated' : 'genuine', alert };
    const wasTold = earlier.some((form) => told === wordsOfHtml(form));
    if (wasTold) return { verdict: alert.state === 'withdrawn' ? 'withdrawn' : 'outdated', alert };
    return { verdict: 'changed', alert };
  }
  return { verdict: 'not_ours', alert: null };
}

/** What may be codes, in the order in which they stand there. */
export function codesIn(text: string, most: number): string[] {
  const found = text.slice(0, 5_000).matchAll(/(?<![0-9A-Za-z])[0-9A-Za-z]{4}[- ]?[0-9A-Za-z]{4}(?![0-9A-Za-z])/g);
  const codes = [...found].flatMap(([written]) => parseAlertCode(written) ?? []);
  return [...new Set(codes)].slice(0, most);
}

/** What a person would have to change to change the meaning: letters and digits. Emphasis, line breaks and pictures get lost on the way. */
export function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

export function wordsOfHtml(html: string): string {
  const plain = html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  return wordsOf(plain).join(' ');
}
