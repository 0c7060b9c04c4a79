// Hosts that carry or nearly spell the name of a bank, authority, courier or shop that they do not belong to. The names are data
// (brands.json); here is how imitations are written: look-alike letters, a letter more or less, bait words, sub-domains.

import { domainToUnicode } from 'node:url';
import { z } from 'zod';

import brandsFile from '../data/brands.json' with { type: 'json' };
import { skeletonOf } from '../text/confusables.ts';

const words = z.array(z.string()).default([]);
const brandSchema = z.object({ id: z.string(), country: z.string(), names: words, short: words, words, native: words, official: z.array(z.string()) });
const BRANDS = z.array(brandSchema).parse(brandsFile.brands);
const BAIT = new Set(brandsFile.bait);
const NEAR_WORDS = new Set(brandsFile.nearWords);

const LOOKS: Readonly<Record<string, string>> = { 0: 'o', 1: 'l', i: 'l', '|': 'l', 3: 'e', 5: 's', $: 's', 4: 'a', '@': 'a' };

/** Domains that belong to a brand of the list. */
export const BRAND_DOMAINS: ReadonlySet<string> = new Set(BRANDS.flatMap(({ official }) => official));

type Strength = 'name' | 'short' | 'word';
interface Name {
  brand: string;
  strength: Strength;
}

/** Names as look-alike letters leave them. */
const NAMES = new Map<string, Name>();
const NATIVE: readonly (readonly [string, string])[] = BRANDS.flatMap(({ id, native }) => native.map((name) => [name, id] as const));
/** Distinctive names by their first and by their last two letters: one letter of difference leaves one of the two as it is. */
const BY_EDGE = new Map<string, string[]>();
/** Below six letters one letter of difference makes another word. */
const MIN_MISSPELLED = 6;
const MAX_LABEL = 63;

for (const brand of BRANDS) {
  for (const name of brand.names) NAMES.set(lookOf(name), { brand: brand.id, strength: 'name' });
  for (const name of brand.short) NAMES.set(lookOf(name), { brand: brand.id, strength: 'short' });
  for (const name of brand.words) NAMES.set(lookOf(name), { brand: brand.id, strength: 'word' });
}
for (const [name, { strength }] of NAMES) {
  if (strength !== 'name' || name.length < MIN_MISSPELLED) continue;
  for (const edge of edgesOf(name)) BY_EDGE.set(edge, [...(BY_EDGE.get(edge) ?? []), name]);
}
/** Names of five letters and more by their writing without doubled letters (`fedexx`). */
const UNDOUBLED = new Map(
  [...NAMES].flatMap(([name, { strength }]) => (strength !== 'word' && name.length >= MIN_MISSPELLED - 1 ? [[withoutDoubles(name), name] as const] : [])),
);
const CONTAINED = [...NAMES]
  .flatMap(([name, { strength }]) => (strength === 'name' && name.length >= MIN_MISSPELLED - 1 ? [name] : []))
  .toSorted((a, b) => b.length - a.length);
/** Distinctive names by their first three letters, longest first. */
const CONTAINED_BY_START = Map.groupBy(CONTAINED, (name) => name.slice(0, 3));
const BAIT_LOOKS = new Set([...BAIT].map(lookOf));
const NEAR_LOOKS = new Set([...NEAR_WORDS].map(lookOf));

/** What a label looks like at a glance: 0 is o, 1 and i are l, rn is m, vv is w; accents and foreign look-alikes are gone. */
function lookOf(label: string): string {
  return label
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replace(/[01i|35$4@]/g, (sign) => LOOKS[sign] ?? sign);
}

const GOVERNMENTS: readonly (readonly [RegExp, string])[] = [
  [/(?:^|[.-])(?:go|gov)[.-]?kr(?:[.-]|$)|(?:police|efine|nhis|epost|minwon|gov)gokr/, 'kr-gov'],
  [/(?:^|[.-])gov[.-]?my(?:[.-]|$)|[a-z]govmy$/, 'my-gov'],
  [/(?:^|[.-])gov[.-]?sg(?:[.-]|$)|[a-z]govsg$/, 'sg-gov'],
];

/**
 * The brand a host imitates; undefined for none. `host` is in punycode without its public suffix (`maybank2u.com.verify-x` of
 * `maybank2u.com.verify-x.top`), and not one of the brand's own. Bounded by the length of a host.
 */
export function imitatedBrand(host: string): string | undefined {
  const written = host.includes('xn--') ? domainToUnicode(host) : host;
  const plain = skeletonOf(written.normalize('NFKC'));
  for (const [pattern, brand] of GOVERNMENTS) if (pattern.test(plain)) return brand;
  if (written !== host) for (const [name, brand] of NATIVE) if (plain.includes(name)) return brand;
  for (const label of plain.split('.')) {
    const brand = brandInLabel(label.slice(0, MAX_LABEL));
    if (brand !== undefined) return brand;
  }
  return undefined;
}

function brandInLabel(label: string): string | undefined {
  const whole = lookOf(label.replace(/[-_]/g, ''));
  const contained = nameWithin(whole);
  if (contained !== undefined && isOwnWord(label, contained)) return NAMES.get(contained)?.brand;
  const parts = label.split(/[-_]+/).filter((part) => part !== '');
  const hasBait = parts.some((part) => BAIT.has(part) || BAIT.has(part.replace(/[0-9]+$/, '')));
  for (const part of parts) {
    const brand = brandInPart(part, hasBait);
    if (brand !== undefined) return brand;
  }
  return parts.length > 1 ? misspelledBrand(whole) : undefined;
}

function nameWithin(look: string): string | undefined {
  for (let at = 0; at + MIN_MISSPELLED - 1 <= look.length; at += 1) {
    const found = CONTAINED_BY_START.get(look.slice(at, at + 3))?.find((name) => look.startsWith(name, at));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A distinctive name of seven letters is one wherever it stands; a shorter one begins or ends its word (not in `chepost`). */
function isOwnWord(label: string, name: string): boolean {
  if (name.length >= MIN_MISSPELLED + 1) return true;
  const parts = [...label.split(/[-_]+/), label.replace(/[-_]/g, '')].map(lookOf);
  return parts.some((part) => isNameWithBait(part, name));
}

function brandInPart(part: string, hasBait: boolean): string | undefined {
  const bare = part.replace(/^[0-9]+|[0-9]+$/g, '');
  for (const look of bare === part || bare === '' ? [lookOf(part)] : [lookOf(part), lookOf(bare)]) {
    const exact = NAMES.get(look);
    if (exact !== undefined && (hasBait || exact.strength === 'name' || (exact.strength === 'short' && look.length > 3))) return exact.brand;
    const compound = compoundBrand(look);
    if (compound !== undefined) return compound;
    const misspelled = misspelledBrand(look);
    if (misspelled !== undefined) return misspelled;
  }
  return undefined;
}

/** A name and a bait word written as one: `cimbsecure`, `loginrhb`. */
function compoundBrand(look: string): string | undefined {
  for (let at = 2; at <= look.length - 2; at += 1) {
    const [front, back] = [look.slice(0, at), look.slice(at)];
    const last = isBait(front) ? NAMES.get(back) : undefined;
    // An everyday word ends many others (`helpline`); it counts in front of a bait word only.
    const named = (isBait(back) ? NAMES.get(front) : undefined) ?? (last?.strength === 'word' ? undefined : last);
    // Two letters and a bait word are anybody's (`ktshop`).
    if (named !== undefined && (front.length > 2 || named.strength !== 'word') && (look.length > 5 || named.strength !== 'word')) return named.brand;
  }
  return undefined;
}

function isNameWithBait(part: string, name: string): boolean {
  if (part === name || part.replace(/[0-9lo]+$/, '') === name) return true;
  if (part.startsWith(name)) return isBait(part.slice(name.length));
  return part.endsWith(name) && isBait(part.slice(0, -name.length));
}

/** A bait word, or two of them, or digits. */
function isBait(look: string): boolean {
  if (BAIT_LOOKS.has(look) || /^[0-9]{1,4}$/.test(look)) return true;
  for (let at = 2; at <= look.length - 2; at += 1) if (BAIT_LOOKS.has(look.slice(0, at)) && BAIT_LOOKS.has(look.slice(at))) return true;
  return false;
}

/** A name with one letter missing, added, changed or swapped with the next. */
function misspelledBrand(look: string): string | undefined {
  if (look.length < MIN_MISSPELLED - 1 || look.length > 24 || NEAR_LOOKS.has(look)) return undefined;
  const undoubled = UNDOUBLED.get(withoutDoubles(look));
  if (undoubled !== undefined) return NAMES.get(undoubled)?.brand;
  for (const edge of edgesOf(look)) {
    const name = BY_EDGE.get(edge)?.find((each) => isOneEditApart(look, each));
    if (name !== undefined) return NAMES.get(name)?.brand;
  }
  return undefined;
}

function edgesOf(word: string): [string, string] {
  return [`${word.slice(0, 2)}-`, `-${word.slice(-2)}`];
}

function withoutDoubles(word: string): string {
  return word.replace(/(.)\1+/g, '$1');
}

function isOneEditApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let front = 0;
  while (front < a.length && a[front] === b[front]) front += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - front && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [leftA, leftB] = [a.slice(front, a.length - end), b.slice(front, b.length - end)];
  if (leftA.length <= 1 && leftB.length <= 1) return true;
  return leftA.length === 2 && leftB.length === 2 && leftA[0] === leftB[1] && leftA[1] === leftB[0];
}
