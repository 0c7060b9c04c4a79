// The one way out to Telegram: telegraf's client with a time limit on every call, expected failures as data, and the token kept out of every text.
import type { Agent } from 'node:http';
import { Telegram } from 'telegraf';
import type { Opts, Telegram as Methods } from 'telegraf/types';
import { createChatTraffic, failureOf, type TelegramFailure, type TelegramOutcome } from './telegram-outcome.ts';

export type { GoneReason, TelegramFailure, TelegramOutcome } from './telegram-outcome.ts';

export type TelegramMethod = keyof Methods;

/** The method's parameters as documented, and what the library's types do not know yet. */
export type TelegramPayload<Method extends TelegramMethod> = Opts<Method> & {
  /** Up to 1,000 messages a second for 0.1 Star each: https://core.telegram.org/bots/api#sendmessage */
  allow_paid_broadcast?: boolean;
};

export interface TelegramClient {
  /** Calls a Bot API method. Never throws for what a network or Telegram can do; see TelegramOutcome. */
  call<Method extends TelegramMethod>(
    method: Method,
    payload: TelegramPayload<Method>,
    options?: CallOptions,
  ): Promise<TelegramOutcome<ReturnType<Methods[Method]>>>;
  /** Fetches what a person sent. `too_large` when it is, or turns out to be, over `maxBytes`. */
  download(fileId: string, options: DownloadOptions): Promise<TelegramOutcome<Buffer> | { kind: 'too_large' }>;
}

export interface CallOptions {
  /** Milliseconds; default 10,000, for getUpdates its own timeout and 10,000 more. */
  timeoutMs?: number;
  /** Ends the call early, as at shutdown; the outcome is `unreachable`. */
  signal?: AbortSignal;
}

export interface DownloadOptions extends CallOptions {
  /** Bots may fetch up to 20 MB: https://core.telegram.org/bots/api#getfile */
  maxBytes: number;
}

export interface TelegramClientOptions {
  token: string;
  /** Default https://api.telegram.org. */
  apiRoot?: string;
  /** Default: telegraf's keep-alive agent for https, Node's global one for http. */
  agent?: Agent;
  /** Milliseconds; default 10,000. */
  timeoutMs?: number;
}

const defaultTimeoutMs = 10_000;

export function createTelegramClient(options: TelegramClientOptions): TelegramClient {
  const { token } = options;
  const apiRoot = options.apiRoot ?? 'https://api.telegram.org';
  const telegram = new Telegram(token, { apiRoot });
  // Set afterwards because telegraf's constructor drops the agent for http roots.
  if (options.agent) telegram.options.agent = options.agent;
  const traffic = createChatTraffic(() => performance.now());

  async function attempt<Result>(act: (signal: AbortSignal) => Promise<Result>, limits: Attempt): Promise<TelegramOutcome<Result>> {
    const ended = new AbortController();
    const stop = (): void => ended.abort();
    const timer = setTimeout(stop, limits.timeoutMs);
    limits.signal?.addEventListener('abort', stop, { once: true });
    if (limits.signal?.aborted) stop();
    try {
      return { kind: 'ok', result: await act(ended.signal) };
    } catch (error) {
      const failure = failureOf(error, { token, timeoutMs: limits.timeoutMs, scope: () => traffic.scope(limits.chatId) });
      // telegraf leaves the body of a 5xx unread; this lets its connection go.
      stop();
      return failure;
    } finally {
      clearTimeout(timer);
      limits.signal?.removeEventListener('abort', stop);
    }
  }

  function limitsOf(method: string, payload: object, call: CallOptions): Attempt {
    const pollMs = method === 'getUpdates' && 'timeout' in payload ? Number(payload.timeout) * 1000 || 0 : 0;
    const timeoutMs = call.timeoutMs ?? (options.timeoutMs ?? defaultTimeoutMs) + pollMs;
    return { timeoutMs, chatId: countedChat(method, payload), signal: call.signal };
  }

  const client: TelegramClient = {
    async call(method, payload, call = {}) {
      const limits = limitsOf(method, payload, call);
      const outcome = await attempt((signal) => telegram.callApi(method, payload, { signal: compatible(signal) }), limits);
      if (outcome.kind === 'ok' && limits.chatId !== undefined) traffic.sent(limits.chatId);
      return outcome;
    },
    async download(fileId, limits) {
      const found = await client.call('getFile', { file_id: fileId }, limits);
      if (found.kind !== 'ok') return found;
      if ((found.result.file_size ?? 0) > limits.maxBytes) return { kind: 'too_large' };
      const url = new URL(`./file/bot${token}/${found.result.file_path ?? ''}`, apiRoot);
      const read = await attempt((signal) => readLimited(url, limits.maxBytes, signal), limitsOf('getFile', {}, limits));
      return read.kind === 'ok' ? read.result : read;
    },
  };
  return client;
}

interface Attempt {
  timeoutMs: number;
  chatId: string | undefined;
  signal: AbortSignal | undefined;
}

/** The chat whose sending allowance the call uses up; `undefined` for calls that send nothing. */
function countedChat(method: string, payload: object): string | undefined {
  if (!/^(send|edit|copy|forward)/.test(method) || method === 'sendChatAction') return undefined;
  return 'chat_id' in payload ? String(payload.chat_id) : undefined;
}

type LibrarySignal = NonNullable<NonNullable<Parameters<Telegram['callApi']>[2]>['signal']>;

/** telegraf's types name the signal of an older package; node-fetch takes Node's own. */
function compatible(signal: AbortSignal): LibrarySignal {
  return signal as LibrarySignal;
}

async function readLimited(url: URL, maxBytes: number, signal: AbortSignal): Promise<{ kind: 'ok'; result: Buffer } | { kind: 'too_large' } | TelegramFailure> {
  const response = await fetch(url, { signal });
  const { ok, status, statusText } = response;
  if (!ok) {
    await response.body?.cancel();
    return status >= 500
      ? { kind: 'unreachable', happened: 'maybe', cause: `${status} ${statusText}` }
      : { kind: 'rejected', code: status, description: statusText };
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.length;
    if (size > maxBytes) return { kind: 'too_large' };
    chunks.push(chunk);
  }
  return { kind: 'ok', result: Buffer.concat(chunks) };
}
