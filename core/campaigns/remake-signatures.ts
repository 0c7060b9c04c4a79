// When the rules of signatures or match keys change, what was stored by the old ones is made again, a batch at a time, the newest first. Reports stay
// in their campaigns: only what later reports are compared with is renewed. Stopped anywhere, it goes on with what is still of an old version.

import { sql } from 'kysely';
import { hashedKeys, storeMatchKeys } from '#core/campaigns/campaign-store.ts';
import { Joining } from '#core/campaigns/joining-lock.ts';
import { ERASED_VERSION, storeSignatures } from '#core/campaigns/signature-store.ts';
import type { CoreContext } from '#core/context.ts';
import { KEYS_VERSION, tellingIndicators } from '#core/matching/indicator-weight.ts';
import { SIGNATURE_VERSION, textSignature } from '#core/matching/text-signature.ts';
import { wholeTextOf } from '#core/reports/complete-reading.ts';
import { loadReading } from '#core/reports/read-report.ts';
import { openReport, type SealedReport } from '#core/reports/report-content.ts';

/** Reports looked at in one call: some seconds of one core. */
const BATCH = 200;

export interface Remade {
  remade: number;
  /** Their content does not open or does not read; they keep what they have. */
  failed: number;
  /** Where the next call goes on; null: this was the end. */
  next: string | null;
}

/** @param before only reports with lesser ids (older ones), so that one that fails does not come first for ever. */
export async function remakeSignatures(context: CoreContext, { before, limit = BATCH }: { before: string | null; limit?: number }): Promise<Remade> {
  const { rows } = await sql<SealedReport>`
    select r.id, r.wrapped_key, r.sealed from signatures s join reports r on r.id = s.report_id
    where (s.version < ${SIGNATURE_VERSION} or s.keys_version < ${KEYS_VERSION}) and s.version <> ${ERASED_VERSION}
      and (${before}::uuid is null or s.report_id < ${before}::uuid)
    order by s.report_id desc limit ${limit}`.execute(context.db);
  let failed = 0;
  for (const row of rows) {
    const made = await remakeOne(context, row).catch((error: unknown) => {
      context.telemetry.log.warn({ err: error, report_id: row.id }, 'a signature could not be made again');
      return false;
    });
    if (!made) failed += 1;
  }
  if (rows.length > 0) context.telemetry.record('signatures_remade', {}, { remade: rows.length - failed, failed });
  return { remade: rows.length - failed, failed, next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
}

/** @returns false when there is nothing to make it from. */
async function remakeOne(context: CoreContext, row: SealedReport): Promise<boolean> {
  const content = openReport(context.vault, row);
  const reading = await loadReading(context, row);
  if (content === null || reading === null) return false;
  const signature = textSignature(await wholeTextOf(context, row, content), reading.indicators);
  const keys = hashedKeys(context.vault, tellingIndicators(reading.indicators));
  await context.db.transaction().execute(async (tx) => {
    const joining = await Joining.lock(tx);
    // Matched anew meanwhile: then it has what the rules in force make.
    const old = await tx
      .selectFrom('signatures')
      .select('report_id')
      .where('report_id', '=', row.id)
      .where((where) => where.or([where('version', '<', SIGNATURE_VERSION), where('keys_version', '<', KEYS_VERSION)]))
      .where('version', '<>', ERASED_VERSION)
      .executeTakeFirst();
    if (old === undefined) return;
    await storeSignatures(joining, [{ reportId: row.id, signature }]);
    await tx.deleteFrom('match_keys').where('report_id', '=', row.id).execute();
    await storeMatchKeys(tx, [{ reportId: row.id, keys }]);
  });
  return true;
}

/** The chore: one batch a call, from the newest on; what failed is tried again in the next round. */
export function createSignatureRenewal(context: CoreContext): () => Promise<void> {
  let before: string | null = null;
  return async () => {
    before = (await remakeSignatures(context, { before })).next;
  };
}
