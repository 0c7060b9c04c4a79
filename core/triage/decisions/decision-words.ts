// The words of what officers do with a report besides deciding it, as stored, sent and shown.

/** Police forces that hand reports to each other. */
export const FORCE_COUNTRIES = ['KR', 'MY'] as const;
export type ForceCountry = (typeof FORCE_COUNTRIES)[number];

/**
 * On what a report goes to the other country's force: Korean law counts its being seen from abroad as a transfer (PIPA 28-8), which takes the
 * person's own consent, an urgent interest in life and limb, or a treaty or law.
 */
export const HANDOVER_GROUNDS = ['consent', 'danger_to_life', 'legal_request'] as const;
export type HandoverGround = (typeof HANDOVER_GROUNDS)[number];
export const LAWFUL_GROUNDS = ['danger_to_life', 'legal_request'] as const satisfies readonly HandoverGround[];

/** What a handed-over copy may hold. None of them is the original, and none says who reported. */
export const HANDOVER_PARTS = ['facts', 'indicators', 'masked_text', 'loss'] as const;
export type HandoverPart = (typeof HANDOVER_PARTS)[number];

/** `partly`: some of it had gone already. */
export const FREEZE_ANSWERS = ['frozen', 'partly', 'too_late', 'refused'] as const;
export type FreezeAnswer = (typeof FREEZE_ANSWERS)[number];

/**
 * - `waiting`: to be told in the person's chat, when it is day there.
 * - `sent`: on its way, or at the report's page for them to see.
 * - `given_up`: they could not be told in time, or had taken their consent back.
 */
export const QUESTION_STATES = ['waiting', 'sent', 'answered', 'withdrawn', 'given_up'] as const;
export type QuestionState = (typeof QUESTION_STATES)[number];

/** What is asked often; sentences in `locales/…/officer_question.json`, written for the person. */
export const QUESTION_TEMPLATES = [
  'when_paid',
  'how_paid',
  'which_account',
  'what_said',
  'still_talking',
  'screenshots',
  'app_installed',
  'case_number',
] as const;
export type QuestionTemplate = (typeof QUESTION_TEMPLATES)[number];
export const QUESTION_LIMIT = 500;

/** Why a decision is refused: codes for the officer's screen, the same before the press and after it. */
export const REFUSALS = [
  /** Not theirs to do. */
  'role',
  /** It stands like that already, by this officer's hand or because nothing would change. */
  'done_already',
  /** Not a step from the state it is in. */
  'not_possible_now',
  /** It is no longer as it was seen, or as the step to undo left it. */
  'changed_since',
  'claimed_by_another',
  /** It waits for a supervisor. */
  'escalated',
  /** The report it is said to repeat does not exist, or was erased. */
  'unknown_original',
  /** The report it is said to repeat repeats this one. */
  'own_original',
  /** The reporter did not agree to have it shared with that country's police. */
  'no_consent',
  'no_contact_consent',
  /** The reporter cannot be reached here: a partner's customer, or an earlier report. */
  'no_channel',
  /** It adds to another report of the same person: that one is asked about. */
  'is_addition',
  /** A question was asked and is not answered yet. */
  'question_open',
  /** Nobody who could decide it. */
  'unknown_colleague',
  'nothing_to_undo',
  'made_by_another',
  /** The person, or the bank, has it already. */
  'told_already',
] as const;
export type Refusal = (typeof REFUSALS)[number];
