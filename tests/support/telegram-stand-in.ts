// Stands in for https://api.telegram.org in tests, benches and the demo: same paths, same refusals, same limits,
// so that a real client works against it unchanged by its apiRoot alone. Like a self-hosted Bot API server it takes plain-HTTP webhooks.
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { systemClock, type Clock } from '#platform/clock.ts';
import { isRecord, type Json, type Params } from './telegram/bot-api.ts';
import { createCallLog, type CallLog, type LoggedCall } from './telegram/call-log.ts';
import { createChatBook, type ShownMessage } from './telegram/chat-book.ts';
import { createFaults, type Fault } from './telegram/faults.ts';
import { createFloodControl, telegramLimits, type FloodLimits } from './telegram/flood-control.ts';
import { createPerson, type Person, type PersonProfile } from './telegram/person.ts';
import { callByReply, serve } from './telegram/serve.ts';
import { createUpdateQueue } from './telegram/update-queue.ts';
import { createChanges, type World } from './telegram/world.ts';

export type { Fault, FloodLimits, Json, LoggedCall, Person, PersonProfile, ShownMessage };

export interface StandInOptions {
  token: string;
  /** For dates, limits and the expiry of queries; long polls and webhook retries use real timers. */
  clock?: Clock;
  limits?: Partial<FloodLimits>;
  /** `counts` keeps per chat two numbers, no messages and no history: for benches. */
  keep?: 'all' | 'counts';
  /** `any`: every chat number exists. Default `declared`: only those of user() and group(); others are "chat not found". */
  chats?: 'declared' | 'any';
  /** How long a pressed button can be answered; Telegram publishes no figure, bots see about 15 seconds. */
  queryLifetimeSeconds?: number;
  /** Wait before the n-th repetition to a webhook; default 1 s, doubling to 60 s. */
  webhookRetryMs?: (attempt: number) => number;
}

export interface WaitOptions {
  /** Only messages with a higher id. */
  after?: number;
  /** Default 5,000. */
  timeoutMs?: number;
}

export interface ChatView {
  /** What the person sees now: edits applied, deleted messages gone. */
  messages(): ShownMessage[];
  /** The first message of the bot, shown already or yet to come, that fits. Rejects after the timeout with what is on the screen. */
  waitForMessage(fits: (message: ShownMessage) => boolean, options?: WaitOptions): Promise<ShownMessage>;
  /** How many messages of the bot ever reached the chat. */
  delivered(): number;
}

export interface TelegramStandIn {
  readonly apiRoot: string;
  readonly token: string;
  user(id: number, profile?: PersonProfile): Person;
  group(id: number, fields?: Json): ChatView;
  /** `creator`, `administrator`, `member`, `restricted`, `left` or `kicked`; rights as in https://core.telegram.org/bots/api#chatmemberadministrator. */
  appoint(groupId: number, userId: number, status: string, rights?: Json): void;
  chat(id: number): ChatView;
  /** Any JSON as an update; the update_id is added if it has none. Gives the update_id. */
  inject(update: Json): number;
  /** Scripts trouble; gives the way to end it. */
  fault(fault: Fault): () => void;
  /** The answer to a pressed button or an inline query, once there is one. */
  answerTo(queryId: string): Params | undefined;
  /** What setMyCommands, setMyDescription and setMyShortDescription set; `language` for a language of its own, `scope` for commands of a scope. */
  profile(method: string, language?: string, scope?: string): Params | undefined;
  calls: CallLog['calls'];
  count: CallLog['count'];
  /** Messages of the bot that reached a chat. */
  delivered(): number;
  /** Most messages accepted in any sliding second. */
  peakPerSecond(): number;
  starsCharged(): number;
  pendingUpdates(): number;
  /** Resolves with the first value other than `undefined`; looks again after each call and each change of the updates. */
  until<T>(check: () => T | undefined, options?: { timeoutMs?: number; what?: string }): Promise<T>;
  /** The file_id of what was sent last. */
  newestFile(): string;
  /** Resolves when the bot has confirmed every update. */
  drained(timeoutMs?: number): Promise<void>;
  close(): Promise<void>;
}

/** Starts the stand-in on a free port of 127.0.0.1. */
export async function startTelegramStandIn(options: StandInOptions): Promise<TelegramStandIn> {
  const log = createCallLog(options.keep ?? 'all');
  const world = createWorld(options, log);
  const server = createServer((request, response) => {
    void serve({ world, log, token: options.token, request, response });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return standInOf({ world, log, server, token: options.token });
}

function createWorld(options: StandInOptions, log: CallLog): World {
  const clock = options.clock ?? systemClock;
  const keep = options.keep ?? 'all';
  const changes = createChanges();
  const world: World = {
    clock,
    keep,
    bot: { id: Number(options.token.split(':')[0]) || 1, is_bot: true, first_name: 'Jaga', username: 'jaga_bot', can_join_groups: true },
    queryLifetimeSeconds: options.queryLifetimeSeconds ?? 15,
    chats: createChatBook({ clock, keep, known: options.chats ?? 'declared' }),
    updates: createUpdateQueue({
      retryDelayMs: options.webhookRetryMs ?? ((attempt) => Math.min(60_000, 1000 * 2 ** (attempt - 1))),
      onReply: (call) => void callByReply(world, log, call),
      onChange: () => changes.notify(),
    }),
    flood: createFloodControl({ ...telegramLimits, ...options.limits }),
    faults: createFaults(),
    files: new Map(),
    queries: new Map(),
    members: new Map(),
    profile: new Map(),
    changes,
  };
  return world;
}

function standInOf(parts: { world: World; log: CallLog; server: Server; token: string }): TelegramStandIn {
  const { world, log, server, token } = parts;
  return {
    apiRoot: `http://127.0.0.1:${portOf(server)}`,
    token,
    user: (id, profile = {}) => createPerson(world, id, profile),
    group(id, fields = {}) {
      world.chats.declare({ id, type: 'supergroup', title: `Group ${id}`, ...fields });
      return viewOf(world, id);
    },
    appoint: (groupId, userId, status, rights = {}) => void world.members.set(`${groupId}/${userId}`, { status, ...rights }),
    chat: (id) => viewOf(world, id),
    inject: (update) => world.updates.inject(update),
    fault: (fault) => world.faults.add(fault),
    answerTo: (queryId) => world.queries.get(queryId)?.answer,
    profile: (method, language, scope) => world.profile.get([method, scope, language].filter((part) => part !== undefined).join(':')),
    calls: log.calls,
    count: log.count,
    delivered: () => world.chats.deliveredTotal(),
    peakPerSecond: () => world.flood.peakPerSecond(),
    starsCharged: () => world.flood.starsCharged(),
    pendingUpdates: () => world.updates.pending(),
    newestFile: () => [...world.files.keys()].at(-1) ?? '',
    until: (check, wait = {}) => {
      const what = wait.what ?? 'what was waited for';
      return world.changes.until(check, { timeoutMs: wait.timeoutMs ?? 5000, describe: () => `Time is up: ${what} did not happen.` });
    },
    async drained(timeoutMs = 5000) {
      const describe = (): string => `Time is up: ${world.updates.pending()} updates are not confirmed.`;
      await world.changes.until(() => (world.updates.pending() === 0 ? true : undefined), { timeoutMs, describe });
    },
    async close() {
      world.updates.close();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function portOf(server: Server): number {
  const address: string | AddressInfo | null = server.address();
  return isRecord(address) ? Number(address['port']) : 0;
}

function viewOf(world: World, id: number): ChatView {
  return {
    messages: () => world.chats.shown(id),
    delivered: () => world.chats.delivered(id),
    waitForMessage(fits, wait = {}) {
      const found = (): ShownMessage | undefined =>
        world.chats.shown(id).find((message) => message.from === 'bot' && message.messageId > (wait.after ?? 0) && fits(message));
      const describe = (): string =>
        `No such message in chat ${id}. On the screen:\n${world.chats
          .shown(id)
          .map((message) => `${message.from}: ${message.text}`)
          .join('\n')}`;
      return world.changes.until(found, { timeoutMs: wait.timeoutMs ?? 5000, describe });
    },
  };
}
