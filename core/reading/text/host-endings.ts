// Which endings a host can have, and how far an ending alone says that dotted words are a host: `x.com` always is one,
// `kasih.my` may be the end of one sentence and the start of the next.

import { parse } from 'tldts';

import hostsFile from '../data/hosts.json' with { type: 'json' };

const WORDS = new Set(hostsFile.wordTlds);
const NEVER_WORDS = new Set(hostsFile.neverWordTlds);
const known = new Map<string, boolean>();
/** More than there are endings; a text made of invented ones must not fill the memory. */
const MAX_KNOWN = 4_000;

/** Whether a label is a top-level domain of the public suffix list (ICANN part), in Unicode or punycode, any case. */
export function isEnding(label: string): boolean {
  if (label.length < 2 || label.length > 63) return false;
  const lower = label.toLowerCase();
  const cached = known.get(lower);
  if (cached !== undefined) return cached;
  const is = parse(`x.${lower}`).isIcann === true;
  if (known.size < MAX_KNOWN) known.set(lower, is);
  return is;
}

/** How sure an ending makes a host: `never` a word of the three languages, `plain` for most, `word` for an everyday word. */
export type EndingKind = 'never' | 'plain' | 'word' | 'none';

export function endingKind(label: string): EndingKind {
  if (!isEnding(label)) return 'none';
  const lower = label.toLowerCase();
  if (NEVER_WORDS.has(lower)) return 'never';
  return WORDS.has(lower) ? 'word' : 'plain';
}
