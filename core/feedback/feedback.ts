// What a subscriber says of a warning with one tap. Who nearly paid is asked what it would have been (prevented.ts); officers see numbers.

/** `nearly_paid`: the warning came in time. */
export const FEEDBACK_KINDS = ['got_it_too', 'nearly_paid', 'not_relevant'] as const;
export type FeedbackKind = (typeof FEEDBACK_KINDS)[number];

export interface Feedback {
  /** Of the warning, as it is stored. */
  code: string;
  kind: FeedbackKind;
}

const DATA = new RegExp(`^feedback:([0-9A-Z]{8}):(${FEEDBACK_KINDS.join('|')})$`);

/** What the button carries back: within Telegram's 64 bytes. */
export function feedbackData({ code, kind }: Feedback): string {
  return `feedback:${code}:${kind}`;
}

/** null: another button's. */
export function readFeedback(data: string): Feedback | null {
  const [, code, kind] = DATA.exec(data) ?? [];
  return code === undefined ? null : { code, kind: kind as FeedbackKind };
}
