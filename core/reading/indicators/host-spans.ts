// Where a host begins and ends when a sentence is glued to it: `여기bit.ly`, `x.com으로`, `evil.com.Terima kasih`.

import { isEnding } from '../text/host-endings.ts';

/** Half-open range of offsets of a host. */
export interface HostSpan {
  hostStart: number;
  hostEnd: number;
}

export const HOST_CHARACTER = /[\p{L}\p{N}\p{M}_-]/u;
/** RFC 1035. */
export const MAX_HOST = 253;
// Scripts whose writing goes on without a space beside a Latin host. Cyrillic and Greek are not among them: their letters
// stand inside a host for the Latin ones they look like.
const GLUED = String.raw`\u0600-\u06ff\u0900-\u097f\u0b80-\u0bff\u0e00-\u0e7f\u3005-\u30ff\u3131-\u318e\u3400-\u9fff\uac00-\ud7a3`;
const GLUED_SCRIPT = new RegExp(`[${GLUED}]`);
const ASCII_THEN_GLUED = new RegExp(`^([a-z0-9-]{2,63})[${GLUED}]`, 'i');
const GLUED_THEN_ASCII = new RegExp(`[${GLUED}]([a-z0-9][a-z0-9_-]*)$`, 'i');
const NUMBERS_THEN_GLUED = new RegExp(`^(?:[0-9]{1,4}\\.){3}[0-9]{1,4}(?=[${GLUED}])`);
const KOREAN_ENDING = /^(?:한국|닷컴|닷넷|삼성)(?=[가-힣])/;

export function isGluedScript(character: string): boolean {
  return GLUED_SCRIPT.test(character);
}

export function isHostPart(character: string): boolean {
  return character === '.' || HOST_CHARACTER.test(character);
}

/** The host without what follows it: script glued to its ending, a sentence begun after a full stop, dots. */
export function withoutGluedEnd(host: string): string {
  const plain = host.replace(/[._-]+$/, '');
  const labels = plain.split('.');
  if (labels.length < 2) return GLUED_SCRIPT.test(plain) ? (/^[\x21-\x7e]+/.exec(plain)?.[0] ?? plain) : plain;
  const address = NUMBERS_THEN_GLUED.exec(plain)?.[0];
  if (address !== undefined) return address;
  const last = labels.at(-1) ?? '';
  if (isEnding(last) && !beginsSentence(labels)) return plain;
  for (let count = labels.length; count >= 2; count -= 1) {
    const ending = labels[count - 1] ?? '';
    const cut = gluedEnding(ending) ?? (count < labels.length && isEnding(ending) ? ending : null);
    if (cut !== null) return [...labels.slice(0, count - 1), cut].join('.');
  }
  return plain;
}

/** `com으로` → `com`; null when the label is no ending with something glued to it. */
function gluedEnding(label: string): string | null {
  const latin = ASCII_THEN_GLUED.exec(label)?.[1];
  if (latin !== undefined) {
    const ending = latin.replace(/-+$/, '');
    return isEnding(ending) ? ending : null;
  }
  const front = /^([a-z]{2,12})[A-Z][a-z]/.exec(label)?.[1];
  if (front !== undefined) return isEnding(front) ? front : null;
  return KOREAN_ENDING.exec(label)?.[0] ?? null;
}

/** `evil.com.My name is`: a capital after an ending. */
function beginsSentence(labels: readonly string[]): boolean {
  return labels.length > 2 && /^[A-Z][a-z]*$/.test(labels.at(-1) ?? '') && isEnding(labels.at(-2) ?? '') && /^[a-z]/.test(labels.at(-2) ?? '');
}

/** The host without a sentence glued to its front. A first label all in Hangul stays where the rest is no host of its own. */
export function withoutGluedStart(host: string): string {
  const www = host.toLowerCase().lastIndexOf('www.');
  let labels = (www > 0 ? host.slice(www) : host).replace(/^[._-]+/, '').split('.');
  while (labels.length > 2 && isSentence(labels[0] ?? '') && hasOwnName(labels.slice(1))) labels = labels.slice(1);
  const latin = GLUED_THEN_ASCII.exec(labels[0] ?? '')?.[1];
  if (latin === undefined || GLUED_SCRIPT.test((labels.at(-1) ?? '').charAt(0))) return labels.join('.');
  return [latin, ...labels.slice(1)].join('.');
}

function isSentence(label: string): boolean {
  return label === '' || (GLUED_SCRIPT.test(label) && !/[a-z0-9]/i.test(label));
}

/** Whether labels are more than an ending of two parts (`co.kr`). */
function hasOwnName(labels: readonly string[]): boolean {
  if (labels.length > 2) return true;
  return !(isEnding(labels[1] ?? '') && /^(?:co|or|go|ne|re|pe|ac|com|net|org|gov|edu|web|in)$/i.test(labels[0] ?? '') && (labels[1] ?? '').length === 2);
}

/** Host around a dot of the text. */
export function hostAround(text: string, dot: number): HostSpan {
  let start = dot;
  while (start > 0 && dot - start < MAX_HOST && isHostPart(text.charAt(start - 1))) start -= 1;
  let end = dot;
  while (end < text.length && end - dot < MAX_HOST && isHostPart(text.charAt(end))) end += 1;
  const whole = text.slice(start, end);
  const rest = withoutGluedStart(whole);
  // `https%3A%2F%2Fevil.com`: the escape of a slash is not the host's.
  const escape = text.charAt(start - 1) === '%' && /^2f./i.test(rest) && rest.length === whole.length ? 2 : 0;
  const hostStart = start + whole.length - rest.length + escape;
  return { hostStart, hostEnd: Math.max(hostStart + withoutGluedEnd(rest.slice(escape)).length, dot + 1) };
}
