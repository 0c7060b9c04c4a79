// Reports that were read before there was an index, or before it was made this way, are indexed little by little.

import type { CoreContext } from '#core/context.ts';
import { loadReading } from '#core/reports/read-report.ts';
import { gramHashes, storeGrams } from './gram-store.ts';
import { GRAMS_VERSION } from './grams.ts';

const BATCH = 200;

/** @returns how many were indexed; fewer than a batch: all are. */
export async function indexReports(context: CoreContext): Promise<number> {
  const missing = await context.db
    .selectFrom('reports as r')
    .innerJoin('readings as g', 'g.report_id', 'r.id')
    .leftJoin('report_grams as i', 'i.report_id', 'r.id')
    .select(['r.id', 'r.wrapped_key'])
    .where('r.state', '<>', 'erased')
    .where('g.sealed', 'is not', null)
    .where((eb) => eb.or([eb('i.report_id', 'is', null), eb('i.version', '<>', GRAMS_VERSION)]))
    .orderBy('r.received_at', 'desc')
    .limit(BATCH)
    .execute();
  for (const { id, wrapped_key } of missing) {
    const reading = await loadReading(context, { id, wrapped_key });
    if (reading !== null) await storeGrams(context.db, [{ report_id: id, grams: gramHashes(context.vault, reading) }]);
  }
  return missing.length;
}
