// Texts that say the same in nearly the same words: what was learned must not be measured on, and what others wrote must not be passed off as ours.

const RUN = 4;
/** Two texts that share fewer runs of words than this share a phrase, not a text. */
const MIN_SHARED = 3;
/** Share of the shorter text's runs of words from which two texts are one. */
const SAME = 0.75;
const SLOT = /\{[^}]*\}/g;
const DIGITS = /\d+/g;
const WORD = /[\p{L}\p{M}0]+/gu;

/**
 * Those of `items` whose text stands nearly word for word among `known`; numbers, slots, capitals and punctuation do not count.
 * Linear in the length of both.
 */
export function findNearDuplicates<T>(items: readonly T[], textOf: (item: T) => string, known: readonly string[]): { item: T; known: string }[] {
  const knownRuns = known.map((text) => runsOfWords(wordsOf(text)));
  const whole = new Map(known.map((text) => [wordsOf(text).join(' '), text]));
  const holders = new Map<string, number[]>();
  for (const [index, runs] of knownRuns.entries()) {
    for (const run of runs) {
      const held = holders.get(run);
      if (held === undefined) holders.set(run, [index]);
      else held.push(index);
    }
  }
  return items.flatMap((item) => {
    const words = wordsOf(textOf(item));
    const copy = whole.get(words.join(' ')) ?? known[mostlyIn(runsOfWords(words), { holders, knownRuns })];
    return copy === undefined ? [] : [{ item, known: copy }];
  });
}

/** Index of a known text that holds most of `runs`, or is mostly held by them; -1 if there is none. */
function mostlyIn(runs: ReadonlySet<string>, { holders, knownRuns }: { holders: ReadonlyMap<string, number[]>; knownRuns: readonly Set<string>[] }): number {
  const shared = new Map<number, number>();
  for (const run of runs) for (const index of holders.get(run) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1);
  for (const [index, count] of shared) if (count >= MIN_SHARED && count >= SAME * Math.min(runs.size, knownRuns[index]?.size ?? 0)) return index;
  return -1;
}

function wordsOf(text: string): string[] {
  return (
    text
      .replaceAll(String.raw`\n`, ' ')
      .replace(SLOT, ' ')
      .replace(DIGITS, '0')
      .toLowerCase()
      .match(WORD) ?? []
  );
}

function runsOfWords(words: readonly string[]): Set<string> {
  return new Set(words.slice(RUN - 1).map((_, index) => words.slice(index, index + RUN).join(' ')));
}
