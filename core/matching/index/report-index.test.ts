import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadKnownPatterns } from '../known-patterns.ts';
import { scoreTelling, type TellingCandidate } from '../match-reports.ts';
import { VARIATION_KINDS, varyText } from '../robustness/vary-text.ts';
import type { TellingIndicator } from '../indicator-weight.ts';
import { textSignature } from '../text-signature.ts';
import { keysOf, ReportIndex, type IndexedReport } from './report-index.ts';

const SCRIPTS = loadKnownPatterns().filter((_, at) => at % 9 === 0);
const INDICATORS: TellingIndicator[] = Array.from({ length: 8 }, (_, at) => ({
  key: `${at}f3a9c1d5e7b2046`.repeat(4),
  kind: (['bank_account', 'phone', 'url', 'handle'] as const)[at % 4] ?? 'phone',
  weight: [0.95, 0.9, 0.82, 0.4][at % 4] ?? 0.9,
}));

const uuid = (at: number): string => `0190a1b2-c3d4-7e5f-8a9b-${at.toString(16).padStart(12, '0')}`;

const text = fc
  .record({ script: fc.constantFrom(...SCRIPTS), kind: fc.constantFrom(...VARIATION_KINDS), seed: fc.nat(5) })
  .map(({ script, kind, seed }) => varyText(kind, { text: script.text, language: script.language, seed }));
const content = fc.record({ text: fc.oneof({ weight: 9, arbitrary: text }, fc.string()), telling: fc.subarray(INDICATORS, { maxLength: 3 }) });
/** A few ids, so that reports are replaced and removed. */
const change = fc.record({ id: fc.nat(30).map(uuid), content: fc.option(content, { freq: 5 }) });

function indexed(id: string, { text: written, telling }: { text: string; telling: TellingIndicator[] }): IndexedReport & TellingCandidate {
  const { bands, shingles, length } = textSignature(written);
  return { id, keys: keysOf({ bands }), signature: { shingles, length }, telling };
}

function sharesKey(a: IndexedReport, b: IndexedReport): boolean {
  const keys = new Set([...a.keys, ...a.telling.map(({ key }) => key)]);
  return [...b.keys, ...b.telling.map(({ key }) => key)].some((key) => keys.has(key));
}

describe('ReportIndex', () => {
  it('answers as scoring every report that shares a key does, whatever was replaced and removed before', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), content, fc.nat(40).map(uuid), (changes, asked, askedId) => {
        const index = new ReportIndex();
        const model = new Map<string, IndexedReport & TellingCandidate>();
        for (const { id, content: its } of changes) {
          if (its === null) {
            expect(index.remove(id)).toBe(model.delete(id));
            continue;
          }
          const report = indexed(id, its);
          index.add(report);
          model.set(id, report);
        }
        const query = indexed(askedId, asked);
        const candidates = [...model.values()].filter((report) => report.id !== askedId && sharesKey(query, report));
        expect(index.match(query)).toEqual(scoreTelling(query, candidates));
        expect(index.size).toBe(model.size);
      }),
      { numRuns: 200 },
    );
  });

  it('finds an edited script among thousands', () => {
    const index = new ReportIndex();
    const draws = Array.from({ length: 6_000 }, (_, at) => ({ at, script: SCRIPTS[at % SCRIPTS.length] ?? SCRIPTS[0] }));
    for (const { at, script } of draws) {
      if (script === undefined) continue;
      index.add(indexed(uuid(at), { text: varyText('typos', { ...script, seed: at }), telling: [] }));
    }
    for (const [at, script] of SCRIPTS.entries()) {
      const [best] = index.match(indexed(uuid(1_000_000), { text: varyText('greeting', { ...script, seed: at }), telling: [] }));
      expect(Number.parseInt(best?.id.slice(-12) ?? '', 16) % SCRIPTS.length).toBe(at);
      expect(best?.band).toBe('same');
    }
  });

  it('gives indicators back as they were put in', () => {
    const index = new ReportIndex();
    const say = { text: '', telling: INDICATORS };
    index.add(indexed(uuid(1), say));
    for (const indicator of INDICATORS) {
      const query = indexed(uuid(2), { text: '', telling: [indicator] });
      expect(index.match(query)).toEqual(scoreTelling(query, [indexed(uuid(1), say)]));
    }
  });

  it('says how much memory it takes', () => {
    const index = new ReportIndex();
    const empty = index.bytes;
    for (const [at, script] of SCRIPTS.entries()) index.add(indexed(uuid(at), { text: script.text, telling: [] }));
    expect(index.bytes).toBeGreaterThan(empty);
  });
});
