// Which concepts a message speaks of, each with the words that say so: the evidence that rules combine and reasons quote.

import { CONCEPTS } from '../phrases/concepts.ts';
import type { Concept, PhraseBook } from '../phrases/concepts.ts';
import { ENGLISH_PHRASES } from '../phrases/en.ts';
import { KOREAN_PHRASES } from '../phrases/ko.ts';
import { MALAY_PHRASES } from '../phrases/ms.ts';
import { PhraseIndex } from './phrase-index.ts';
import type { LabelledPhrase } from './phrase-index.ts';
import { beginsWord, squeezedView, wordView } from './word-views.ts';
import type { View } from './word-views.ts';

/** Where the first stem of a concept stands in the clean text, and how many different stems of it were found. */
export interface FoundConcept {
  start: number;
  end: number;
  stems: number;
}

/** Concepts found, in no order. */
export type FoundConcepts = ReadonlyMap<Concept, FoundConcept>;

interface Stem {
  concept: Concept;
  /** Korean stem that must begin a word. */
  atWordStart: boolean;
}

const stems: Stem[] = [];
// Four syllables, or a space and eight letters, are shared by few stems.
const korean = new PhraseIndex(
  entriesOf(KOREAN_PHRASES, (stem) => stem.replace(/^\^/, '').replaceAll(' ', '')),
  { keyLength: 4 },
);
const latin = new PhraseIndex([...entriesOf(MALAY_PHRASES, asWords), ...entriesOf(ENGLISH_PHRASES, asWords)], { keyLength: 9, first: ' ' });

function entriesOf(book: PhraseBook, form: (stem: string) => string): LabelledPhrase[] {
  return CONCEPTS.flatMap((concept) =>
    book[concept].split('|').map((written) => {
      const stem = written.trim();
      stems.push({ concept, atWordStart: stem.startsWith('^') });
      return { phrase: form(stem), label: stems.length - 1 };
    }),
  );
}

/** ` pinjam dulu ` is whole words; `labur*` may go on. */
function asWords(stem: string): string {
  return stem.endsWith('*') ? ` ${stem.slice(0, -1)}` : ` ${stem} `;
}

/** Concepts in a folded text. Linear in its length. */
export function findConcepts(words: string): FoundConcepts {
  const found = new Map<Concept, FoundConcept>();
  /** By label of the stem. */
  const done = new Uint8Array(stems.length);
  const search = (index: PhraseIndex, view: View, padding: number): void => {
    index.search(view.text, done, (label, from, to) => {
      const stem = stems[label];
      if (stem === undefined) return;
      const start = view.offsets[from + padding] ?? 0;
      if (stem.atWordStart && !beginsWord(words, start)) return;
      done[label] = 1;
      const end = (view.offsets[to - 1 - padding] ?? start) + 1;
      const earlier = found.get(stem.concept);
      if (earlier === undefined) found.set(stem.concept, { start, end, stems: 1 });
      else earlier.stems += 1;
    });
  };
  const squeezed = squeezedView(words);
  if (squeezed !== null) search(korean, squeezed, 0);
  const spaced = wordView(words);
  if (spaced !== null) search(latin, spaced, 1);
  return found;
}
