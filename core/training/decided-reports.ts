// SQL that reads what officers decided, for training and for comparing models.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { Verdict } from '#core/reading/reading.ts';

/** A page of decided reports with their seals. */
const PAGE = 200;

export interface DecidedReport {
  id: string;
  state: 'confirmed' | 'rejected';
  decided_type: string | null;
  channel: string | null;
  country: string | null;
  wrapped_key: Buffer | null;
  sealed: Buffer | null;
}

/** Confirmed and rejected ones, page by page, so that memory does not grow with them. `since`: decided then or later. */
export async function* decidedReports({ db }: Pick<CoreContext, 'db'>, since: Date | undefined): AsyncGenerator<DecidedReport> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    let query = db
      .selectFrom('reports')
      .select(['id', 'state', 'decided_type', 'channel', 'country', 'wrapped_key', 'sealed'])
      .where('state', 'in', ['confirmed', 'rejected'])
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE);
    if (since !== undefined) query = query.where('decided_at', '>=', since);
    const rows = await query.$narrowType<{ state: DecidedReport['state'] }>().execute();
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
  }
}

/** Decided once and erased since. */
export async function countErased(db: Database, since: Date | undefined): Promise<number> {
  let query = db
    .selectFrom('reports')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('state', '=', 'erased')
    .where('decided_at', 'is not', null);
  if (since !== undefined) query = query.where('decided_at', '>=', since);
  return (await query.executeTakeFirstOrThrow()).n;
}

/** What a model said of a report. */
export interface Said {
  verdict: Verdict;
  score: number;
  type: string;
}

export interface ComparedReport {
  reference: string;
  state: 'confirmed' | 'rejected';
  /** As the officer named it; null: confirmed as it was read. */
  named_type: string | null;
  /** As it was read when it came. */
  in_force: Said;
  /** Id of the model in shadow, and what it said. */
  model: string;
  shadow: Said;
}

/** By model and reference. */
export async function comparedReports(db: Database, since: Date | undefined): Promise<ComparedReport[]> {
  let query = db
    .selectFrom('shadow_readings as s')
    .innerJoin('reports as r', 'r.id', 's.report_id')
    .innerJoin('readings as g', 'g.report_id', 's.report_id')
    .select(['r.reference', 'r.state', 'r.decided_type as named_type', 's.model_id as model'])
    .select([
      sql<Said>`jsonb_build_object('verdict', g.verdict, 'score', g.score, 'type', g.type)`.as('in_force'),
      sql<Said>`jsonb_build_object('verdict', s.verdict, 'score', s.score, 'type', s.type)`.as('shadow'),
    ])
    .where('r.state', 'in', ['confirmed', 'rejected'])
    .orderBy('s.model_id')
    .orderBy('r.reference');
  if (since !== undefined) query = query.where('r.decided_at', '>=', since);
  return query.$narrowType<{ state: ComparedReport['state'] }>().execute();
}
