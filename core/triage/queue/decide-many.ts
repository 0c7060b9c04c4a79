// One decision on many reports: each in a transaction of its own, with a result of its own; and taking it back, report by report, where nobody has
// done anything since.

import { randomUUID } from 'node:crypto';
import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { Decision } from '#core/reports/report.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { publishFacts } from '#platform/outbox.ts';
import { CLAIM_MINUTES, decideReport, type TriageOutcome } from '../decide-report.ts';
import { forgetStep } from '../decisions/step-store.ts';
import { pickStanding, readStanding, storeStanding, type StoredStanding } from '../standing.ts';
import { lockForTriage, nameOf, writeStanding, type LockedReport } from '../triage-store.ts';

export const MANY_DECISIONS = ['claim', 'release', 'reject', 'mark_duplicate', 'assign'] as const satisfies readonly Decision[];
export type ManyDecision = (typeof MANY_DECISIONS)[number];

export interface DecideMany {
  by: Actor;
  decision: ManyDecision;
  references: readonly string[];
  /** With `mark_duplicate`: the reference of the report that they repeat. */
  duplicateOf?: string | undefined;
  /** With `claim`: from the colleagues who have them. */
  takeOver?: boolean | undefined;
  /** With `assign`: staff id. */
  assignee?: string | undefined;
}

export interface ManyResult {
  reference: string;
  kind: TriageOutcome['kind'];
  /** Of a conflict. */
  reason: string | null;
  /** Who holds or decided it, in a conflict. */
  by_name: string | null;
}

export interface ManyOutcome {
  /** Under which it can be undone; null: nothing was done. */
  id: string | null;
  results: ManyResult[];
}

/** @throws DomainError `forbidden`. */
export async function decideMany(context: CoreContext, command: DecideMany): Promise<ManyOutcome> {
  requireCapability(command.by, 'report.decide');
  const id = randomUUID();
  const results: ManyResult[] = [];
  for (const reference of new Set(command.references)) {
    const outcome = await inTransaction(context, (inside) => decideOne(inside, command, { id, reference }));
    results.push(resultOf(reference, outcome));
  }
  return { id: results.some(({ kind }) => kind === 'done') ? id : null, results };
}

/** Where it stood is kept with what was done, or neither is. */
async function decideOne(context: CoreContext, command: DecideMany, { id, reference }: { id: string; reference: string }): Promise<TriageOutcome> {
  const { by, decision, duplicateOf, takeOver, assignee } = command;
  // The same rows in the same order as the decision itself.
  const before = (await lockForTriage(context.db, [reference, ...(duplicateOf === undefined ? [] : [duplicateOf])])).get(reference);
  const outcome = await decideReport(context, { by, reference, decision, duplicateOf, takeOver, assignee });
  if (outcome.kind !== 'done' || before === undefined) return outcome;
  const after = (await lockForTriage(context.db, [reference])).get(reference) ?? before;
  await context.db
    .insertInto('triage_batches')
    .values({ id, made_by: by.id, decision, made_at: context.clock.now(), undone_by: null, undone_at: null })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await context.db
    .insertInto('triage_batch_reports')
    .values({ batch_id: id, report_id: before.id, before: JSON.stringify(snapshotOf(before)), after: JSON.stringify(snapshotOf(after)) })
    .execute();
  return outcome;
}

function resultOf(reference: string, outcome: TriageOutcome): ManyResult {
  const conflict = outcome.kind === 'conflict' ? outcome : null;
  return { reference, kind: outcome.kind, reason: conflict?.reason ?? null, by_name: conflict?.happened.by_name ?? null };
}

/** null: no such batch. A second undoing changes nothing and says so. A colleague's takes a supervisor. @throws DomainError `forbidden`. */
export async function undoMany(context: CoreContext, { by, id }: { by: Actor; id: string }): Promise<ManyOutcome | null> {
  requireCapability(by, 'report.decide');
  const batch = await context.db.selectFrom('triage_batches').select(['decision', 'made_by']).where('id', '=', id).executeTakeFirst();
  if (batch === undefined) return null;
  if (batch.made_by !== by.id) requireCapability(by, 'report.decide_escalated');
  const parts = await context.db
    .selectFrom('triage_batch_reports as b')
    .innerJoin('reports as r', 'r.id', 'b.report_id')
    .select(['r.reference', 'b.before', 'b.after'])
    .where('b.batch_id', '=', id)
    .orderBy('r.reference')
    .execute();
  const results: ManyResult[] = [];
  for (const part of parts) results.push(await inTransaction(context, (inside) => putBack(inside, part, { by, decision: batch.decision })));
  await context.db
    .updateTable('triage_batches')
    .set({ undone_by: by.id, undone_at: context.clock.now() })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .execute();
  return { id, results };
}

interface Part {
  reference: string;
  before: StoredStanding;
  after: StoredStanding;
}

async function putBack(context: CoreContext, { reference, before, after }: Part, { by, decision }: { by: Actor; decision: string }): Promise<ManyResult> {
  const { db, clock } = context;
  const report = (await lockForTriage(db, [reference])).get(reference);
  if (report === undefined) return { reference, kind: 'not_found', reason: null, by_name: null };
  const now = snapshotOf(report);
  if (isSame(now, before)) return { reference, kind: 'unchanged', reason: null, by_name: null };
  if (!isSame(now, after)) return { reference, kind: 'conflict', reason: 'changed_since', by_name: await holderName(db, report) };
  const isMine = before.state === 'in_review' && before.claimed_by === by.id;
  const held = isMine ? new Date(clock.now().getTime() + CLAIM_MINUTES * 60_000) : dateOf(before.claim_expires_at);
  await forgetStep(db, { reportId: report.id, after: now, by: by.id, at: clock.now() });
  await writeStanding(db, report.id, { ...readStanding({ ...now, ...before }), claim_expires_at: held });
  if (isDecided(before) || isDecided(after)) await publishFacts(db, [{ fact: 'report_decided', payload: { report_id: report.id, decision: 'reopen' } }]);
  const details = { from: report.state, to: before.state, decision };
  await appendAudit(context, { actor: by.id, action: 'report.undone', subject: { kind: 'report', id: reference }, details });
  return { reference, kind: 'done', reason: null, by_name: null };
}

function snapshotOf(report: LockedReport): StoredStanding {
  return storeStanding(pickStanding(report));
}

/** A claim that was held longer meanwhile is the same claim. */
function isSame(a: StoredStanding, b: StoredStanding): boolean {
  return (['state', 'claimed_by', 'decided_by', 'decided_at', 'decided_type', 'duplicate_of', 'assigned_to'] as const).every((field) => a[field] === b[field]);
}

function isDecided({ state }: StoredStanding): boolean {
  return state === 'confirmed' || state === 'rejected' || state === 'duplicate';
}

function dateOf(written: string | null): Date | null {
  return written === null ? null : new Date(written);
}

async function holderName(db: Database, { decided_by, claimed_by }: LockedReport): Promise<string | null> {
  const by = decided_by ?? claimed_by;
  return by === null ? null : nameOf(db, by);
}

export interface Batch {
  id: string;
  decision: string;
  made_at: Date;
  undone_at: Date | null;
  reports: number;
}

/** What an officer did last to several reports, or to one from the queue, the newest first. */
export async function listBatches({ db }: Pick<CoreContext, 'db'>, { by, limit }: { by: Actor; limit: number }): Promise<Batch[]> {
  return db
    .selectFrom('triage_batches as b')
    .select(['b.id', 'b.decision', 'b.made_at', 'b.undone_at'])
    .select((eb) =>
      eb
        .selectFrom('triage_batch_reports as r')
        .select(({ fn }) => fn.countAll<number>().as('reports'))
        .whereRef('r.batch_id', '=', 'b.id')
        .as('reports'),
    )
    .where('b.made_by', '=', by.id)
    .orderBy('b.made_at', 'desc')
    .limit(limit)
    .execute()
    .then((rows) => rows.map((row) => ({ ...row, reports: Number(row.reports ?? 0) })));
}
