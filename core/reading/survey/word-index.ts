// Which of some sets of words a text holds, told in one pass over it however many words there are (Aho & Corasick, 1975; the automaton is
// written out as a table).

import { EDGE_AFTER, EDGE_BEFORE, withoutEdges } from './required-words.ts';

/** Longer words are looked for by their beginning. */
const MAX_WORD = 10;

/** A word to be looked for. */
interface Ending {
  /** Bits of the sets that it belongs to. */
  sets: number;
  length: number;
  /** No letter a–z may stand before it or after it. */
  edgeBefore: boolean;
  edgeAfter: boolean;
}

/**
 * Immutable after building. Words are in lower case, with their edges; at most 31 sets. The tables are open so that a loop over a
 * text costs two look-ups a unit: `state = next[(state << shift) + classes[unit]]`, beginning with 0, then `endingAt` where `isEnding[state]`.
 */
export class WordIndex {
  /** Class of each UTF-16 unit; 0 for those in no word. */
  readonly classes = new Uint16Array(65_536);
  /** By state, then class: the next state. */
  readonly next: Uint16Array;
  /** A row of `next` has 2 ** shift places, one a class. */
  readonly shift: number;
  /** By state: words that end there. */
  readonly #endings: readonly (readonly Ending[] | undefined)[];
  /** By state: 1 where a word may end; edges are not asked. */
  readonly isEnding: Uint8Array;

  constructor(sets: readonly (readonly string[])[]) {
    const trie = new Trie();
    for (const [set, words] of sets.entries()) {
      for (const word of words.toSorted((a, b) => a.length - b.length)) trie.add(word, 1 << set);
    }
    this.shift = Math.ceil(Math.log2(1 + this.#classify(trie)));
    this.next = new Uint16Array(trie.states.length << this.shift);
    this.#endings = this.#link(trie);
    this.isEnding = Uint8Array.from(trie.states, (_, state) => (this.#endings[state] === undefined ? 0 : 1));
  }

  /** Bits of the sets one of whose words ends before `end`. */
  endingAt(state: number, text: string, end: number): number {
    const endings = this.#endings[state];
    if (endings === undefined) return 0;
    let sets = 0;
    for (const each of endings) {
      if (each.edgeBefore && isLetter(text, end - each.length - 1)) continue;
      if (each.edgeAfter && isLetter(text, end)) continue;
      sets |= each.sets;
    }
    return sets;
  }

  /** Letters a–z first: their columns then lie beside each other. */
  #classify({ states }: Trie): number {
    for (let letter = 0; letter < 26; letter += 1) this.classes[0x61 + letter] = letter + 1;
    let count = 26;
    for (const { next } of states) for (const unit of next.keys()) if (this.classes[unit] === 0) this.classes[unit] = count += 1;
    return count;
  }

  /** Breadth first, so that the state to fall back to is complete before its followers copy it. */
  #link({ states }: Trie): Ending[][] {
    const endings: Ending[][] = [];
    const fallbacks = new Uint16Array(states.length);
    const queue = [0];
    for (const state of queue) {
      const { next, words } = states[state] ?? { next: new Map<number, number>(), words: [] };
      const fallback = fallbacks[state] ?? 0;
      const row = state << this.shift;
      if (state !== 0) this.next.copyWithin(row, fallback << this.shift, (fallback + 1) << this.shift);
      for (const [unit, follower] of next) {
        const column = this.classes[unit] ?? 0;
        if (state !== 0) fallbacks[follower] = this.next[row + column] ?? 0;
        this.next[row + column] = follower;
        queue.push(follower);
      }
      const all = [...words, ...(state === 0 ? [] : (endings[fallback] ?? []))];
      if (all.length > 0) endings[state] = all;
    }
    return endings;
  }
}

class Trie {
  readonly states: { next: Map<number, number>; words: Ending[] }[] = [{ next: new Map(), words: [] }];

  /** Shorter words first: what begins with another word of the set without an edge adds nothing. */
  add(written: string, sets: number): void {
    const word = withoutEdges(written);
    let state = 0;
    for (let at = 0; at < Math.min(word.length, MAX_WORD); at += 1) {
      if (this.states[state]?.words.some((each) => each.sets === sets && !each.edgeAfter && !each.edgeBefore) === true) return;
      state = this.#follow(state, word.charCodeAt(at));
    }
    const isWhole = word.length <= MAX_WORD;
    this.states[state]?.words.push({
      sets,
      length: Math.min(word.length, MAX_WORD),
      // Of another script than Latin, \b is an edge where letters do stand beside it.
      edgeBefore: written.startsWith(EDGE_BEFORE) && isLetter(word, 0),
      edgeAfter: isWhole && written.endsWith(EDGE_AFTER) && isLetter(word, word.length - 1),
    });
  }

  #follow(state: number, unit: number): number {
    const node = this.states[state];
    const known = node?.next.get(unit);
    if (known !== undefined) return known;
    this.states.push({ next: new Map(), words: [] });
    node?.next.set(unit, this.states.length - 1);
    return this.states.length - 1;
  }
}

function isLetter(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0x61 && unit <= 0x7a;
}
