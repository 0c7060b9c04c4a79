// Finds thousands of stems in one pass over a text. Stems are grouped by their first units, so building costs one entry a stem and
// searching one look-up a place: no automaton to link at every start of a short-lived `jaga analyse`.

/** A stem found: `label` is the index given at building, `end` is exclusive, in units of the searched text. */
export type OnPhrase = (label: number, start: number, end: number) => void;

/** A stem and the label reported for it. */
export interface LabelledPhrase {
  phrase: string;
  label: number;
}

/** Units by which places are told from those where no stem begins; shorter stems by all of theirs. */
const START = 3;
/** Tens of thousands of stems leave most of so many places empty. */
const START_BITS = 18;

function addToHash(hash: number, unit: number): number {
  return Math.imul(hash ^ unit, 0x9e3779b1);
}

/** Immutable after building. */
export class PhraseIndex {
  /** By hash of the key; shorter stems are their own key. */
  readonly #byKey = new Map<number, LabelledPhrase[]>();
  /** By hash of the first units of a stem, one bit for each length of key that such stems have: most places need no look-up. */
  readonly #lengths = new Uint16Array(2 ** START_BITS);
  readonly #first: string | null;
  /** Units of the shortest stem, START at most. */
  readonly #shortest: number;

  /**
   * @param keyLength at most 15.
   * @param first every stem begins with this unit, so other places need no look-up; null: any.
   */
  constructor(phrases: readonly LabelledPhrase[], { keyLength, first = null }: { keyLength: number; first?: string | null }) {
    this.#first = first;
    this.#shortest = phrases.reduce((least, { phrase }) => Math.min(least, phrase.length), START);
    for (const each of phrases) {
      if (each.phrase === '') throw new Error(`phrase ${each.label} is empty`);
      this.#add(each, Math.min(each.phrase.length, keyLength));
    }
  }

  #add(each: LabelledPhrase, length: number): void {
    let [key, start] = [0, 0];
    for (let at = 0; at < length; at += 1) {
      key = addToHash(key, each.phrase.charCodeAt(at));
      if (at < START) start = key >>> (32 - START_BITS);
    }
    this.#lengths[start] = (this.#lengths[start] ?? 0) | (1 << length);
    const same = this.#byKey.get(key);
    if (same === undefined) this.#byKey.set(key, [each]);
    else same.push(each);
  }

  /**
   * Linear in the text's length times the stems that share a key.
   * @param done by label, 1 for stems that are not looked for, or no longer: `onPhrase` may set it.
   */
  search(text: string, done: Uint8Array, onPhrase: OnPhrase): void {
    for (let at = this.#next(text, 0); at < text.length && at >= 0; at = this.#next(text, at + 1)) {
      const lengths = this.#lengthsAt(text, at);
      if (lengths !== 0) this.#searchAt({ text, at, done }, lengths, onPhrase);
    }
  }

  /** Bits of the lengths of keys that may begin at a place. */
  #lengthsAt(text: string, at: number): number {
    let hash = 0;
    let lengths = 0;
    for (let length = 1; length <= START; length += 1) {
      hash = addToHash(hash, text.charCodeAt(at + length - 1));
      if (length >= this.#shortest) lengths |= this.#lengths[hash >>> (32 - START_BITS)] ?? 0;
    }
    return lengths;
  }

  #searchAt({ text, at, done }: { text: string; at: number; done: Uint8Array }, lengths: number, onPhrase: OnPhrase): void {
    let key = 0;
    for (let length = 1; lengths >> length !== 0; length += 1) {
      key = addToHash(key, text.charCodeAt(at + length - 1));
      if ((lengths & (1 << length)) === 0) continue;
      for (const { phrase, label } of this.#byKey.get(key) ?? []) {
        if (done[label] !== 1 && text.startsWith(phrase, at)) onPhrase(label, at, at + phrase.length);
      }
    }
  }

  #next(text: string, from: number): number {
    return this.#first === null ? from : text.indexOf(this.#first, from);
  }
}
