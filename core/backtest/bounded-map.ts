// A map that forgets what was not met again for longest.

export class BoundedMap<Value> {
  readonly #limit: number;
  readonly #values = new Map<string, Value>();
  #forgotten = 0;

  /** @param limit values kept, at least one. */
  constructor(limit: number) {
    this.#limit = Math.max(1, limit);
  }

  /** How many were forgotten to make room. */
  get forgotten(): number {
    return this.#forgotten;
  }

  get(key: string): Value | undefined {
    return this.#values.get(key);
  }

  /** It counts as met now. */
  set(key: string, value: Value): void {
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size <= this.#limit) return;
    for (const oldest of this.#values.keys()) {
      this.#values.delete(oldest);
      this.#forgotten += 1;
      return;
    }
  }

  /** No forgetting: it goes for good reason. */
  delete(key: string): void {
    this.#values.delete(key);
  }
}
