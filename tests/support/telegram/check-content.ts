// What Telegram refuses in a message before it looks at the chat: length, entities, buttons.
import { badRequest, isRecord, type Json, jsonOf, type Params, textOf } from './bot-api.ts';
import { parseHtml, type Entity, type ParsedText } from './parse-html.ts';

// https://core.telegram.org/bots/api#sendmessage, #sendphoto: after entities parsing; counted in UTF-16 code units.
const maxText = 4096;
const maxCaption = 1024;
// https://core.telegram.org/bots/api#inlinekeyboardbutton: callback_data 1-64 bytes.
const maxCallbackData = 64;
const maxButtons = 100;

const buttonActions = [
  'callback_data',
  'url',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
] as const;

/** The text of a message as people will see it. Throws 400 when it is empty, too long or cannot be parsed. */
export function checkText(params: Params): ParsedText {
  const parsed = trimmed(readFormatted(params, 'text'));
  if (parsed.text === '') throw badRequest('message text is empty');
  if (parsed.text.length > maxText) throw badRequest('message is too long');
  return parsed;
}

export function checkCaption(params: Params): ParsedText {
  const parsed = trimmed(readFormatted(params, 'caption'));
  if (parsed.text.length > maxCaption) throw badRequest('message caption is too long');
  return parsed;
}

function readFormatted(params: Params, field: 'text' | 'caption'): ParsedText {
  const text = textOf(params, field);
  const mode = textOf(params, 'parse_mode').toLowerCase();
  if (mode === 'html') return parseHtml(text);
  if (mode === '') return { text, entities: givenEntities(params, field) };
  if (mode === 'markdown' || mode === 'markdownv2') throw badRequest('this stand-in reads parse_mode HTML only');
  throw badRequest('unsupported parse_mode');
}

function givenEntities(params: Params, field: 'text' | 'caption'): Entity[] {
  const given = jsonOf(params, field === 'text' ? 'entities' : 'caption_entities');
  return Array.isArray(given) ? given : [];
}

function trimmed(parsed: ParsedText): ParsedText {
  const lead = parsed.text.length - parsed.text.trimStart().length;
  const text = parsed.text.trim();
  const entities = parsed.entities.flatMap((entity) => {
    const offset = Math.max(0, entity.offset - lead);
    const length = Math.min(entity.offset + entity.length - lead, text.length) - offset;
    return length > 0 ? [{ ...entity, offset, length }] : [];
  });
  return { text, entities };
}

/** `reply_markup` checked for shape. `undefined` when none was sent; edits take an inline keyboard only. */
export function checkMarkup(params: Params, use: 'send' | 'edit'): Json | undefined {
  const markup = jsonOf(params, 'reply_markup');
  if (markup === undefined || markup === null) return undefined;
  if (!isRecord(markup)) throw badRequest('object expected as reply markup');
  if ('inline_keyboard' in markup) return { inline_keyboard: checkInlineKeyboard(markup['inline_keyboard']) };
  if (use === 'edit') throw badRequest('inline keyboard expected');
  if ('keyboard' in markup) checkKeyboard(markup['keyboard']);
  return markup;
}

function checkInlineKeyboard(rows: unknown): Json[][] {
  const checked = rowsOf(rows, 'inline_keyboard').map((row) => row.map(checkInlineButton));
  if (checked.flat().length > maxButtons) throw badRequest('reply markup is too long');
  return checked.filter((row) => row.length > 0);
}

function rowsOf(rows: unknown, field: string): unknown[][] {
  if (!Array.isArray(rows)) throw badRequest(`field "${field}" of the reply markup must be an Array`);
  return rows.map((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest(`field "${field}" of the reply markup must be an Array of Arrays`);
    return row;
  });
}

function checkInlineButton(button: unknown): Json {
  if (!isRecord(button)) throw badRequest("can't parse inline keyboard button: expected an Object");
  if (typeof button['text'] !== 'string') throw badRequest('can\'t parse inline keyboard button: field "text" must be of type String');
  if (button['text'].trim() === '') throw badRequest('inline keyboard button text is empty');
  const actions = buttonActions.filter((action) => button[action] !== undefined);
  if (actions.length === 0) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  }
  checkButtonAction(button);
  return button;
}

function checkButtonAction(button: Json): void {
  const data = button['callback_data'];
  const url = button['url'];
  if (data !== undefined && !isCallbackData(data)) throw badRequest('BUTTON_DATA_INVALID');
  const app = button['web_app'];
  const page = isRecord(app) ? app['url'] : undefined;
  if (app !== undefined && !(typeof page === 'string' && URL.canParse(page) && page.startsWith('https://'))) {
    throw badRequest(`inline keyboard button Web App URL '${String(page)}' is invalid: Only HTTPS links are allowed`);
  }
  if (url !== undefined && !isButtonUrl(url)) throw badRequest(`inline keyboard button URL '${String(url)}' is invalid`);
}

function isCallbackData(data: unknown): boolean {
  const bytes = typeof data === 'string' ? Buffer.byteLength(data) : 0;
  return bytes >= 1 && bytes <= maxCallbackData;
}

function isButtonUrl(url: unknown): boolean {
  return typeof url === 'string' && URL.canParse(url) && /^(https?|tg|tel):/.test(url);
}

function checkKeyboard(rows: unknown): void {
  for (const button of rowsOf(rows, 'keyboard').flat()) {
    const text = isRecord(button) ? button['text'] : button;
    if (typeof text !== 'string' || text === '') throw badRequest('can\'t parse keyboard button: field "text" must be a non-empty String');
  }
}
