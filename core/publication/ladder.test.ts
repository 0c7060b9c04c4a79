import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { INDICATOR_KINDS } from '#core/taxonomy/taxonomy.ts';
import { districtCounts, SMALLEST_GROUP } from './district-counts.ts';
import { publicationOf, type DisputeFact, type LadderFacts } from './ladder.ts';
import { maskIndicator } from './mask-indicator.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const DAY = 86_400_000;
const ago = (days: number): Date => new Date(NOW.getTime() - days * DAY);
const PHONE = '+821012345678';

function facts(over: Partial<LadderFacts> = {}): LadderFacts {
  return {
    kind: 'phone',
    value: PHONE,
    official: false,
    shared: false,
    reports: 7,
    independentReporters: 3,
    reviews: 1,
    lastReportedAt: ago(1),
    approvedPattern: false,
    confirmation: null,
    retractedAt: null,
    disputes: [],
    ...over,
  };
}

const open = (days: number): DisputeFact => ({ state: 'open', filedAt: ago(days), decidedAt: null });
const decided = (state: 'upheld' | 'rejected', days: number): DisputeFact => ({ state, filedAt: ago(days + 1), decidedAt: ago(days) });
const block = { by: 'agency_block', agency: 'KISA', at: ago(3) } as const;

describe('the publication ladder', () => {
  it.each([
    ['any report', { independentReporters: 1, reviews: 0 }, 'P0', 'nothing_known'],
    ['many independent reporters without a review', { independentReporters: 40, reviews: 0 }, 'P0', 'nothing_known'],
    ['a review of two independent reporters', { independentReporters: 2 }, 'P0', 'nothing_known'],
    ['a pattern that officers approved', { independentReporters: 2, approvedPattern: true }, 'P1', 'pattern'],
    ['three independent reporters and a review', {}, 'P2', 'reported'],
    ['an agency’s block', { independentReporters: 0, reviews: 0, confirmation: block }, 'P3', 'confirmed'],
    ['a police reference', { confirmation: { ...block, by: 'police_reference' } }, 'P3', 'confirmed'],
    ['an official number, whatever is reported', { official: true, confirmation: block, independentReporters: 99 }, 'P0', 'nothing_known'],
    ['what officers took back', { retractedAt: ago(0.5) }, 'R', 'retracted'],
    ['what was reported anew after it was taken back', { retractedAt: ago(2) }, 'P2', 'reported'],
    ['a number last reported 29 days ago', { lastReportedAt: ago(29) }, 'P2', 'reported'],
    ['a number last reported 30 days ago', { lastReportedAt: ago(30) }, 'P0', 'nothing_known'],
    ['a domain last reported 89 days ago', { kind: 'domain', value: 'cj-check.top', lastReportedAt: ago(89) }, 'P2', 'reported'],
    ['a domain last reported 90 days ago', { kind: 'domain', value: 'cj-check.top', lastReportedAt: ago(90) }, 'P0', 'nothing_known'],
    ['a block of a number 31 days ago', { lastReportedAt: null, confirmation: { ...block, at: ago(31) } }, 'P0', 'nothing_known'],
    ['never reported', { reports: 0, independentReporters: 0, reviews: 0, lastReportedAt: null }, 'P0', 'nothing_known'],
    ['an open dispute', { disputes: [open(0)] }, 'P0', 'under_review'],
    ['an open dispute of a block', { confirmation: block, disputes: [open(0)] }, 'P0', 'under_review'],
    ['an open dispute of what is not listed', { reviews: 0, disputes: [open(0)] }, 'P0', 'nothing_known'],
    ['an upheld dispute', { disputes: [decided('upheld', 0.5)] }, 'R', 'retracted'],
    ['a rejected dispute', { disputes: [decided('rejected', 0.5)] }, 'P2', 'reported'],
    ['a dispute anew after a rejection', { disputes: [decided('rejected', 5), open(0)] }, 'P2', 'reported'],
    ['a dispute long after a rejection', { disputes: [decided('rejected', 40), open(0)] }, 'P0', 'under_review'],
    [
      'disputes by a hundred accounts after a rejection',
      { disputes: [decided('rejected', 5), ...Array.from({ length: 100 }, () => open(0.1))] },
      'P2',
      'reported',
    ],
  ] as const)('%s', (_, over, level, wording) => {
    const { public: seen, partner, officer } = publicationOf(facts(over as Partial<LadderFacts>), NOW);
    expect({ level: seen.level, wording: seen.wording }).toEqual({ level, wording });
    expect([partner.level, officer.level]).toEqual([level, level]);
  });

  it('shows masked, defanged, or nothing', () => {
    const shown = (kind: LadderFacts['kind'], value: string) => publicationOf(facts({ kind, value }), NOW).public.shown;
    expect(shown('phone', PHONE)).toBe('010-12**-56**');
    expect(shown('phone', '+60123456789')).toBe('012-34*-67**');
    expect(shown('whatsapp', '+60123456789')).toBe('012-34*-67**');
    expect(shown('phone', '0312345678')).toMatch(/^\d{3}-\d\d\*\*-\d\d\*$/);
    expect(shown('domain', 'cj-check.top')).toBe('cj-check[.]top');
    expect(shown('url', 'http://cj-check.top/kim/010-1234-5678')).toBe('cj-check[.]top');
    expect(shown('domain', '3333-01-1234567.example')).toBe('***[.]example');
    for (const kind of ['bank_account', 'email', 'crypto_address', 'telegram', 'kakaotalk', 'line', 'handle', 'app'] as const)
      expect(shown(kind, 'KR/004/1234567890')).toBeNull();
  });

  it('answers who asks for a link of a shared host, and lists the host nowhere', () => {
    expect(publicationOf(facts({ kind: 'url', value: 'https://bit.ly/abc', shared: true }), NOW).public).toMatchObject({
      level: 'P2',
      shown: null,
      reportedAtLeast: 3,
    });
  });

  it('tells rounded numbers, and of a block who and when', () => {
    const atLeast = (independentReporters: number) => publicationOf(facts({ independentReporters }), NOW).public.reportedAtLeast;
    expect([3, 4, 5, 19, 20, 5_000].map(atLeast)).toEqual([3, 3, 5, 10, 20, 100]);
    expect(publicationOf(facts({ confirmation: block }), NOW).public).toMatchObject({ agency: 'KISA', since: '2026-11-20', reportedAtLeast: null });
  });

  it('shows officers what the public does not see', () => {
    expect(publicationOf(facts({ disputes: [open(0)] }), NOW).officer).toMatchObject({
      value: PHONE,
      levelWithoutDisputes: 'P2',
      openDisputes: 1,
      reports: 7,
      expiresAt: new Date(ago(1).getTime() + 30 * DAY).toISOString(),
    });
  });
});

const anyDate = fc.integer({ min: -10, max: 400 }).map(ago);
const anyDispute = fc.oneof(
  anyDate.map((filedAt): DisputeFact => ({ state: 'open', filedAt, decidedAt: null })),
  fc.tuple(fc.constantFrom('upheld', 'rejected'), anyDate).map(([state, at]): DisputeFact => ({ state, filedAt: at, decidedAt: at })),
);
const digits = (min: number, max: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((all) => all.join(''));
const anyValue = fc.oneof(
  digits(7, 15).map((number) => `+${number}`),
  digits(7, 20),
  digits(10, 16).map((account) => `KR/004/${account}`),
  digits(8, 16).map((account) => `${account}.example`),
  digits(8, 16).map((account) => `http://pay-${account.slice(0, 4)}-${account.slice(4)}.example/kim-minsu/${account}`),
  fc.constantFrom('김민수@example.kr', 'kim.minsu@example.kr', 'minsu_kim', 'https://open.kakao.com/o/kimminsu', 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq'),
  fc.string(),
);
const anyFacts = fc.record({
  kind: fc.constantFrom(...INDICATOR_KINDS),
  value: anyValue,
  official: fc.boolean(),
  shared: fc.boolean(),
  reports: fc.nat(500),
  independentReporters: fc.nat(200),
  reviews: fc.nat(3),
  lastReportedAt: fc.option(anyDate),
  approvedPattern: fc.boolean(),
  confirmation: fc.option(
    fc.record({ by: fc.constantFrom('police_reference' as const, 'agency_block' as const), agency: fc.constantFrom('KISA', 'PDRM'), at: anyDate }),
  ),
  retractedAt: fc.option(anyDate),
  disputes: fc.array(anyDispute, { maxLength: 4 }),
});

describe('whatever the facts are', () => {
  it('P16 no account number, name or address reaches the public or a partner, and a mark has its basis', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { public: seen, partner } = publicationOf(given, NOW);
        for (const view of [seen, partner]) {
          const told = JSON.stringify({ ...view, since: null });
          for (const run of given.value.match(/\d{7,}/g) ?? []) expect(told).not.toContain(run);
          expect(told).not.toMatch(/김민수|minsu|@|bc1q/i);
          if (view.shown !== null) expect(view.shown.replaceAll(/\D/g, '').length).toBeLessThan(Math.max(8, given.value.replaceAll(/\D/g, '').length));
          expect(told).not.toMatch(/scammer|사기꾼|penipu/i);
        }
        if (seen.level === 'P2') expect(given.independentReporters >= 3 && given.reviews > 0).toBe(true);
        if (seen.level === 'P3') expect(given.confirmation).not.toBeNull();
        if (seen.level !== 'P2' && seen.level !== 'P3') expect([seen.shown, seen.reportedAtLeast, seen.agency]).toEqual([null, null, null]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('a first dispute takes every mark down at once', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const { level } = publicationOf({ ...given, disputes: [open(0)] }, NOW).public;
        expect(['P0', 'P1', 'R']).toContain(level);
      }),
    );
  });

  it('a mask never throws and hides two digits of every phone number, half of most', () => {
    fc.assert(
      fc.property(digits(7, 15), (number) => {
        const masked = maskIndicator('phone', `+${number}`);
        expect((masked ?? '').replaceAll(/\D/g, '').length).toBeLessThanOrEqual(number.length - 2);
      }),
    );
  });
});

describe('districtCounts', () => {
  it('hides small districts, and another one where the difference would tell', () => {
    expect(districtCounts(new Map(Object.entries({ 강남구: 12, 해운대구: 4, Petaling: 9 })))).toEqual([
      { district: '강남구', count: 12 },
      { district: '해운대구', count: null },
      { district: 'Petaling', count: null },
    ]);
    expect(districtCounts(new Map(Object.entries({ a: 7, b: 5 })))).toEqual([
      { district: 'a', count: 7 },
      { district: 'b', count: 5 },
    ]);
  });

  it('tells no number below five, and no difference to the total either', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 8 }), (counts) => {
        const rows = districtCounts(new Map(counts.map((count, at) => [`d${at}`, count])));
        const shown = rows.flatMap(({ count }) => count ?? []);
        expect(shown.every((count) => count >= SMALLEST_GROUP)).toBe(true);
        const hidden = counts.reduce((sum, count) => sum + count, 0) - shown.reduce((sum, count) => sum + count, 0);
        const hiddenRows = rows.length - shown.length;
        if (shown.length > 0) expect(hiddenRows === 0 || (hiddenRows > 1 && hidden >= SMALLEST_GROUP)).toBe(true);
      }),
    );
  });
});
