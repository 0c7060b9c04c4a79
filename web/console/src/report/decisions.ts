// The keys of a report's screen and what they do; the same list makes its buttons.

import type { Decision } from './use-report.ts';

export interface DecisionKey {
  key: string;
  decision: Decision;
}

/** In the order in which they stand. */
export const DECISION_KEYS: readonly DecisionKey[] = [
  { key: 'c', decision: 'claim' },
  { key: 'y', decision: 'confirm' },
  { key: 'n', decision: 'reject' },
  { key: 'd', decision: 'mark_duplicate' },
  { key: 'q', decision: 'ask_reporter' },
  { key: 'e', decision: 'escalate' },
  { key: 'h', decision: 'hand_over' },
  { key: 'f', decision: 'request_freeze' },
  { key: 'a', decision: 'assign' },
  { key: 'z', decision: 'undo' },
];

/** They take more than a press: a form opens. */
export const FORMS = [
  'confirm',
  'mark_duplicate',
  'ask_reporter',
  'hand_over',
  'hand_over_by_law',
  'request_freeze',
  'assign',
] as const satisfies readonly Decision[];
export type FormDecision = (typeof FORMS)[number];

export function isForm(decision: Decision): decision is FormDecision {
  return (FORMS as readonly Decision[]).includes(decision);
}

/** Instead of the first, when that one is done. */
export const INSTEAD: Partial<Record<Decision, Decision>> = { claim: 'release', escalate: 'deescalate', assign: 'unassign', confirm: 'reopen' };
