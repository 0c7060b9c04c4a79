// What is known about a host before anybody reports it: an authority's or bank's own domain, or one shared by many.

import { getDomain, parse } from 'tldts';

import hostsFile from '../data/hosts.json' with { type: 'json' };

const SHARED = new Set(hostsFile.shared);
const OFFICIAL = new Set(hostsFile.official);
const WORD_TLDS = new Set(hostsFile.wordTlds);

/** A domain as an indicator carries it. */
export interface KnownHost {
  /** Punycode, lower case, no trailing dot. */
  host: string;
  /** eTLD+1 by the public suffix list (ICANN part), punycode. */
  registrable: string;
  official?: true;
  shared?: true;
}

/** Reads a host as WHATWG URL serialises it; null for IP addresses and hosts without a public suffix. */
export function knownHost(serialised: string): KnownHost | null {
  const host = serialised.replace(/\.$/, '');
  const registrable = getDomain(host);
  if (registrable === null) return null;
  if (isOfficial(host, registrable)) return { host, registrable, official: true };
  return isShared(host, registrable) ? { host, registrable, shared: true } : { host, registrable };
}

function isOfficial(host: string, registrable: string): boolean {
  if (OFFICIAL.has(registrable) || OFFICIAL.has(host)) return true;
  return hostsFile.officialSuffixes.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}

function isShared(host: string, registrable: string): boolean {
  return SHARED.has(registrable) || SHARED.has(host);
}

/** Whether a host written without a scheme is a link and not the end of one sentence and the start of the next. */
export function isHostByItself(host: string, next: string, lastLabel: string): boolean {
  const lower = host.toLowerCase();
  const { isIcann, domain } = parse(lower);
  if (isIcann !== true || domain === null) return false;
  const labels = host.split('.').length;
  if (lower.startsWith('www.')) return true;
  // `sudah.Klik`: a capital after the dot begins a sentence, unless all is in capitals.
  if (/^[A-Z][a-z]+$/.test(lastLabel) && next !== '/') return false;
  if (!WORD_TLDS.has(lastLabel.toLowerCase())) return true;
  if (next === '/' || next === '?' || SHARED.has(domain) || OFFICIAL.has(domain)) return true;
  return labels > 2 ? lastLabel === lastLabel.toLowerCase() : /[0-9-]/.test(host);
}
