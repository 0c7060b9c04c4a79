import { describe, expect, test } from 'vitest';
import type { Found } from './backtest.ts';
import { createProposals } from './proposals.ts';

const DAY_MS = 86_400_000;

function found(key: string, changes: Partial<Found> = {}): Found {
  return { detector: 'campaign', key, type: 'PHISH', countries: ['KR'], why: {}, first: { id: 'r', at: 0 }, campaigns: [key], entities: [], ...changes };
}

describe('alarms that belong together', () => {
  test('of one campaign or entity are one proposal however long, of one type and country for a week', () => {
    const proposals = createProposals(100);
    expect(proposals.place(found('a', { entities: ['account'] }), 0)).toBe('a');
    expect(proposals.place(found('b'), 6 * DAY_MS)).toBe('a');
    expect(proposals.place(found('c'), 14 * DAY_MS)).toBe('c');
    expect(proposals.place(found('a'), 90 * DAY_MS)).toBe('a');
    expect(proposals.place(found('d', { type: 'LOAN', entities: ['account'] }), 120 * DAY_MS)).toBe('a');
  });

  test('are not those of other countries or types, or of no type', () => {
    const proposals = createProposals(100);
    expect(proposals.place(found('a'), 0)).toBe('a');
    expect(proposals.place(found('b', { countries: ['MY'] }), 0)).toBe('b');
    expect(proposals.place(found('c', { type: 'LOAN' }), 0)).toBe('c');
    expect(proposals.place(found('d', { type: 'OTHER' }), 0)).toBe('d');
    expect(proposals.place(found('e', { type: 'OTHER' }), 0)).toBe('e');
  });

  test('go with the reports into another campaign', () => {
    const proposals = createProposals(100);
    proposals.place(found('a'), 0);
    proposals.absorb('a', 'b');
    proposals.absorb('b', 'c');
    expect(proposals.place(found('c', { type: 'LOAN' }), 20 * DAY_MS)).toBe('a');
    expect(proposals.place(found('entity', { type: 'LOAN', campaigns: ['a'] }), 20 * DAY_MS)).toBe('a');
  });

  test('of a campaign that woke are another story than before, even of the same account', () => {
    const proposals = createProposals(100);
    proposals.place(found('a', { entities: ['account'] }), 0);
    proposals.woke('a', 40 * DAY_MS);
    const again = found('a/woken', { campaigns: ['a'], entities: ['account'] });
    expect(proposals.place(again, 41 * DAY_MS)).toBe('a/woken');
    expect(proposals.place(again, 42 * DAY_MS)).toBe('a/woken');
  });
});
