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
  #starts: Int32Array;
  #ends: Int32Array;
  #length = 0;
  #text = '';

  constructor(source: MappedText) {
    this.#source = source;
    this.#starts = new Int32Array(source.text.length + 16);
    this.#ends = new Int32Array(source.text.length + 16);
  }

  /** Appends `piece`; each of its units stands for the whole of `source.text[start, end)`. */
  replace(piece: string, start: number, end: number): void {
    if (piece === '') return;
    this.#makeRoom(piece.length);
    this.#starts.fill(this.#source.starts?.[start] ?? start, this.#length, this.#length + piece.length);
    this.#ends.fill(this.#source.ends?.[end - 1] ?? end, this.#length, this.#length + piece.length);
    this.#length += piece.length;
    this.#text += piece;
  }

  /** Appends `source.text[start, end)` unchanged. */
  keep(start: number, end: number): void {
    this.#makeRoom(end - start);
    const { starts, ends, text } = this.#source;
    if (starts !== null && ends !== null) {
      this.#starts.set(starts.subarray(start, end), this.#length);
      this.#ends.set(ends.subarray(start, end), this.#length);
    } else {
      for (let i = start; i < end; i += 1) {
        this.#starts[this.#length + i - start] = i;
        this.#ends[this.#length + i - start] = i + 1;
      }
    }
    this.#length += end - start;
    this.#text += end - start === 1 ? text.charAt(start) : text.slice(start, end);
  }

  build(): MappedText {
    return {
      original: this.#source.original,
      text: this.#text,
      starts: this.#starts.subarray(0, this.#length),
      ends: this.#ends.subarray(0, this.#length),
    };
  }

  /** Compatibility forms may be longer than what they stand for. */
  #makeRoom(more: number): void {
    if (this.#length + more <= this.#starts.length) return;
    const size = 2 * (this.#length + more);
    this.#starts = grown(this.#starts, size);
    this.#ends = grown(this.#ends, size);
  }
}

function grown(old: Int32Array, size: number): Int32Array {
  const larger = new Int32Array(size);
  larger.set(old);
  return larger;
}

/** Replaces every match of a global pattern; `replacement` returns null to keep a match as it is. */
export function replaceAllMapped(source: MappedText, pattern: RegExp, replacement: (match: RegExpExecArray) => string | null): MappedText {
  let builder: MappedTextBuilder | undefined;
  let last = 0;
  pattern.lastIndex = 0;
  for (let match = pattern.exec(source.text); match !== null; match = pattern.exec(source.text)) {
    if (match[0] === '') pattern.lastIndex += 1;
    const piece = match[0] === '' ? null : replacement(match);
    if (piece === null) continue;
    builder ??= new MappedTextBuilder(source);
    builder.keep(last, match.index);
    builder.replace(piece, match.index, match.index + match[0].length);
    last = match.index + match[0].length;
  }
  if (builder === undefined) return source;
  builder.keep(last, source.text.length);
  return builder.build();
}
