// parse_mode HTML as Telegram reads it (https://core.telegram.org/bots/api#html-style; error texts as in parse_html of tdlib's MessageEntity.cpp).
import { badRequest } from './bot-api.ts';

export interface Entity {
  type: string;
  /** UTF-16 code units, as everywhere in the Bot API. */
  offset: number;
  length: number;
  url?: string;
}

export interface ParsedText {
  text: string;
  entities: Entity[];
}

interface OpenTag {
  name: string;
  offset: number;
  attributes: string;
}

const entityTypes = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strikethrough'],
  ['strike', 'strikethrough'],
  ['del', 'strikethrough'],
  ['tg-spoiler', 'spoiler'],
  ['span', 'spoiler'],
  ['a', 'text_link'],
  ['code', 'code'],
  ['pre', 'pre'],
  ['blockquote', 'blockquote'],
  ['tg-emoji', 'custom_emoji'],
]);

const namedCharacters = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
]);

/** Plain text with its entities. Throws a 400 "can't parse entities: …" with the byte offset, as Telegram does. */
export function parseHtml(source: string): ParsedText {
  const parts: ParsedText = { text: '', entities: [] };
  const open: OpenTag[] = [];
  let position = 0;
  while (position < source.length) {
    const character = source[position];
    if (character === '<') position = readTag(source, position, parts, open);
    else if (character === '&') position = readCharacter(source, position, parts);
    else position = readPlain(source, position, parts);
  }
  const last = open.at(-1);
  if (last) throw cannotParse(`Can't find end tag corresponding to start tag "${last.name}"`);
  return parts;
}

function readPlain(source: string, start: number, parts: ParsedText): number {
  let end = start;
  while (end < source.length && source[end] !== '<' && source[end] !== '&') end += 1;
  parts.text += source.slice(start, end);
  return end;
}

function readCharacter(source: string, start: number, parts: ParsedText): number {
  const found = /^&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));?/i.exec(source.slice(start, start + 12));
  const code = Number(found?.[1] ?? `0x${found?.[2] ?? '0'}`);
  const known = namedCharacters.get(found?.[3] ?? '') ?? (code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined);
  parts.text += known ?? '&';
  return start + (known && found ? found[0].length : 1);
}

// One shared signature keeps the reader a plain loop over the source.
function readTag(source: string, start: number, parts: ParsedText, open: OpenTag[]): number {
  const closing = source[start + 1] === '/';
  const end = source.indexOf('>', start);
  const offset = (): number => Buffer.byteLength(source.slice(0, start));
  if (closing) closeTag({ found: end < 0 ? undefined : source.slice(start + 2, end), offset }, parts, open);
  else open.push(openTag({ inside: source.slice(start + 1, end < 0 ? undefined : end), closed: end >= 0, offset }, parts));
  return end + 1;
}

function openTag(tag: { inside: string; closed: boolean; offset: () => number }, parts: ParsedText): OpenTag {
  const name = (/^[^\s>]*/.exec(tag.inside)?.[0] ?? '').toLowerCase();
  const attributes = tag.inside.slice(name.length);
  if (!entityTypes.has(name)) throw cannotParse(`Unsupported start tag "${name}" at byte offset ${tag.offset()}`);
  if (!tag.closed) throw cannotParse(`Unclosed start tag at byte offset ${tag.offset()}`);
  if (name === 'span' && !attributes.includes('tg-spoiler')) {
    throw cannotParse(`Tag "span" must have class "tg-spoiler" at byte offset ${tag.offset()}`);
  }
  return { name, offset: parts.text.length, attributes };
}

function closeTag(tag: { found: string | undefined; offset: () => number }, parts: ParsedText, open: OpenTag[]): void {
  const opened = open.pop();
  if (!opened) throw cannotParse(`Unexpected end tag at byte offset ${tag.offset()}`);
  if (tag.found === undefined) throw cannotParse(`Unclosed end tag at byte offset ${tag.offset()}`);
  const found = tag.found.trim().toLowerCase();
  if (found !== '' && found !== opened.name) {
    throw cannotParse(`Unmatched end tag at byte offset ${tag.offset()}, expected "</${opened.name}>", found "</${found}>"`);
  }
  addEntity(opened, parts);
}

function addEntity(opened: OpenTag, parts: ParsedText): void {
  const length = parts.text.length - opened.offset;
  const type = entityTypes.get(opened.name) ?? opened.name;
  if (length === 0) return;
  if (opened.name !== 'a') return void parts.entities.push({ type, offset: opened.offset, length });
  const url = /href\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/i.exec(opened.attributes);
  const target = url?.[1] ?? url?.[2] ?? url?.[3] ?? parts.text.slice(opened.offset);
  // A link that is no address loses its link and keeps its text, as in the clients.
  if (URL.canParse(target)) parts.entities.push({ type, offset: opened.offset, length, url: target });
}

function cannotParse(reason: string): Error {
  return badRequest(`can't parse entities: ${reason}`);
}
