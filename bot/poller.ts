// Long polling: asks Telegram for updates and stores them. The next question, which tells Telegram to forget what it sent, is asked only
// after the commit. Of many processes one polls: whoever holds the lock, and it stores through the very connection that holds it.

import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { storeUpdates } from '#core/inbox/inbox-store.ts';
import { updatesStored } from '#core/inbox/receive-update.ts';
import { incomingUpdate, type IncomingUpdate } from '#core/inbox/telegram-update.ts';
import type { TelegramFailure } from '#platform/telegram-outcome.ts';
import type { TelegramClient } from '#platform/telegram.ts';
import { ALLOWED_UPDATES } from '#bot/update-shape.ts';
import { ADVISORY_LOCKS } from '#platform/advisory-locks.ts';

export interface PollerDeps {
  context: CoreContext;
  telegram: Pick<TelegramClient, 'call'>;
  /** Updates have been stored. */
  onStored(): void;
  /** The setting that has its token. */
  setting?: string;
  /** Of many processes one polls a bot; absent: that of the bot that talks with people. */
  lock?: number;
  /** Gives how many were new once they are on disk, or what they lead to; absent: they go into the inbox. */
  keep?: (context: CoreContext, updates: IncomingUpdate[]) => Promise<number>;
}

export interface Poller {
  stop(): Promise<void>;
}

/** Telegram holds the question open so long when there is nothing. */
const POLL_SECONDS = 25;
const BATCH = 100;
/** So often is a server asked that answers at once although there is nothing. */
const EMPTY_PAUSE_MS = 200;
/** How often another process looks whether the one that polls is gone. */
const STANDBY_MS = 2_000;
const LONGEST_WAIT_MS = 30_000;
const CONFLICT_WAIT_MS = 5_000;

export function startPoller(deps: PollerDeps): Poller {
  const stopping = new AbortController();
  const running = run(deps, stopping.signal);
  return {
    stop: () => {
      stopping.abort();
      return running;
    },
  };
}

async function run(deps: PollerDeps, signal: AbortSignal): Promise<void> {
  const { db, telemetry } = deps.context;
  for (let over = false; !over && !signal.aborted;) {
    try {
      over = await db.connection().execute((connection) => pollAsLeader({ ...deps, context: { ...deps.context, db: connection } }, signal));
    } catch (error) {
      telemetry.log.warn({ err: error }, 'updates could not be stored; Telegram keeps them meanwhile');
    }
    if (!over) await rest(STANDBY_MS, signal);
  }
}

/** False: another process polls. True: nothing more to do here. @throws when the connection with the lock is lost. */
async function pollAsLeader(deps: PollerDeps, signal: AbortSignal): Promise<boolean> {
  const { db } = deps.context;
  const lock = deps.lock ?? ADVISORY_LOCKS.polling;
  const { rows } = await sql<{ leads: boolean }>`select pg_try_advisory_lock(${lock}::bigint) as leads`.execute(db);
  if (rows[0]?.leads !== true) return false;
  try {
    await pollOn(deps, signal);
    return true;
  } finally {
    await sql`select pg_advisory_unlock(${lock}::bigint)`.execute(db).catch(() => undefined);
  }
}

async function pollOn(deps: PollerDeps, signal: AbortSignal): Promise<void> {
  let offset = 0;
  for (let failures = 0; !signal.aborted;) {
    const question = { offset, timeout: POLL_SECONDS, limit: BATCH, allowed_updates: ALLOWED_UPDATES };
    const askedAt = performance.now();
    const outcome = await deps.telegram.call('getUpdates', question, { signal });
    if (signal.aborted) return;
    if (outcome.kind === 'ok') {
      failures = 0;
      offset = await storeBatch(deps, outcome.result, offset);
      if (outcome.result.length === 0) await rest(Math.max(0, EMPTY_PAUSE_MS - (performance.now() - askedAt)), signal);
      continue;
    }
    failures += 1;
    const wait = waitAfter(deps, outcome, failures);
    if (wait === null) return;
    await rest(wait, signal);
  }
}

/** Gives the next offset: one more than the last update, which after a week of silence may be lower than before. */
async function storeBatch({ context, onStored, keep = storeUpdates }: PollerDeps, batch: readonly unknown[], offset: number): Promise<number> {
  const updates = batch.map(incomingUpdate).filter((update) => update !== null);
  const stored = await keep(context, updates);
  updatesStored(context, stored, updates.length - stored);
  if (updates.length < batch.length) context.telemetry.record('telegram_update_refused', { outcome: 'not_an_update' });
  if (stored > 0) onStored();
  const last = updates.at(-1);
  return last === undefined ? offset : last.update_id + 1;
}

/** Milliseconds; null: polling has no sense any more. */
function waitAfter({ context: { telemetry }, setting = 'TELEGRAM_BOT_TOKEN' }: PollerDeps, failure: TelegramFailure, failures: number): number | null {
  const { log } = telemetry;
  telemetry.record('telegram_poll_failed', { outcome: failure.kind });
  if (failure.kind === 'retry_after') return failure.seconds * 1_000;
  if (failure.kind !== 'rejected') return Math.min(LONGEST_WAIT_MS, 500 * 2 ** Math.min(failures, 6));
  if (failure.code === 401 || failure.code === 404) {
    log.error(`Telegram does not know this bot: ${setting} is wrong or was revoked. Get the right one from @BotFather and start again.`);
    return null;
  }
  if (failure.code === 409) {
    log.warn(`somebody else receives updates with this ${setting}: another deployment polls, or a webhook is set. Only one can.`);
    return CONFLICT_WAIT_MS;
  }
  log.error({ code: failure.code }, 'Telegram refuses to hand out updates; asking again');
  return LONGEST_WAIT_MS;
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  await pause(milliseconds, undefined, { signal }).catch(() => undefined);
}
