// SQL that writes what weighs a report's words against those of others.

import { sql, type RawBuilder } from 'kysely';
import type { ShingleSample } from '#core/matching/text-signature.ts';
import type { ReportContent } from '#core/reports/report.ts';
import { readTelling } from './telling/own-words.ts';

export interface ToldReport {
  id: string;
  content: Pick<ReportContent, 'text' | 'forwarded'>;
}

/** Of the reporters' texts alone: what a picture shows is the script. Harmless to repeat. */
export function insertingTellings(reports: readonly ToldReport[]): RawBuilder<unknown> {
  const told = reports.map(({ content }) => readTelling(content.text, content.forwarded));
  return sql`
    insert into tellings (report_id, whole, whole_length, own, own_length, vouching)
    select * from unnest(${reports.map(({ id }) => id)}::uuid[], ${told.map(({ whole }) => bytesOf(whole))}::bytea[],
      ${told.map(({ whole }) => whole.length)}::integer[], ${told.map(({ own }) => (own === null ? null : bytesOf(own)))}::bytea[],
      ${told.map(({ own }) => own?.length ?? null)}::integer[], ${told.map(({ vouching }) => vouching)}::boolean[])
    on conflict do nothing`;
}

/** Little-endian, as every machine that Node runs on is. */
function bytesOf({ shingles }: ShingleSample): Buffer {
  return Buffer.from(shingles.buffer, shingles.byteOffset, shingles.byteLength);
}
