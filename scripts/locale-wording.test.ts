import { describe, expect, it } from 'vitest';
import { readLocaleBundles } from '#platform/i18n.ts';
import { flattenLocale } from './locale-gaps.ts';
import { findWordingFaults, type Sentence } from './locale-wording.ts';

const sentences: Sentence[] = Object.entries(readLocaleBundles()).flatMap(([language, namespaces]) =>
  [...flattenLocale(namespaces)].map(([key, text]) => ({ language, key, text })),
);
const faultsIn = (language: string, text: string, key = 'a:x'): string[] => findWordingFaults([{ language, key, text }]).map(({ found }) => found);

describe('findWordingFaults', () => {
  it('finds none in the project', () => {
    expect(findWordingFaults(sentences)).toEqual([]);
  });

  it('knows Malaysian from Indonesian', () => {
    expect(faultsIn('ms', 'Tolong kirim nomor rekening, karena uang bisa hilang')).toEqual(['kirim', 'nomor', 'rekening', 'karena', 'uang', 'bisa']);
    expect(faultsIn('ms', 'Sila hantar nombor akaun kerana wang boleh hilang')).toEqual([]);
  });

  it('wants one register in a text, and 해요체 wherever something is checked', () => {
    expect(faultsIn('ko', '신고를 받았습니다. 담당자가 볼 거예요.')).toEqual(['거예요']);
    expect(faultsIn('ko', '신고를 받았습니다. 더 있으면 보내 주세요. 하나만 여쭐게요.')).toEqual([]);
    expect(faultsIn('ko', '알려진 것이 없습니다.', 'check:x')).toEqual(['없습니다']);
    expect(faultsIn('ko', '신고를 받았다.')).toEqual(['받았다']);
  });

  it('refuses particles that fit only some values', () => {
    expect(faultsIn('ko', '{{name}}을 확인하세요. <b>{{reference}}</b>가 맞나요?')).toEqual(['}}을', '}}</b>가']);
    expect(faultsIn('ko', '{{agency}}에서 {{count}}명을 {{reference}}에 더했습니다.')).toEqual([]);
  });

  it('knows a hotline from a number that nobody checked', () => {
    expect(faultsIn('ko', '112나 1566-1188로 전화하세요')).toEqual([]);
    expect(faultsIn('en', 'Call 911 or 1588-0000')).toEqual(['911', '1588-0000']);
    expect(faultsIn('ms', 'Telefon {{my_997}}, bukan {{my_998}}')).toEqual(['my_998']);
    expect(faultsIn('en', 'Within 300 seconds, RM1,500, JG-7K3M-9QPX-4')).toEqual([]);
  });

  it('keeps a warning’s public code apart from the secret one of a report', () => {
    expect(faultsIn('ko', '확인 코드 {{code}}', 'alerts:x')).toEqual(['확인 코드']);
    expect(faultsIn('ko', '확인 코드 {{receipt}}', 'dialogue:x')).toEqual([]);
  });

  it('names quotation marks, spaces, dots, amounts, and words that blame', () => {
    expect(faultsIn('en', 'Press "Send"  now... the bank\'s card')).toEqual(['  ', '"', '"', '...']);
    expect(faultsIn('ms', 'Anda cuai; RM5000 hilang')).toEqual(['cuai', 'RM5000']);
    expect(faultsIn('ko', '방심하셨네요')).toEqual(['방심']);
  });
});

describe('wordings by face', () => {
  it('a `_browser` sentence stands beside the one it replaces', () => {
    const keys = new Set(sentences.map(({ key }) => key));
    expect([...keys].filter((key) => key.endsWith('_browser') && !keys.has(key.replace(/_browser$/, '')))).toEqual([]);
  });
});
