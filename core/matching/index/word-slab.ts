// Memory for many small runs of 32-bit words: taken in large pieces as they are needed, so that growing copies nothing and millions of
// records are a handful of objects.

/** Words of one piece, as a power of two: 4 MiB. */
const PIECE_BITS = 20;
const PIECE = 2 ** PIECE_BITS;

export class WordSlab {
  readonly #pieces: Uint32Array[] = [];
  #next = 0;

  get bytes(): number {
    return this.#pieces.length * PIECE * 4;
  }

  /** Room for `length` words, all 0. @returns where it begins. @throws RangeError for a run longer than a piece. */
  take(length: number): number {
    if (length > PIECE) throw new RangeError(`a run of ${length} words is longer than a piece of the slab`);
    const left = PIECE - (this.#next % PIECE);
    // A run lies in one piece.
    if (length > left) this.#next += left;
    const start = this.#next;
    this.#next += length;
    while (this.#pieces.length * PIECE < this.#next) this.#pieces.push(new Uint32Array(PIECE));
    return start;
  }

  /** The run itself, not a copy. */
  run(start: number, length: number): Uint32Array {
    const from = this.placeOf(start);
    return this.pieceOf(start).subarray(from, from + length);
  }

  /** For reading a run without making a view of it: its piece, in which it begins at {@link placeOf}. */
  pieceOf(start: number): Uint32Array {
    const piece = this.#pieces[start >>> PIECE_BITS];
    if (piece === undefined) throw new RangeError(`nothing lies at ${start}`);
    return piece;
  }

  placeOf(start: number): number {
    return start & (PIECE - 1);
  }
}
