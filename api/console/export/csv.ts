// Tables as CSV, streamed page by page: a list of any length takes the memory of one page. With a byte order mark, so that Excel shows Hangul, and
// with an apostrophe before whatever a spreadsheet would run as a formula (OWASP, CSV Injection).

import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Response } from 'express';

export type CsvCell = string | number | boolean | null;

export interface CsvTable {
  /** File name without its ending. */
  name: string;
  /** Headings, in order. */
  headings: readonly string[];
  rows: AsyncIterable<readonly CsvCell[]>;
}

/** The body of a download. */
export function csvOf({ headings, rows }: Pick<CsvTable, 'headings' | 'rows'>): NodeJS.ReadableStream {
  const csv = stringify({ bom: true, escape_formulas: true, record_delimiter: '\r\n', cast: { boolean: (value) => String(value) } });
  return Readable.from(recordsOf({ headings, rows })).compose(csv);
}

async function* recordsOf({ headings, rows }: Pick<CsvTable, 'headings' | 'rows'>): AsyncGenerator<readonly CsvCell[]> {
  yield headings;
  yield* rows;
}

/** When a page fails on the way, the connection is cut: half a list must not look whole. */
export async function sendCsv(response: Response, table: CsvTable): Promise<void> {
  response.status(200).set('Cache-Control', 'no-store').set('Content-Disposition', `attachment; filename="${table.name}.csv"`).type('text/csv; charset=utf-8');
  await pipeline(csvOf(table), response).catch((error: unknown) => {
    response.destroy();
    if (!isGone(error)) throw error;
  });
}

/** Whoever asked has left. */
function isGone(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
