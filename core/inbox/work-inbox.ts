// The inbox's second station: updates are handled in order per chat, in a transaction that also marks them as done. One that fails holds up
// only its own chat, and that only until it is quarantined.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { claimUpdates, finishUpdate, lockUpdate, postponeUpdate, quarantineUpdate, sealContext, type ClaimedUpdate } from '#core/inbox/inbox-store.ts';

/** An update that keeps failing is set aside after so many tries, about 85 seconds. */
export const MAX_ATTEMPTS = 5;
const BACKOFF_MS = [1_000, 4_000, 16_000, 64_000] as const;
/** Covers the way from claiming to locking; while an update is being handled its row lock protects it. */
const LEASE_MS = 3_000;
const FIRST = Buffer.alloc(0);

/** Thrown by a handler when trying again cannot help: the update is quarantined at once. */
export class UnusableUpdate extends Error {
  readonly code = 'unusable_update';
}

/** Does what the update asks for, within the transaction of `context`. */
export type UpdateHandler = (context: CoreContext, update: StoredUpdate) => Promise<void>;

export interface StoredUpdate {
  /** The JSON as it came, parsed. */
  body: unknown;
  received_at: Date;
}

export type UpdateResult = 'done' | 'postponed' | 'quarantined' | 'elsewhere';

/** The oldest waiting updates of up to `limit` chats, beginning after the chat `after` and going round. */
export async function claimWaiting({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, limit: number, after: Buffer = FIRST): Promise<ClaimedUpdate[]> {
  const now = clock.now();
  const request = { limit, now, leaseUntil: new Date(now.getTime() + LEASE_MS) };
  const claimed = await claimUpdates(db, { ...request, after });
  if (claimed.length === limit || after.length === 0) return claimed;
  return [...claimed, ...(await claimUpdates(db, { ...request, limit: limit - claimed.length, after: FIRST }))];
}

/** Never rejects for what a handler does; rejects when the database cannot even note the failure. */
export async function handleClaimed(context: CoreContext, claimed: ClaimedUpdate, handle: UpdateHandler): Promise<UpdateResult> {
  // More claims than tries means that the process died each time.
  if (claimed.attempts > MAX_ATTEMPTS) return setAside(context, claimed, 'process_died');
  try {
    const handled = await context.db.transaction().execute((tx) => handleLocked({ ...context, db: tx }, claimed, handle));
    if (handled) context.telemetry.record('telegram_update_handled', { outcome: 'done' });
    return handled ? 'done' : 'elsewhere';
  } catch (error) {
    return noteFailure(context, claimed, error);
  }
}

async function handleLocked(context: CoreContext, claimed: ClaimedUpdate, handle: UpdateHandler): Promise<boolean> {
  const { db, vault, clock } = context;
  const row = await lockUpdate(db, claimed.update_id);
  if (row === null) return false;
  // A handler that hangs in the database holds up its chat no longer than this.
  await sql`set local statement_timeout = '20s'`.execute(db);
  const body: unknown = JSON.parse(vault.openField(row.sealed, sealContext(claimed.update_id)));
  await handle(context, { body, received_at: row.received_at });
  await finishUpdate(db, claimed.update_id, clock.now());
  return true;
}

async function noteFailure(context: CoreContext, claimed: ClaimedUpdate, error: unknown): Promise<UpdateResult> {
  const passing = isPassing(error);
  const name = describe(error);
  if (error instanceof UnusableUpdate || (!passing && claimed.attempts >= MAX_ATTEMPTS)) return setAside(context, claimed, name, error);
  const { db, clock, telemetry } = context;
  const now = clock.now();
  const wait = BACKOFF_MS[claimed.attempts - 1] ?? BACKOFF_MS[0];
  await postponeUpdate(db, claimed.update_id, { error: name, now, nextAttemptAt: new Date(now.getTime() + wait), uncounted: passing });
  telemetry.record('telegram_update_handled', { outcome: 'postponed' }, { update_id: claimed.update_id, attempts: claimed.attempts });
  telemetry.log.warn({ err: error }, 'a Telegram update failed and will be tried again');
  return 'postponed';
}

async function setAside(context: CoreContext, claimed: ClaimedUpdate, name: string, error?: unknown): Promise<UpdateResult> {
  const { db, clock, telemetry } = context;
  await quarantineUpdate(db, claimed.update_id, { error: name, now: clock.now() });
  telemetry.record('telegram_update_handled', { outcome: 'quarantined' }, { update_id: claimed.update_id });
  telemetry.log.error({ err: error, update_id: claimed.update_id }, 'a Telegram update was quarantined; `jaga replay` gives it another try');
  return 'quarantined';
}

/** The database's trouble, not the update's: SQLSTATE classes 08, 40, 53, 57P, 58, and broken connections. A statement that is too slow counts. */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(08...|40...|53...|57P..|58...)$/.test(code) || /^E(CONN|PIPE|TIMEDOUT|NOTFOUND|HOSTUNREACH)/.test(code)) return true;
  return /timeout exceeded when trying to connect|Connection terminated/.test(error.message);
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}`.slice(0, 120);
}
