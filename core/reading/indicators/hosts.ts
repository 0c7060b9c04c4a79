// What is known about a host before anybody reports it: an authority's or bank's own domain, or one shared by many.

import { getDomain } from 'tldts';

import hostsFile from '../data/hosts.json' with { type: 'json' };
import { BRAND_DOMAINS, imitatedBrand } from './lookalikes.ts';
import { isEverydayWord } from '../text/everyday-words.ts';
import { endingKind, isEnding } from '../text/host-endings.ts';

const SHARED = new Set(hostsFile.shared);
const OFFICIAL = new Set([...hostsFile.official, ...BRAND_DOMAINS]);

/** A domain as an indicator carries it. */
export interface KnownHost {
  /** Punycode, lower case, no trailing dot. */
  host: string;
  /** eTLD+1 by the public suffix list (ICANN part), punycode. */
  registrable: string;
  official?: true;
  shared?: true;
  /** Id of the brand of brands.json that the host imitates. */
  lookalike?: string;
}

/** A campaign's messages carry the same few hosts, and reading one takes microseconds. */
const read = new Map<string, KnownHost | null>();
const MAX_READ = 2_000;

/** Reads a host as WHATWG URL serialises it; null for IP addresses and hosts without a public suffix. */
export function knownHost(serialised: string): KnownHost | null {
  const known = read.get(serialised);
  if (known !== undefined) return known;
  if (read.size >= MAX_READ) read.clear();
  const host = readHost(serialised);
  read.set(serialised, host);
  return host;
}

function readHost(serialised: string): KnownHost | null {
  const host = serialised.replace(/\.$/, '');
  // A name that is itself a public suffix (post.in) has no registrable part; it is then its own.
  const registrable = getDomain(host) ?? (isEnding(host.slice(host.lastIndexOf('.') + 1)) && host.includes('.') ? host : null);
  if (registrable === null) return null;
  const shared = isShared(host, registrable);
  if (isOfficial(host, registrable)) return { host, registrable, ...(shared ? { shared: true } : { official: true }) };
  // Of a shared host only the part before it is somebody's choice (`maybank-login.pages.dev`).
  const chosen = shared ? host.slice(0, -registrable.length - 1) : withoutSuffix(host, registrable);
  const lookalike = imitatedBrand(chosen);
  return { host, registrable, ...(shared && { shared: true }), ...(lookalike !== undefined && { lookalike }) };
}

function withoutSuffix(host: string, registrable: string): string {
  const name = registrable.indexOf('.');
  return host.slice(0, host.length - registrable.length + (name < 0 ? registrable.length : name));
}

function isOfficial(host: string, registrable: string): boolean {
  if (OFFICIAL.has(registrable)) return true;
  for (let name = host; name.length > registrable.length; name = name.slice(name.indexOf('.') + 1)) if (OFFICIAL.has(name)) return true;
  return hostsFile.officialSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}

function isShared(host: string, registrable: string): boolean {
  return SHARED.has(registrable) || SHARED.has(host);
}

/** A host written without a scheme, and what stands beside it. */
export interface WrittenHost {
  host: string;
  /** Up to 20 characters before it. */
  before: string;
  /** Up to two characters after it. */
  after: string;
  /** One of its dots was hidden. */
  disguised: boolean;
}

const CUE =
  /(?:layar[i]?|lawat[i]?|laman|web|link|pautan|klik|click|visit|url|site|접속|주소|링크|사이트|홈페이지|go to|log ?in|log ?masuk|buka|di)[^a-z0-9]{1,4}$/i;

/** Whether it is a link and not the end of one sentence and the start of the next. */
export function isHostByItself({ host, before, after, disguised }: WrittenHost): boolean {
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  const kind = endingKind(last);
  if (kind === 'none') return false;
  const name = labels.at(-2) ?? '';
  if (disguised || /^www\./i.test(host)) return name !== '';
  const isFollowed = /^(?:[/?#]|:[0-9])/.test(after) && !/^\/[ \n]/.test(after);
  // `sudah.Klik`, `x.Com`: a capital after the dot begins a sentence unless the ending is no word at all.
  if (/^[A-Z][a-z]+$/.test(last) && kind !== 'never') return isFollowed && kind !== 'word';
  if (labels.length === 2 && !/[a-z]/i.test(name) && !HAS_LETTER.test(name))
    return isFollowed ? kind !== 'word' || name.length > 2 : kind === 'never' && name.length > 2;
  if (kind !== 'word' || isFollowed) return isFollowed || kind !== 'plain' || !isEverydayWord(name.toLowerCase()) || labels.length > 2;
  if (labels.length > 2) return host === host.toLowerCase() && (/[0-9-]/.test(name) || (name.length > 2 && !isEverydayWord(name)) || SECOND_LEVEL.test(name));
  return (
    /[0-9-]/.test(name) ||
    isKnown(host.toLowerCase()) ||
    (!isEverydayWord(name.toLowerCase()) && (isAlone(before, after) || CUE.test(before) || (!/[가-힣]/.test(host) && isBesideHangul(before, after))))
  );
}

const SECOND_LEVEL = /^(?:com|co|net|org|gov|edu|or|go|ac|re|ne|web)$/;
const HAS_LETTER = /\p{L}/u;

function isKnown(host: string): boolean {
  return SHARED.has(host) || OFFICIAL.has(host);
}

/** The whole line is the host. */
function isAlone(before: string, after: string): boolean {
  return /(?:^|\n)["'(<[ ]{0,2}$/.test(before) && before.length < 3 && /^(?:["')>\]]?\n|["')>\]]?$)/.test(after);
}

/** Latin words with a dot between them that stand in a Korean sentence are a host. */
function isBesideHangul(before: string, after: string): boolean {
  return /[가-힣][ :→]{0,2}$/.test(before) || /^ ?[가-힣]/.test(after);
}
