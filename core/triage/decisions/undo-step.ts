// Taking back what was done to a report last: it stands exactly as before, and whatever the step left beside it no longer holds.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import type { Decision } from '#core/reports/report.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { publishFacts } from '#platform/outbox.ts';
import type { TriageOutcome } from '../decide-report.ts';
import { readStanding } from '../standing.ts';
import { lockForTriage, writeStanding } from '../triage-store.ts';
import { whyNotUndo } from './decision-table.ts';
import { situationOf } from './situation.ts';
import { markUndone, withdrawRecord } from './step-store.ts';
import { whatHappened } from './what-happened.ts';

/** What the pipeline looked at again after the step it looks at again after its undoing. */
const REVIEWED: readonly Decision[] = ['confirm', 'reject', 'mark_duplicate', 'reopen'];

export interface UndoStep {
  by: Actor;
  reference: string;
  /** Number of the step that was shown; when it is not the last one any more, nothing is undone. */
  seenStep?: number | undefined;
}

/** Fact as in `decideReport`, with the decision `undo`. @throws DomainError `forbidden`. */
export async function undoStep(context: CoreContext, command: UndoStep): Promise<TriageOutcome> {
  requireCapability(command.by, 'report.decide');
  const outcome = await inTransaction(context, (inside) => undo(inside, command));
  if (outcome.kind === 'done') context.telemetry.record('report_decided', { outcome: 'undone' }, { reference: command.reference });
  return outcome;
}

async function undo(context: CoreContext, { by, reference, seenStep }: UndoStep): Promise<TriageOutcome> {
  const { db, clock } = context;
  const report = (await lockForTriage(db, [reference])).get(reference);
  if (report === undefined) return { kind: 'not_found' };
  const now = clock.now();
  const situation = await situationOf(context, report);
  const { last } = situation;
  const isAnother = seenStep !== undefined && last !== null && last.id !== seenStep;
  const reason = isAnother ? 'changed_since' : whyNotUndo(situation, { by, now });
  if (reason !== null || last === null) return { kind: 'conflict', reason: reason ?? 'nothing_to_undo', happened: await whatHappened(context, report) };
  const before = readStanding(last.before);
  await writeStanding(db, report.id, before);
  await withdrawRecord(db, last, now);
  await markUndone(db, last.id, { by: by.id, at: now });
  if (REVIEWED.includes(last.decision)) await publishFacts(db, [{ fact: 'report_decided', payload: { report_id: report.id, decision: 'undo' } }]);
  await appendAudit(context, {
    actor: by.id,
    action: 'report.undone',
    subject: { kind: 'report', id: reference },
    details: { decision: last.decision, from: report.state, to: before.state, ...(last.made_by !== by.id && { made_by: last.made_by }) },
  });
  return { kind: 'done', reference, state: before.state, claim_expires_at: before.claim_expires_at };
}
