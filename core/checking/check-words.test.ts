import { describe, expect, it } from 'vitest';
import { createTranslator } from '#platform/i18n.ts';
import type { Check, CheckedItem } from './check.ts';
import { itemSays, wordsSay } from './check-words.ts';

const translator = createTranslator({ strict: true });
const REPORTED: CheckedItem = {
  kind: 'domain',
  value: 'cj-track[.]example',
  state: 'reported',
  note: null,
  reporters: 3,
  first_seen: '2026-11-24',
  last_seen: '2026-11-26',
  agency: null,
  since: null,
  can_appeal: true,
  code: '',
  codes: [],
  thing: '',
  covered: false,
};

describe('itemSays', () => {
  it.each([
    ['ko', '2026년 11월 24일부터 2026년 11월 26일까지 3명 이상이'],
    ['ms', 'oleh 3 orang atau lebih, dari 24 November 2026 hingga 26 November 2026.'],
    ['en', 'by 3 people or more, from 24 November 2026 to 26 November 2026.'],
  ] as const)('says from when to when it was reported: %s', (language, said) => {
    expect(itemSays(REPORTED, language, translator)).toContain(said);
  });

  it.each([
    ['ko', '2026년 11월 26일에 3명 이상이 신고했고'],
    ['ms', 'Dilaporkan oleh 3 orang atau lebih pada 26 November 2026.'],
    ['en', 'Reported by 3 people or more on 26 November 2026.'],
  ] as const)('names one day once: %s', (language, said) => {
    expect(itemSays({ ...REPORTED, first_seen: '2026-11-26' }, language, translator)).toContain(said);
  });
});

describe('wordsSay', () => {
  it.each([
    ['ko', '기관사칭 수법에 나오는 말이에요.'],
    ['ms', 'Ayatnya sepadan dengan jenis penipuan ini: Menyamar pihak berkuasa.'],
    ['en', 'The words match a known kind of scam: Fake authorities.'],
  ] as const)('names the kind of scam in a whole sentence: %s', (language, said) => {
    const check: Check = {
      items: [],
      left_out: 0,
      has_words: true,
      verdict: 'scam',
      type: 'IMP_AUTH',
      known_script: false,
      changed_account: false,
      bare_number: false,
      readable: true,
    };
    expect(wordsSay(check, language, translator)).toEqual([said]);
  });
});
