// A reply as text for a person: Telegram's HTML (`parse_mode: 'HTML'`), of which only `<b>` is used, so that a browser may
// show it as well. Everything that is not a locale sentence is escaped.

import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { SafetyCard } from '#core/safety/safety.ts';
import { formatDay } from '#platform/format.ts';
import type { Translator } from '#platform/i18n.ts';
import type { Button, Face, MessageText, Reply } from './dialogue.ts';

/** A receipt's file is the face's affair: here are the words under it. */
type Words = Pick<Extract<Reply, { kind: 'message' }>, 'text' | 'lines' | 'said'>;

export interface RenderedReply {
  /** HTML with `<b>` and the entities `&amp; &lt; &gt; &quot;`; at most 4,096 UTF-16 units, as Telegram allows. */
  text: string;
  buttons: { label: string; data: string }[][];
}

export const TEXT_LIMIT = 4096;
/** UTF-16 units before escaping: a parameter is an id, a date or a number, never a text. */
const PARAM_LIMIT = 200;
/** The same, of somebody's own words. */
const SAID_LIMIT = 500;
const TICKED = '✅ ';
const UNTICKED = '▫️ ';

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeHtml(text: string): string {
  return text.toWellFormed().replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);
}

/** Locale sentences are trusted HTML (checked by a test); parameters are not. */
export function renderReply(reply: Reply, language: Language, translator: Translator, face: Face = 'telegram'): RenderedReply {
  const lines =
    reply.kind === 'safety_card' ? cardLines(reply.card, translator) : messageLines(ofFace(reply, { face, language, translator }), language, translator);
  return {
    text: withinLimit(lines),
    buttons: (reply.buttons ?? []).map((row) => row.map((each) => renderButton(each, language, translator))),
  };
}

/** A sentence that speaks of Telegram has another wording for a browser beside it: `key` and `key_browser`. */
function ofFace(reply: Words, { face, language, translator }: { face: Face; language: Language; translator: Translator }): Words {
  const key = `${reply.text.key}_browser`;
  return face === 'browser' && translator.has(language, key) ? { ...reply, text: { ...reply.text, key } } : reply;
}

function messageLines(reply: Words, language: Language, translator: Translator): string[] {
  const lines = (reply.lines ?? []).map((line) => `• ${renderText(line, language, translator)}`);
  const said = reply.said === undefined ? [] : ['', `“${escapeHtml(reply.said.slice(0, SAID_LIMIT))}”`];
  return [renderText(reply.text, language, translator), ...lines, ...said];
}

function renderText(text: MessageText, language: Language, translator: Translator): string {
  const params = Object.entries(text.params ?? {}).map(([name, value]) => [name, escapeHtml(String(value).slice(0, PARAM_LIMIT))]);
  return translator.t(language, text.key, Object.fromEntries(params));
}

function cardLines(card: SafetyCard, translator: Translator): string[] {
  const title = translator.t(card.language, card.urgent ? 'safety:card.urgent_title' : 'safety:card.title');
  const hotlines = card.hotlines.map(hotlineLine);
  const numbers = hotlines.length === 0 ? [] : ['', `<b>${translator.t(card.language, 'safety:card.hotlines_title')}</b>`, ...hotlines];
  const steps = card.steps.map((sentence, at) => `${at + 1}. ${escapeHtml(sentence)}`);
  const checked = translator.t(card.language, 'safety:card.checked_on', { date: formatDay(card.checked_on, card.language) });
  return [`<b>${title}</b>`, '', ...steps, ...numbers, ...scriptLines(card, translator), '', escapeHtml(checked)];
}

/** A line of its own, so that a phone makes it a link; the form for callers from abroad where there is one. */
function hotlineLine({ number, tel, label }: SafetyCard['hotlines'][number]): string {
  const abroad = tel.startsWith('+') && number !== tel ? ` (${tel})` : '';
  return `☎️ <b>${escapeHtml(number)}</b>${abroad} ${escapeHtml(label)}`;
}

function scriptLines({ script, language }: SafetyCard, translator: Translator): string[] {
  if (script.length === 0) return [];
  return ['', `<b>${translator.t(language, 'safety:card.script_title')}</b>`, ...script.map(({ text }) => `“${escapeHtml(text)}”`)];
}

/** Whole lines are dropped from the end, so that no tag or entity is cut. */
function withinLimit(lines: readonly string[]): string {
  const kept: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > TEXT_LIMIT) return kept.join('\n');
    kept.push(line);
  }
  return kept.join('\n');
}

/** A label is plain text in Telegram: no mark-up, no entities. */
function renderButton(each: Button, language: Language, translator: Translator): { label: string; data: string } {
  const mark = each.checked === undefined ? '' : each.checked ? TICKED : UNTICKED;
  return { label: mark + translator.t(language, each.label.key, each.label.params), data: each.data };
}
