// Somebody asks a bot that only warns to be warned there: what they chose before stays, wherever they chose it.

import type { CoreContext } from '#core/context.ts';
import { findSubscriber, saveSubscription } from '#core/subscribers/subscribers.ts';
import { initialSettings } from '#core/subscribers/warning-settings.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';

export interface AskedAtBot {
  chatId: number;
  bot: number;
  /** Of their Telegram; null: unknown. */
  language: Language | null;
  /** They chose it just now: it goes before what they had. */
  isChosen?: boolean;
}

/** @returns the language in which they are warned. */
export async function subscribeAtBot(context: CoreContext, { chatId, bot, language, isChosen }: AskedAtBot): Promise<Language> {
  const before = await findSubscriber(context, chatId);
  const reads = (isChosen === true ? language : null) ?? before?.language ?? language ?? 'en';
  const { types = [], countries = [], regions = [] } = before ?? {};
  const choice = { types, countries, regions, ...(before === null && { settings: initialSettings(reads) }) };
  await saveSubscription(context, { chatId, bot, language: reads, active: true, ...choice });
  return reads;
}

/** @returns the language in which they were warned; null: they never were. */
export async function unsubscribeAtBot(context: CoreContext, chatId: number): Promise<Language | null> {
  const before = await findSubscriber(context, chatId);
  if (before === null) return null;
  const { language, types, countries } = before;
  await saveSubscription(context, { chatId, language, types, countries, active: false });
  return language;
}
