// Which parts of a message are already taken: a phone number inside a link or an id inside a mask is not found twice.

/** Half-open range of offsets into the clean text. */
export interface Range {
  start: number;
  end: number;
}

/** Ranges in order of their start, not overlapping (ask before adding); found by binary search. */
export class TakenRanges {
  readonly #ranges: Range[] = [];

  add(range: Range): void {
    this.#ranges.splice(this.#firstEndingAfter(range.start), 0, { start: range.start, end: range.end });
  }

  overlaps(start: number, end: number): boolean {
    const next = this.#ranges[this.#firstEndingAfter(start)];
    return next !== undefined && next.start < end;
  }

  #firstEndingAfter(offset: number): number {
    let low = 0;
    let high = this.#ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ranges[middle]?.end ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
