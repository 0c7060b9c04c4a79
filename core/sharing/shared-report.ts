// What a partner's account is shown: reports that its own organisation filed, or copies that were handed over to its country's force.

/** A filed report stands where triage has it; a copy was handed over, and then its force said that it takes it. */
export const FILED_STATES = ['received', 'in_review', 'confirmed', 'rejected', 'duplicate'] as const;
export const HANDOVER_STATES = ['handed_over', 'acknowledged'] as const;
export const SHARED_STATES = [...FILED_STATES, ...HANDOVER_STATES] as const;
export type SharedState = (typeof SHARED_STATES)[number];

export const SHARED_KINDS = ['filed', 'handed_over'] as const;
export type SharedKind = (typeof SHARED_KINDS)[number];

/** Why somebody may not say that they take it. */
export const NOT_ACKNOWLEDGED = ['not_your_role', 'acknowledged_already'] as const;

export interface SharedItem {
  reference: string;
  kind: SharedKind;
  state: SharedState;
  /** When it was received, or handed over. */
  shared_at: Date;
  /** The partner's own number for it; null: none was given, or it was handed over. */
  source_ref: string | null;
  /** Of a filed one once it is confirmed; of a copy as it was when it was made. */
  type: string | null;
  decided_at: Date | null;
}
