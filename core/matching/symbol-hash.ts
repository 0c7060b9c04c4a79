// The hash functions of text signatures. Stored signatures depend on every constant here: changing one means
// raising SIGNATURE_VERSION.

const SEED_LOW = 0x4a616761;
const SEED_HIGH = 0x72696e67;
const SEED_MINIMA = 0x6a670001;

const words = new Uint32Array(2);
const asBigInt = new BigInt64Array(words.buffer);

/** 32-bit hash of `symbols[start, end)`: FNV-1a steps over whole symbols, finished by the MurmurHash3 finaliser. */
export function hashSymbols(symbols: readonly number[], start: number, end: number): number {
  return finish(steps(symbols, { start, end, seed: SEED_LOW }));
}

/** 64-bit hash as a signed integer, so that it fits a PostgreSQL `bigint`. */
export function hash64(symbols: readonly number[], start: number, end: number): bigint {
  words[0] = finish(steps(symbols, { start, end, seed: SEED_LOW }));
  words[1] = finish(steps(symbols, { start, end, seed: SEED_HIGH }));
  return asBigInt[0] ?? 0n;
}

/** Multipliers (odd) and offsets of the minwise hash functions, from a fixed xorshift32 sequence. */
export function minimaSeeds(count: number): { factors: Int32Array; offsets: Int32Array } {
  const factors = new Int32Array(count);
  const offsets = new Int32Array(count);
  let state = SEED_MINIMA;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state;
  };
  for (let row = 0; row < count; row += 1) {
    factors[row] = next() | 1;
    offsets[row] = next();
  }
  return { factors, offsets };
}

function steps(symbols: readonly number[], run: { start: number; end: number; seed: number }): number {
  let hash = run.seed;
  for (let at = run.start; at < run.end; at += 1) hash = Math.imul(hash ^ (symbols[at] ?? 0), 0x01000193);
  return hash;
}

function finish(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash ^= hash >>> 13;
  hash = Math.imul(hash, 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
