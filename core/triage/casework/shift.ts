// The end of a shift: what an officer holds, and all of it given to a colleague in one step, each with a note.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { ReportState } from '#core/reports/report.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { decideReport } from '../decide-report.ts';
import type { Refusal } from '../decisions/decision-words.ts';
import { lockForTriage } from '../triage-store.ts';
import { keepNote } from './notes.ts';

export interface HeldReport {
  reference: string;
  state: ReportState;
  type: string | null;
  urgent: boolean;
  received_at: Date;
  /** Taken, and not let go of since. */
  claimed: boolean;
  assigned: boolean;
  /** A question to the reporter waits for an answer, or its answer has come. */
  question: 'open' | 'answered' | null;
}

/** Reports that are open and lie with this officer: claimed, also where the claim has run out by itself, or assigned. The urgent ones first. */
export async function listHeld({ db }: Pick<CoreContext, 'db'>, staffId: string): Promise<HeldReport[]> {
  const { rows } = await sql<HeldReport>`
    select r.reference, r.state, g.type, r.urgent, r.received_at,
      coalesce(r.claimed_by = ${staffId}, false) as claimed, coalesce(r.assigned_to = ${staffId}, false) as assigned,
      (select case when q.state = 'answered' then 'answered' else 'open' end from report_questions q
        where q.report_id = r.id and q.state in ('waiting', 'sent', 'answered') order by q.asked_at desc limit 1) as question
    from reports r left join readings g on g.report_id = r.id
    where r.state in ('received', 'in_review') and (r.claimed_by = ${staffId} or r.assigned_to = ${staffId})
    order by r.urgent desc, r.received_at, r.id`.execute(db);
  return rows;
}

export interface PassOn {
  by: Actor;
  /** Staff id. */
  to: string;
  items: readonly { reference: string; note: string }[];
}

export type PassOnOutcome =
  | { kind: 'done'; reports: number }
  | { kind: 'not_found'; reference: string }
  | { kind: 'conflict'; reference: string; reason: Refusal };

/** All of them or none. Each is let go of, lies with the colleague and has the note. @throws DomainError `forbidden`. */
export async function passOn(context: CoreContext, command: PassOn): Promise<PassOnOutcome> {
  requireCapability(command.by, 'report.decide');
  try {
    return await inTransaction(context, (inside) => passAll(inside, command));
  } catch (error) {
    if (error instanceof Stopped) return error.outcome;
    throw error;
  }
}

/** Ends the transaction, so that nothing of it stays. */
class Stopped extends Error {
  readonly outcome: PassOnOutcome;
  constructor(outcome: PassOnOutcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

async function passAll(context: CoreContext, { by, to, items }: PassOn): Promise<PassOnOutcome> {
  const locked = await lockForTriage(
    context.db,
    items.map(({ reference }) => reference),
  );
  for (const { reference, note } of items) {
    const report = locked.get(reference);
    if (report === undefined || report.wrapped_key === null) throw new Stopped({ kind: 'not_found', reference });
    const assigned = await decideReport(context, { by, reference, decision: 'assign', assignee: to });
    if (assigned.kind === 'conflict') throw new Stopped({ kind: 'conflict', reference, reason: assigned.reason });
    if (report.state === 'in_review' && report.claimed_by === by.id) await decideReport(context, { by, reference, decision: 'release' });
    if (note.trim() !== '') await keepNote(context, report, { by: by.id, text: note, passedOnTo: to });
  }
  return { kind: 'done', reports: items.length };
}
