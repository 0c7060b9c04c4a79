// The dialogue's effects that look something up or watch it.

import type { Check } from '#core/checking/check.ts';
import { CHECKER } from '#core/checking/check-text.ts';
import { formatIndicatorCode, parseIndicatorCode } from '#core/checking/indicator-code.ts';
import type { CoreContext } from '#core/context.ts';
import type { ChatId } from '#core/conversations/chat-id.ts';
import type { CheckEffect, DialogueEvent } from '#core/dialogue/dialogue.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { rememberLookups } from '#core/watching/lookups.ts';
import { listWatches, startWatch, stopWatch } from '#core/watching/watches.ts';

export interface CheckingChat {
  chatId: ChatId;
  language: Language;
}

export async function carryOutCheck(context: CoreContext, chat: CheckingChat, effect: CheckEffect): Promise<DialogueEvent> {
  switch (effect.kind) {
    case 'check_text':
      return { kind: 'check_done', check: await remembered(context, chat, await CHECKER.check(context, effect.text)), replaces: effect.replaces };
    case 'check_code':
      return { kind: 'check_done', check: await remembered(context, chat, await CHECKER.checkKey(context, keyOf(effect.code))), replaces: false };
    case 'watch':
      return watch(context, chat, effect.items);
    case 'unwatch':
      await stopWatch(context, chat.chatId, keyOf(effect.code));
      return found(context, chat, true);
    case 'list_watches':
      return found(context, chat, false);
    default:
      return effect satisfies never;
  }
}

/** What is told here is taken back here if it was wrong. */
async function remembered(context: CoreContext, chat: CheckingChat, check: Check): Promise<Check> {
  await rememberLookups(context, chat, check);
  return check;
}

async function watch(context: CoreContext, { chatId, language }: CheckingChat, items: readonly { code: string; shown: string }[]): Promise<DialogueEvent> {
  let until: Date | null = null;
  for (const { code, shown } of items) until = (await startWatch(context, { chatId, language, key: keyOf(code), shown })) ?? until;
  return { kind: 'watch_started', until: until?.toISOString() ?? null };
}

async function found(context: CoreContext, { chatId }: CheckingChat, removed: boolean): Promise<DialogueEvent> {
  const watches = await listWatches(context, chatId);
  const lines = watches.map(({ key, kind, shown, until }) => ({ code: formatIndicatorCode(key), kind, shown, until: until.toISOString() }));
  return { kind: 'watches_found', watches: lines, removed };
}

function keyOf(code: string): NonNullable<ReturnType<typeof parseIndicatorCode>> {
  const key = parseIndicatorCode(code);
  if (key === null) throw new Error('a button or a link with a wrong code was taken for a right one');
  return key;
}
