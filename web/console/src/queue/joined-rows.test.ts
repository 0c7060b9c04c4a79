import { expect, test } from 'vitest';
import { JoinedRows } from './joined-rows.ts';

interface Row {
  reference: string;
}
const page = (...references: string[]): { items: Row[] } => ({ items: references.map((reference) => ({ reference })) });
const shown = (rows: readonly Row[]): string[] => rows.map(({ reference }) => reference);

test('a page that came is added behind the others, and they stay the same objects', () => {
  const joined = new JoinedRows<Row>();
  const [first, second] = [page('a', 'b'), page('c')];
  const before = joined.join([first]);
  const after = joined.join([first, second]);
  expect(shown(after)).toEqual(['a', 'b', 'c']);
  expect(after[0]).toBe(before[0]);
  expect(shown(before)).toEqual(['a', 'b']);
});

test('a report that moved to a later page meanwhile is shown once', () => {
  const joined = new JoinedRows<Row>();
  expect(shown(joined.join([page('a', 'b'), page('b', 'c')]))).toEqual(['a', 'b', 'c']);
  expect([...joined.references]).toEqual(['a', 'b', 'c']);
});

test('a page that changed is read anew, and what is gone from it is gone', () => {
  const joined = new JoinedRows<Row>();
  const second = page('c');
  joined.join([page('a', 'b'), second]);
  expect(shown(joined.join([page('a'), second]))).toEqual(['a', 'c']);
  expect(joined.references.has('b')).toBe(false);
  expect(shown(joined.join([page('x')]))).toEqual(['x']);
});

test('the same pages are the same rows', () => {
  const joined = new JoinedRows<Row>();
  const pages = [page('a')];
  expect(joined.join(pages)).toBe(joined.join(pages));
});
