import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { varyText } from '#core/matching/robustness/vary-text.ts';
import type { Indicator } from '#core/reading/reading.ts';

import { createClusterer } from './clusterer.ts';
import type { ReportToCluster } from './clusterer.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const SCRIPT = '정부지원 저금리 대환대출 대상자로 선정되셨습니다. 기존 대출금을 저희 직원에게 현금으로 전달해 주시면 오늘 바로 승인됩니다.';

/** Stands in for the reader: finds `KR/004/…` and `bit.ly/…` as they are written. */
function readMarks(text: string): { indicators: Indicator[] } {
  const found = [...text.matchAll(/KR\/004\/\d+|https:\/\/bit\.ly\/\w+/g)];
  return {
    indicators: found.map(({ 0: raw, index }) => ({
      kind: raw.startsWith('KR') ? 'bank_account' : 'url',
      value: raw,
      raw,
      start: index,
      end: index + raw.length,
      ...(raw.startsWith('KR') ? {} : { shared: true }),
    })),
  };
}

function cluster(reports: readonly ReportToCluster[], remember?: number) {
  const clusterer = createClusterer({ read: readMarks, now: () => NOW, ...(remember === undefined ? {} : { remember }) });
  return reports.map((report) => clusterer.add(report));
}

describe('createClusterer', () => {
  it('joins an edited copy of a script and counts both reporters', () => {
    expect(
      cluster([
        { id: '1', text: SCRIPT, reporter: 'a' },
        { id: '2', text: `[Web발신] ${SCRIPT.replaceAll(' ', '')}`, reporter: 'b' },
      ]),
    ).toEqual([
      { id: '1', campaign: 'c1', joined_by: [], independent_reporters: 1 },
      { id: '2', campaign: 'c1', joined_by: ['text'], independent_reporters: 2 },
    ]);
  });

  it('joins different words by one account, and then later ones by the second text', () => {
    const other = '아들이라면서 휴대폰이 고장 났다고 문자가 왔어요. KR/004/00001234567890 여기로 보내 달래요. 너무 급하다고 해서 깜빡 속을 뻔했습니다.';
    const [, second, third] = cluster([
      { id: '1', text: `${SCRIPT} KR/004/00001234567890` },
      { id: '2', text: other },
      { id: '3', text: other.replace('KR/004/00001234567890 ', '') },
    ]);
    expect(second).toMatchObject({ campaign: 'c1', joined_by: ['bank_account'] });
    expect(third).toMatchObject({ campaign: 'c1', joined_by: ['text'] });
  });

  it('absorbs a fragment that a report ties to its campaign, with its reporters', () => {
    const [start, end] = [SCRIPT.slice(0, 40), SCRIPT.slice(36)];
    const [first, second, whole, later] = cluster([
      { id: '1', text: start, reporter: 'a' },
      { id: '2', text: end, reporter: 'b' },
      { id: '3', text: SCRIPT, reporter: 'c' },
      { id: '4', text: end, reporter: 'd' },
    ]);
    expect([first?.campaign, second?.campaign]).toEqual(['c1', 'c2']);
    expect(whole).toMatchObject({ absorbed: [whole?.campaign === 'c1' ? 'c2' : 'c1'], independent_reporters: 3 });
    expect(later).toMatchObject({ campaign: whole?.campaign, independent_reporters: 4 });
  });

  it('does not join strangers by one short link', () => {
    const [, second] = cluster([
      { id: '1', text: `${SCRIPT} https://bit.ly/abcdef` },
      { id: '2', text: '저희 두 사람 결혼합니다. 귀한 걸음 하시어 축복해 주시면 감사하겠습니다. https://bit.ly/abcdef' },
    ]);
    expect(second).toMatchObject({ campaign: 'c2', joined_by: [] });
  });

  it('counts a ring of fresh accounts that change a word each as one', () => {
    const since = new Date(NOW - 3_600_000).toISOString();
    const ring = Array.from({ length: 12 }, (_, at) => ({
      id: String(at),
      text: SCRIPT.replace('오늘', `오늘 ${'가나다라마바사아자차카타'.charAt(at)}`),
      reporter: `r${String(at)}`,
      reporter_since: since,
      at: new Date(NOW).toISOString(),
    }));
    expect(cluster(ring).at(-1)).toMatchObject({ campaign: 'c1', independent_reporters: 1 });
  });

  it('proposes to merge two campaigns of several reports that one report ties together, and merges nothing', () => {
    const other = '엄마 나야 폰이 물에 빠져서 친구 폰으로 보내는 거야 급하게 보낼 데가 있어 KR/004/99990000111122';
    const last = cluster(
      [SCRIPT, other, `${SCRIPT} 1`, `${other} 오늘`, `${SCRIPT} 2`, `${other} 꼭`, `${SCRIPT} KR/004/99990000111122`].map((text, at) => ({
        id: String(at),
        text,
      })),
    ).at(-1);
    expect(last).toMatchObject({ campaign: 'c1', merge_proposed: ['c2'] });
    expect(last?.absorbed).toBeUndefined();
  });

  it('keeps reports that say nothing apart', () => {
    expect(
      cluster([
        { id: '1', text: '' },
        { id: '2', text: '' },
        { id: '3', text: '네' },
      ]).map(({ campaign }) => campaign),
    ).toEqual(['c1', 'c2', 'c3']);
  });

  it('takes unreadable times as not given', () => {
    expect(cluster([{ id: '1', text: SCRIPT, reporter: 'a', at: 'yesterday', reporter_since: '?' }])).toMatchObject([{ independent_reporters: 1 }]);
  });

  it('forgets the campaigns not met for longest when it may remember no more', () => {
    const [a, b, c] = loadKnownPatterns()
      .filter(({ language }) => language === 'en')
      .map(({ text }) => text);
    const texts = [a, b, a, c, a, b].map((text, at) => ({ id: String(at), text: text ?? '' }));
    expect(cluster(texts, 2).map(({ campaign }) => campaign)).toEqual(['c1', 'c2', 'c1', 'c3', 'c1', 'c4']);
  });

  it('puts edited copies of 90 scripts into their own campaigns and nothing else together', () => {
    const seeds = loadKnownPatterns().filter(({ language }) => language === 'ms');
    const kinds = ['numbers', 'spacing', 'greeting', 'combined'] as const;
    const copies = seeds.flatMap(({ id, text, language }, at) => kinds.map((kind) => ({ id, text: varyText(kind, { text, language, seed: at }) })));
    const campaigns = Map.groupBy(cluster([...seeds, ...copies]), ({ id }) => id);
    const ofEach = [...campaigns.values()].map((reports) => new Set(reports.map(({ campaign }) => campaign)));
    expect(ofEach.filter((own) => own.size === 1).length / ofEach.length).toBeGreaterThanOrEqual(0.98);
    const seedCampaigns = cluster(seeds).map(({ campaign }) => campaign);
    expect(new Set(seedCampaigns).size).toBe(seeds.length);
  });

  it('never throws and always answers with the same', () => {
    const anyReport = fc.record({
      id: fc.string(),
      text: fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom(SCRIPT, `${SCRIPT} KR/004/1234567890`)),
      reporter: fc.option(fc.constantFrom('a', 'b'), { nil: undefined }),
      at: fc.option(fc.string(), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(anyReport, { maxLength: 12 }), (reports) => {
        expect(cluster(reports, 5)).toEqual(cluster(reports, 5));
      }),
    );
  });
});
