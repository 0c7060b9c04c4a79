// What the bot says in a group: a short answer when asked, a short warning when something listed is posted. Nothing of what was said is kept.

import { CHECKER } from '#core/checking/check-text.ts';
import { itemName, itemSays } from '#core/checking/check-words.ts';
import { OUTCOME_MARKS } from '#core/checking/check.ts';
import type { CoreContext } from '#core/context.ts';
import { mayCheck } from '#core/conversations/admit-turn.ts';
import { storeReplies } from '#core/conversations/reply-store.ts';
import { escapeHtml, renderReply } from '#core/dialogue/render-reply.ts';
import { checkReply } from '#core/dialogue/steps/on-check.ts';
import { minutesUntil } from '#core/limits/allowance.ts';
import { isQuiet, takeWarning, toggleQuiet } from '#core/groups/group-store.ts';
import { detectLanguages } from '#core/reading/language/language.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import { isLanguage, type Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import type { TelegramClient } from '#platform/telegram.ts';
import { REMOVE, type GroupEvent } from '#bot/groups/read-group.ts';

export interface GroupDeps {
  telegram: Pick<TelegramClient, 'call'>;
  translator: Translator;
}

/** A group is no place for a long answer. */
const MOST_LINES = 3;
/** A member is looked up while the update's transaction is open. */
const LOOK_UP_MS = 3_000;

type Event<K extends GroupEvent['kind']> = Extract<GroupEvent, { kind: K }>;

export async function inGroup(context: CoreContext, deps: GroupDeps, { event, receivedAt }: { event: GroupEvent; receivedAt: Date }): Promise<void> {
  const say = async (said: Said | null): Promise<void> => (said === null ? undefined : sayInGroup(context, event.chatId, { said, receivedAt }));
  switch (event.kind) {
    case 'check':
      return say(await answer(context, deps, event));
    case 'said':
      return warn(context, deps, event, say);
    case 'quiet':
      return quiet(context, deps, event, say);
    case 'remove':
      return remove(context, deps, event);
    default:
      return event satisfies never;
  }
}

interface Said {
  text: string;
  /** What it answers. */
  to: number;
  rows?: object[][];
}

/** null: somebody floods and was told so, or is blocked, which is not said in front of others. */
async function answer(context: CoreContext, { translator }: GroupDeps, event: Event<'check'>): Promise<Said | null> {
  const language = event.language ?? languageIn(event.text) ?? 'en';
  const t = (key: string): string => translator.t(language, `check:bot.${key}`);
  if (event.text === '') return { text: t('group.reply_how'), to: event.about };
  const admission = await mayCheck(context, event.userId, 'check');
  if (admission.kind === 'closed' && admission.isNew) {
    const minutes = minutesUntil(admission.until, context.clock.now());
    return { text: translator.t(language, 'limits:held_back.check', { minutes }), to: event.about };
  }
  if (admission.kind !== 'open') return null;
  const check = await CHECKER.check(context, event.text);
  context.telemetry.record('group_checked');
  if (!check.readable) return { text: t('nothing'), to: event.about };
  const reply = checkReply(check, language, { translator });
  const { text } = renderReply({ ...reply, lines: (reply.lines ?? []).slice(0, MOST_LINES) }, language, translator);
  return { text, to: event.about, rows: buttons(translator, { language, me: event.me }) };
}

async function warn(
  context: CoreContext,
  { translator }: GroupDeps,
  { chatId, text, messageId, language: ofSender, me }: Event<'said'>,
  say: (said: Said) => Promise<void>,
): Promise<void> {
  const listed = await CHECKER.listedIn(context, text);
  if (listed.length === 0 || (await isQuiet(context, chatId))) return;
  const language = languageIn(text) ?? ofSender ?? 'en';
  for (const item of listed) {
    if (!(await takeWarning(context, chatId, Buffer.from(item.thing, 'hex')))) continue;
    const params = { what: escapeHtml(itemName(item, listed, { language, translator })), says: escapeHtml(itemSays(item, language, translator)) };
    const warning = translator.t(language, 'check:bot.group.warning', params).replace('⚠️', OUTCOME_MARKS[item.state]);
    context.telemetry.record('group_warned', { outcome: item.state });
    // One warning a message, however much it names.
    return say({ text: warning, to: messageId, rows: buttons(translator, { language, me, code: item.code }) });
  }
}

async function quiet(
  context: CoreContext,
  deps: GroupDeps,
  { chatId, userId, language, messageId }: Event<'quiet'>,
  say: (said: Said) => Promise<void>,
): Promise<void> {
  const may = userId === null ? 'yes' : await isAdmin(deps, chatId, userId);
  const key = may === 'yes' ? ((await toggleQuiet(context, chatId)) ? 'quiet_on' : 'quiet_off') : may === 'no' ? 'admins_only' : 'try_again';
  return say({ text: deps.translator.t(language ?? 'en', `check:bot.group.${key}`), to: messageId });
}

async function remove(context: CoreContext, deps: GroupDeps, { chatId, userId, messageId, queryId, language }: Event<'remove'>): Promise<void> {
  const may = await isAdmin(deps, chatId, userId);
  const gone = may === 'yes' ? await deps.telegram.call('deleteMessage', { chat_id: chatId, message_id: messageId }, { timeoutMs: LOOK_UP_MS }) : null;
  const key = may === 'no' ? 'admins_only' : gone?.kind === 'ok' ? 'removed' : 'try_again';
  void deps.telegram.call('answerCallbackQuery', { callback_query_id: queryId, text: deps.translator.t(language ?? 'en', `check:bot.group.${key}`) });
  context.telemetry.record('group_warning_removed', { outcome: key });
}

/** https://core.telegram.org/bots/api#chatmember */
async function isAdmin({ telegram }: GroupDeps, chatId: number, userId: number): Promise<'yes' | 'no' | 'unknown'> {
  const found = await telegram.call('getChatMember', { chat_id: chatId, user_id: userId }, { timeoutMs: LOOK_UP_MS });
  if (found.kind !== 'ok') return 'unknown';
  return found.result.status === 'creator' || found.result.status === 'administrator' ? 'yes' : 'no';
}

function buttons(translator: Translator, { language, me, code }: { language: Language; me: string; code?: string }): object[][] {
  const t = (key: string): string => translator.t(language, `check:bot.buttons.${key}`);
  const more = me === '' ? [] : [{ text: t('more'), url: `https://t.me/${me}?start=check${code === undefined ? '' : `_${code}`}` }];
  return [[...more, { text: t('remove'), callback_data: REMOVE }]];
}

function languageIn(text: string): Language | null {
  const { language } = detectLanguages(text);
  return isLanguage(language) ? language : null;
}

async function sayInGroup({ db, vault, clock }: CoreContext, chatId: number, { said, receivedAt }: { said: Said; receivedAt: Date }): Promise<void> {
  const params = {
    chat_id: chatId,
    text: said.text,
    parse_mode: 'HTML',
    link_preview_options: { is_disabled: true },
    // The message may be gone by now.
    reply_parameters: { message_id: said.to, allow_sending_without_reply: true },
    ...(said.rows !== undefined && { reply_markup: { inline_keyboard: said.rows } }),
  };
  await storeReplies(db, vault, { chatHash: chatHash(vault, chatId), calls: [{ method: 'sendMessage', params }], since: receivedAt, now: clock.now() });
}
