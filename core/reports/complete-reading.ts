// When all evidence of a report has been read, the report is read anew as a whole, and everything after sees that one reading.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { loadEvidenceTexts } from '#core/evidence/evidence-store.ts';
import type { EvidenceText } from '#core/evidence/evidence.ts';
import type { Vault } from '#core/privacy/vault.ts';
import { wholeText, type EvidencePart } from '#core/reading/read-whole.ts';
import type { Reading } from '#core/reading/reading.ts';
import { isUrgent } from '#core/reports/prepare-report.ts';
import { readContent } from '#core/reports/read-report.ts';
import { readingRows, replaceReading } from '#core/reports/reading-store.ts';
import { openReport, type SealedReport } from '#core/reports/report-content.ts';
import type { ReportContent } from '#core/reports/report.ts';
import { publishFacts } from '#platform/outbox.ts';

export type CompleteOutcome = { kind: 'read' } | { kind: 'skipped'; reason: 'already_read' | 'erased' };

/** Idempotent: once a report, after its text was read. */
export async function completeReading(context: CoreContext, reportId: string): Promise<CompleteOutcome> {
  const { db, vault, clock } = context;
  const row = await db
    .selectFrom('reports')
    .select(['id', 'wrapped_key', 'sealed', 'channel', 'country', 'read_at'])
    .where('id', '=', reportId)
    .executeTakeFirstOrThrow();
  const content = openReport(vault, row);
  if (content === null || row.wrapped_key === null) return { kind: 'skipped', reason: 'erased' };
  const parts = await evidenceParts(db, vault, row);
  const reading = readContent(content, row, { parts });
  const owner = { key: vault.unwrap(row.wrapped_key, row.id), reportId };
  const completed = await db.transaction().execute(async (tx) => {
    if (!(await markComplete(tx, reportId, { anew: parts.length > 0, now: clock.now() }))) return false;
    if (parts.length > 0) {
      await replaceReading(tx, readingRows(vault, owner, { reading, now: clock.now() }));
      await raiseUrgency(tx, reportId, { reading, now: clock.now() });
    }
    await publishFacts(tx, [{ fact: 'report_read', payload: { report_id: reportId } }]);
    return true;
  });
  return completed ? { kind: 'read' } : { kind: 'skipped', reason: 'already_read' };
}

/** A later `read_at` shows matching under way that what it looked at is out of date; a report that could not wait is matched again. */
async function markComplete(tx: Database, reportId: string, { anew, now }: { anew: boolean; now: Date }): Promise<boolean> {
  const later = sql<Date>`greatest(${now}::timestamptz, read_at + interval '1 millisecond')`;
  const updated = await tx
    .updateTable('reports')
    .set({ evidence_due: false, ...(anew && { read_at: later, matched_at: null }) })
    .where('id', '=', reportId)
    .where('evidence_due', '=', true)
    .where('state', '<>', 'erased')
    .returning('id')
    .executeTakeFirst();
  return updated !== undefined;
}

/** As at the webhook: a loss that is told and not long ago is urgent, unless the reporter has already said how it stands. */
async function raiseUrgency(tx: Database, reportId: string, { reading, now }: { reading: Reading; now: Date }): Promise<void> {
  if (reading.loss.state !== 'lost' || reading.loss.within_24h === false) return;
  await tx
    .updateTable('reports')
    .set({ loss_state: 'lost', urgent: isUrgent({ state: 'lost' }, now) })
    .where('id', '=', reportId)
    .where('loss_state', '=', 'unknown')
    .execute();
}

/** The text that the reading of a report refers to. */
export async function wholeTextOf(context: Pick<CoreContext, 'db' | 'vault'>, row: SealedReport, content: ReportContent): Promise<string> {
  const parts = content.evidence.length === 0 ? [] : await evidenceParts(context.db, context.vault, row);
  return wholeText(content.text, parts);
}

/** What was found in a report's evidence, as the reader takes it. */
export async function evidenceParts(db: Database, vault: Vault, { id, wrapped_key }: SealedReport): Promise<EvidencePart[]> {
  if (wrapped_key === null) return [];
  return (await loadEvidenceTexts(db, vault, { id, key: vault.unwrap(wrapped_key, id) })).flatMap(partsOf);
}

/** Of a QR code only a link counts: other contents (payment, Wi-Fi) are long runs of digits that mean nothing to the reader. */
function partsOf({ position, by, text, qr }: EvidenceText & { position: number }): EvidencePart[] {
  const links = qr.filter((content) => /^https?:\/\//i.test(content) && URL.canParse(content));
  return [
    ...(text.trim() === '' ? [] : [{ text, found_in: { evidence: position, by } }]),
    ...links.map((link) => ({ text: link, found_in: { evidence: position, by: 'qr' as const } })),
  ];
}
