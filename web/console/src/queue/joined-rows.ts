// The rows of all pages that were loaded, each report once. Tens of thousands are scrolled through: what was joined before is not joined again.

interface Page<Row> {
  items: readonly Row[];
}

export class JoinedRows<Row extends { reference: string }> {
  #pages: readonly Page<Row>[] = [];
  #rows: Row[] = [];
  #references = new Set<string>();

  /** References of what was joined last. */
  get references(): ReadonlySet<string> {
    return this.#references;
  }

  /** @param pages those of before are the same objects where nothing in them changed. @returns another array whenever they changed. */
  join(pages: readonly Page<Row>[]): Row[] {
    if (pages === this.#pages) return this.#rows;
    const isLonger = pages.length >= this.#pages.length && this.#pages.every((page, index) => page === pages[index]);
    const fresh = isLonger ? pages.slice(this.#pages.length) : pages;
    if (!isLonger) [this.#rows, this.#references] = [[], new Set()];
    // A report that moved between two pages is shown once, where it stood first.
    const added = fresh.flatMap(({ items }) => items).filter(({ reference }) => !this.#references.has(reference) && this.#references.add(reference));
    this.#rows = [...this.#rows, ...added];
    this.#pages = pages;
    return this.#rows;
  }
}
