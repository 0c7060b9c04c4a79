// What leaves as CSV arrives as it was, opens in Excel with its Hangul, and runs nothing.

import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvOf, type CsvCell } from './csv.ts';

async function* listOf(rows: readonly (readonly CsvCell[])[]): AsyncGenerator<readonly CsvCell[]> {
  yield* rows;
}

async function write(rows: readonly (readonly CsvCell[])[], headings: readonly string[] = ['a', 'b']): Promise<string> {
  return (await buffer(csvOf({ headings, rows: listOf(rows) }))).toString('utf8');
}

const read = (csv: string): string[][] => parse(csv, { bom: true, relax_column_count: true });
/** What a spreadsheet takes for the beginning of a formula, also in full width. */
const FORMULA = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

describe('CSV', () => {
  it('begins with a byte order mark and keeps Hangul, quotes and line breaks', async () => {
    const csv = await write([['검찰 사칭 "안전계좌"', 'baris satu\nbaris dua, dengan koma']]);
    expect(csv.startsWith('\uFEFFa,b\r\n')).toBe(true);
    expect(read(csv)[1]).toEqual(['검찰 사칭 "안전계좌"', 'baris satu\nbaris dua, dengan koma']);
  });

  it('is a heading alone where there is nothing', async () => {
    expect(read(await write([]))).toEqual([['a', 'b']]);
  });

  it.each(['=1+1', '+82 10 1234 5678', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝cmd', '=HYPERLINK("http://x.top","klik")'])(
    'does not let a spreadsheet run %j',
    async (cell) => {
      expect(read(await write([[cell, 'x']]))[1]).toEqual([`'${cell}`, 'x']);
    },
  );

  it('leaves a number a number, also a negative one', async () => {
    expect(read(await write([[-3, 0.25]]))[1]).toEqual(['-3', '0.25']);
  });

  it('gives back any text, with an apostrophe before a formula and nowhere else', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('=', '+', '-', '@', '\t', '\r').chain((first) => fc.string().map((rest) => first + rest)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }), async (rows) => {
        const got = read(await write(rows)).slice(1);
        expect(got).toEqual(rows.map((row) => row.map((each) => (FORMULA.test(each) ? `'${each}` : each))));
        for (const each of got.flat()) expect(FORMULA.test(each)).toBe(false);
      }),
    );
  });
});
