// SQL that writes what weighs a report's words against those of others.

import type { Database } from '#core/database.ts';
import type { ReportContent } from '#core/reports/report.ts';
import { readTelling } from './telling/own-words.ts';

/** Of the reporter's text alone: what a picture shows is the script. Harmless to repeat. */
export async function storeTelling(db: Database, reportId: string, { text, forwarded }: Pick<ReportContent, 'text' | 'forwarded'>): Promise<void> {
  const { words, own, vouching } = readTelling(text, forwarded);
  const { shingles, length } = words;
  await db
    .insertInto('tellings')
    .values({ report_id: reportId, words: Buffer.from(shingles.buffer, shingles.byteOffset, shingles.byteLength), length, own, vouching })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
