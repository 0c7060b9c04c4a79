// What officers do with a report, by the one transition table: each step idempotent, refused when it does not fit any more, and in the audit
// trail with the transaction that took it.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database, ReportRow } from '#core/database.ts';
import { nextReportState, type Decision, type ReportState } from '#core/reports/report.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { publishFacts } from '#platform/outbox.ts';

/** Long enough to read a report, short enough that a colleague's break blocks nobody. */
export const CLAIM_MINUTES = 15;

export interface DecideReport {
  by: Actor;
  reference: string;
  decision: Decision;
  /** With `mark_duplicate`: the reference of the report it repeats. */
  duplicateOf?: string;
  /** With `claim`: take it from the colleague who has it. */
  takeOver?: boolean;
}

export type TriageConflict = 'not_possible_now' | 'claimed_by_another' | 'unknown_original' | 'own_original';

export type TriageOutcome =
  | { kind: 'done' | 'unchanged'; reference: string; state: ReportState }
  | { kind: 'not_found' }
  | { kind: 'conflict'; reason: TriageConflict; state: ReportState; claimed_by: string | null };

type Locked = Pick<ReportRow, 'id' | 'reference' | 'state' | 'claimed_by' | 'claim_expires_at' | 'decided_by' | 'duplicate_of'>;

const PAST_TENSE = {
  claim: 'claimed',
  release: 'released',
  confirm: 'confirmed',
  reject: 'rejected',
  mark_duplicate: 'marked_duplicate',
  reopen: 'reopened',
} as const satisfies Record<Decision, string>;

/** Fact when it ends review: `report_decided {report_id}`. @throws DomainError `forbidden`. */
export async function decideReport(context: CoreContext, command: DecideReport): Promise<TriageOutcome> {
  requireCapability(command.by, 'report.decide');
  const outcome = await inTransaction(context, async (inside): Promise<TriageOutcome> => {
    const report = await lockReport(inside.db, command.reference);
    if (report === undefined) return { kind: 'not_found' };
    const original = command.duplicateOf === undefined ? undefined : await lockReport(inside.db, command.duplicateOf);
    if (isDoneAlready(report, command, original?.id)) return { kind: 'unchanged', reference: report.reference, state: report.state };
    const conflict = whyNot(report, command, { original, now: inside.clock.now() });
    if (conflict !== null) return { kind: 'conflict', reason: conflict, state: report.state, claimed_by: report.claimed_by };
    const state = nextReportState(report.state, command.decision) ?? report.state;
    await writeDecision(inside, report, { command, state, originalId: original?.id ?? null });
    return { kind: 'done', reference: report.reference, state };
  });
  if (outcome.kind === 'done') context.telemetry.record('report_decided', { outcome: PAST_TENSE[command.decision] }, { reference: command.reference });
  return outcome;
}

function lockReport(db: Database, reference: string): Promise<Locked | undefined> {
  return db
    .selectFrom('reports')
    .select(['id', 'reference', 'state', 'claimed_by', 'claim_expires_at', 'decided_by', 'duplicate_of'])
    .where('reference', '=', reference)
    .forUpdate()
    .executeTakeFirst();
}

/** A second press of the same key by the same officer. */
function isDoneAlready(report: Locked, { by, decision }: DecideReport, originalId: string | undefined): boolean {
  if (decision === 'claim') return false;
  const reached = nextReportState(report.state === 'in_review' ? 'received' : 'in_review', decision);
  if (decision === 'mark_duplicate') return report.state === 'duplicate' && report.duplicate_of === originalId;
  return (decision === 'confirm' || decision === 'reject') && report.state === reached && report.decided_by === by.id;
}

function whyNot(report: Locked, command: DecideReport, { original, now }: { original: Locked | undefined; now: Date }): TriageConflict | null {
  if (nextReportState(report.state, command.decision) === null) return 'not_possible_now';
  const claimedByAnother = report.claimed_by !== null && report.claimed_by !== command.by.id && (report.claim_expires_at ?? now) > now;
  if (claimedByAnother && command.takeOver !== true) return 'claimed_by_another';
  if (command.decision !== 'mark_duplicate') return null;
  if (original === undefined) return 'unknown_original';
  return original.id === report.id ? 'own_original' : null;
}

interface Deciding {
  command: DecideReport;
  state: ReportState;
  originalId: string | null;
}

async function writeDecision(context: CoreContext, report: Locked, { command, state, originalId }: Deciding): Promise<void> {
  const now = context.clock.now();
  const { by, decision } = command;
  const ends = state === 'confirmed' || state === 'rejected' || state === 'duplicate';
  await context.db
    .updateTable('reports')
    .set({
      state,
      claimed_by: decision === 'claim' ? by.id : null,
      claim_expires_at: decision === 'claim' ? new Date(now.getTime() + CLAIM_MINUTES * 60_000) : null,
      decided_by: ends ? by.id : null,
      decided_at: ends ? now : null,
      duplicate_of: state === 'duplicate' ? originalId : null,
    })
    .where('id', '=', report.id)
    .execute();
  if (ends) await publishFacts(context.db, [{ fact: 'report_decided', payload: { report_id: report.id } }]);
  const details = { from: report.state, to: state, ...(command.takeOver === true && report.claimed_by !== null && { taken_from: report.claimed_by }) };
  await appendAudit(context, { actor: by.id, action: `report.${PAST_TENSE[decision]}`, subject: { kind: 'report', id: report.reference }, details });
}
