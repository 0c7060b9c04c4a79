// What of a Latin word says which language it is of: the word itself, how it begins and ends, and each three letters of it. Hashed
// (Weinberger et al., 2009), so that the table stays small. Training and reading use the same.

export const LANGUAGE_BITS = 15;
const SHIFT = 32 - LANGUAGE_BITS;
const PRIME = 0x01000193;
const EDGE = 0x5f;
/** Longer words are ids and noise; their beginning is enough. */
const MAX_LETTERS = 24;

/** Writes the buckets of a lower-case word into `buckets` and returns how many there are: at most MAX_WORD_FEATURES. */
export const MAX_WORD_FEATURES = MAX_LETTERS + 6;

export function wordFeatures(word: string, buckets: Uint16Array): number {
  const length = Math.min(word.length, MAX_LETTERS);
  let whole = 0x811c9dc5;
  let [before, last] = [0, EDGE];
  let count = 0;
  for (let i = 0; i <= length; i += 1) {
    const unit = i === length ? EDGE : word.charCodeAt(i);
    if (i > 0) buckets[count++] = bucketOf(Math.imul(Math.imul(Math.imul(before + 1, PRIME) ^ last, PRIME) ^ unit, PRIME) ^ 3);
    whole = Math.imul(whole ^ unit, PRIME);
    if (i === 3) buckets[count++] = bucketOf(whole ^ 0x9e3779b1);
    [before, last] = [last, unit];
  }
  buckets[count++] = bucketOf(whole);
  if (length > 4) buckets[count++] = bucketOf(endHash(word, length));
  return count;
}

function endHash(word: string, length: number): number {
  let hash = 0x85ebca6b;
  for (let i = length - 4; i < length; i += 1) hash = Math.imul(hash ^ word.charCodeAt(i), PRIME);
  return hash;
}

/** Finaliser of MurmurHash3 (Appleby, public domain). */
function bucketOf(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return ((h ^ (h >>> 16)) >>> 0) >>> SHIFT;
}
