import { describe, expect, it } from 'vitest';

import { loadKnownPatterns } from '../known-patterns.ts';

import { measureRecall } from './measure-recall.ts';
import type { VariationKind } from './vary-text.ts';

/** Least share of edited scripts that are still recognised as `same`; all of these are for Korean, where the scripts are shortest. */
const LEAST_SAME: Partial<Record<VariationKind, number>> = { typos: 0.97, cut_front: 0.95, cut_middle: 0.94, combined: 0.96, cut_disguised: 0.85 };
/** Least share of which the script itself comes first: a cut of a short script with its link taken apart leaves a handful of syllables. */
const LEAST_FIRST: Partial<Record<VariationKind, number>> = { cut_disguised: 0.94 };

const rows = measureRecall(loadKnownPatterns(), { seedsEach: 2 });

describe('recognising an edited script', () => {
  it.each(rows)('$kind in $language: the script itself comes first, is found by its keys, and is the same', (row) => {
    expect(row.first).toBeGreaterThanOrEqual(LEAST_FIRST[row.kind] ?? 0.99);
    expect(row.found).toBeGreaterThanOrEqual(0.99);
    expect(row.same).toBeGreaterThanOrEqual(LEAST_SAME[row.kind] ?? 0.99);
  });
});
