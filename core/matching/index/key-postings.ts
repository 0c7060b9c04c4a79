// From 32-bit keys to the newest numbers that were added under each: open-addressing tables in typed arrays (linear probing), parted by the
// key's first byte so that growing one moves a small part of all keys and nobody waits for it. Most keys have one number, which lies in the
// table itself; of two and more a ring of doubling size does.

import { WordSlab } from './word-slab.ts';

const PARTS = 256;
const FIRST_SLOTS = 16;
const MOST_FULL = 0.7;
/** A slot's value with this bit is where a ring lies; without it, one number + 1. */
const RING = 0x80000000;
/** First word of a ring: its size as a power of two in the upper 4 bits, how many were added in the others. */
const COUNT_BITS = 28;
const COUNT_MASK = 2 ** COUNT_BITS - 1;

export class KeyPostings {
  /** Of each part key, value; key, value; … A value of 0 is an empty slot. */
  readonly #parts = Array.from({ length: PARTS }, () => new Uint32Array(FIRST_SLOTS * 2));
  readonly #used = new Uint32Array(PARTS);
  readonly #rings = new WordSlab();
  /** Rings given back, by size as a power of two. */
  readonly #free: number[][] = [];
  readonly #mostBits: number;
  /** Only so that what {@link prefetch} reads is used. */
  readonly #near = new Uint32Array(1);
  #slotBytes = PARTS * FIRST_SLOTS * 8;

  /** @param newest numbers kept under one key: a power of two, at most 2^15. */
  constructor(newest: number) {
    this.#mostBits = Math.log2(newest);
  }

  get bytes(): number {
    return this.#slotBytes + this.#rings.bytes;
  }

  /** @param number below 2^31 - 1; larger is newer. */
  add(key: number, number: number): void {
    const slots = this.#slotsOf(key);
    const at = slotOf(slots, key);
    const value = slots[at + 1] ?? 0;
    if (value === 0) {
      slots[at] = key;
      slots[at + 1] = number + 1;
      this.#countUsed(key >>> 24);
    } else slots[at + 1] = value < RING ? this.#pair(value - 1, number) : this.#append(value, number);
  }

  /**
   * Brings what lies under keys near before it is used. Each key lies elsewhere in hundreds of megabytes; looked at in one loop, they come from
   * memory together instead of one after the other, which is most of the time of adding and of asking.
   */
  prefetch(keys: Uint32Array): void {
    let sum = 0;
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at] ?? 0;
      const slots = this.#slotsOf(key);
      sum ^= slots[((key << 1) & (slots.length - 1)) + 1] ?? 0;
    }
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at] ?? 0;
      const slots = this.#slotsOf(key);
      const value = slots[slotOf(slots, key) + 1] ?? 0;
      if (value >= RING) sum ^= this.#rings.pieceOf(value - RING)[this.#rings.placeOf(value - RING)] ?? 0;
    }
    this.#near[0] = sum;
  }

  /** How many numbers were ever added under a key. */
  added(key: number): number {
    const slots = this.#slotsOf(key);
    const value = slots[slotOf(slots, key) + 1] ?? 0;
    if (value < RING) return Math.min(1, value);
    return (this.#rings.pieceOf(value - RING)[this.#rings.placeOf(value - RING)] ?? 0) & COUNT_MASK;
  }

  /** The numbers under a key, newest first, written into `into`, which has room for `newest`. @returns how many. */
  read(key: number, into: Uint32Array): number {
    const slots = this.#slotsOf(key);
    const value = slots[slotOf(slots, key) + 1] ?? 0;
    if (value === 0) return 0;
    if (value < RING) {
      into[0] = value - 1;
      return 1;
    }
    return this.#readRing(value - RING, into);
  }

  #readRing(ring: number, into: Uint32Array): number {
    const words = this.#rings.pieceOf(ring);
    const place = this.#rings.placeOf(ring);
    const head = words[place] ?? 0;
    const added = head & COUNT_MASK;
    const size = 2 ** (head >>> COUNT_BITS);
    const kept = Math.min(added, size);
    for (let back = 0; back < kept; back += 1) into[back] = words[place + 1 + ((added - 1 - back) & (size - 1))] ?? 0;
    return kept;
  }

  #pair(older: number, newer: number): number {
    const ring = this.#takeRing(1);
    const words = this.#rings.pieceOf(ring);
    const place = this.#rings.placeOf(ring);
    words[place] = (1 << COUNT_BITS) | 2;
    words[place + 1] = older;
    words[place + 2] = newer;
    return RING + ring;
  }

  /** @returns the value that stands for the ring from now on. */
  #append(value: number, number: number): number {
    const ring = value - RING;
    const words = this.#rings.pieceOf(ring);
    const place = this.#rings.placeOf(ring);
    const head = words[place] ?? 0;
    const bits = head >>> COUNT_BITS;
    const size = 2 ** bits;
    const added = head & COUNT_MASK;
    if (added === size && bits < this.#mostBits) return this.#append(this.#enlarge(ring, bits), number);
    words[place + 1 + (added & (size - 1))] = number;
    // The count only has to say where the next one goes once the ring has gone round.
    const counted = added + 1 > COUNT_MASK ? size : added + 1;
    words[place] = ((bits << COUNT_BITS) | counted) >>> 0;
    return value;
  }

  #enlarge(ring: number, bits: number): number {
    const size = 2 ** bits;
    const larger = this.#takeRing(bits + 1);
    const words = this.#rings.run(larger, 1 + 2 * size);
    words.set(this.#rings.run(ring, 1 + size));
    words[0] = (((bits + 1) << COUNT_BITS) | size) >>> 0;
    (this.#free[bits] ??= []).push(ring);
    return RING + larger;
  }

  #takeRing(bits: number): number {
    return this.#free[bits]?.pop() ?? this.#rings.take(1 + 2 ** bits);
  }

  #slotsOf(key: number): Uint32Array {
    const slots = this.#parts[key >>> 24];
    if (slots === undefined) throw new RangeError(`${key} is no 32-bit key`);
    return slots;
  }

  /** Another slot of the part is used; it is doubled when it is full enough. */
  #countUsed(part: number): void {
    const used = (this.#used[part] ?? 0) + 1;
    this.#used[part] = used;
    const slots = this.#parts[part] ?? new Uint32Array();
    if (used < (slots.length / 2) * MOST_FULL) return;
    const larger = new Uint32Array(slots.length * 2);
    for (let at = 0; at < slots.length; at += 2) {
      const value = slots[at + 1] ?? 0;
      if (value === 0) continue;
      const key = slots[at] ?? 0;
      const to = slotOf(larger, key);
      larger[to] = key;
      larger[to + 1] = value;
    }
    this.#slotBytes += slots.byteLength;
    this.#parts[part] = larger;
  }
}

/** Where a key lies, or the empty slot where it would. Keys are hashes: their own bits spread them. */
function slotOf(slots: Uint32Array, key: number): number {
  const mask = slots.length - 1;
  let at = (key << 1) & mask;
  while (slots[at + 1] !== 0 && slots[at] !== key) at = (at + 2) & mask;
  return at;
}
