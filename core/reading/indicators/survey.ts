// One look at a text before any rule reads it: which words and how many digits near each other it has. Most messages have few, so most
// rules need not run. A rule may be left out only where it cannot match: its words are read off its patterns, and how many digits it needs
// is written beside it.

import { ID_CUES } from '../masking/cues.ts';
import { OWN_ADDRESS } from '../masking/own/own-address.ts';
import { OWN_ACCOUNT, OWN_IBAN, OWN_PHONE } from '../masking/own/own-contacts.ts';
import { CODE_CUE, OTHER_CODE_CUE } from '../masking/secrets/codes.ts';
import { PASSWORD_PATTERNS } from '../masking/secrets/passwords.ts';
import { STRONG_CUE } from '../masking/secrets/seeds.ts';
import { requiredWords } from '../text/required-words.ts';
import { DIGIT_SIGNS, DIGIT_WORD } from '../text/spelled-digits.ts';
import { WordIndex } from '../text/word-index.ts';
import { PACKAGE, TOOL } from './apps.ts';
import { NAME_AFTER_PLATFORM, NAMED_ACCOUNT } from './handles.ts';

/** Rules that need one of their words. */
const RULES = {
  passwords: PASSWORD_PATTERNS,
  codeWords: [CODE_CUE],
  codes: [CODE_CUE, OTHER_CODE_CUE],
  seedCue: [STRONG_CUE],
  ownAddress: [OWN_ADDRESS],
  ownContact: [OWN_PHONE, OWN_ACCOUNT],
  ownIban: [OWN_IBAN],
  idCue: ID_CUES,
  app: [PACKAGE, TOOL],
  account: [NAMED_ACCOUNT, NAME_AFTER_PLATFORM],
  digitWord: [DIGIT_WORD],
} as const satisfies Readonly<Record<string, readonly RegExp[]>>;
export type WordRule = keyof typeof RULES;

const NAMES = Object.keys(RULES) as WordRule[];
const BITS = new Map<string, number>(NAMES.map((name, set) => [name, 1 << set]));
const INDEX = new WordIndex(NAMES.map((name) => wordsOf(name)));
const DIGIT_WORD_BIT = BITS.get('digitWord') ?? 0;

/** @throws Error for a rule that may match without any word: it needs another gate. */
function wordsOf(name: WordRule): string[] {
  return RULES[name].flatMap((pattern: RegExp) => {
    const words = requiredWords(pattern);
    if (words === null) throw new Error(`${pattern.source} requires no word`);
    return words;
  });
}

/** Numbers are the highest that the text has; the offsets between them are those of the folded text. */
interface Counts {
  /** Bits of the rules that have a word here. */
  words: number;
  /** Words for a digit, also within other words. */
  digitWords: number;
  digits: number;
  /** Digits of which each stands near the next. */
  nearDigits: number;
  /** The same of digits and of signs and syllables for one. */
  nearNumerals: number;
  digitsInRow: number;
  /** Letters, digits and signs of keys in a row. */
  longestToken: number;
  /** Groups of four hexadecimal digits and more after each other. */
  hexGroups: number;
  /** A letter a–z touches a digit. */
  isLettered: boolean;
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

  /** A number written out has seven digits or more, in signs near each other or in words. */
  maySpellDigits(): boolean {
    const { nearNumerals, digitWords, digits } = this.counts;
    return nearNumerals >= 7 || (digitWords > 0 && digits + digitWords >= 7);
  }

  /** Keys are long, or in groups, or a link's parameters. */
  mayHoldKey(): boolean {
    const { longestToken, hexGroups, hasEquals } = this.counts;
    return longestToken >= 16 || hexGroups >= 4 || hasEquals;
  }

  /** Ids and dates of birth: four digits near each other, six signs or two words for one, or a machine-readable line. */
  mayHoldId(): boolean {
    const { nearDigits, nearNumerals, digitWords, hasAngle } = this.counts;
    return nearDigits >= 4 || nearNumerals >= 6 || digitWords >= 2 || hasAngle;
  }

  /**
   * Ids with letters have six digits near each other but for the Indian one, four digits beside letters, and for machine-readable lines, of
   * which those of passports have a `<` and those of cards thirty signs in a row.
   */
  mayHoldLetteredId(): boolean {
    const { nearDigits, digitsInRow, isLettered, longestToken, hasAngle } = this.counts;
    return nearDigits >= 6 || (digitsInRow >= 4 && isLettered) || longestToken >= 30 || hasAngle;
  }
}

/** Of places. More characters never part two digits of one number. */
const NEAR = 8;
const [DIGIT, LETTER, TOKEN, NUMERAL, HEX, PARTING, EQUALS, ANGLE] = [1, 2, 4, 8, 16, 32, 64, 128];
const KINDS = new Uint8Array(65_536);
const mark = (units: string, kinds: number): void => {
  for (const unit of units) KINDS[unit.charCodeAt(0)] = (KINDS[unit.charCodeAt(0)] ?? 0) | kinds;
};
mark(DIGIT_SIGNS, NUMERAL);
mark('0123456789', DIGIT | TOKEN | NUMERAL | HEX);
mark('abcdefghijklmnopqrstuvwxyz', LETTER | TOKEN);
mark('abcdef', HEX);
mark('_+/-<', TOKEN);
mark(' \n:-', PARTING);
mark('=', EQUALS);
mark('<', ANGLE);

/** Surveys a folded text in one pass. */
export function survey(text: string): Survey {
  const index = INDEX;
  const kinds = KINDS;
  let [words, digitWords, state] = [0, 0, 0];
  let [digits, near, nearDigits, lastDigit, row, digitsInRow] = [0, 0, 0, -NEAR, 0, 0];
  let [numerals, nearNumerals, lastNumeral] = [0, 0, -NEAR];
  let [token, longestToken, hex, groups, hexGroups] = [0, 0, 0, 0, 0];
  let [before, all, isLettered] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    state = index.after(state, unit);
    if (index.isEnding(state)) {
      const ending = index.endingAt(state, text, at + 1);
      words |= ending;
      if ((ending & DIGIT_WORD_BIT) !== 0) digitWords += 1;
    }
    const kind = kinds[unit] ?? 0;
    all |= kind;
    token = (kind & TOKEN) === 0 ? 0 : token + 1;
    if (token > longestToken) longestToken = token;
    if ((kind & HEX) !== 0) hex += 1;
    else {
      if (hex >= 4) groups = (kind & PARTING) === 0 ? 0 : groups + 1;
      else if (hex > 0 || (kind & PARTING) === 0) groups = 0;
      hex = 0;
      if (groups > hexGroups) hexGroups = groups;
    }
    if ((kind & NUMERAL) !== 0) {
      numerals = at - lastNumeral > NEAR ? 1 : numerals + 1;
      lastNumeral = at;
      if (numerals > nearNumerals) nearNumerals = numerals;
    }
    if ((kind & DIGIT) !== 0) {
      digits += 1;
      near = at - lastDigit > NEAR ? 1 : near + 1;
      lastDigit = at;
      if (near > nearDigits) nearDigits = near;
      row = (before & DIGIT) === 0 ? 1 : row + 1;
      if (row > digitsInRow) digitsInRow = row;
      if ((before & LETTER) !== 0) isLettered = true;
    } else if ((kind & LETTER) !== 0 && (before & DIGIT) !== 0) isLettered = true;
    before = kind;
  }
  const [hasEquals, hasAngle] = [(all & EQUALS) !== 0, (all & ANGLE) !== 0];
  return new Survey({ words, digitWords, digits, nearDigits, nearNumerals, digitsInRow, longestToken, hexGroups, isLettered, hasEquals, hasAngle });
}
