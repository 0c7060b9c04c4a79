// Finds e-mail addresses by walking outwards from each @, so that Hangul glued on either side does not hide one.

import { withoutGluedEnd } from './host-spans.ts';
import { isEnding } from '../text/host-endings.ts';
import type { TakenRanges } from './spans.ts';

/** An address found, lower case; offsets are into the clean text. */
export interface FoundEmail {
  value: string;
  start: number;
  end: number;
}

const LOCAL = /[A-Za-z0-9._%+-]/;
const HOST = /[A-Za-z0-9.-]/;
// RFC 5321: 64 octets before the @, 255 after it.
const MAX_LOCAL = 64;
const MAX_HOST = 255;

/** E-mail addresses in the clean text; adds what it finds to `taken`. */
export function findEmails(text: string, taken: TakenRanges): FoundEmail[] {
  const found: FoundEmail[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const email = emailAround(text, at);
    if (email === null || taken.overlaps(email.start, email.end)) continue;
    found.push(email);
    taken.add(email);
  }
  return found;
}

function emailAround(text: string, at: number): FoundEmail | null {
  let start = at;
  while (start > 0 && at - start < MAX_LOCAL && LOCAL.test(text.charAt(start - 1))) start -= 1;
  while (start < at && text.charAt(start) === '.') start += 1;
  let end = at + 1;
  while (end < text.length && end - at < MAX_HOST && HOST.test(text.charAt(end))) end += 1;
  while (end > at + 1 && /[.-]/.test(text.charAt(end - 1))) end -= 1;
  const host = withoutGluedEnd(text.slice(at + 1, end));
  if (start === at || !isEnding(host.slice(host.lastIndexOf('.') + 1)) || !host.includes('.')) return null;
  end = at + 1 + host.length;
  return { value: text.slice(start, end).toLowerCase(), start, end };
}
