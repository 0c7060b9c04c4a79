// Values of Korean and Malay numbers with units (3천5백만, 1.5억, dua puluh lima ribu), kept apart because each language
// counts differently and a wrong unit is a tenfold error (domain rules §0.1).

const KOREAN_DIGITS = '영일이삼사오육칠팔구';
const SMALL: ReadonlyMap<string, number> = new Map([
  ['십', 10],
  ['백', 100],
  ['천', 1_000],
]);
const BIG: ReadonlyMap<string, number> = new Map([
  ['만', 1e4],
  ['억', 1e8],
  ['조', 1e12],
]);
const KOREAN_TOKEN = /[0-9][0-9,]*(?:\.[0-9]+)?|[십백천만억조]|[영일이삼사오육칠팔구]/g;

/** A Korean number read out. `impliedMan`: it ends below 만 after 억, as in spoken 일억이천, where 만 is meant. */
export interface KoreanNumber {
  value: number;
  impliedMan: boolean;
}

/** Value of digits, digit words and units in the order written; null when nothing in it is a number. */
export function koreanNumber(written: string): KoreanNumber | null {
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  let lastBig = 0;
  let lastSmall = 0;
  for (const [token] of written.matchAll(KOREAN_TOKEN)) {
    const small = SMALL.get(token);
    const big = BIG.get(token);
    if (small !== undefined) {
      section += (digit ?? 1) * small;
      [digit, lastSmall] = [null, small];
    } else if (big !== undefined) {
      total += (section + (digit ?? (section === 0 ? 1 : 0))) * big;
      [section, digit, lastBig, lastSmall] = [0, null, big, 0];
    } else digit = (digit ?? 0) * 10 + plainNumber(token);
  }
  const rest = section + (digit ?? 0);
  if (total + rest === 0) return null;
  const impliedMan = lastBig === 1e8 && lastSmall >= 100 && rest > 0 && !/원/.test(written);
  return { value: total + (impliedMan ? rest * 1e4 : rest), impliedMan };
}

function plainNumber(token: string): number {
  const word = KOREAN_DIGITS.indexOf(token);
  return word >= 0 ? word : Number(token.replaceAll(',', ''));
}

const MALAY_ONES: ReadonlyMap<string, number> = new Map(
  ['kosong', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'lapan', 'sembilan'].map((word, value) => [word, value]),
);
const MALAY_UNITS: ReadonlyMap<string, number> = new Map([
  ['belas', 0],
  ['puluh', 10],
  ['ratus', 100],
  ['ribu', 1_000],
  ['juta', 1_000_000],
]);

/** Value of Malay number words (`dua puluh lima ribu`, `setengah juta`, `seratus`); null when they make no number. */
export function malayNumber(written: string): number | null {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const word of written.toLowerCase().split(/[ -]+/)) {
    const one = MALAY_ONES.get(word);
    const unit = MALAY_UNITS.get(word.replace(/^se(?=puluh|ratus|ribu|juta|belas)/, ''));
    const count = word.startsWith('se') && word !== 'sembilan' && word !== 'setengah' ? 1 : digit;
    if (word === 'setengah') digit = 0.5;
    else if (one !== undefined) digit = one;
    else if (unit === undefined) continue;
    else if (unit === 0) [section, digit] = [section + 10 + count, 0];
    else if (unit < 1_000) [section, digit] = [section + (count === 0 ? 1 : count) * unit, 0];
    else {
      const part = section + (word.startsWith('se') ? 1 : digit);
      [total, section, digit] = [total + (part === 0 ? 1 : part) * unit, 0, 0];
    }
  }
  const value = total + section + digit;
  return value > 0 ? value : null;
}

const ENGLISH_ONES = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
  ' ',
);
const ENGLISH_TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ENGLISH_UNITS: ReadonlyMap<string, number> = new Map([
  ['thousand', 1e3],
  ['grand', 1e3],
  ['lakh', 1e5],
  ['million', 1e6],
  ['crore', 1e7],
]);

/** Value of English number words (`two thousand five hundred`, `half a million`); null when they make no number. */
export function englishNumber(written: string): number | null {
  let total = 0;
  let section = 0;
  for (const word of written.toLowerCase().split(/[ -]+/)) {
    const unit = ENGLISH_UNITS.get(word);
    if (ENGLISH_ONES.includes(word)) section += ENGLISH_ONES.indexOf(word);
    else if (ENGLISH_TENS.includes(word)) section += 20 + 10 * ENGLISH_TENS.indexOf(word);
    else if (word === 'half') section = 0.5;
    else if (word === 'a') section = section === 0 ? 1 : section;
    else if (word === 'hundred') section = (section === 0 ? 1 : section) * 100;
    else if (unit !== undefined) [total, section] = [total + (section === 0 ? 1 : section) * unit, 0];
  }
  const value = total + section;
  return value > 0 ? value : null;
}
