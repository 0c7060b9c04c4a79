// Taps under a warning. Thanks come over the screen; who nearly paid, or still might, reads whom to call, and is asked once in private what it would have been.

import type { CoreContext } from '#core/context.ts';
import { storeReplies } from '#core/conversations/reply-store.ts';
import type { Feedback } from '#core/feedback/feedback.ts';
import { recordFeedback, recordPrevented } from '#core/feedback/feedback-store.ts';
import { currenciesFor, PREVENTED_FROM, preventedData, type PreventedAnswer } from '#core/feedback/prevented.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import type { TelegramClient } from '#platform/telegram.ts';

export interface FeedbackDeps {
  telegram: Pick<TelegramClient, 'call'>;
  translator: Translator;
}

interface Tapped {
  queryId: string;
  chatId: number;
  /** When the tap was stored. */
  receivedAt: Date;
}

export async function takeFeedback(
  context: CoreContext,
  deps: FeedbackDeps,
  { queryId, chatId, receivedAt, feedback }: Tapped & { feedback: Feedback },
): Promise<void> {
  const { thanks, question } = await hearFeedback(context, deps.translator, { chatId, feedback });
  void deps.telegram.call('answerCallbackQuery', { callback_query_id: queryId, ...(thanks !== undefined && { text: thanks, show_alert: true }) });
  if (question === undefined) return;
  const { db, vault, clock } = context;
  const calls = [{ method: 'sendMessage' as const, params: question }];
  await storeReplies(db, vault, { chatHash: chatHash(vault, chatId), calls, since: receivedAt, now: clock.now() });
}

export interface HeardFeedback {
  /** undefined: this chat has no such warning. */
  thanks?: string;
  question?: { chat_id: number; text: string; reply_markup: { inline_keyboard: RangeButton[][] } };
}

interface RangeButton {
  text: string;
  callback_data: string;
}

/** What a tap leads to, whichever bot heard it. */
export async function hearFeedback(
  context: CoreContext,
  translator: Translator,
  { chatId, feedback }: { chatId: number; feedback: Feedback },
): Promise<HeardFeedback> {
  const told = await recordFeedback(context, { chatId, ...feedback });
  if (told === null) return {};
  const thanks = translator.t(told.language, `alerts:feedback.thanks.${feedback.kind}`);
  if (!told.asks) return { thanks };
  const text = translator.t(told.language, 'alerts:feedback.prevented.question');
  return { thanks, question: { chat_id: chatId, text, reply_markup: { inline_keyboard: rangeButtons(translator, { ...told, code: feedback.code }) } } };
}

export async function takePrevented(
  context: CoreContext,
  { telegram, translator }: FeedbackDeps,
  { queryId, chatId, answer }: Omit<Tapped, 'receivedAt'> & { answer: PreventedAnswer },
): Promise<void> {
  const text = await hearPrevented(context, translator, { chatId, answer });
  void telegram.call('answerCallbackQuery', { callback_query_id: queryId, ...(text !== undefined && { text }) });
}

/** @returns what to say; undefined: nobody asked this chat. */
export async function hearPrevented(
  context: CoreContext,
  translator: Translator,
  { chatId, answer }: { chatId: number; answer: PreventedAnswer },
): Promise<string | undefined> {
  const language = await recordPrevented(context, { chatId, ...answer });
  if (language === null) return undefined;
  const key = answer.range === null ? 'declined' : 'noted';
  return translator.t(language, `alerts:feedback.prevented.${key}`, { range: labelOf(translator, language, answer) });
}

function rangeButtons(
  translator: Translator,
  { language, countries, code }: { language: Language; countries: readonly string[]; code: string },
): RangeButton[][] {
  const ranges = currenciesFor(language, countries).flatMap((currency) => PREVENTED_FROM[currency].map((_, at) => ({ currency, at })));
  return [...ranges, null].map((range) => [{ text: labelOf(translator, language, { range }), callback_data: preventedData({ code, range }) }]);
}

function labelOf(translator: Translator, language: Language, { range }: Pick<PreventedAnswer, 'range'>): string {
  const key = range === null ? 'rather_not' : `ranges.${range.currency}.${range.at}`;
  return translator.t(language, `alerts:feedback.prevented.${key}`);
}
