// Writes telephone numbers of every country the ways scam messages write them, glued into sentences of three languages.

import examples from 'libphonenumber-js/mobile/examples';
import { getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { CountryCode, PhoneNumber } from 'libphonenumber-js/max';

import type { Random } from '#core/reading/training/random.ts';
import type { HomeCountry } from '#core/taxonomy/taxonomy.ts';

/** A message with numbers in it and their canonical values. */
export interface DisguisedPhone {
  text: string;
  values: string[];
  kind: string;
  country?: HomeCountry;
}

const COUNTRIES = Object.keys(examples).filter((country): country is CountryCode => getExampleNumber(country as CountryCode, examples) !== undefined);
const HOME_SHAPES: Readonly<Record<HomeCountry, readonly string[]>> = {
  KR: [
    '010########',
    '010########',
    '010########',
    '070########',
    '02########',
    '02#######',
    '031#######',
    '051#######',
    '064#######',
    '0502#######',
    '0507########',
    '080#######',
    '15881###',
    '16445###',
    '18771###',
    '1566####',
  ],
  MY: [
    '012#######',
    '013#######',
    '017#######',
    '019#######',
    '011########',
    '03########',
    '042######',
    '076######',
    '088######',
    '1300######',
    '1800######',
    '0154######',
  ],
  SG: ['8#######', '9#######', '6#######'],
};

function filled(shape: string, random: Random): string {
  return shape.replace(/#/g, () => String(random.below(10)));
}

/** A valid number near a country's example. */
function foreignNumber(random: Random): PhoneNumber {
  for (;;) {
    const example = getExampleNumber(random.pick(COUNTRIES), examples);
    if (example === undefined) continue;
    const national = `${example.nationalNumber.slice(0, -4)}${random.digits(4)}`;
    const number = parsePhoneNumberFromString(`+${example.countryCallingCode}${national}`);
    if (number?.isValid() === true && !['82', '60', '65'].includes(number.countryCallingCode)) return number;
  }
}

interface HomeNumber {
  country: HomeCountry;
  digits: string;
  value: string;
  /** Usual groups. */
  groups: string[];
}

const CODES: Readonly<Record<HomeCountry, string>> = { KR: '82', MY: '60', SG: '65' };

function homeNumber(random: Random): HomeNumber {
  for (;;) {
    const country = random.pick(['KR', 'KR', 'MY', 'MY', 'SG'] as const);
    const digits = filled(random.pick(HOME_SHAPES[country]), random);
    const value = `+${CODES[country]}${digits.replace(/^0/, '')}`;
    if (parsePhoneNumberFromString(value)?.isValid() === true) return { country, digits, value, groups: groupsOf(country, digits) };
  }
}

function groupsOf(country: HomeCountry, digits: string): string[] {
  if (digits.length === 8) return [digits.slice(0, 4), digits.slice(4)];
  if (country === 'MY' && digits.startsWith('1')) return [digits.slice(0, 1), digits.slice(1, 4), digits.slice(4, 6), digits.slice(6)];
  const area = country === 'KR' ? (/^02|^050[0-9]|^0[0-9]{2}/.exec(digits)?.[0].length ?? 3) : digits.startsWith('03') || /^0[4-79]/.test(digits) ? 2 : 3;
  return [digits.slice(0, area), digits.slice(area, -4), digits.slice(-4)];
}

const SEPARATORS = ['-', '-', ' ', '.', '', ' - ', '·', '–', '−', '－', '‐', '/', '~', '_', '*', '—', '\u00a0', '⁃', ' . ', '　'];
const HANGUL = '공일이삼사오육칠팔구';
const MALAY = ['kosong', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'lapan', 'sembilan'];
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

const HOME_WRITERS: Readonly<Record<string, (number: HomeNumber, random: Random) => string>> = {
  separated: ({ groups }, random) => groups.join(random.pick(SEPARATORS)),
  plain: ({ digits }) => digits,
  international: ({ value, country, groups }, random) => {
    const gap = random.pick(['', '-', ' ', '.', ')']);
    const national = groups.join(gap === ')' ? '-' : gap).replace(/^0/, '');
    const code = CODES[country];
    return random.pick([
      value,
      `+${code}${gap}${national}`,
      `+${code} ${national}`,
      `(+${code})${national}`,
      `(${value.slice(0, 3)}) ${national}`,
      `00${code}${national}`,
      `tel:${value}`,
      `+${code}-${national}`,
    ]);
  },
  'trunk kept': ({ country, groups }, random) =>
    groups[0]?.startsWith('0') === true
      ? `+${CODES[country]}${random.pick(['(0)', '-(0)', ' (0)'])}${groups.join(random.pick(['-', ' ', ''])).slice(1)}`
      : groups.join('-'),
  bracketed: ({ groups }, random) => `(${groups[0]})${random.pick([' ', '', '-'])}${groups.slice(1).join(random.pick(['-', ' ', '']))}`,
  wide: ({ groups }, random) => wide(groups.join(random.pick(['-', '', ' ']))),
  circled: ({ digits }) => digits.replace(/[0-9]/g, (digit) => (digit === '0' ? '⓪' : String.fromCodePoint(0x245f + Number(digit)))),
  keycaps: ({ digits }) => digits.replace(/[0-9]/g, (digit) => `${digit}\ufe0f\u20e3`),
  spaced: ({ digits }, random) => [...digits].join(random.pick([' ', '.', '-', '  '])),
  sprinkled: ({ digits }, random) => [...digits].map((digit) => (random.chance(0.3) ? `${digit}\u200b` : digit)).join(''),
  hangul: ({ groups }, random) => spelled(groups, [...HANGUL], { within: '', between: random.pick([' ', '', '-', ' 에 ', '다시']) }),
  'hangul mixed': ({ groups }, random) =>
    groups.map((group) => [...group].map((digit) => (random.chance(0.4) ? HANGUL[Number(digit)] : digit)).join('')).join(random.pick(['-', '', ' '])),
  malay: ({ groups }, random) => spelled(groups, MALAY, { within: ' ', between: random.pick([' ', ' - ', ', ']) }),
  english: ({ groups }, random) => spelled(groups, ENGLISH, { within: ' ', between: random.pick([' ', ' - ', ', ']) }),
  letters: ({ groups }, random) =>
    groups
      .join(random.pick(['-', ' ', '']))
      .replace(/[01]/g, (digit) => (random.chance(0.6) ? (digit === '0' ? random.pick(['O', 'o', 'Ο']) : random.pick(['l', 'I', '|'])) : digit)),
};

function wide(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

function spelled(groups: readonly string[], words: readonly string[], gaps: { within: string; between: string }): string {
  return groups.map((group) => [...group].map((digit) => words[Number(digit)] ?? '').join(gaps.within)).join(gaps.between);
}

const FOREIGN_WRITERS: Readonly<Record<string, (number: PhoneNumber, random: Random) => string>> = {
  e164: (number) => number.number,
  formatted: (number, random) => number.formatInternational().replaceAll(' ', random.pick([' ', '-', '.', ' - '])),
  'bracketed code': (number) => `(+${number.countryCallingCode}) ${number.nationalNumber}`,
  dialled: (number, random) => `${random.pick(['00', '00', '001', '002', '006'])}${number.countryCallingCode}${number.nationalNumber}`,
  wide: (number) => wide(number.number),
  spaced: (number) => `+${number.number.slice(1).split('').join(' ')}`,
  uri: (number) => `tel:${number.number}`,
};

const FRAMES: Readonly<Record<HomeCountry | 'any', readonly string[]>> = {
  KR: [
    '|로 연락주세요',
    '번호는|입니다',
    '문의 |',
    '☎|',
    '상담:|까지',
    '전화|로',
    '[국제발신] | 문의',
    '연락처(|)',
    '|번으로 문자',
    '카톡 안되면|전화',
    '📞|로 상담',
    '|.',
    '발신번호: |, 수신거부',
    '담당자|에게',
    '문의전화|입니다',
    '|(김대리)',
  ],
  MY: [
    'hubungi | segera',
    'call|now',
    'whatsapp|ya',
    'Tel: |.',
    'nombor |',
    'sila call|,',
    'wasap|untuk tempah',
    '(|)',
    'HP|',
    '|(Ali)',
    'contact: |!',
    'ws |\nterima kasih',
  ],
  SG: ['call | now', 'whatsapp: |', 'Tel |.', 'contact me at |', 'hp |, thanks', 'SMS|'],
  any: [
    'call | now',
    '연락|로',
    '번호|입니다',
    'hubungi|segera',
    'whatsapp|',
    '(|)',
    '"|"',
    '문의:|',
    'text|pls',
    'no.|',
    '☎️|👈',
    '국제전화 |에서',
    '|.',
    '|\n',
    'wa:|,ok',
    '텔레|추가',
    'contact|today',
  ],
};

function framed(written: string, frame: string): string {
  return frame.replace('|', () => written);
}

function ofHome(random: Random): DisguisedPhone {
  for (;;) {
    const number = homeNumber(random);
    const writer = random.pick(Object.keys(HOME_WRITERS));
    if (!suits(number, writer)) continue;
    const written = (HOME_WRITERS[writer] ?? String)(number, random);
    const frame = random.pick(FRAMES[number.country]);
    return { text: framed(written, frame), values: [number.value], kind: `home ${writer} / ${number.country} / ${isGlued(frame)}`, country: number.country };
  }
}

/** Spelled numbers are written by speakers of the language, and eight bare digits need a phone's plain look. */
function suits({ country, digits }: HomeNumber, writer: string): boolean {
  if (writer.startsWith('hangul')) return country === 'KR' && digits.length > 8;
  if (writer === 'malay') return country === 'MY';
  if (writer === 'bracketed') return digits.startsWith('0');
  return digits.length > 8 || /separated|plain|international|wide|sprinkled/.test(writer);
}

function isGlued(frame: string): string {
  return /[\p{L}:)]\|/u.test(frame) || /\|\p{L}/u.test(frame) ? 'glued' : 'free';
}

function ofAbroad(random: Random): DisguisedPhone {
  const number = foreignNumber(random);
  const writer = random.pick(Object.keys(FOREIGN_WRITERS));
  const frame = random.pick(FRAMES.any);
  return {
    text: framed((FOREIGN_WRITERS[writer] ?? String)(number, random), frame),
    values: [number.number],
    kind: `abroad ${writer} / ${number.country ?? '?'} / ${isGlued(frame)}`,
  };
}

function ofSeveral(random: Random): DisguisedPhone {
  for (;;) {
    const [first, second] = [homeNumber(random), homeNumber(random)];
    if (first.country !== second.country || first.digits.length === 8 || second.digits.length === 8) continue;
    const gap = random.pick(['/', ', ', ' / ', '\n', ' or ', ' 또는 ', ' atau ', ' & ', '|', ' ~ ', ';', ',']);
    return {
      text: `${random.pick(['연락처 ', 'call ', 'hubungi '])}${first.groups.join('-')}${gap}${second.groups.join('-')}`,
      values: [first.value, second.value],
      kind: `several / ${first.country} / free`,
      country: first.country,
    };
  }
}

/** One message with disguised numbers, drawn at random. */
export function disguisedPhone(random: Random): DisguisedPhone {
  const draw = random.next();
  if (draw < 0.5) return ofHome(random);
  return draw < 0.9 ? ofAbroad(random) : ofSeveral(random);
}
