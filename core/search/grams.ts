// What of a text can be found: short pieces, so that parts of words are found in languages that build words by endings (계좌로, transferkan) and in
// Korean, whose spaces are where the writer likes. Letters and digits are looked at apart, each without what stands between them.

/** Bumped when the same text has other pieces: the chore makes the index anew. */
export const GRAMS_VERSION = 1;

const HANGUL_AND_IDEOGRAPHS = /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Tamil}\p{Script=Thai}]/u;
const LETTER = /^[\p{L}\p{M}]/u;
/** One as it is read: a syllable of single letters, or a letter with its marks, however it was typed. */
const CHARACTERS = /[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|\P{M}\p{M}{1,8}|[^]/gu;
/** Stands within a number that people write in groups. */
const WITHIN_NUMBER = /[\s\-.,()/–—]/;
/** A number has no larger gap. */
const GAP = 2;

export const DIGIT_GRAM = 4;
const LATIN_GRAM = 3;
const SYLLABLE_GRAM = 2;

/** A text as it is searched: what is left of it, and where in the text each character of that stood. */
export interface Searchable {
  /** Runs of one kind of letter, spaces and marks left out. `s`: syllables and ideographs; `w`: one word of other letters; `d`: digits. */
  runs: Run[];
}

export interface Run {
  kind: 's' | 'w' | 'd';
  text: string;
  /** UTF-16 offsets in the text at which each character of the run begins and ends. */
  begins: number[];
  ends: number[];
}

/** Case, width and composition do not matter. */
export function searchable(text: string): Searchable {
  const runs: Run[] = [];
  let open: Run | null = null;
  let gap = 0;
  let offset = 0;
  for (const [original] of text.matchAll(CHARACTERS)) {
    const [begin, end] = [offset, offset + original.length];
    offset = end;
    const folded = original.normalize('NFKC').toLowerCase();
    const kind = kindOf(folded);
    if (kind === null) {
      gap += 1;
      // Korean runs on over spaces; a number over what groups it; a word ends.
      const goesOn = open !== null && (open.kind === 's' ? /[\s\p{P}\p{S}]/u.test(original) : open.kind === 'd' && WITHIN_NUMBER.test(original) && gap <= GAP);
      if (!goesOn) open = null;
      continue;
    }
    if (open === null || open.kind !== kind) {
      open = { kind, text: '', begins: [], ends: [] };
      runs.push(open);
    }
    gap = 0;
    open.text += folded;
    for (let each = 0; each < folded.length; each += 1) {
      open.begins.push(begin);
      open.ends.push(end);
    }
  }
  return { runs };
}

/** By the first of its code points. */
function kindOf(character: string): Run['kind'] | null {
  if (/^\p{Nd}/u.test(character)) return 'd';
  if (!LETTER.test(character)) return null;
  return HANGUL_AND_IDEOGRAPHS.test(character) ? 's' : 'w';
}

const SIZES: Readonly<Record<Run['kind'], number>> = { s: SYLLABLE_GRAM, w: LATIN_GRAM, d: DIGIT_GRAM };

/** Pieces of a run; none when it is too short. */
export function gramsOf({ kind, text }: Pick<Run, 'kind' | 'text'>): string[] {
  const size = SIZES[kind];
  return Array.from({ length: Math.max(0, text.length - size + 1) }, (_, from) => `${kind}${text.slice(from, from + size)}`);
}

/** A phone number by its national part, so that 010-4821-7733 and +82 10 4821 7733 are one; other numbers without leading noughts. */
export function bareDigits(typed: string): string {
  const digits = typed.replaceAll(/\D/g, '');
  const isInternational = /^\s*\+/.test(typed) || /^(?:82|60|65)\d{8,}$/.test(digits);
  return (isInternational ? digits.replace(/^(?:82|60|65)/, '') : digits).replace(/^0+/, '');
}
