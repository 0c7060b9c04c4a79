// What scammers and reporters do to a script between two reports, as deterministic edits. The thresholds of matching
// are set on these, and the tests assert a least rate of recognition for each.

import type { Language } from '#core/taxonomy/taxonomy.ts';

/** Changes between one report and the next. */
export const EDIT_KINDS = [
  'numbers',
  'links',
  'names',
  'spacing',
  'punctuation',
  'insertions',
  'look_alikes',
  'typos',
  'cut_end',
  'cut_front',
  'greeting',
  'account',
  'reordered',
  'combined',
] as const;
/** Harder ones, made to get past a filter or by passing a message on. */
export const DISGUISE_KINDS = [
  'unspaced',
  'spread',
  'zero_width',
  'jamo',
  'drawn_jamo',
  'cut_both',
  'cut_middle',
  'forwarded',
  'swapped',
  'disguised',
  'cut_disguised',
] as const;
export const VARIATION_KINDS = [...EDIT_KINDS, ...DISGUISE_KINDS] as const;
export type VariationKind = (typeof VARIATION_KINDS)[number];

export interface TextToVary {
  text: string;
  language: Language;
  /** Same seed, same result. */
  seed: number;
}

type Draw = () => number;
type Edit = (text: string, language: Language, draw: Draw) => string;

const OPENINGS: Record<Language, readonly string[]> = {
  ko: ['안녕하세요 고객님, 좋은 하루 보내고 계신가요? ', '[Web발신] ', '김영희님 안녕하십니까. '],
  ms: ['Assalamualaikum dan selamat sejahtera tuan puan, ', 'Hi puan, maaf ganggu sekejap ya. ', 'RM0 Notis: '],
  en: ['Good afternoon, hope you are doing well today. ', 'Dear valued customer, ', 'URGENT NOTICE: '],
};
const FORWARDS: Record<Language, string> = {
  ko: '[전달] [전달] 우리 동창회 단톡방에서 받은 글입니다. 저도 이모님께 전달받았는데 다들 한번씩 읽어 보시고 주변에도 알려 주세요. 아래 내용 그대로 옮깁니다. ',
  ms: 'Forwarded many times. Salam semua, ini saya dapat dari group taman sebelah, kakak ipar saya yang hantar. Tolong baca dan panjangkan kepada yang lain. Di bawah ini saya salin: ',
  en: 'Fwd: Fwd: Fwd: Hi all, my sister in law got this from the neighbours and sent it on to our reunion group. Please read it and pass it on to everyone you know. Copied below: ',
};
const ACCOUNTS: Record<Language, readonly [string, string]> = {
  ko: ['어제저녁에 이런 문자를 받았는데 사기인지 봐 주세요. 저는 아직 아무것도 안 눌렀어요. "', '" 부모님도 비슷한 걸 받으셨대요. 어떻게 하면 될까요?'],
  ms: [
    'Saya dapat mesej macam ni malam tadi, tolong semak betul ke tidak. Saya belum tekan apa-apa lagi: "',
    '" Kawan pejabat saya pun dapat benda yang sama. Nak buat macam mana?',
  ],
  en: [
    'I got the following yesterday evening, can you tell me if it is real? I have not pressed anything: "',
    '" My parents received something like it too. What should I do?',
  ],
};
const NAMES: Record<Language, readonly [RegExp, readonly string[]]> = {
  ko: [/[가-힣]{2,4}(?=(?: ?(?:수사관|교수|중사|주무관|대리|상담원|매니저|씨|님)))/g, ['한도윤', '오세린', '배성우']],
  ms: [/(?<=(?:Inspektor|Kapten|Puan|Encik|Cikgu|Prof|Tuan|saya) )[A-Z][a-z]+/g, ['Rosnah', 'Kumar', 'Zulkifli']],
  en: [/(?<=(?:Sergeant|Captain|Professor|Dr\.|Mr\.|I'm|agent) )[A-Z][a-z]+/g, ['Marcus', 'Helena', 'Wong']],
};
const GLYPHS: Record<string, string> = { a: 'а', e: 'е', o: 'о', i: 'і', c: 'с', p: 'р', x: 'х', y: 'у', l: 'I', s: 'ѕ' };
const LEET: Record<string, string> = { a: '4', e: '3', i: '1', o: '0' };
const LEADS = 'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const VOWELS = 'ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ';
const FINALS = ' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';
/** Letters of other scripts drawn like parts of Hangul. */
const DRAWN: Record<string, string> = { ㅁ: '口', ㅅ: '人', ㅇ: '0', ㅏ: '卜', ㅣ: 'l', ㅡ: '一', ㅌ: 'E', ㄷ: 'C' };
const NOISE = ['.', '*', '·', '~', '^', '\u200b', '-'];
const LETTERS: Record<Language, string> = { ko: '가나도리서요이하', ms: 'aeiknru', en: 'aeinrst' };

const EDITS: Record<VariationKind, Edit> = {
  numbers: (text, _language, draw) => text.replace(/\d/g, () => String(pick('0123456789', draw))),
  links: (text, language, draw) => changeLinks(text, language, draw),
  names: (text, language, draw) => text.replace(NAMES[language][0], () => pick(NAMES[language][1], draw)),
  spacing: (text, _language, draw) => everyLetter(text, (letter) => spaced(letter, draw)),
  punctuation: (text, _language, draw) => everyLetter(text, (letter) => (/[.,!?'"]/.test(letter) ? pick(['', '!!', '…'], draw) : letter)),
  insertions: (text, _language, draw) => everyLetter(text, (letter) => (draw() < 0.25 ? letter + pick(NOISE, draw) : letter)),
  look_alikes: (text, _language, draw) => everyLetter(text, (letter) => (draw() < 0.3 ? lookAlike(letter, draw) : letter)),
  unspaced: (text) => text.replace(/\s+/g, ''),
  spread: (text) => [...text].join(' '),
  zero_width: (text, _language, draw) => everyLetter(text, (letter) => letter + pick(['', '\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad'], draw)),
  jamo: (text, _language, draw) => everyLetter(text, (letter) => (draw() < 0.5 ? takenApart(letter) : letter)),
  drawn_jamo: (text, _language, draw) => everyLetter(text, (letter) => (draw() < 0.1 ? drawnAlike(letter) : letter)),
  typos: (text, language, draw) => everyLetter(text, (letter) => (/[\p{L}]/u.test(letter) && draw() < 0.05 ? typo(letter, language, draw) : letter)),
  cut_end: (text) => [...text].slice(0, Math.ceil([...text].length * 0.6)).join(''),
  cut_front: (text) => [...text].slice(Math.floor([...text].length * 0.4)).join(''),
  cut_both: (text) => [...text].slice(Math.floor([...text].length * 0.2), Math.ceil([...text].length * 0.8)).join(''),
  cut_middle: (text) => without(text, 0.35, 0.65),
  greeting: (text, language, draw) => pick(OPENINGS[language], draw) + text,
  forwarded: (text, language) => FORWARDS[language] + text,
  account: (text, language) => ACCOUNTS[language].join(text),
  reordered: (text) =>
    text
      .split(/(?<=[.!?])\s+/)
      .toReversed()
      .join(' '),
  swapped: (text, language, draw) => inTurn(['numbers', 'names', 'links'], { text, language, draw }),
  disguised: (text, language, draw) => inTurn(['jamo', 'look_alikes', 'insertions', 'spacing'], { text, language, draw }),
  cut_disguised: (text, language, draw) => inTurn([pick(['cut_end', 'cut_front'], draw), 'insertions'], { text, language, draw }),
  combined: (text, language, draw) => combine(text, language, draw),
};

/** The text after one kind of edit. */
export function varyText(kind: VariationKind, { text, language, seed }: TextToVary): string {
  return EDITS[kind](text, language, seededDraw(seed));
}

/** Numbers in [0, 1) from a fixed mulberry32 sequence. */
export function seededDraw(seed: number): Draw {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function combine(text: string, language: Language, draw: Draw): string {
  const edited = inTurn(['numbers', 'links', 'names', 'spacing', 'greeting'], { text, language, draw });
  return everyLetter(edited, (letter) => (/[\p{L}]/u.test(letter) && draw() < 0.03 ? typo(letter, language, draw) : letter));
}

function inTurn(kinds: readonly VariationKind[], { text, language, draw }: { text: string; language: Language; draw: Draw }): string {
  return kinds.reduce((current, kind) => EDITS[kind](current, language, draw), text);
}

function without(text: string, from: number, to: number): string {
  const letters = [...text];
  return [...letters.slice(0, Math.floor(letters.length * from)), ...letters.slice(Math.ceil(letters.length * to))].join('');
}

/** A Hangul syllable as the letters it is made of; any other letter as it is. */
function takenApart(letter: string): string {
  const code = letter.charCodeAt(0) - 0xac00;
  if (!(code >= 0 && code < 11172)) return letter;
  return LEADS.charAt(Math.floor(code / 588)) + VOWELS.charAt(Math.floor((code % 588) / 28)) + FINALS.charAt(code % 28).trim();
}

function drawnAlike(letter: string): string {
  return everyLetter(takenApart(letter), (part) => DRAWN[part] ?? part);
}

function changeLinks(text: string, language: Language, draw: Draw): string {
  const fresh = (): string => `https://${pick(['nota', 'blue', 'kami', 'hana'], draw)}-${String(Math.floor(draw() * 9000))}.example/${pick('abcdef', draw)}`;
  if (/https?:\/\/\S+/.test(text)) return text.replace(/https?:\/\/\S+/g, fresh);
  return `${text} ${{ ko: '자세히 보기', ms: 'Tekan sini', en: 'More here' }[language]} ${fresh()}`;
}

function spaced(letter: string, draw: Draw): string {
  if (letter === ' ') return draw() < 0.5 ? '' : '  ';
  return draw() < 0.1 ? `${letter} ` : letter;
}

function lookAlike(letter: string, draw: Draw): string {
  const lower = letter.toLowerCase();
  const code = letter.charCodeAt(0) - 0xac00;
  if (code >= 0 && code < 11172 && code % 28 === 0) {
    return LEADS.charAt(Math.floor(code / 588)) + VOWELS.charAt(Math.floor((code % 588) / 28));
  }
  return (draw() < 0.25 ? LEET[lower] : undefined) ?? GLYPHS[lower] ?? letter;
}

function typo(letter: string, language: Language, draw: Draw): string {
  const kind = draw();
  if (kind < 0.33) return '';
  return kind < 0.66 ? letter + pick(LETTERS[language], draw) : String(pick(LETTERS[language], draw));
}

function everyLetter(text: string, change: (letter: string) => string): string {
  return [...text].map(change).join('');
}

function pick<T>(from: ArrayLike<T>, draw: Draw): T {
  const chosen = from[Math.floor(draw() * from.length)];
  if (chosen === undefined) throw new RangeError('nothing to pick from');
  return chosen;
}
