// What officers do with a report: each step idempotent, refused when it does not fit any more, in the audit trail with the transaction that took
// it, and kept with what it changed, so that it can be taken back. What is possible is in decisions/decision-table.ts.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import type { Decision, ReportState } from '#core/reports/report.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';
import { publishFacts } from '#platform/outbox.ts';
import { capabilityOf, whyNot, type Asking } from './decisions/decision-table.ts';
import type { ForceCountry, HandoverGround, Refusal } from './decisions/decision-words.ts';
import { canDecide } from './decisions/colleagues.ts';
import type { MoneyToFreeze } from './decisions/freeze-requests.ts';
import { leaveRecord, type LeftRecord } from './decisions/leave-record.ts';
import type { QuestionToAsk } from './decisions/reporter-questions.ts';
import { otherForce, situationOf } from './decisions/situation.ts';
import { keepStep } from './decisions/step-store.ts';
import { whatHappened, type WhatHappened } from './decisions/what-happened.ts';
import { CLAIM_MINUTES, pickStanding, standingAfter, type Standing } from './standing.ts';
import { lockForTriage, rootOf, writeStanding, type LockedReport } from './triage-store.ts';

export { CLAIM_MINUTES };

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
  /** With `assign`: staff id. */
  assignee?: string | undefined;
  /** With `hand_over` and `hand_over_by_law`: whose force; absent: the other country's. */
  to?: ForceCountry | undefined;
  /** With `hand_over_by_law`. */
  ground?: HandoverGround | undefined;
  /** With `ask_reporter`. */
  question?: QuestionToAsk | undefined;
  /** With `request_freeze`. */
  money?: MoneyToFreeze | undefined;
}

export type TriageOutcome =
  | { kind: 'done' | 'unchanged'; reference: string; state: ReportState; claim_expires_at: Date | null }
  | { kind: 'not_found' }
  | { kind: 'conflict'; reason: Refusal; happened: WhatHappened };

const PAST_TENSE = {
  claim: 'claimed',
  release: 'released',
  confirm: 'confirmed',
  reject: 'rejected',
  mark_duplicate: 'marked_duplicate',
  reopen: 'reopened',
  ask_reporter: 'reporter_asked',
  escalate: 'escalated',
  deescalate: 'deescalated',
  hand_over: 'handed_over',
  hand_over_by_law: 'handed_over',
  request_freeze: 'freeze_requested',
  assign: 'assigned',
  unassign: 'unassigned',
} as const satisfies Record<Decision, string>;

/** Holding a report and letting go of it undo each other. */
const NOT_KEPT: readonly Decision[] = ['claim', 'release'];

/** Fact when review ends or begins anew: `report_decided {report_id, decision}`. @throws DomainError `forbidden`. */
export async function decideReport(context: CoreContext, command: DecideReport): Promise<TriageOutcome> {
  requireCapability(command.by, capabilityOf(command.decision));
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
  const reason = await refusalOf(context, report, { command, original });
  if (reason === 'done_already') return { kind: 'unchanged', reference: report.reference, state: report.state, claim_expires_at: report.claim_expires_at };
  if (reason !== null) return { kind: 'conflict', reason, happened: await whatHappened(context, report) };
  return take(context, report, { command, original });
}

async function refusalOf(
  context: CoreContext,
  report: LockedReport,
  { command, original }: { command: DecideReport; original: LockedReport | undefined },
): Promise<Refusal | null> {
  const { by, decision, type, takeOver, to, assignee } = command;
  const asking: Asking = { by, now: context.clock.now(), type, takeOver, to, assignee, original: original?.id };
  const reason = whyNot(decision, await situationOf(context, report), asking);
  if (reason === 'done_already' || reason === 'not_possible_now') return reason;
  if (command.seenState !== undefined && command.seenState !== report.state) return 'changed_since';
  if (reason !== null) return reason;
  if (decision === 'assign' && !(await canDecide(context.db, assignee ?? ''))) return 'unknown_colleague';
  if (decision !== 'mark_duplicate') return null;
  if (original === undefined || original.state === 'erased') return 'unknown_original';
  return original.id === report.id ? 'own_original' : null;
}

async function take(
  context: CoreContext,
  report: LockedReport,
  { command, original }: { command: DecideReport; original: LockedReport | undefined },
): Promise<TriageOutcome> {
  const { by, decision, type, assignee } = command;
  const at = context.clock.now();
  const before = pickStanding(report);
  const after = standingAfter(before, { decision, by, at, type, original: original?.id, assignee });
  const left = await leaveRecord(context, report, command);
  await writeStanding(context.db, report.id, after);
  if (!NOT_KEPT.includes(decision)) await keepStep(context.db, { reportId: report.id, decision, by: by.id, at, before, after, recordId: left?.id ?? null });
  if (after.decided_at !== null && before.decided_at === null) await tellDecided(context, report, decision);
  if (decision === 'reopen') await tellDecided(context, report, decision);
  await appendAudit(context, {
    actor: by.id,
    action: `report.${PAST_TENSE[decision]}`,
    subject: { kind: 'report', id: report.reference },
    details: detailsOf(report, after, { command, original, left }),
  });
  return { kind: 'done', reference: report.reference, state: after.state, claim_expires_at: after.claim_expires_at };
}

async function tellDecided({ db }: CoreContext, { id }: LockedReport, decision: Decision): Promise<void> {
  await publishFacts(db, [{ fact: 'report_decided', payload: { report_id: id, decision } }]);
}

function detailsOf(
  report: LockedReport,
  after: Standing,
  { command, original, left }: { command: DecideReport; original: LockedReport | undefined; left: LeftRecord | null },
): Record<string, string> {
  const { by, decision, type, assignee } = command;
  const to = after.state;
  const takenFrom = to === 'in_review' && decision !== 'assign' && report.claimed_by !== null && report.claimed_by !== by.id;
  return {
    from: report.state,
    to,
    ...(takenFrom && report.claimed_by !== null && { taken_from: report.claimed_by }),
    ...(type !== undefined && to === 'confirmed' && { type }),
    ...(original !== undefined && to === 'duplicate' && { original: original.reference }),
    ...(decision === 'assign' && assignee !== undefined && { assignee }),
    ...((decision === 'hand_over' || decision === 'hand_over_by_law') && { country: command.to ?? otherForce(report) }),
    ...left?.details,
  };
}
