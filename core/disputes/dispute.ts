// A holder objects to what is said of their number, account or site.

import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';

export const DISPUTE_REASONS = ['not_involved', 'reassigned', 'hacked', 'misused_by_others', 'other'] as const;
export type DisputeReason = (typeof DISPUTE_REASONS)[number];

export const DISPUTE_STATES = ['open', 'upheld', 'rejected'] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

export const DISPUTE_DECISIONS = ['uphold', 'reject'] as const;
export type DisputeDecision = (typeof DISPUTE_DECISIONS)[number];

/** A decision is final; who objects again files anew. */
export const DISPUTE_TRANSITIONS = {
  open: { uphold: 'upheld', reject: 'rejected' },
  upheld: {},
  rejected: {},
} as const satisfies Record<DisputeState, Partial<Record<DisputeDecision, DisputeState>>>;

/** null: not possible from here. */
export function nextDisputeState(state: DisputeState, decision: DisputeDecision): DisputeState | null {
  const possible: Partial<Record<DisputeDecision, DisputeState>> = DISPUTE_TRANSITIONS[state];
  return possible[decision] ?? null;
}

/** An indicator in its canonical form. */
export interface DisputedIndicator {
  kind: IndicatorKind;
  value: string;
}

/** The personal part: sealed as one. */
export interface DisputeContent extends DisputedIndicator {
  /** As it was written. */
  raw: string;
  statement: string;
  contact: string;
}
