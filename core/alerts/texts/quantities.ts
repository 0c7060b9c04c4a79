// Numbers as the three languages write them, brought to one form, so that 100만 원, RM1 juta and "1 million" can be compared.

const KOREAN_UNITS: Record<string, number> = { 십: 10, 백: 100, 천: 1_000, 만: 10_000, 억: 100_000_000, 조: 1_000_000_000_000 };
const WORD_UNITS: Record<string, number> = {
  ribu: 1e3,
  thousand: 1e3,
  juta: 1e6,
  million: 1e6,
  bilion: 1e9,
  billion: 1e9,
};
/** By number, from 1: Malay, English, and short for them. */
const MONTHS: readonly (readonly [string, string, ...string[]])[] = [
  ['Januari', 'January', 'Jan'],
  ['Februari', 'February', 'Feb'],
  ['Mac', 'March', 'Mar'],
  ['April', 'April', 'Apr'],
  ['Mei', 'May'],
  ['Jun', 'June'],
  ['Julai', 'July', 'Jul'],
  ['Ogos', 'August', 'Aug'],
  ['September', 'September', 'Sept', 'Sep'],
  ['Oktober', 'October', 'Okt', 'Oct'],
  ['November', 'November', 'Nov'],
  ['Disember', 'December', 'Dis', 'Dec'],
];
const MONTH_NUMBER = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
const MONTH_WORD = [...MONTH_NUMBER.keys()].join('|');

const NUMBER =
  /(\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?)(?: ?(십만|백만|천만|십억|백억|천억|[십백천만억조])| ?(ribu|juta|bilion|thousand|million|billion)\b)?/giu;
/** Beside a day or year, or after what goes before a time; capitalised: "you may", and a Mac, are no months. */
const MONTH_IN_WORDS = new RegExp(
  String.raw`\d{1,4}(?:st|nd|rd|th|hb)? (${MONTH_WORD})\b|\b(${MONTH_WORD}) \d{1,4}|\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Bb]ulan|[Pp]ada|[Ss]ejak|[Hh]ingga|[Ss]ehingga|[Ss]ebelum) (${MONTH_WORD})\b`,
  'gu',
);
const MONTH_IN_KOREAN = /(?<!\d)(\d{1,2})월/gu;

/** Values of the numbers in a text, written out; a month beside a day counts as its number. */
export function quantitiesIn(text: string): Set<string> {
  const found = new Set<string>();
  let open: { value: number; unit: number; end: number } | null = null;
  for (const match of text.matchAll(NUMBER)) {
    const unit = unitOf(match[2], match[3]);
    const value = Number((match[1] ?? '0').replaceAll(',', '')) * unit;
    const continues: boolean = open !== null && unit < open.unit && text.slice(open.end, match.index).trim() === '';
    if (open !== null && !continues) found.add(String(open.value));
    const end = match.index + match[0].length;
    open = continues && open !== null ? { value: open.value + value, unit, end } : { value, unit, end };
  }
  if (open !== null) found.add(String(open.value));
  for (const month of monthsIn(text)) found.add(String(month));
  return found;
}

/** Named as months, so that 3월 5일 and 3 Mei, which have the same numbers, are told apart. */
export function monthsIn(text: string): Set<number> {
  const inWords = [...text.matchAll(MONTH_IN_WORDS)].map((match) => MONTH_NUMBER.get(match[1] ?? match[2] ?? match[3] ?? '') ?? 0);
  const inKorean = [...text.matchAll(MONTH_IN_KOREAN)].map((match) => Number(match[1]));
  return new Set([...inWords, ...inKorean].filter((month) => month >= 1 && month <= 12));
}

/** As officers of both forces read it. */
export function showMonth(month: number): string {
  return [...new Set([`${month}월`, ...(MONTHS[month - 1] ?? []).slice(0, 2)])].join(' / ');
}

function unitOf(korean: string | undefined, word: string | undefined): number {
  if (korean !== undefined) return [...korean].reduce((product, unit) => product * (KOREAN_UNITS[unit] ?? 1), 1);
  return word === undefined ? 1 : (WORD_UNITS[word.toLowerCase()] ?? 1);
}
