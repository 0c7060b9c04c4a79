// Tells what somebody types besides a report: a greeting, thanks, a reference, a country's name, or nothing readable.

import { answerWords, joined, wordsOf } from './fold.ts';

export type SmallTalk = 'greeting' | 'thanks' | 'asks_help';

const SMALL_TALK: Record<SmallTalk, ReadonlySet<string>> = {
  greeting: new Set(
    ['hi', 'hii', 'hello', 'helo', 'hey', 'hai', 'salam', 'assalamualaikum', 'askum', 'apakhabar', 'apakabar', 'selamatpagi', 'selamatpetang'].concat(
      ['selamatmalam', 'selamattengahari', 'selamatsejahtera', 'goodmorning', 'goodafternoon', 'goodevening', 'howareyou', 'test', 'ping', 'yo'],
      ['안녕', '안녕하세요', '안녕하십니까', '안뇽', '하이', '헬로', '여보세요', '반갑습니다', '반가워요', '테스트', 'ㅎㅇ'],
    ),
  ),
  thanks: new Set(
    ['thanks', 'thankyou', 'thx', 'tq', 'ty', 'terimakasih', 'tkasih', 'trimakasih', 'tqvm', 'ok', 'okay', 'oke', 'okey', 'baik', 'bye'].concat([
      '감사',
      '감사합니다',
      '감사해요',
      '고마워',
      '고마워요',
      '고맙습니다',
      '땡큐',
      'ㄱㅅ',
      '알겠습니다',
      '알겠어요',
      '넵감사합니다',
      '네감사합니다',
      '오케이',
      'ㅇㅋ',
    ]),
  ),
  asks_help: new Set(
    ['help', 'menu', 'start', 'info', 'bantuan', 'macammana', 'macamana', 'carapakai', 'whatisthis', 'whoareyou', 'siapaini', 'whatcanyoudo'].concat([
      '도움말',
      '도움',
      '메뉴',
      '뭐하는곳이에요',
      '뭐예요',
      '누구세요',
      '사용법',
      '어떻게해요',
    ]),
  ),
};
const FILLERS = new Set(['lah', 'la', 'there', 'bot', 'jaga', 'bro', 'boss', 'everyone', 'semua', 'so', 'much', 'banyak', 'very', 'sangat', 'ya', 'please']);

export function readSmallTalk(text: string): SmallTalk | null {
  const words = answerWords(text);
  if (words.length === 0 || words.length > 6) return null;
  const said = joined(words.filter((word) => !FILLERS.has(word)));
  if (SMALL_TALK.greeting.has(said)) return 'greeting';
  if (SMALL_TALK.thanks.has(said)) return 'thanks';
  return SMALL_TALK.asks_help.has(said) ? 'asks_help' : null;
}

/** Enough to be about something: three Hangul syllables, or six other letters or digits. */
export function isSubstantive(text: string): boolean {
  let weight = 0;
  for (const sign of text.slice(0, 400)) {
    weight += /\p{Script=Hangul}/u.test(sign) && sign >= '가' ? 2 : /[\p{L}\p{N}]/u.test(sign) ? 1 : 0;
    if (weight >= 6) return true;
  }
  return false;
}

/** Has any letter or digit at all. */
export function isReadable(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** `JG-7K3M-9QPX-4` however it is typed; null when the text is anything else. Whether it exists is not checked here. */
export function readReference(text: string): string | null {
  const compact = text
    .trim()
    .slice(0, 40)
    .toUpperCase()
    .replace(/[\s–—-]/g, '');
  const found = /^(?:JG)([0-9A-Z]{4})([0-9A-Z]{4})([0-9A-Z])$/.exec(compact);
  return found ? `JG-${found[1]}-${found[2]}-${found[3]}` : null;
}

const COUNTRY_NAMES: Record<string, 'KR' | 'MY' | 'other'> = {
  korea: 'KR',
  southkorea: 'KR',
  koreaselatan: 'KR',
  kr: 'KR',
  한국: 'KR',
  대한민국: 'KR',
  한국이요: 'KR',
  한국이에요: 'KR',
  한국은행이요: 'KR',
  malaysia: 'MY',
  my: 'MY',
  msia: 'MY',
  말레이시아: 'MY',
  말레이시아요: 'MY',
  말레이시아예요: 'MY',
  말레이: 'MY',
  other: 'other',
  others: 'other',
  lain: 'other',
  lainlain: 'other',
  negaralain: 'other',
  다른나라: 'other',
  기타: 'other',
  singapore: 'other',
  singapura: 'other',
  싱가포르: 'other',
  cambodia: 'other',
  kemboja: 'other',
  캄보디아: 'other',
};

/** The country that a short text names and nothing else. */
export function readCountry(text: string): 'KR' | 'MY' | 'other' | null {
  const words = answerWords(text);
  if (words.length === 0 || words.length > 4) return null;
  const said = joined(words.filter((word) => !['in', 'di', 'dari', 'from', 'the', 'negara', 'country'].includes(word)));
  return Object.hasOwn(COUNTRY_NAMES, said) ? (COUNTRY_NAMES[said] ?? null) : null;
}

const MALAY = new Set(
  ['saya', 'sy', 'anda', 'aku', 'kami', 'tak', 'tidak', 'tolong', 'kena', 'tipu', 'ditipu', 'duit', 'wang', 'dah', 'sudah', 'yang', 'dan', 'ini'].concat([
    'itu',
    'dengan',
    'untuk',
    'apa',
    'khabar',
    'boleh',
    'nak',
    'bagi',
    'akaun',
    'baru',
    'tadi',
    'ada',
    'dia',
    'suruh',
    'hantar',
    'bayar',
    'macam',
    'ke',
  ]),
);
const ENGLISH = new Set(
  ['i', 'the', 'my', 'they', 'he', 'she', 'was', 'is', 'and', 'to', 'me', 'you', 'have', 'has', 'been', 'this', 'that', 'it', 'for', 'from'].concat([
    'money',
    'got',
    'please',
    'help',
    'what',
    'with',
    'said',
    'asked',
    'just',
  ]),
);

/** The language somebody clearly writes in; null when a text is too short or too mixed to tell. */
export function writtenLanguage(text: string): 'ko' | 'ms' | 'en' | null {
  if ((text.slice(0, 400).match(/[가-힣]/g) ?? []).length >= 2) return 'ko';
  const words = wordsOf(text);
  const malay = words.filter((word) => MALAY.has(word)).length;
  const english = words.filter((word) => ENGLISH.has(word)).length;
  if (malay >= 2 && malay > english) return 'ms';
  return english >= 3 && english > malay * 2 ? 'en' : null;
}
