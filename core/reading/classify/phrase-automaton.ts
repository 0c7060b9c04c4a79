// Finds all of several thousand stems in one pass over a text (Aho and Corasick, 1975), so that the time to read a message
// does not grow with the phrase books.

/** A stem found: `label` is the index given at building, `end` is exclusive, in units of the searched text. */
export type OnPhrase = (label: number, start: number, end: number) => void;

/** A stem and the label reported for it. */
export interface LabelledPhrase {
  phrase: string;
  label: number;
}

interface Node {
  next: Map<number, Node>;
  fail: Node | null;
  /** Stems ending here, their own and those of the nodes that `fail` leads to. */
  ends: { label: number; length: number }[];
}

/** Immutable after building; `search` is linear in the text's length plus the number of matches. */
export class PhraseAutomaton {
  readonly #root: Node = { next: new Map(), fail: null, ends: [] };

  constructor(phrases: readonly LabelledPhrase[]) {
    for (const { phrase, label } of phrases) this.#insert(phrase, label);
    this.#link();
  }

  search(text: string, onPhrase: OnPhrase): void {
    let node = this.#root;
    for (let i = 0; i < text.length; i += 1) {
      const unit = text.charCodeAt(i);
      let next = node.next.get(unit);
      while (next === undefined && node.fail !== null) {
        node = node.fail;
        next = node.next.get(unit);
      }
      node = next ?? this.#root;
      for (const { label, length } of node.ends) onPhrase(label, i + 1 - length, i + 1);
    }
  }

  #insert(phrase: string, label: number): void {
    let node = this.#root;
    for (let i = 0; i < phrase.length; i += 1) {
      const unit = phrase.charCodeAt(i);
      const child: Node = node.next.get(unit) ?? { next: new Map(), fail: null, ends: [] };
      node.next.set(unit, child);
      node = child;
    }
    node.ends.push({ label, length: phrase.length });
  }

  #link(): void {
    const queue: Node[] = [];
    for (const child of this.#root.next.values()) {
      child.fail = this.#root;
      queue.push(child);
    }
    for (let i = 0; i < queue.length; i += 1) {
      const node = queue[i];
      if (node === undefined) continue;
      for (const [unit, child] of node.next) {
        child.fail = this.#failOf(node, unit);
        child.ends.push(...child.fail.ends);
        queue.push(child);
      }
    }
  }

  #failOf(node: Node, unit: number): Node {
    let fail = node.fail;
    while (fail !== null && !fail.next.has(unit)) fail = fail.fail;
    return fail?.next.get(unit) ?? this.#root;
  }
}
