// The model in force and a model on trial against what officers decided: the figures on which one replaces the other.

import type { CoreContext } from '#core/context.ts';

export interface ModelRecord {
  /** Of confirmed reports, how many the model called scam. */
  found: number;
  /** Of rejected ones. */
  alarms: number;
}

export interface Comparison {
  model_id: string;
  confirmed: number;
  rejected: number;
  in_force: ModelRecord;
  on_trial: ModelRecord;
  /** Confirmed reports of which both name the same type. */
  same_type: number;
  /** References of reports that one calls a scam and the other does not. */
  differing: string[];
}

interface Row {
  reference: string;
  state: string;
  model_id: string;
  verdict: string;
  type: string;
  trial_verdict: string;
  trial_type: string;
}

/** One comparison a model on trial, by its id. @param since decisions of that moment and later; absent: all. */
export async function compareModels({ db }: CoreContext, since?: Date): Promise<Comparison[]> {
  let query = db
    .selectFrom('shadow_readings as s')
    .innerJoin('reports as r', 'r.id', 's.report_id')
    .innerJoin('readings as g', 'g.report_id', 's.report_id')
    .select(['r.reference', 'r.state', 's.model_id', 'g.verdict', 'g.type', 's.verdict as trial_verdict', 's.type as trial_type'])
    .where('r.state', 'in', ['confirmed', 'rejected'])
    .orderBy('r.reference');
  if (since !== undefined) query = query.where('r.decided_at', '>=', since);
  const rows: Row[] = await query.execute();
  return [...new Set(rows.map(({ model_id }) => model_id))].toSorted().map((id) =>
    compare(
      id,
      rows.filter(({ model_id }) => model_id === id),
    ),
  );
}

function compare(model_id: string, rows: readonly Row[]): Comparison {
  const confirmed = rows.filter(({ state }) => state === 'confirmed');
  const rejected = rows.filter(({ state }) => state === 'rejected');
  const recordOf = (pick: (row: Row) => string): ModelRecord => ({
    found: confirmed.filter((row) => pick(row) === 'scam').length,
    alarms: rejected.filter((row) => pick(row) === 'scam').length,
  });
  return {
    model_id,
    confirmed: confirmed.length,
    rejected: rejected.length,
    in_force: recordOf(({ verdict }) => verdict),
    on_trial: recordOf(({ trial_verdict }) => trial_verdict),
    same_type: confirmed.filter(({ type, trial_type }) => type === trial_type).length,
    differing: rows.filter(({ verdict, trial_verdict }) => (verdict === 'scam') !== (trial_verdict === 'scam')).map(({ reference }) => reference),
  };
}
