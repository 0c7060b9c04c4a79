import { describe, expect, it } from 'vitest';

import { buildKnownIndex } from './known-index.ts';
import { loadKnownPatterns } from './known-patterns.ts';
import type { MatchableReport } from './match.ts';
import { ShinglePostings } from './shingle-postings.ts';
import { textShingles } from './text-signature.ts';
import { seededDraw, varyText } from './robustness/vary-text.ts';

const seeds = loadKnownPatterns();
const nothing = { indicators: [] };
const index = buildKnownIndex(seeds, () => nothing);

function asReport(text: string, indicators: MatchableReport['reading']['indicators'] = []): MatchableReport {
  return { id: 'q', text, reading: { indicators } };
}

const UNRELATED = [
  '내일 오후 세 시에 치과 예약 있으신 거 잊지 마세요. 변경하시려면 하루 전까지 연락 주세요.',
  '엄마 나 오늘 야근이라 저녁 먹고 들어갈게. 냉장고에 있는 반찬 그냥 둬요.',
  '[우리동네도서관] 대출하신 도서의 반납일이 이틀 남았습니다. 연체되지 않도록 반납 부탁드립니다.',
  '[하늘은행] 인증번호 482913을 입력해 주세요. 타인에게 알려 주지 마세요.',
  '보이스피싱이 늘고 있습니다. 경찰과 검찰은 전화로 돈을 요구하지 않으니 의심되면 끊고 신고하세요.',
  'Puan, temu janji klinik gigi puan esok jam 3 petang. Sila hubungi kaunter jika ingin ubah masa.',
  'Jangan lupa mesyuarat PIBG malam Jumaat ni di dewan sekolah, kuih muih disediakan.',
  'Kod TAC anda ialah 593021 untuk transaksi RM120. Jangan dedahkan kepada sesiapa.',
  'Paket internet anda akan diperbaharui secara automatik pada 3 haribulan. Terima kasih kerana bersama kami.',
  'Hey are we still on for badminton tonight? Court is booked from eight to ten.',
  'Your verification code is 204981. It expires in ten minutes. Never share it with anyone.',
  'The library book you reserved is ready for collection at the front counter until Saturday.',
  'Police remind the public that officers never ask for money over the phone and urge people to report scams.',
];

describe('buildKnownIndex', () => {
  it('finds every seed pattern as itself', () => {
    for (const { id, text } of seeds) expect(index.match(asReport(text))[0]).toMatchObject({ id, score: 1, band: 'same', via: ['text'] });
  });

  it('matches no ordinary message', () => {
    for (const text of UNRELATED) expect(index.match(asReport(text))).toEqual([]);
  });

  it('keeps scripts apart: no seed pattern is taken for another', () => {
    for (const { text } of seeds) expect(index.match(asReport(text)).filter(({ band }) => band === 'same')).toHaveLength(1);
  });

  it('finds a script inside a long account of it', () => {
    const [pattern] = seeds;
    const around = '저는 오늘 아침에 있었던 일을 자세히 적어 보려고 합니다. 먼저 모르는 번호로 전화가 한 통 왔고 저는 회의 중이라 받지 못했습니다. '.repeat(3);
    expect(index.match(asReport(`${around}${pattern?.text ?? ''} ${around}`))[0]).toMatchObject({ id: pattern?.id, band: 'same' });
  });

  it('finds a pattern by an indicator alone, and says by which', () => {
    const account = { kind: 'bank_account' as const, value: 'KR/004/00001234567890', raw: '', start: 0, end: 0 };
    const known = buildKnownIndex([{ id: 'k1', text: '저금리 대환대출 상담 도와드립니다' }], () => ({ indicators: [account] }));
    expect(known.match(asReport('이 계좌로 보내라고 했어요', [account]))).toMatchObject([{ id: 'k1', band: 'same', via: ['bank_account'] }]);
  });

  it('answers nothing to an empty index and to an empty text', () => {
    expect(buildKnownIndex([], () => nothing).match(asReport('무엇이든'))).toEqual([]);
    expect(index.match(asReport(''))).toEqual([]);
  });

  it('gives the same answer whatever was asked before', () => {
    const fresh = buildKnownIndex(seeds, () => nothing);
    const text = varyText('combined', { text: seeds[5]?.text ?? '', language: 'ko', seed: 5 });
    for (const { text: other } of seeds.slice(0, 20)) fresh.match(asReport(other));
    expect(fresh.match(asReport(text))).toEqual(index.match(asReport(text)));
  });

  it('finds the best ten of comparing with every pattern (R5, small)', () => {
    const patterns = mixedPatterns(4000);
    const postings = new ShinglePostings(patterns.map(({ text }) => textShingles(text)));
    const mixed = buildKnownIndex(patterns, () => nothing);
    let wanted = 0;
    let found = 0;
    for (let query = 0; query < 60; query += 1) {
      const pattern = patterns[query * 61];
      const text = varyText('combined', { text: pattern?.text ?? '', language: pattern?.language ?? 'en', seed: query });
      const weighed = postings.weigh(textShingles(text));
      const exact = patterns
        .map((_, at) => postings.score(weighed, at))
        .filter((score) => score >= 0.4)
        .toSorted((a, b) => b - a)
        .slice(0, 10);
      const least = exact.at(-1) ?? 1;
      wanted += exact.length;
      found += mixed.match(asReport(text)).filter(({ score }) => score >= least - 0.001).length;
    }
    expect(wanted).toBeGreaterThan(100);
    expect(found / wanted).toBeGreaterThanOrEqual(0.99);
  });

  it('answers within bounds for a report of 100,000 characters', () => {
    const from = performance.now();
    index.match(
      asReport(
        seeds
          .map(({ text }) => text)
          .join(' ')
          .repeat(3)
          .slice(0, 100_000),
      ),
    );
    expect(performance.now() - from).toBeLessThan(1000);
  });
});

/** Scripts put together from sentences of the seeds, so that many are alike in part. */
function mixedPatterns(count: number) {
  const draw = seededDraw(11);
  return Array.from({ length: count }, (_, at) => {
    const language = (['ko', 'ms', 'en'] as const)[at % 3] ?? 'en';
    const own = seeds.filter((seed) => seed.language === language).flatMap(({ text }) => text.split(/(?<=[.!?])\s+/));
    const parts = Array.from({ length: 3 }, () => own[Math.floor(draw() * own.length)] ?? '');
    return { id: `m${String(at)}`, text: parts.join(' '), language };
  });
}
