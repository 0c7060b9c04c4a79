// What officers have to do with a report: what this one may do with it now, whose it is, what was asked, requested, given, written and done.

import type { CoreContext } from '#core/context.ts';
import type { ReportRow } from '#core/database.ts';
import type { Decision } from '#core/reports/report.ts';
import type { Actor } from '#core/staff/staff.ts';
import { mayOf, type May } from '../decisions/decision-table.ts';
import type { ForceCountry } from '../decisions/decision-words.ts';
import { loadFreezeRequests, type FreezeRequest } from '../decisions/freeze-requests.ts';
import { listHandovers, type HandoverItem } from '../decisions/handovers.ts';
import { loadThread, type AskedQuestion } from '../decisions/reporter-questions.ts';
import { otherForce, situationOf } from '../decisions/situation.ts';
import { nameOf } from '../triage-store.ts';
import { labelsOf, type Label } from './labels.ts';
import { loadNotes, type Note } from './notes.ts';
import { reportHistory, type HistoryItem } from './report-history.ts';

export interface ReportCasework {
  may: May;
  /** To whom `hand_over` goes unless another is named. */
  hand_over_to: ForceCountry;
  /** What `undo` would take back; null: nothing. */
  last_step: { id: number; decision: Decision; made_by_name: string | null; made_at: Date } | null;
  assigned_to: string | null;
  assigned_to_name: string | null;
  escalated_at: Date | null;
  escalated_by_name: string | null;
  /** References of reports that repeat this one, with who said so, and the step that undoing takes back; null: something was done since. */
  repeated_by: { reference: string; decided_by_name: string | null; decided_at: Date | null; step: number | null }[];
  questions: AskedQuestion[];
  freeze_requests: FreezeRequest[];
  handovers: HandoverItem[];
  notes: Note[];
  labels: Label[];
  history: HistoryItem[];
}

export async function reportCasework(context: CoreContext, { row, by }: { row: ReportRow; by: Actor }): Promise<ReportCasework> {
  const { db, clock } = context;
  const situation = await situationOf(context, row);
  const { last } = situation;
  return {
    may: mayOf(situation, { by, now: clock.now() }),
    hand_over_to: otherForce(row),
    last_step: last === null ? null : { id: last.id, decision: last.decision, made_by_name: last.made_by_name, made_at: last.made_at },
    assigned_to: row.assigned_to,
    assigned_to_name: row.assigned_to === null ? null : await nameOf(db, row.assigned_to),
    escalated_at: row.escalated_at,
    escalated_by_name: row.escalated_by === null ? null : await nameOf(db, row.escalated_by),
    repeated_by: await repeatedBy(context, row.id),
    questions: await loadThread(context, row),
    freeze_requests: await loadFreezeRequests(context, row),
    handovers: await listHandovers(context, row.id),
    notes: await loadNotes(context, row),
    labels: await labelsOf(db, row.id),
    history: await reportHistory(db, row.reference),
  };
}

async function repeatedBy({ db }: CoreContext, reportId: string): Promise<ReportCasework['repeated_by']> {
  return db
    .selectFrom('reports as r')
    .leftJoin('staff_users as s', 's.id', 'r.decided_by')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('report_steps as t')
          .select(['t.id', 't.decision'])
          .whereRef('t.report_id', '=', 'r.id')
          .where('t.undone_at', 'is', null)
          .orderBy('t.id', 'desc')
          .limit(1)
          .as('last'),
      (join) => join.on('last.decision', '=', 'mark_duplicate'),
    )
    .select(['r.reference', 's.name as decided_by_name', 'r.decided_at', 'last.id as step'])
    .where('r.duplicate_of', '=', reportId)
    .where('r.state', '=', 'duplicate')
    .orderBy('r.decided_at')
    .orderBy('r.reference')
    .execute();
}
