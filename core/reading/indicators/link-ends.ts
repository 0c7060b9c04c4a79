// Where a link ends: at white space, at a bracket it did not open, at script or an emoji glued to it, before punctuation that
// belongs to the sentence, and before the next link.

import { isGluedScript } from './host-spans.ts';

const PATH_END = /[\s<>"“”‘’「」『』《》【】|^`{}]|\p{Extended_Pictographic}/u;
const TRAILING = /[.,;:!?…·~*'’)\]>]/;
const PARTICLE = /(?<=[가-힣]{2}|[/=?&#-])(?:에서|으로|에게|까지|부터|입니다|이에요|예요|이랑|을|를|은|는|에|로|도|만)$/;
const NEXT_LINK = /^https?:\/\//i;
/** What may stand before a link that is part of another one (`?u=https://…`). */
const CARRIES_LINK = /[=/?&:#%]/;
const MAX_PATH = 2_000;
const CLOSING: ReadonlyMap<string, string> = new Map([
  [')', '('],
  [']', '['],
]);

/** End of the port, path, query and fragment that begin at `from`. */
export function endOfLink(text: string, from: number): number {
  const port = /^:[0-9]{2,5}(?![0-9])/.exec(text.slice(from, from + 7))?.[0] ?? '';
  return endOfPath(text, from + port.length);
}

function endOfPath(text: string, from: number): number {
  const first = text.charAt(from);
  if (first === '\\' ? !isPathBackslash(text, from) : first === '' || !'/?#'.includes(first)) return from;
  let end = stopOfPath(text, from);
  const particle = PARTICLE.exec(text.slice(Math.max(from, end - 12), end));
  if (particle !== null) end -= particle[0].length;
  while (
    end > from + (first === '/' ? 1 : 0) &&
    (TRAILING.test(text.charAt(end - 1)) || (end === from + 1 && first === '#')) &&
    !closesBracket(text, from, end)
  )
    end -= 1;
  return end;
}

function stopOfPath(text: string, from: number): number {
  const limit = Math.min(text.length, from + MAX_PATH);
  const open: Record<string, number> = { '(': 0, '[': 0 };
  for (let end = from; end < limit; end += 1) {
    const character = text.charAt(end);
    const code = character.charCodeAt(0);
    if (character === '(' || character === '[') open[character] = (open[character] ?? 0) + 1;
    else if (character === ')' || character === ']') {
      const opening = CLOSING.get(character) ?? '';
      if ((open[opening] ?? 0) === 0) return end;
      open[opening] = (open[opening] ?? 0) - 1;
    } else if (character === '\\') {
      if (!isPathBackslash(text, end)) return end;
    } else if (code > 0x7e) {
      if (isForeignEnd(text, end)) return end;
    } else if (
      PATH_END.test(character) ||
      (character === '&' && /^&(?:gt|lt|quot);/.test(text.slice(end, end + 6))) ||
      ((code | 32) === 104 /* h */ && isNextLink(text, end))
    )
      return end;
  }
  return limit;
}

function isForeignEnd(text: string, at: number): boolean {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0xfffd);
  return PATH_END.test(character) || (isGluedScript(character) && /[A-Za-z0-9.,!?;:)~]/.test(text.charAt(at - 1)));
}

function isNextLink(text: string, at: number): boolean {
  return NEXT_LINK.test(text.slice(at, at + 8)) && !CARRIES_LINK.test(text.charAt(at - 1));
}

/** `\path` as in `http:\\host\path`, but not the escape `\n` of a text that was written out. */
function isPathBackslash(text: string, at: number): boolean {
  return /^\\(?![nrt](?![a-z]))[a-z0-9]/i.test(text.slice(at, at + 3));
}

function closesBracket(text: string, from: number, end: number): boolean {
  const opening = CLOSING.get(text.charAt(end - 1));
  return opening !== undefined && text.lastIndexOf(opening, end - 2) > from;
}
