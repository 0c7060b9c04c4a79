// Which motifs a folded text has.

import { PhraseIndex } from '#core/reading/classify/phrase-index.ts';
import { beginsWord, squeezedView, wordView } from '#core/reading/classify/word-views.ts';
import type { View } from '#core/reading/classify/word-views.ts';

import { MOTIFS, type MotifName } from './motifs/motifs.ts';

const stems: { motif: MotifName; atWordStart: boolean }[] = [];
const entries = { korean: [] as { phrase: string; label: number }[], latin: [] as { phrase: string; label: number }[] };
for (const motif of Object.keys(MOTIFS) as MotifName[]) {
  for (const [at, book] of MOTIFS[motif].entries()) {
    for (const written of book.split('|').map((each) => each.trim())) {
      const phrase = at === 0 ? written.replace(/^\^/, '').replaceAll(' ', '') : written.endsWith('*') ? ` ${written.slice(0, -1)}` : ` ${written} `;
      entries[at === 0 ? 'korean' : 'latin'].push({ phrase, label: stems.length });
      stems.push({ motif, atWordStart: written.startsWith('^') });
    }
  }
}
const korean = new PhraseIndex(entries.korean, { keyLength: 4 });
const latin = new PhraseIndex(entries.latin, { keyLength: 9, first: ' ' });

/** In no order. Linear in its length. */
export function findMotifs(words: string): Set<MotifName> {
  const found = new Set<MotifName>();
  const done = new Uint8Array(stems.length);
  const search = (index: PhraseIndex, view: View | null): void => {
    if (view === null) return;
    index.search(view.text, done, (label, from) => {
      const stem = stems[label];
      if (stem === undefined || (stem.atWordStart && !beginsWord(words, view.offsets[from] ?? 0))) return;
      done[label] = 1;
      found.add(stem.motif);
    });
  };
  search(korean, squeezedView(words));
  search(latin, wordView(words));
  return found;
}
