// One look at a text before any rule reads it: which words and how many digits near each other it has. Most messages have few, so most
// rules need not run. A rule may be left out only where it cannot match: its words are read off its patterns, and how many digits it needs
// is written beside it.

import { ID_CUES } from '../masking/cues.ts';
import { OWN_ADDRESS } from '../masking/own/own-address.ts';
import { OWN_ACCOUNT, OWN_IBAN, OWN_PHONE } from '../masking/own/own-contacts.ts';
import { CODE_CUE, OTHER_CODE_CUE, PART_OF_PIN } from '../masking/secrets/codes.ts';
import { KEY_HEADS, NAMED_KEY } from '../masking/secrets/keys.ts';
import { PASSWORD_PATTERNS } from '../masking/secrets/passwords.ts';
import { addToHash, mayBeListed, STRONG_CUE } from '../masking/secrets/seeds.ts';
import { MALAY_WORDS, SCALED, UNITED } from '../money/amount-patterns.ts';
import { DISGUISE_WORDS, LINK_SIGNS } from '../text/disguises.ts';
import { requiredWords } from './required-words.ts';
import { DIGIT_SEPARATORS, DIGIT_SIGNS, DIGIT_WORD } from '../text/spelled-digits.ts';
import { WordIndex } from './word-index.ts';
import { PACKAGE, TOOL } from '../indicators/apps.ts';
import { BANK_NAME } from '../indicators/numbers/banks.ts';
import { NAME_AFTER_PLATFORM, NAMED_ACCOUNT } from '../indicators/handles.ts';

/** Rules that need one of their words. */
export const WORD_RULES = {
  passwords: PASSWORD_PATTERNS,
  codeWords: [CODE_CUE],
  codes: [CODE_CUE, OTHER_CODE_CUE],
  seedCue: [STRONG_CUE],
  ownAddress: [OWN_ADDRESS],
  ownPhone: [OWN_PHONE],
  ownAccount: [OWN_ACCOUNT],
  bankName: [BANK_NAME],
  pinPart: [PART_OF_PIN],
  ownIban: [OWN_IBAN],
  idCue: ID_CUES,
  namedKey: [NAMED_KEY],
  keyHead: KEY_HEADS,
  app: [PACKAGE, TOOL],
  account: [NAMED_ACCOUNT, NAME_AFTER_PLATFORM],
  unitedSum: [UNITED],
  scaledSum: [SCALED],
  malaySum: [MALAY_WORDS],
  digitWord: [DIGIT_WORD],
  wholeDigitWord: [new RegExp(String.raw`\b(?:${DIGIT_WORD.source})\b`)],
  disguise: DISGUISE_WORDS,
} as const satisfies Readonly<Record<string, readonly RegExp[]>>;
export type WordRule = keyof typeof WORD_RULES;

const NAMES = Object.keys(WORD_RULES) as WordRule[];
const BITS = new Map<string, number>(NAMES.map((name, set) => [name, 1 << set]));
const INDEX = new WordIndex(NAMES.map((name) => wordsOf(name)));
const DIGIT_WORD_BIT = BITS.get('wholeDigitWord') ?? 0;

/** @throws Error for a rule that may match without any word: it needs another gate. */
function wordsOf(name: WordRule): string[] {
  return WORD_RULES[name].flatMap((pattern: RegExp) => {
    const words = requiredWords(pattern);
    if (words === null) throw new Error(`${pattern.source} requires no word`);
    return words;
  });
}

/** Numbers are the highest that the text has; the offsets between them are those of the folded text. */
interface Counts {
  /** Bits of the rules that have a word here. */
  words: number;
  /** Words for a digit, not within other words. */
  digitWords: number;
  digits: number;
  /** Digits of which each stands near the next. */
  nearDigits: number;
  /** Digits and signs and syllables for one, with nothing but separators between them. */
  numeralsInRow: number;
  digitsInRow: number;
  /** Letters, digits and signs of keys in a row. */
  longestToken: number;
  /** Groups of four hexadecimal digits and more after each other, without one that ends a longer token before them. */
  hexGroups: number;
  /** Words in a row that may be in the lists of recovery phrases. */
  listedInRow: number;
  /** One of LINK_SIGNS. */
  hasLinkSign: boolean;
  hasEquals: boolean;
  hasAngle: boolean;
}

/** What a text may hold. */
export class Survey {
  readonly counts: Readonly<Counts>;

  constructor(counts: Counts) {
    this.counts = counts;
  }

  /** Whether a rule has one of its words here. */
  mayHold(rule: WordRule): boolean {
    return (this.counts.words & (BITS.get(rule) ?? 0)) !== 0;
  }

  /** Keys are long, or in groups, or a link's parameters. */
  mayHoldKey(): boolean {
    const { longestToken, hexGroups, hasEquals } = this.counts;
    return longestToken >= 16 || hexGroups >= 3 || hasEquals;
  }

  /** Whether there is as much as a pattern needs. */
  has({ near = 0, row = 0, token = 0 }: Least): boolean {
    const { nearDigits, digitsInRow, longestToken } = this.counts;
    return nearDigits >= near && digitsInRow >= row && longestToken >= token;
  }
}

/** Digits near each other, digits in a row, and letters and digits in a row that every match of a pattern has. */
export interface Least {
  near?: number;
  row?: number;
  token?: number;
}

/** Of places: at most six characters part two digits of one number, in every pattern that asks for such digits. */
const NEAR = 7;
const [DIGIT, LATIN, HANGUL, TOKEN, NUMERAL, SEPARATOR, NO_HEX, PARTING, EQUALS, ANGLE, LINK_SIGN] = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024];
const LETTER = LATIN | HANGUL;
const KINDS = new Uint16Array(65_536);
const mark = (units: string, kinds: number): void => {
  for (const unit of units) KINDS[unit.charCodeAt(0)] = (KINDS[unit.charCodeAt(0)] ?? 0) | kinds;
};
KINDS.fill(HANGUL, 0xac00, 0xd7a4);
mark(DIGIT_SIGNS, NUMERAL);
mark(DIGIT_SEPARATORS, SEPARATOR);
mark('0123456789', DIGIT | TOKEN | NUMERAL);
mark('abcdefghijklmnopqrstuvwxyz', LATIN | TOKEN);
mark('_+/-<', TOKEN);
mark('ghijklmnopqrstuvwxyz_+/<', NO_HEX);
mark(' \n:-', PARTING);
mark('=', EQUALS);
mark(LINK_SIGNS, LINK_SIGN);
mark('<', ANGLE);

/** Kinds and class of each unit in one number: one look-up less. */
const CLASS_AT = 16;
const KIND = (1 << CLASS_AT) - 1;
const UNITS = Uint32Array.from(KINDS, (kind, unit) => kind | ((INDEX.classes[unit] ?? 0) << CLASS_AT));

/** Surveys a folded text in one pass. Long for its speed: letters that go on a word, most of all, cost three look-ups. */
export function survey(text: string): Survey {
  const { next, shift, isEnding } = INDEX;
  const units = UNITS;
  let words = 0;
  let digitWords = 0;
  let state = 0;
  let before = 0;
  let all = 0;
  let [digits, near, nearDigits, lastDigit, row, digitsInRow] = [0, 0, 0, -NEAR, 0, 0];
  let [numerals, numeralsInRow, lastNumeral] = [0, 0, 0];
  let [tokenStart, longestToken, groups, hexGroups] = [0, 0, 0, 0];
  let [hash, listed, listedInRow] = [0, 0, 0];
  // One place more than the text has ends its last word.
  for (let at = 0; at <= text.length; at += 1) {
    const unit = at < text.length ? text.charCodeAt(at) : 0;
    const both = units[unit] ?? 0;
    const kind = both & KIND;
    state = next[(state << shift) + (both >>> CLASS_AT)] ?? 0;
    if (isEnding[state] === 1) {
      const ending = INDEX.endingAt(state, text, at + 1);
      words |= ending;
      if ((ending & DIGIT_WORD_BIT) !== 0) digitWords += 1;
    }
    if ((kind & NUMERAL) !== 0) {
      numerals = numerals > 0 && isParted(text, lastNumeral + 1, at) ? numerals + 1 : 1;
      lastNumeral = at;
      if (numerals > numeralsInRow) numeralsInRow = numerals;
    }
    if ((kind & before & LETTER) !== 0) {
      hash = addToHash(hash, unit);
      before = kind;
      continue;
    }
    if ((before & LETTER) !== 0) {
      listed = mayBeListed(hash) ? listed + 1 : 0;
      if (listed > listedInRow) listedInRow = listed;
    }
    hash = (kind & LETTER) === 0 ? 0 : addToHash(0, unit);
    if ((kind & TOKEN) !== 0) {
      if ((before & TOKEN) === 0) tokenStart = at;
      if ((kind & DIGIT) !== 0) {
        digits += 1;
        near = at - lastDigit > NEAR ? 1 : near + 1;
        lastDigit = at;
        if (near > nearDigits) nearDigits = near;
        row = (before & DIGIT) === 0 ? 1 : row + 1;
        if (row > digitsInRow) digitsInRow = row;
      }
    } else {
      if ((before & TOKEN) !== 0) {
        if (at - tokenStart > longestToken) longestToken = at - tokenStart;
        groups = isHexGroup(text, tokenStart, at) ? groups + 1 : 0;
        if (groups > hexGroups) hexGroups = groups;
      }
      if ((kind & PARTING) === 0) groups = 0;
    }
    all |= kind;
    before = kind;
  }
  const [hasEquals, hasAngle, hasLinkSign] = [(all & EQUALS) !== 0, (all & ANGLE) !== 0, (all & LINK_SIGN) !== 0];
  return new Survey({
    words,
    digitWords,
    digits,
    nearDigits,
    numeralsInRow,
    digitsInRow,
    longestToken,
    hexGroups,
    listedInRow,
    hasLinkSign,
    hasEquals,
    hasAngle,
  });
}

/** Whether nothing but separators stands between two digits or signs for one. */
function isParted(text: string, from: number, to: number): boolean {
  if (to - from > NEAR) return false;
  for (let at = from; at < to; at += 1) if (((KINDS[text.charCodeAt(at)] ?? 0) & SEPARATOR) === 0) return false;
  return true;
}

/** Whether a token ends with four hexadecimal digits, the last perhaps before a hyphen. */
function isHexGroup(text: string, from: number, to: number): boolean {
  if (to - from < 4) return false;
  for (let at = to - 4; at < to; at += 1) if (((KINDS[text.charCodeAt(at)] ?? 0) & NO_HEX) !== 0) return false;
  return true;
}
