// telegram-test-api as a stage for stories: a Bot API server that nobody here wrote, so that the stand-in's idea of Telegram is not the only one.
// What people write and press goes in by its own client interface; what stands on their screens is what it stored.

import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { TelegramServer } from 'telegram-test-api/lib/telegramServer.js';
import type { StoryTelegram, Writer } from '#cli/demo/scene.ts';
import type { ChatView, PersonProfile, ShownMessage } from '#tests/support/telegram-stand-in.ts';
import { isRecord } from './telegram/bot-api.ts';
import { parseHtml } from './telegram/parse-html.ts';
import { createChanges } from './telegram/world.ts';

export interface ForeignBotApi extends StoryTelegram {
  close(): Promise<void>;
}

/** Messages are kept so long, in seconds: longer than a story. */
const KEPT = 3_600;

export async function startForeignBotApi(token: string): Promise<ForeignBotApi> {
  const server = new TelegramServer({ host: '127.0.0.1', port: await freePort(), storeTimeout: KEPT });
  const changes = createChanges();
  const polls = countPolls(server, changes.notify);
  for (const event of ['AddedBotMessage', 'EditedMessageText']) server.on(event, changes.notify);
  await server.start();

  function chat(id: number): ChatView {
    const sent = (): ShownMessage[] => server.storage.botMessages.flatMap((stored) => (String(stored.message.chat_id) === String(id) ? shown(stored) : []));
    return {
      messages: sent,
      delivered: () => sent().length,
      waitForMessage: (fits, { after = 0, timeoutMs = 5_000 } = {}) =>
        changes.until(() => sent().find((message) => message.messageId > after && fits(message)), {
          timeoutMs,
          describe: () =>
            `No such message in chat ${id}. On the screen:\n${sent()
              .map(({ text }) => text)
              .join('\n')}`,
        }),
    };
  }

  return {
    apiRoot: server.config.apiURL,
    token,
    chat,
    user: (id, profile) => writerOf({ server, token, screen: () => chat(id).messages() }, id, profile),
    async drained(timeoutMs = 5_000) {
      const describe = (): string => 'Time is up: the bot has not fetched every update.';
      await changes.until(() => (server.storage.userMessages.every(({ isRead }) => isRead) ? true : undefined), { timeoutMs, describe });
      // It asks again only when it has stored what it got.
      const seen = polls();
      await changes.until(() => (polls() > seen ? true : undefined), { timeoutMs, describe });
    },
    close: async () => void (await server.stop()),
  };
}

function countPolls(server: TelegramServer, notify: () => void): () => number {
  const answer = server.getUpdates.bind(server);
  let polls = 0;
  server.getUpdates = (token) => {
    polls += 1;
    queueMicrotask(notify);
    return answer(token);
  };
  return () => polls;
}

interface Writing {
  server: TelegramServer;
  token: string;
  screen(): ShownMessage[];
}

/** Its messages have no number before they are fetched, so that nothing can be a reply. */
function writerOf({ server, token, screen }: Writing, id: number, { firstName = '', languageCode = '' }: PersonProfile): Writer {
  const client = server.getClient(token, { userId: id, chatId: id, firstName });
  const from = { id, is_bot: false, first_name: firstName, language_code: languageCode };
  return {
    sends(text) {
      void server.addUserMessage(client.makeMessage(text, { from }));
      return 0;
    },
    presses(data) {
      const under = screen().findLast(({ buttons }) => buttons.flat().some((button) => button.data === data));
      if (under === undefined) throw new Error(`No button “${data}” in chat ${id}.`);
      const query = client.makeCallbackQuery(data, { from });
      void server.addUserCallback({ ...query, message: { ...query.message, message_id: under.messageId, date: Math.floor(under.at.getTime() / 1_000) } });
      return '';
    },
  };
}

type Stored = TelegramServer['storage']['botMessages'][number];

/** It stores what the bot sent as it came: the marks of HTML are still in it, an edit is laid over the message. */
function shown({ message, messageId, time }: Stored): ShownMessage {
  const sent: Record<string, unknown> = { ...message };
  const markup = isRecord(sent['reply_markup']) ? sent['reply_markup']['inline_keyboard'] : undefined;
  const text = String(sent['text'] ?? '');
  return {
    messageId,
    from: 'bot',
    text: sent['parse_mode'] === 'HTML' ? parseHtml(text).text : text,
    buttons: Array.isArray(markup) ? (markup as { text: string; callback_data?: string }[][]).map((row) => row.map(buttonOf)) : [],
    edited: 'message_id' in sent,
    at: new Date(time),
    message: sent,
  };
}

function buttonOf({ text, callback_data }: { text: string; callback_data?: string }): ShownMessage['buttons'][number][number] {
  return { text, ...(callback_data !== undefined && { data: callback_data }) };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
