// P16: poisoning is resisted, and honest waves still make a proposal.

import { describe, expect, it } from 'vitest';
import { measureRings, measureWaves } from './measure-rings.ts';
import { RINGS_OF_KIND } from './rings-of-kind.ts';
import { RING_KINDS, TRACELESS_KINDS } from './simulate-ring.ts';

describe('1,000 simulated rings', () => {
  const rows = new Map(measureRings((kind) => RINGS_OF_KIND[kind]).map((row) => [row.kind, row]));

  it('are a thousand', () => {
    expect(RING_KINDS.reduce((sum, kind) => sum + RINGS_OF_KIND[kind], 0)).toBe(1_000);
  });

  it.each(RING_KINDS)('P16 %s: no warning is proposed as independent and no mark appears below the number of people', (kind) => {
    expect(rows.get(kind)).toMatchObject({ false_warnings: 0, false_marks: 0 });
  });

  it('P16 cost few honest reporters among them their voice', () => {
    const all = RING_KINDS.map((kind) => rows.get(kind));
    const sum = (part: 'honest' | 'honest_lost') => all.reduce((total, row) => total + (row?.[part] ?? 0), 0);
    expect(sum('honest_lost') / sum('honest')).toBeLessThan(0.1);
  });

  // NOTE what is known not to hold: decision 19 says why and what stands before a mark instead.
  it.each(TRACELESS_KINDS)('%s leave too little to see', (kind) => {
    expect(rows.get(kind)?.most_counted).toBeGreaterThan(1);
  });
});

describe('20 victims within an hour, all new to the service', () => {
  it.each(measureWaves(100).map((row) => [row.share, row] as const))('are proposed in time when %d of them say something of their own', (_, row) => {
    expect(row.missed).toBe(0);
    expect(row.proposed_at).toBeLessThanOrEqual(6);
  });
});
