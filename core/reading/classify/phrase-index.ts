// Finds thousands of stems in one pass over a text. Stems are grouped by their first units, so building costs one entry a stem and
// searching one look-up a place: no automaton to link at every start of a short-lived `jaga analyse`.

/** A stem found: `label` is the index given at building, `end` is exclusive, in units of the searched text. */
export type OnPhrase = (label: number, start: number, end: number) => void;

/** A stem and the label reported for it. */
export interface LabelledPhrase {
  phrase: string;
  label: number;
}

/** Immutable after building. */
export class PhraseIndex {
  /** By length of the key, then by key; shorter stems are their own key. */
  readonly #groups: (Map<string, LabelledPhrase[]> | undefined)[] = [];
  readonly #first: string | null;

  /** @param first every stem begins with this unit, so other places need no look-up; null: any. */
  constructor(phrases: readonly LabelledPhrase[], { keyLength, first = null }: { keyLength: number; first?: string | null }) {
    this.#first = first;
    for (const each of phrases) {
      if (each.phrase === '') throw new Error(`phrase ${each.label} is empty`);
      const key = each.phrase.slice(0, keyLength);
      const group = (this.#groups[key.length] ??= new Map());
      const same = group.get(key);
      if (same === undefined) group.set(key, [each]);
      else same.push(each);
    }
  }

  /** Linear in the text's length times the stems that share a key. */
  search(text: string, onPhrase: OnPhrase): void {
    const groups = this.#groups.flatMap((group, length) => (group === undefined ? [] : [{ group, length }]));
    for (let at = this.#next(text, 0); at < text.length && at >= 0; at = this.#next(text, at + 1)) {
      for (const { group, length } of groups) {
        for (const { phrase, label } of group.get(text.slice(at, at + length)) ?? []) {
          if (text.startsWith(phrase, at)) onPhrase(label, at, at + phrase.length);
        }
      }
    }
  }

  #next(text: string, from: number): number {
    return this.#first === null ? from : text.indexOf(this.#first, from);
  }
}
