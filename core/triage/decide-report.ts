// What officers do with a report, by the one transition table: each step idempotent, refused when it does not fit any more, and in the audit
// trail with the transaction that took it.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { nextReportState, type Decision, type ReportState } from '#core/reports/report.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';
import { publishFacts } from '#platform/outbox.ts';
import { lockForTriage, nameOf, rootOf, writeTriage, type LockedReport } from './triage-store.ts';

/** Long enough to read a report, short enough that a colleague's break blocks nobody. */
export const CLAIM_MINUTES = 15;

export interface DecideReport {
  by: Actor;
  reference: string;
  decision: Decision;
  /** The state that was on the officer's screen; absent: whatever it is now. */
  seenState?: ReportState | undefined;
  /** With `confirm`: which scam it is; absent: as it was read. */
  type?: ScamType | undefined;
  /** With `mark_duplicate`: the reference of the report it repeats. */
  duplicateOf?: string | undefined;
  /** With `claim`: take it from the colleague who has it. */
  takeOver?: boolean | undefined;
}

export type TriageConflict =
  /** Not a step from the state it is in. */
  | 'not_possible_now'
  /** It is no longer in the state that was seen. */
  | 'changed_since'
  | 'claimed_by_another'
  /** The report it is said to repeat does not exist, or was erased. */
  | 'unknown_original'
  /** The report it is said to repeat repeats this one. */
  | 'own_original';

/** Who did what to the report last, for the officer who came second. */
export interface WhatHappened {
  state: ReportState;
  /** Who holds or decided it; null: nobody. */
  by: string | null;
  by_name: string | null;
  at: Date | null;
}

export type TriageOutcome =
  | { kind: 'done' | 'unchanged'; reference: string; state: ReportState; claim_expires_at: Date | null }
  | { kind: 'not_found' }
  | { kind: 'conflict'; reason: TriageConflict; happened: WhatHappened };

const PAST_TENSE = {
  claim: 'claimed',
  release: 'released',
  confirm: 'confirmed',
  reject: 'rejected',
  mark_duplicate: 'marked_duplicate',
  reopen: 'reopened',
} as const satisfies Record<Decision, string>;

/** Fact when review ends or begins anew: `report_decided {report_id, decision}`. @throws DomainError `forbidden`. */
export async function decideReport(context: CoreContext, command: DecideReport): Promise<TriageOutcome> {
  requireCapability(command.by, 'report.decide');
  const outcome = await inTransaction(context, (inside) => decide(inside, command));
  if (outcome.kind === 'done') context.telemetry.record('report_decided', { outcome: PAST_TENSE[command.decision] }, { reference: command.reference });
  return outcome;
}

async function decide(context: CoreContext, command: DecideReport): Promise<TriageOutcome> {
  const locked = await lockForTriage(context.db, [command.reference, ...(command.duplicateOf === undefined ? [] : [command.duplicateOf])]);
  const report = locked.get(command.reference);
  if (report === undefined) return { kind: 'not_found' };
  const named = command.duplicateOf === undefined ? undefined : locked.get(command.duplicateOf);
  const original = named === undefined ? undefined : await rootOf(context.db, named);
  if (isDoneAlready(report, command, original))
    return { kind: 'unchanged', reference: report.reference, state: report.state, claim_expires_at: report.claim_expires_at };
  const reason = whyNot(report, command, { original, now: context.clock.now() });
  if (reason !== null) return { kind: 'conflict', reason, happened: await whatHappened(context, report) };
  return take(context, report, { command, original });
}

/** A second press of the same key by the same officer, and letting go of what nobody holds. A second claim is a longer claim. */
function isDoneAlready(report: LockedReport, { by, decision, type }: DecideReport, original: LockedReport | undefined): boolean {
  const mine = report.decided_by === by.id;
  if (decision === 'confirm') return mine && report.state === 'confirmed' && (type === undefined || type === report.decided_type);
  if (decision === 'reject') return mine && report.state === 'rejected';
  if (decision === 'mark_duplicate') return mine && report.state === 'duplicate' && original !== undefined && report.duplicate_of === original.id;
  if (decision === 'reopen') return report.state === 'in_review' && report.claimed_by === by.id;
  return decision === 'release' && report.state === 'received';
}

function whyNot(report: LockedReport, command: DecideReport, { original, now }: { original: LockedReport | undefined; now: Date }): TriageConflict | null {
  if (nextReportState(report.state, command.decision) === null) return 'not_possible_now';
  if (command.seenState !== undefined && command.seenState !== report.state) return 'changed_since';
  const takesOver = command.decision === 'claim' && command.takeOver === true;
  if (isHeldByAnother(report, command.by, now) && !takesOver) return 'claimed_by_another';
  if (command.decision !== 'mark_duplicate') return null;
  if (original === undefined || original.state === 'erased') return 'unknown_original';
  return original.id === report.id ? 'own_original' : null;
}

function isHeldByAnother({ state, claimed_by, claim_expires_at }: LockedReport, by: Actor, now: Date): boolean {
  return state === 'in_review' && claimed_by !== null && claimed_by !== by.id && claim_expires_at !== null && claim_expires_at > now;
}

async function whatHappened({ db }: CoreContext, report: LockedReport): Promise<WhatHappened> {
  const by = report.decided_by ?? report.claimed_by;
  return { state: report.state, by, by_name: by === null ? null : await nameOf(db, by), at: report.decided_at };
}

async function take(
  context: CoreContext,
  report: LockedReport,
  { command, original }: { command: DecideReport; original: LockedReport | undefined },
): Promise<TriageOutcome> {
  const { by, decision, type } = command;
  const state = nextReportState(report.state, decision);
  if (state === null) throw new Error(`${decision} from ${report.state} was allowed and is not possible`);
  const now = context.clock.now();
  const held = state === 'in_review' ? new Date(now.getTime() + CLAIM_MINUTES * 60_000) : null;
  const ends = state === 'confirmed' || state === 'rejected' || state === 'duplicate';
  await writeTriage(context.db, report.id, {
    state,
    claimed_by: held === null ? null : by.id,
    claim_expires_at: held,
    decided_by: ends ? by.id : null,
    decided_at: ends ? now : null,
    decided_type: state === 'confirmed' ? (type ?? null) : null,
    duplicate_of: state === 'duplicate' ? (original?.id ?? null) : null,
  });
  if (ends || decision === 'reopen') await publishFacts(context.db, [{ fact: 'report_decided', payload: { report_id: report.id, decision } }]);
  await appendAudit(context, {
    actor: by.id,
    action: `report.${PAST_TENSE[decision]}`,
    subject: { kind: 'report', id: report.reference },
    details: detailsOf(report, state, { command, original }),
  });
  return { kind: 'done', reference: report.reference, state, claim_expires_at: held };
}

function detailsOf(
  report: LockedReport,
  to: ReportState,
  { command: { by, type }, original }: { command: DecideReport; original: LockedReport | undefined },
): Record<string, string> {
  const takenFrom = to === 'in_review' && report.claimed_by !== null && report.claimed_by !== by.id;
  return {
    from: report.state,
    to,
    ...(takenFrom && report.claimed_by !== null && { taken_from: report.claimed_by }),
    ...(type !== undefined && to === 'confirmed' && { type }),
    ...(original !== undefined && to === 'duplicate' && { original: original.reference }),
  };
}
