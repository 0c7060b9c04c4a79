// Finds links however they are glued or disguised, without ever resolving one (a request would warn the gang and track us).

import { hostAround, HOST_CHARACTER, isHostPart, MAX_HOST, withoutGluedEnd } from './host-spans.ts';
import type { HostSpan } from './host-spans.ts';
import { isHostByItself, knownHost } from './hosts.ts';
import type { KnownHost } from './hosts.ts';
import { endOfLink } from './link-ends.ts';
import type { MappedText } from '../text/mapped-text.ts';
import type { TakenRanges } from './spans.ts';

/** A link found; offsets are into the clean text. `host` has the span of the host alone. */
export interface FoundLink {
  url: URL;
  start: number;
  end: number;
  host: (KnownHost & { start: number; end: number }) | null;
}

const SCHEME = /(?:https?|ftp):\/\//gi;
const AUTHORITY_END = /[\s/?#<>"'“”‘’「」『』《》【】|\\^`{}]/;
const IPV6 = /^\[[0-9a-f:.]{2,45}\]/i;
const IPV4 = /^(?:[0-9]{1,3}\.){3}[0-9]{1,3}$/;
/** Parsing a host costs tens of microseconds; a text with more links than this is no message. */
const MAX_LINKS = 500;

/** Links in the clean text, in order; adds what it finds to `taken`. Linear in the text's length. */
export function findLinks(clean: MappedText, taken: TakenRanges): FoundLink[] {
  const { text } = clean;
  const found = text.includes('://') ? findLinksWithScheme(text, taken) : [];
  if (!text.includes('.')) return found;
  found.push(...findBareLinks(clean, taken));
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

/** Host after `://`, past a user name (`maybank2u.com@evil.top`), ending before glued script. */
function authorityAt(text: string, from: number): HostSpan {
  let end = from;
  while (end < text.length && end - from < 2 * MAX_HOST && !AUTHORITY_END.test(text.charAt(end))) end += 1;
  const hostStart = from + text.slice(from, end).lastIndexOf('@') + 1;
  const literal = IPV6.exec(text.slice(hostStart, hostStart + 48));
  if (literal !== null) return { hostStart, hostEnd: hostStart + literal[0].length };
  let hostEnd = hostStart;
  while (hostEnd < end && (isHostPart(text.charAt(hostEnd)) || text.charAt(hostEnd) === '%')) hostEnd += 1;
  return { hostStart, hostEnd: hostStart + withoutGluedEnd(text.slice(hostStart, hostEnd)).length };
}

function linkFrom(text: string, start: number, { hostStart, hostEnd }: HostSpan): FoundLink | null {
  if (hostEnd <= hostStart) return null;
  const end = endOfLink(text, hostEnd);
  const written = text.slice(start, end);
  const url = URL.parse(start === hostStart ? `http://${written}` : written);
  if (url === null || url.hostname === '') return null;
  const known = knownHost(url.hostname);
  const isAddress = /^[0-9.]+$|^\[/.test(url.hostname);
  if (known === null && !isAddress) return null;
  return { url, start, end, host: known === null ? null : { ...known, start: hostStart, end: hostEnd } };
}

function findBareLinks(clean: MappedText, taken: TakenRanges): FoundLink[] {
  const { text } = clean;
  const found: FoundLink[] = [];
  let from = 0;
  for (let dot = text.indexOf('.'); dot >= 0 && found.length < MAX_LINKS; dot = text.indexOf('.', from)) {
    from = dot + 1;
    if (!HOST_CHARACTER.test(text.charAt(dot - 1)) || !HOST_CHARACTER.test(text.charAt(dot + 1))) continue;
    const span = hostAround(text, dot);
    from = Math.max(from, span.hostEnd);
    if (taken.overlaps(span.hostStart, span.hostEnd) || !isBareHost(clean, span)) continue;
    const link = linkFrom(text, span.hostStart, span);
    if (link === null || taken.overlaps(link.start, link.end)) continue;
    found.push(link);
    taken.add(link);
    from = link.end;
  }
  return found;
}

function isBareHost(clean: MappedText, span: HostSpan): boolean {
  const { text } = clean;
  const { hostStart, hostEnd } = span;
  if (text.charAt(hostStart - 1) === '@' || text.charAt(hostEnd) === '@') return false;
  const host = text.slice(hostStart, hostEnd);
  const disguised = hasDisguisedDot(clean, span);
  if (/^[0-9.]+$/.test(host)) return IPV4.test(host) && (disguised || /[/:]/.test(text.charAt(hostEnd)));
  return isHostByItself({ host, disguised, before: text.slice(Math.max(0, hostStart - 20), hostStart), after: text.slice(hostEnd, hostEnd + 2) });
}

/** Whether a dot of the host was written another way (`[.]`, ` dot `), which nobody does to a sentence. */
function hasDisguisedDot({ original, text, starts, ends }: MappedText, { hostStart, hostEnd }: HostSpan): boolean {
  if (starts === null || ends === null) return false;
  for (let dot = text.indexOf('.', hostStart); dot >= 0 && dot < hostEnd; dot = text.indexOf('.', dot + 1)) {
    const from = starts[dot] ?? dot;
    if ((ends[dot] ?? from) - from > 1 && original.slice(from, ends[dot]).trim() !== '.') return true;
  }
  return false;
}
