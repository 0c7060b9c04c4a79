// Finds links however they are glued or disguised, without ever resolving one (a request would warn the gang and track us).

import { isHostByItself, knownHost } from './hosts.ts';
import type { KnownHost } from './hosts.ts';
import type { TakenRanges } from './spans.ts';

/** A link found; offsets are into the clean text. `host` has the span of the host alone. */
export interface FoundLink {
  url: URL;
  start: number;
  end: number;
  host: (KnownHost & { start: number; end: number }) | null;
}

const SCHEME = /\bhttps?:\/\//gi;
const HOST_CHARACTER = /[\p{L}\p{N}\p{M}-]/u;
const AUTHORITY_END = /[\s/?#<>"'“”‘’「」『』《》【】|\\^`{}]/;
const PATH_END = /[\s<>"“”‘’「」『』《》【】|\\^`{}]/;
const HANGUL = /[\u3131-\u318e\uac00-\ud7a3]/;
const TRAILING = /[.,;:!?…·~*_'’")\]}>-]/;
const PARTICLE = /(?<=[가-힣]{2})(?:에서|으로|에게|까지|부터|입니다|이에요|예요|이랑|을|를|은|는|에|로|도|만)$/;
const MAX_HOST = 253;
const MAX_PATH = 2_000;
/** Parsing a host costs tens of microseconds; a text with more links than this is no message. */
const MAX_LINKS = 500;

/** Links in the clean text, in order; adds what it finds to `taken`. Linear in the text's length. */
export function findLinks(text: string, taken: TakenRanges): FoundLink[] {
  const found = text.includes('://') ? findLinksWithScheme(text, taken) : [];
  if (!text.includes('.')) return found;
  found.push(...findBareLinks(text, taken));
  return found.sort((a, b) => a.start - b.start);
}

function findLinksWithScheme(text: string, taken: TakenRanges): FoundLink[] {
  const found: FoundLink[] = [];
  for (const match of text.matchAll(SCHEME)) {
    const start = match.index;
    if (taken.overlaps(start, start + 1)) continue;
    if (found.length >= MAX_LINKS) break;
    const link = linkFrom(text, start, authorityAt(text, start + match[0].length));
    if (link === null) continue;
    found.push(link);
    taken.add(link);
  }
  return found;
}

interface HostSpan {
  hostStart: number;
  hostEnd: number;
}

/** Host after `://`, past a user name (`maybank2u.com@evil.top`), ending before glued Hangul. */
function authorityAt(text: string, from: number): HostSpan {
  let end = from;
  while (end < text.length && end - from < 2 * MAX_HOST && !AUTHORITY_END.test(text.charAt(end))) end += 1;
  const hostStart = from + text.slice(from, end).lastIndexOf('@') + 1;
  let hostEnd = hostStart;
  while (hostEnd < end && (text.charAt(hostEnd) === '.' || HOST_CHARACTER.test(text.charAt(hostEnd)))) hostEnd += 1;
  return { hostStart, hostEnd: hostStart + withoutGluedEnd(text.slice(hostStart, hostEnd)).length };
}

/** Cuts Hangul glued to a Latin last label (`x.com으로`) and dots at the end. */
function withoutGluedEnd(host: string): string {
  const last = host.lastIndexOf('.');
  const label = host.slice(last + 1);
  const hangul = label.search(HANGUL);
  const cut = hangul > 0 ? host.slice(0, last + 1 + hangul) : host;
  return cut.replace(/[.-]+$/, '');
}

function linkFrom(text: string, start: number, { hostStart, hostEnd }: HostSpan): FoundLink | null {
  if (hostEnd <= hostStart) return null;
  const end = endOfPath(text, endOfPort(text, hostEnd));
  const written = text.slice(start, end);
  const url = URL.parse(written.includes('://') ? written : `http://${written}`);
  if (url === null || url.hostname === '') return null;
  const known = knownHost(url.hostname);
  const isAddress = /^[0-9.]+$|^\[/.test(url.hostname);
  if (known === null && !isAddress) return null;
  return { url, start, end, host: known === null ? null : { ...known, start: hostStart, end: hostEnd } };
}

function endOfPort(text: string, from: number): number {
  const port = /^:[0-9]{2,5}(?![0-9])/.exec(text.slice(from, from + 7));
  return from + (port?.[0].length ?? 0);
}

function endOfPath(text: string, from: number): number {
  if (!'/?#'.includes(text.charAt(from)) || from >= text.length) return from;
  const limit = Math.min(text.length, from + MAX_PATH);
  let end = from;
  while (end < limit && !PATH_END.test(text.charAt(end)) && !isGlued(text, end)) end += 1;
  const particle = PARTICLE.exec(text.slice(from, end));
  if (particle !== null) end -= particle[0].length;
  while (end > from + 1 && TRAILING.test(text.charAt(end - 1)) && !closesBracket(text, from, end)) end -= 1;
  return end;
}

/** Hangul straight after a Latin letter or digit is the sentence going on; after a slash it is part of the path. */
function isGlued(text: string, at: number): boolean {
  return HANGUL.test(text.charAt(at)) && /[A-Za-z0-9]/.test(text.charAt(at - 1));
}

function closesBracket(text: string, from: number, end: number): boolean {
  return text.charAt(end - 1) === ')' && text.slice(from, end).includes('(');
}

function findBareLinks(text: string, taken: TakenRanges): FoundLink[] {
  const found: FoundLink[] = [];
  let from = 0;
  for (let dot = text.indexOf('.'); dot >= 0 && found.length < MAX_LINKS; dot = text.indexOf('.', from)) {
    from = dot + 1;
    if (!HOST_CHARACTER.test(text.charAt(dot - 1)) || !HOST_CHARACTER.test(text.charAt(dot + 1))) continue;
    const span = hostAround(text, dot);
    from = Math.max(from, span.hostEnd);
    if (taken.overlaps(span.hostStart, span.hostEnd) || !isBareHost(text, span)) continue;
    const link = linkFrom(text, span.hostStart, span);
    if (link === null || taken.overlaps(link.start, link.end)) continue;
    found.push(link);
    taken.add(link);
    from = link.end;
  }
  return found;
}

function hostAround(text: string, dot: number): HostSpan {
  let start = dot;
  while (start > 0 && dot - start < MAX_HOST && isHostPart(text.charAt(start - 1))) start -= 1;
  let end = dot;
  while (end < text.length && end - dot < MAX_HOST && isHostPart(text.charAt(end))) end += 1;
  const host = withoutGluedEnd(withoutGluedStart(text.slice(start, end)));
  const hostStart = start + Math.max(0, text.slice(start, end).indexOf(host));
  return { hostStart, hostEnd: Math.max(hostStart + host.length, dot + 1) };
}

function isHostPart(character: string): boolean {
  return character === '.' || HOST_CHARACTER.test(character);
}

/** Cuts a sentence glued to the front: `확인하세요.www.x.com`, `여기bit.ly`. A label all in Hangul before `.com` stays. */
function withoutGluedStart(host: string): string {
  const www = host.toLowerCase().lastIndexOf('www.');
  let rest = (www > 0 ? host.slice(www) : host).replace(/^[.-]+/, '');
  const labels = rest.split('.');
  const first = labels[0] ?? '';
  if (labels.length > 2 && HANGUL.test(first) && !/[A-Za-z0-9]/.test(first)) rest = labels.slice(1).join('.');
  const latinEnd = /[\u3131-\u318e\uac00-\ud7a3]([A-Za-z0-9][A-Za-z0-9-]*)$/.exec(rest.split('.')[0] ?? '');
  if (latinEnd?.[1] === undefined || HANGUL.test(rest.slice(rest.lastIndexOf('.')))) return rest;
  return rest.slice((rest.split('.')[0] ?? '').length - latinEnd[1].length);
}

function isBareHost(text: string, { hostStart, hostEnd }: HostSpan): boolean {
  if (text.charAt(hostStart - 1) === '@' || text.charAt(hostEnd) === '@') return false;
  const host = text.slice(hostStart, hostEnd);
  const next = text.charAt(hostEnd);
  if (/^[0-9.]+$/.test(host)) return /^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$/.test(host) && /[/:]/.test(next);
  return isHostByItself(host, next, host.slice(host.lastIndexOf('.') + 1));
}
