// Updates wait here until the bot confirms them by a higher offset or by answering its webhook.
// https://core.telegram.org/bots/api#getting-updates
import { badRequest, BotApiError, conflict, type Json } from './bot-api.ts';
import { createWebhookPush, type PendingUpdate, type WebhookPush, type WebhookTarget } from './webhook-push.ts';

export interface PollRequest {
  offset: number;
  /** 1–100. */
  limit: number;
  timeoutSeconds: number;
  allowed: string[] | undefined;
  /** Fires when the caller hangs up. */
  gone: AbortSignal;
}

export interface WebhookRequest {
  url: string;
  secretToken: string | undefined;
  maxConnections: number;
  allowed: string[] | undefined;
  dropPending: boolean;
}

export interface UpdateQueue {
  /** A new update of this kind; `undefined` when the bot did not ask for the kind. Gives the update_id. */
  push(kind: string, body: Json): number | undefined;
  /** Any JSON as an update, whatever the bot asked for; an update_id is added when there is none. */
  inject(update: Json): number;
  poll(request: PollRequest): Promise<Json[]>;
  setWebhook(request: WebhookRequest): void;
  webhookInfo(): Json;
  pending(): number;
  close(): void;
}

export interface UpdateQueueOptions {
  retryDelayMs: (attempt: number) => number;
  onReply(call: Json): void;
  /** Called when an update was added, confirmed or refused. */
  onChange(): void;
}

// https://core.telegram.org/bots/api#getupdates: what comes without being named in allowed_updates is all but these.
const onlyWhenNamed = ['chat_member', 'message_reaction', 'message_reaction_count'];
const secretTokenForm = /^[A-Za-z0-9_-]{1,256}$/;

interface Poll {
  answer(): void;
  refuse(error: BotApiError): void;
}

export function createUpdateQueue(options: UpdateQueueOptions): UpdateQueue {
  const pending = new Set<PendingUpdate>();
  let nextId = 500_000_001;
  let allowed: string[] = [];
  let running: Poll | undefined;
  const webhook = createWebhook({
    retryDelayMs: options.retryDelayMs,
    onReply: options.onReply,
    onDelivered: (entry) => void pending.delete(entry),
    onChange: options.onChange,
  });

  function add(update: Json): number {
    const given = update['update_id'];
    const id = typeof given === 'number' ? given : nextId;
    nextId = Math.max(nextId, id + 1);
    const entry = { id, update: { ...update, update_id: id } };
    pending.add(entry);
    webhook.add(entry);
    running?.answer();
    options.onChange();
    return id;
  }

  function confirmBelow(offset: number): void {
    const surplus = offset < 0 ? [...pending].slice(0, offset) : [...pending].filter((entry) => entry.id < offset);
    for (const entry of surplus) pending.delete(entry);
    if (surplus.length > 0) options.onChange();
  }

  return {
    push(kind, body) {
      const wanted = allowed.length > 0 ? allowed.includes(kind) : !onlyWhenNamed.includes(kind);
      return wanted ? add({ [kind]: body }) : undefined;
    },
    inject: add,
    pending: () => pending.size,
    async poll(request) {
      if (webhook.isSet()) throw conflict("can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
      running?.refuse(conflict('terminated by other getUpdates request; make sure that only one bot instance is running'));
      allowed = request.allowed ?? allowed;
      confirmBelow(request.offset);
      const batch = (): Json[] => firstOf(pending, request.limit);
      if (pending.size > 0 || request.timeoutSeconds <= 0) return batch();
      await waitForUpdate(request, (poll) => (running = poll));
      return batch();
    },
    setWebhook(request) {
      checkWebhook(request);
      running?.refuse(conflict('terminated by setWebhook request'));
      allowed = request.allowed ?? allowed;
      if (request.dropPending) pending.clear();
      webhook.set(request);
      for (const entry of pending) webhook.add(entry);
    },
    webhookInfo: () => ({
      ...webhook.info(),
      has_custom_certificate: false,
      pending_update_count: pending.size,
      ...(allowed.length > 0 ? { allowed_updates: allowed } : {}),
    }),
    close() {
      running?.answer();
      webhook.stop();
    },
  };
}

interface Webhook {
  set(request: WebhookRequest): void;
  isSet(): boolean;
  add(entry: PendingUpdate): void;
  info(): Json;
  stop(): void;
}

interface WebhookEvents extends Pick<WebhookTarget, 'retryDelayMs' | 'onReply' | 'onDelivered'> {
  onChange(): void;
}

function createWebhook(events: WebhookEvents): Webhook {
  let current: { request: WebhookRequest; push: WebhookPush } | undefined;
  let lastError: string | undefined;

  function start(request: WebhookRequest): WebhookPush {
    return createWebhookPush({
      ...request,
      ...events,
      onDelivered(entry) {
        events.onDelivered(entry);
        events.onChange();
      },
      onFailure(reason) {
        lastError = reason;
        events.onChange();
      },
    });
  }

  return {
    set(request) {
      current?.push.stop();
      lastError = undefined;
      current = request.url === '' ? undefined : { request, push: start(request) };
    },
    isSet: () => current !== undefined,
    add: (entry) => current?.push.add(entry),
    info: () => ({
      url: current?.request.url ?? '',
      ...(current ? { max_connections: current.request.maxConnections } : {}),
      ...(lastError === undefined ? {} : { last_error_message: lastError }),
    }),
    stop: () => current?.push.stop(),
  };
}

function firstOf(pending: Set<PendingUpdate>, limit: number): Json[] {
  const batch: Json[] = [];
  for (const entry of pending) {
    if (batch.length >= limit) break;
    batch.push(entry.update);
  }
  return batch;
}

function waitForUpdate(request: PollRequest, announce: (poll: Poll | undefined) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, request.timeoutSeconds * 1000);
  const poll: Poll = { answer: resolve, refuse: reject };
  request.gone.addEventListener('abort', () => resolve(), { once: true });
  announce(poll);
  return promise
    .finally(() => clearTimeout(timer))
    .then(
      () => announce(undefined),
      // The request that ended this one has announced itself by now.
      (error: unknown) => Promise.reject(error),
    );
}

/** Like a self-hosted Bot API server in local mode, plain HTTP is taken too. */
function checkWebhook(request: WebhookRequest): void {
  if (request.url !== '' && !URL.canParse(request.url)) throw badRequest('bad webhook: invalid URL specified');
  if (request.url !== '' && !/^https?:/.test(request.url)) throw badRequest('bad webhook: An HTTPS URL must be provided for webhook');
  if (request.secretToken !== undefined && !secretTokenForm.test(request.secretToken)) {
    throw badRequest('secret token contains unallowed characters');
  }
}
