import { describe, expect, test } from 'vitest';
import { LANGUAGES, SCAM_TYPES, type Language } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { missingNegations } from './negations.ts';

type Texts = Record<Language, string>;

const translator = createTranslator({ strict: true });
const reviewed = SCAM_TYPES.filter((type) => type !== 'OTHER').flatMap((type) =>
  ['headline', 'what_to_do'].map((field) => ({
    name: `${type}.${field}`,
    texts: Object.fromEntries(LANGUAGES.map((language) => [language, translator.t(language, `alert-drafts:${type}.${field}`)])) as Texts,
  })),
);

/** How a prohibition turns into its opposite, as a slip of the pen or of a machine would have it. */
const SLIPS: Record<Language, readonly (readonly [RegExp, string])[]> = {
  ko: [
    [/지 마세요/g, '세요'],
    [/지 말고/g, '고'],
  ],
  ms: [
    [/\bJangan (?=\p{L})/gu, ''],
    [/\bjangan (?=\p{L})/gu, ''],
  ],
  en: [
    [/\b[Dd]o not (?=\p{L})/gu, ''],
    [/\bNever (?=\p{L})/gu, ''],
    [/\bno more\b/g, 'more'],
    [/\bneither money nor\b/g, 'money and'],
  ],
};

function slipsIn({ texts, name }: { texts: Texts; name: string }): { name: string; language: Language; texts: Texts }[] {
  return LANGUAGES.flatMap((language) =>
    SLIPS[language].flatMap(([word, instead]) =>
      [...texts[language].matchAll(word)]
        // "You do not have to face it alone" forbids nothing.
        .filter(({ index }) => !texts[language].slice(0, index).endsWith('you '))
        .map(({ 0: found, index }) => {
          const slipped = texts[language].slice(0, index) + instead + texts[language].slice(index + found.length);
          return { name: `${name} ${language}`, language, texts: { ...texts, [language]: slipped } };
        }),
    ),
  );
}

describe('missingNegations', () => {
  test.each(reviewed)('refuses no reviewed draft: $name', ({ texts }) => {
    expect(missingNegations(texts)).toEqual([]);
  });

  test('finds a prohibition that one language has lost: all but of three that Malay tells where the others tell two', () => {
    const slips = reviewed.flatMap(slipsIn);
    const missed = slips.filter(({ texts, language }) => !missingNegations(texts).includes(language));
    expect(slips.length).toBe(61);
    expect(missed.map(({ name }) => name)).toEqual(['MULE.what_to_do ms', 'MULE.what_to_do ms', 'MULE.what_to_do ms']);
  });

  test.each<[string, Texts, Language[]]>([
    ['the same in all', { ko: '링크를 누르지 마세요.', ms: 'Jangan tekan pautan tu.', en: "Don't tap the link." }, []],
    ['colloquial Malay', { ko: '절대 돈을 보내지 마십시오.', ms: 'Jgn transfer duit kat sesiapa.', en: 'Never send money.' }, []],
    ['usah', { ko: '전화 받지 말고 끊으세요.', ms: 'Tak usah layan, letak je telefon.', en: 'Do not talk to them, hang up.' }, []],
    ['an inside that is no negation', { ko: '안전계좌로 옮기세요.', ms: 'Jangan pindahkan wang.', en: 'Do not move money.' }, ['ko']],
    ['Korean tells to do it', { ko: '인증번호를 알려 주세요.', ms: 'Jangan beri kod TAC.', en: 'Do not give the code.' }, ['ko']],
    ['Malay tells to do it', { ko: '앱을 깔면 안 됩니다.', ms: 'Pasang aplikasi itu.', en: 'You must not install the app.' }, ['ms']],
    ['English tells to do it', { ko: '몸값을 보내지 말 것.', ms: 'Jangan bayar wang tebusan ya.', en: 'Pay a ransom.' }, ['en']],
    ['two of three tell to do it', { ko: '링크를 누르지 마세요.', ms: 'Tekan pautan.', en: 'Open the link.' }, ['ms', 'en']],
    ['one of two prohibitions', { ko: '누르지 말고, 알려 주지도 마세요.', ms: 'Jangan tekan; beri kod.', en: 'Do not tap, and do not tell.' }, ['ms']],
    ['in other words', { ko: '통화를 거절하세요.', ms: 'Jangan jawab panggilan.', en: 'Do not answer.' }, ['ko']],
    ['stop instead of do not', { ko: '답장을 멈추세요.', ms: 'Berhenti membalas.', en: 'Do not reply.' }, []],
    ['nothing forbidden', { ko: '은행에 전화하세요.', ms: 'Hubungi bank.', en: 'Call your bank.' }, []],
    ['still being written', { ko: '링크를 누르지 마세요.', ms: '', en: 'Open the link.' }, []],
  ])('%s', (_, texts, missing) => {
    expect(missingNegations(texts)).toEqual(missing);
  });
});
