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
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'januari'],
  ['february', 'februari'],
  ['march', 'mac'],
  ['april'],
  ['may', 'mei'],
  ['june', 'jun'],
  ['july', 'julai'],
  ['august', 'ogos'],
  ['september'],
  ['october', 'oktober'],
  ['november'],
  ['december', 'disember'],
];
const MONTH_NUMBER = new Map(MONTHS.flatMap((names, index) => names.map((name) => [name, index + 1] as const)));
const MONTH_WORD = [...MONTH_NUMBER.keys()].join('|');

const NUMBER =
  /(\d{1,15}(?:,\d{3}){0,5}(?:\.\d{1,6})?)(?: ?(십만|백만|천만|십억|백억|천억|[십백천만억조])| ?(ribu|juta|bilion|thousand|million|billion)\b)?/giu;
const DATE = new RegExp(String.raw`(?:\d{1,2} (${MONTH_WORD})\b|\b(${MONTH_WORD}) \d{1,2}\b)`, 'giu');

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
  for (const match of text.matchAll(DATE)) found.add(String(MONTH_NUMBER.get((match[1] ?? match[2] ?? '').toLowerCase())));
  return found;
}

function unitOf(korean: string | undefined, word: string | undefined): number {
  if (korean !== undefined) return [...korean].reduce((product, unit) => product * (KOREAN_UNITS[unit] ?? 1), 1);
  return word === undefined ? 1 : (WORD_UNITS[word.toLowerCase()] ?? 1);
}
