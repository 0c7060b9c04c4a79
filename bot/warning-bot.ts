// A bot that only warns, so that more is sent a second than one bot may: people subscribe and stop in it, and tap under its warnings; everything else it
// answers with where to go. It keeps no conversation: an update is carried out before the next is asked for, and may be carried out twice.

import type { CoreContext } from '#core/context.ts';
import { botUsername } from '#core/conversations/bot-account.ts';
import type { IncomingUpdate } from '#core/inbox/telegram-update.ts';
import { MAX_ATTEMPTS, UnusableUpdate } from '#core/inbox/work-inbox.ts';
import { subscribeAtBot, unsubscribeAtBot } from '#core/subscribers/subscribe-at-bot.ts';
import { deactivateSubscriber, moveSubscriber, reactivateSubscriber } from '#core/subscribers/subscribers.ts';
import type { Turn } from '#core/conversations/conversation.ts';
import { isLanguage, LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import type { Pacer } from '#platform/telegram-pacer.ts';
import type { TelegramClient, TelegramPayload } from '#platform/telegram.ts';
import { connect } from '#bot/connect.ts';
import { startPoller, type Poller } from '#bot/poller.ts';
import { hearFeedback, hearPrevented } from '#bot/take-feedback.ts';
import { createUpdateReader, type Incoming, type UpdateReader } from '#bot/read-update.ts';

export interface WarningBotDeps {
  context: CoreContext;
  translator: Translator;
  /** Its number. */
  bot: number;
  token: string;
  client: Pick<TelegramClient, 'call'>;
  /** Shared by everything that sends with the same token in this process. */
  pacer: Pick<Pacer, 'run' | 'pause'>;
  /** Where to report while the other bot's name is unknown. */
  publicUrl: string;
}

export interface WarningBot {
  stop(): Promise<void>;
}

const SETTING = 'TELEGRAM_BROADCAST_TOKENS';
const STOP_LIMIT_MS = 4_000;

export function startWarningBot(deps: WarningBotDeps): WarningBot {
  const { context, client, bot } = deps;
  const { log } = context.telemetry;
  const reader = createUpdateReader(deps.token);
  const replies = createReplies(deps);
  const stopping = new AbortController();
  let poller: Poller | undefined;
  // Always by long polling: `TELEGRAM_WEBHOOK_URL` is the other bot's.
  const connected = connect({ telegram: client, log, webhook: undefined, signal: stopping.signal, setting: SETTING }).then((me) => {
    if (me === null || stopping.signal.aborted) return;
    reader.introduce(me);
    const keep = createKeeper(deps, { reader, replies });
    // Its own number below zero: no other lock is there.
    poller = startPoller({ context, telegram: client, onStored: () => undefined, setting: SETTING, lock: -bot, keep });
  });
  connected.catch((error: unknown) => log.warn({ err: error }, 'a bot that only warns could not be introduced'));
  return {
    async stop() {
      stopping.abort();
      await poller?.stop();
      await Promise.race([replies.settled(), new Promise((resolve) => setTimeout(resolve, STOP_LIMIT_MS).unref())]);
    },
  };
}

interface Parts {
  reader: Pick<UpdateReader, 'read'>;
  replies: Replies;
}

/** Telegram is asked for the next ones only after this resolves. */
function createKeeper(deps: WarningBotDeps, parts: Parts): (context: CoreContext, updates: IncomingUpdate[]) => Promise<number> {
  const tries = new Map<number, number>();
  return async (context, updates) => {
    for (const update of updates) {
      const attempt = (tries.get(update.update_id) ?? 0) + 1;
      tries.set(update.update_id, attempt);
      try {
        await carryOut(context, deps, { ...parts, incoming: await parts.reader.read(JSON.parse(update.json)) });
      } catch (error) {
        // One that keeps failing must not hold up everybody who comes after it; the database away is nobody's fault, and long over by then.
        if (!(error instanceof UnusableUpdate) && attempt < MAX_ATTEMPTS) throw error;
        context.telemetry.log.error({ err: error }, 'an update of a bot that only warns is passed over');
        context.telemetry.record('telegram_update_ignored', { outcome: 'failed' });
      }
      tries.delete(update.update_id);
    }
    return updates.length;
  };
}

async function carryOut(context: CoreContext, deps: WarningBotDeps, { incoming, replies }: Parts & { incoming: Incoming }): Promise<void> {
  const { bot } = deps;
  switch (incoming.kind) {
    case 'turn':
      return hear(context, deps, { turn: incoming.turn, replies });
    case 'pressed':
      replies.answer(incoming.queryId);
      return hear(context, deps, { turn: incoming.turn, replies });
    case 'feedback': {
      const { thanks, question } = await hearFeedback(context, deps.translator, incoming);
      replies.answer(incoming.queryId, thanks);
      return question === undefined ? undefined : replies.send(question);
    }
    case 'prevented':
      return replies.answer(incoming.queryId, await hearPrevented(context, deps.translator, incoming));
    case 'lost':
      return deactivateSubscriber(context, incoming.chatId, { reason: incoming.reason, bot });
    case 'back':
      return reactivateSubscriber(context, incoming.chatId, bot);
    case 'moved':
      return moveSubscriber(context, incoming.from, incoming.to);
    case 'ignored':
      return incoming.queryId === undefined ? undefined : replies.answer(incoming.queryId);
    case 'group':
    case 'inline':
      return;
    default:
      return incoming satisfies never;
  }
}

async function hear(context: CoreContext, { bot, publicUrl }: WarningBotDeps, { turn, replies }: { turn: Turn; replies: Replies }): Promise<void> {
  const { event } = turn;
  const chatId = turn.chat.chatId;
  if (typeof chatId !== 'number') return;
  const where = await meetingPlace(context, publicUrl);
  const from = 'from_language' in event ? event.from_language : null;
  const chosen = event.kind === 'button' ? event.data.replace(/^lang:/, '') : '';
  if (isLanguage(chosen)) {
    await subscribeAtBot(context, { chatId, bot, language: chosen, isChosen: true });
    return replies.say(chatId, { language: chosen, key: 'subscribed', where });
  }
  const command = event.kind === 'command' ? event.name.toLowerCase() : '';
  if (command === 'start' || command === 'subscribe') {
    const language = await subscribeAtBot(context, { chatId, bot, language: from });
    return replies.say(chatId, { language, key: 'subscribed', where });
  }
  if (command === 'unsubscribe' || command === 'stop') {
    const language = (await unsubscribeAtBot(context, chatId)) ?? from ?? 'en';
    return replies.say(chatId, { language, key: 'stopped', where });
  }
  return replies.say(chatId, { language: from ?? 'en', key: 'elsewhere', where });
}

async function meetingPlace(context: CoreContext, publicUrl: string): Promise<string> {
  const name = await botUsername(context);
  return name === null || name === '' ? publicUrl : `@${name}`;
}

interface Said {
  language: Language;
  key: 'subscribed' | 'stopped' | 'elsewhere';
  where: string;
}

/** Nobody waits for them: what is lost is asked for again. */
interface Replies {
  send(message: TelegramPayload<'sendMessage'> & { chat_id: number }): void;
  say(chatId: number, said: Said): void;
  /** Ends a button's spinner, with words over the screen where there are any. */
  answer(queryId: string, text?: string): void;
  settled(): Promise<unknown>;
}

function createReplies({ client, pacer, translator }: WarningBotDeps): Replies {
  const running = new Map<number | string, Promise<unknown>>();
  const track = (key: number | string, work: Promise<unknown>): void => {
    running.set(
      key,
      work.catch(() => undefined).finally(() => running.delete(key)),
    );
  };
  const send: Replies['send'] = (message) => {
    const chatId = message.chat_id;
    const call = async (): Promise<void> => {
      const outcome = await client.call('sendMessage', message);
      if (outcome.kind === 'retry_after') pacer.pause(outcome.seconds, outcome.scope === 'chat' ? chatId : undefined);
    };
    track(chatId, pacer.run(chatId, call));
  };
  return {
    send,
    say(chatId, { language, key, where }) {
      // Whoever floods is answered once.
      if (running.has(chatId)) return;
      const keyboard = LANGUAGES.map((each) => ({ text: translator.t(each, `dialogue:buttons.language.${each}`), callback_data: `lang:${each}` }));
      const text = translator.t(language, `dialogue:warning_bot.${key}`, { where });
      send({ chat_id: chatId, text, ...(key === 'subscribed' && { reply_markup: { inline_keyboard: [keyboard] } }) });
    },
    answer(queryId, text) {
      track(`query ${queryId}`, client.call('answerCallbackQuery', { callback_query_id: queryId, ...(text !== undefined && { text, show_alert: true }) }));
    },
    settled: () => Promise.all(running.values()),
  };
}
