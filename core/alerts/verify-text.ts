// Is a message that says it is a warning of ours genuine and unchanged? Its code finds the warning; then every form in which that warning was
// ever told, in each language, is compared with it word by word.

import type { CoreContext } from '#core/context.ts';
import { parseAlertCode } from './alert-code.ts';
import { isTakenBack, publishedByCodes, type PublishedAlert } from './published-alerts.ts';

/** `exercise`: genuine, but of a rehearsal. */
export type MessageVerdict = 'genuine' | 'exercise' | 'outdated' | 'withdrawn' | 'changed' | 'not_ours';

export interface VerifiedMessage {
  verdict: MessageVerdict;
  /** As people read it; null: none of ours is in the message. */
  alert: PublishedAlert | null;
}

/** Of one message, looked up at once: words of eight letters look like codes, and a text has many. */
const MOST_CODES = 500;

/** @param forms every form of an alert as somebody may have been shown it: Telegram-HTML. `outdated`: it was told so once, and was corrected or has ended since. */
export async function verifyText(
  { db, clock }: Pick<CoreContext, 'db' | 'clock'>,
  text: string,
  forms: (alert: PublishedAlert) => Promise<{ current: string[]; earlier: string[] }>,
): Promise<VerifiedMessage> {
  for (const alert of await publishedByCodes(db, codesIn(text), clock.now())) {
    // A code alone says only that there is such a warning.
    const isBare = wordsOf(text).length <= 3;
    const { current, earlier } = await forms(alert);
    const told = wordsOf(text).join(' ');
    const isCurrent = isBare || current.some((form) => told === wordsOfHtml(form));
    if (isCurrent && isTakenBack(alert)) return { verdict: 'withdrawn', alert };
    if (isCurrent && alert.state !== 'published') return { verdict: 'outdated', alert };
    if (isCurrent) return { verdict: alert.content.exercise === true ? 'exercise' : 'genuine', alert };
    const wasTold = earlier.some((form) => told === wordsOfHtml(form));
    if (wasTold) return { verdict: isTakenBack(alert) ? 'withdrawn' : 'outdated', alert };
    return { verdict: 'changed', alert };
  }
  return { verdict: 'not_ours', alert: null };
}

/** What may be codes, in the order in which they stand there; they may overlap, as in “code 7K3M-9QPX”. */
export function codesIn(text: string): string[] {
  const found = text.slice(0, 5_000).matchAll(/(?<![0-9A-Za-z])(?=([0-9A-Za-z]{4}[- ]?[0-9A-Za-z]{4})(?![0-9A-Za-z]))/g);
  const codes = [...found].flatMap(([, written = '']) => parseAlertCode(written) ?? []);
  return [...new Set(codes)].slice(0, MOST_CODES);
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
