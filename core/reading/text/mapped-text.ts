// A working copy of a message that remembers, for every code unit, which part of the original it came from.
// Every reader works on such a copy and reports offsets into the text as it was given.

import type { TextSpan } from '../reading.ts';

/**
 * A derived text with its way back. `starts[i]`/`ends[i]` are UTF-16 offsets into `original` of the part that
 * unit `i` of `text` stands for (end exclusive); null arrays mean that both texts are the same.
 */
export interface MappedText {
  readonly original: string;
  readonly text: string;
  readonly starts: Int32Array | null;
  readonly ends: Int32Array | null;
}

/** The original text as a mapped text of itself. */
export function identityText(original: string): MappedText {
  return { original, text: original, starts: null, ends: null };
}

/** Span of the original covered by `text[start, end)`. An empty range gives an empty span. Never throws. */
export function originalSpan(mapped: MappedText, start: number, end: number): TextSpan {
  const { original, starts, ends } = mapped;
  if (end <= start) {
    const at = starts?.[start] ?? Math.min(start, original.length);
    return { raw: '', start: at, end: at };
  }
  const from = starts?.[start] ?? start;
  const to = ends?.[end - 1] ?? end;
  return { raw: original.slice(from, to), start: from, end: to };
}

/** Builds a mapped text piece by piece, each piece standing for a range of `source.text`. */
export class MappedTextBuilder {
  readonly #source: MappedText;
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];
  #text = '';

  constructor(source: MappedText) {
    this.#source = source;
  }

  /** Appends `piece`; each of its units stands for the whole of `source.text[start, end)`. */
  replace(piece: string, start: number, end: number): void {
    if (piece === '') return;
    const from = this.#source.starts?.[start] ?? start;
    const to = this.#source.ends?.[end - 1] ?? end;
    for (let i = 0; i < piece.length; i += 1) {
      this.#starts.push(from);
      this.#ends.push(to);
    }
    this.#text += piece;
  }

  /** Appends `source.text[start, end)` unchanged. */
  keep(start: number, end: number): void {
    for (let i = start; i < end; i += 1) {
      this.#starts.push(this.#source.starts?.[i] ?? i);
      this.#ends.push(this.#source.ends?.[i] ?? i + 1);
    }
    this.#text += this.#source.text.slice(start, end);
  }

  build(): MappedText {
    return {
      original: this.#source.original,
      text: this.#text,
      starts: Int32Array.from(this.#starts),
      ends: Int32Array.from(this.#ends),
    };
  }
}

/** Replaces every match of a global pattern; `replacement` returns null to keep a match as it is. */
export function replaceAllMapped(source: MappedText, pattern: RegExp, replacement: (match: RegExpExecArray) => string | null): MappedText {
  const builder = new MappedTextBuilder(source);
  let last = 0;
  let changed = false;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(source.text); match !== null; match = pattern.exec(source.text)) {
    if (match[0] === '') pattern.lastIndex += 1;
    const piece = match[0] === '' ? null : replacement(match);
    if (piece === null) continue;
    changed = true;
    builder.keep(last, match.index);
    builder.replace(piece, match.index, match.index + match[0].length);
    last = match.index + match[0].length;
  }
  if (!changed) return source;
  builder.keep(last, source.text.length);
  return builder.build();
}
