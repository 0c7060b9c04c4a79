// SQL that writes what weighs a report's words against those of others.

import type { Database } from '#core/database.ts';
import type { ShingleSample } from '#core/matching/text-signature.ts';
import type { ReportContent } from '#core/reports/report.ts';
import { readTelling } from './telling/own-words.ts';

/** Of the reporter's text alone: what a picture shows is the script. Harmless to repeat. */
export async function storeTelling(db: Database, reportId: string, { text, forwarded }: Pick<ReportContent, 'text' | 'forwarded'>): Promise<void> {
  const { whole, own, vouching } = readTelling(text, forwarded);
  await db
    .insertInto('tellings')
    .values({
      report_id: reportId,
      whole: bytesOf(whole),
      whole_length: whole.length,
      own: own === null ? null : bytesOf(own),
      own_length: own?.length ?? null,
      vouching,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Little-endian, as every machine that Node runs on is. */
function bytesOf({ shingles }: ShingleSample): Buffer {
  return Buffer.from(shingles.buffer, shingles.byteOffset, shingles.byteLength);
}
