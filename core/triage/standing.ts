// Where a report stands in triage, as one value: what a decision makes of it, and what undoing restores.

import type { ReportRow } from '#core/database.ts';
import { nextReportState, type Decision } from '#core/reports/report.ts';
import type { Actor } from '#core/staff/staff.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';

export const STANDING = [
  'state',
  'claimed_by',
  'claim_expires_at',
  'decided_by',
  'decided_at',
  'decided_type',
  'duplicate_of',
  'assigned_to',
  'escalated_at',
  'escalated_by',
] as const;
export type Standing = Pick<ReportRow, (typeof STANDING)[number]>;

/** Times as ISO 8601. */
export type StoredStanding = { [Field in keyof Standing]: Standing[Field] extends Date | null ? string | null : Standing[Field] };

/** Long enough to read a report, short enough that a colleague's break blocks nobody. */
export const CLAIM_MINUTES = 15;

export interface StepToTake {
  decision: Decision;
  by: Actor;
  at: Date;
  type?: ScamType | undefined;
  /** Id of the report it repeats. */
  original?: string | undefined;
  assignee?: string | undefined;
}

/** @throws Error when the step is not possible from there: asked before. */
export function standingAfter(before: Standing, step: StepToTake): Standing {
  const { decision, by, at } = step;
  const state = nextReportState(before.state, decision);
  if (state === null) throw new Error(`${decision} from ${before.state} was allowed and is not possible`);
  switch (decision) {
    case 'assign':
      return { ...before, assigned_to: step.assignee ?? null };
    case 'unassign':
      return { ...before, assigned_to: null };
    case 'escalate':
      return { ...before, state, claimed_by: null, claim_expires_at: null, escalated_at: at, escalated_by: by.id };
    case 'deescalate':
      return { ...before, escalated_at: null, escalated_by: null };
    case 'ask_reporter':
    case 'hand_over':
    case 'hand_over_by_law':
    case 'request_freeze':
      return before;
    default:
      return reviewed(before, { ...step, state });
  }
}

function reviewed(before: Standing, { state, by, at, type, original }: StepToTake & { state: Standing['state'] }): Standing {
  const held = state === 'in_review' ? new Date(at.getTime() + CLAIM_MINUTES * 60_000) : null;
  const ends = state === 'confirmed' || state === 'rejected' || state === 'duplicate';
  return {
    state,
    claimed_by: held === null ? null : by.id,
    claim_expires_at: held,
    decided_by: ends ? by.id : null,
    decided_at: ends ? at : null,
    decided_type: state === 'confirmed' ? (type ?? null) : null,
    duplicate_of: state === 'duplicate' ? (original ?? null) : null,
    assigned_to: before.assigned_to,
    // Nobody need look at it any more.
    escalated_at: ends ? null : before.escalated_at,
    escalated_by: ends ? null : before.escalated_by,
  };
}

export function storeStanding(standing: Standing): StoredStanding {
  const { claim_expires_at, decided_at, escalated_at } = standing;
  return {
    ...pickStanding(standing),
    claim_expires_at: claim_expires_at?.toISOString() ?? null,
    decided_at: decided_at?.toISOString() ?? null,
    escalated_at: escalated_at?.toISOString() ?? null,
  };
}

export function readStanding(stored: StoredStanding): Standing {
  const at = (time: string | null): Date | null => (time === null ? null : new Date(time));
  return { ...stored, claim_expires_at: at(stored.claim_expires_at), decided_at: at(stored.decided_at), escalated_at: at(stored.escalated_at) };
}

export function sameStanding(a: StoredStanding, b: StoredStanding): boolean {
  return STANDING.every((field) => a[field] === b[field]);
}

export function pickStanding({
  state,
  claimed_by,
  claim_expires_at,
  decided_by,
  decided_at,
  decided_type,
  duplicate_of,
  assigned_to,
  escalated_at,
  escalated_by,
}: Standing): Standing {
  return { state, claimed_by, claim_expires_at, decided_by, decided_at, decided_type, duplicate_of, assigned_to, escalated_at, escalated_by };
}
