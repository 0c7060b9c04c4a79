// How much one person may ask and tell in a while, as a pure rule: the generic cell rate algorithm (ITU-T I.371), and who has used up all is told
// once when to go on. Made for floods; a person with a bad day and a full phone stays below.

export const ALLOWANCES = ['message', 'story', 'report', 'check', 'inline'] as const;
export type AllowanceKind = (typeof ALLOWANCES)[number];

export interface Allowance {
  /** As many may come at once. */
  burst: number;
  /** Milliseconds after which one more may come. */
  everyMs: number;
  /** As many are free again when somebody who was told to wait may go on. */
  resume: number;
}

const SECOND_MS = 1_000;

/**
 * Ours: no measurement of real people yet. A chat of ten albums and as many screens of text is 100 messages; twenty reports an hour are what
 * one address may send on the web, thirty checks what it may ask in a minute; an inline query comes with every letter.
 */
export const LIMITS: Record<AllowanceKind, Allowance> = {
  message: { burst: 100, everyMs: 3 * SECOND_MS, resume: 20 },
  /** Of somebody who lost money, besides the words that say so, which nothing limits. */
  story: { burst: 400, everyMs: SECOND_MS, resume: 100 },
  report: { burst: 20, everyMs: 180 * SECOND_MS, resume: 1 },
  check: { burst: 30, everyMs: 10 * SECOND_MS, resume: 6 },
  inline: { burst: 200, everyMs: SECOND_MS, resume: 30 },
};

export interface Usage {
  /** When nothing is used up any more. */
  freeAt: Date;
  /** Until then nothing is taken; null: open. */
  closedUntil: Date | null;
}

export type Answer = { kind: 'open' } | { kind: 'closed'; until: Date; /** Not told yet. */ isNew: boolean };

/** Whether one more may come now. */
export function answerOf({ freeAt, closedUntil }: Usage, { burst, everyMs, resume }: Allowance, now: Date): Answer {
  if (closedUntil !== null && now < closedUntil) return { kind: 'closed', until: closedUntil, isNew: false };
  const used = Math.max(0, freeAt.getTime() - now.getTime());
  if (used + everyMs <= burst * everyMs) return { kind: 'open' };
  return { kind: 'closed', until: new Date(now.getTime() + used - (burst - resume) * everyMs), isNew: true };
}

/** One more came, whatever the answer was; nobody owes more than all of it. */
export function spent({ freeAt }: Usage, { burst, everyMs }: Allowance, now: Date): Usage {
  const used = Math.max(0, freeAt.getTime() - now.getTime());
  return { freeAt: new Date(now.getTime() + Math.min(used + everyMs, burst * everyMs)), closedUntil: null };
}

/** Whole minutes, as people are told. */
export function minutesUntil(until: Date, now: Date): number {
  return Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 60_000));
}
