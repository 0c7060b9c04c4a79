// Watching: when what is publicly known of something changes, whoever checked it and asked is told. Pure.

import type { Wording } from '#core/publication/ladder.ts';

export const WATCH_DAYS = 30;
/** Of one chat at once: a person's, not somebody's way of reading our list. */
export const MOST_WATCHES = 20;

/** Paths of sentences under `check:bot.watch`. */
export const NOTICES = [
  'worse.pattern',
  'worse.reported',
  'worse.confirmed',
  'taken_back.under_review',
  'taken_back.retracted',
  'taken_back.unlisted',
] as const;
export type Notice = (typeof NOTICES)[number];

/** How bad; what is disputed or taken back says nothing any more. */
const RANK: Record<Wording, number> = { nothing_known: 0, under_review: 0, retracted: 0, pattern: 1, reported: 2, confirmed: 3 };
/** Called bad. */
export const LISTED: ReadonlySet<Wording> = new Set(['reported', 'confirmed']);

/**
 * null: nobody needs to hear of it.
 * @param told what the ladder said when the person was told last.
 */
export function noticeOf(told: Wording, now: Wording): Notice | null {
  if (now !== 'nothing_known' && RANK[now] > RANK[told]) return `worse.${now}` as Extract<Notice, `worse.${typeof now}`>;
  const wasBad = LISTED.has(told) || told === 'under_review';
  if (!wasBad || told === now) return null;
  if (now === 'under_review' || now === 'retracted') return `taken_back.${now}`;
  return LISTED.has(told) && RANK[now] < RANK.reported ? 'taken_back.unlisted' : null;
}
