// SQL that writes subscribers. The address is sealed; its keyed hash, of a chat the same as everywhere, finds the row.

import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { ChatId } from '#core/conversations/chat-id.ts';
import type { Database, SubscriberRow } from '#core/database.ts';
import type { Vault } from '#core/privacy/vault.ts';
import { telegramReporter } from '#core/reports/reporter.ts';
import { MAIN_BOT } from '#core/subscribers/subscriber-words.ts';
import type { InactiveReason, Subscription } from '#core/subscribers/subscriber.ts';
import { TIME_ZONES, type Timing, type WarningSettings } from '#core/subscribers/warning-settings.ts';
import { regionsWithin } from '#core/taxonomy/regions.ts';

export function chatHash(vault: Vault, chatId: ChatId): Buffer {
  return vault.hash('chat', String(chatId));
}

export function sealAddress(vault: Vault, subscriberId: string, address: string): Buffer {
  return vault.sealField(address, `subscribers/sealed_address/${subscriberId}`);
}

/** @throws Error when the row was tampered with or the master key is another. */
export function openAddress(vault: Vault, row: { id: string; sealed_address: Buffer }): string {
  return vault.openField(row.sealed_address, `subscribers/sealed_address/${row.id}`);
}

/** As the columns say; a zone that this version does not know is the first that it does. */
export function readTiming(row: { quiet_from: number | null; quiet_to: number | null; time_zone: string; daily: boolean }): Timing {
  const quiet = row.quiet_from === null || row.quiet_to === null ? null : { from: row.quiet_from, to: row.quiet_to };
  return { quiet, time_zone: TIME_ZONES.find((zone) => zone === row.time_zone) ?? TIME_ZONES[0], daily: row.daily };
}

type SettingsRow = Parameters<typeof readTiming>[0] & Pick<SubscriberRow, 'least_grade' | 'easy_read' | 'snoozed_until'>;

export function readSettings(row: SettingsRow): WarningSettings {
  const { least_grade, easy_read, snoozed_until } = row;
  return { ...readTiming(row), least_grade, easy_read, snoozed_until: snoozed_until?.toISOString() ?? null };
}

/**
 * One row a chat, made only when somebody subscribes: whoever asks in another bot is told there from now on. A private chat has its person's number. Who unsubscribes leaves neither that nor where they live,
 * and what they tapped under warnings goes.
 */
export async function writeSubscription(db: Database, vault: Vault, entry: { subscription: Subscription; now: Date }): Promise<void> {
  const { subscription, now } = entry;
  const id = uuidv7();
  const { language, types, countries, regions = [], active, settings } = subscription;
  const lives = { regions: active ? regionsWithin(regions, countries) : [] };
  const choice = { language, types, countries, ...lives, active, inactive_reason: active ? null : 'unsubscribed', updated_at: now, ...columnsOf(settings) };
  const hash = chatHash(vault, subscription.chatId);
  const person = { reporter_hash: subscription.chatId > 0 ? vault.hash('reporter', telegramReporter(subscription.chatId)) : null };
  const bot = { bot_id: subscription.bot ?? MAIN_BOT };
  if (!active) {
    await db
      .updateTable('subscribers')
      .set({ ...choice, reporter_hash: null, exercises: false })
      .where('address_hash', '=', hash)
      .execute();
    await db
      .deleteFrom('alert_feedback')
      .where('subscriber_id', 'in', (all) => all.selectFrom('subscribers').select('id').where('address_hash', '=', hash))
      .execute();
    return;
  }
  await db
    .insertInto('subscribers')
    .values({ id, channel: 'telegram', address_hash: hash, sealed_address: sealAddress(vault, id, String(subscription.chatId)), ...person, ...choice, ...bot })
    .onConflict((conflict) => conflict.column('address_hash').doUpdateSet({ ...person, ...choice, ...bot }))
    .execute();
}

export function columnsOf(settings: WarningSettings | undefined) {
  if (settings === undefined) return {};
  const { quiet, least_grade, time_zone, daily, easy_read, snoozed_until } = settings;
  const until = snoozed_until === null ? null : new Date(snoozed_until);
  return { quiet_from: quiet?.from ?? null, quiet_to: quiet?.to ?? null, least_grade, time_zone, daily, easy_read, snoozed_until: until };
}

export async function setLanguage(db: Database, addressHash: Buffer, change: { language: string; now: Date }): Promise<void> {
  await db
    .updateTable('subscribers')
    .set({ language: change.language, updated_at: change.now })
    .where('address_hash', '=', addressHash)
    .where('language', '<>', change.language)
    .execute();
}

/** Gives whether anybody was active there. What one bot may not say any more, another may. */
export async function setInactive(db: Database, addressHash: Buffer, change: { reason: InactiveReason; now: Date; bot?: number }): Promise<boolean> {
  const result = await db
    .updateTable('subscribers')
    .set({ active: false, inactive_reason: change.reason, updated_at: change.now })
    .where('address_hash', '=', addressHash)
    .where('bot_id', '=', change.bot ?? MAIN_BOT)
    .where('active', '=', true)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Only for those whom Telegram took away: who unsubscribed stays so. */
export async function setActiveAgain(db: Database, addressHash: Buffer, { now, bot }: { now: Date; bot?: number }): Promise<boolean> {
  const result = await db
    .updateTable('subscribers')
    .set({ active: true, inactive_reason: null, updated_at: now })
    .where('address_hash', '=', addressHash)
    .where('bot_id', '=', bot ?? MAIN_BOT)
    .where('active', '=', false)
    .where('inactive_reason', 'not in', ['unsubscribed', 'moved'])
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Whom none of these bots can tell. */
export async function subscribersOfOtherBots(db: Database, known: readonly number[]): Promise<{ bot: number; subscribers: number }[]> {
  return db
    .selectFrom('subscribers')
    .select(({ fn }) => ['bot_id as bot', fn.countAll<number>().as('subscribers')])
    .where('active', '=', true)
    .where('bot_id', 'not in', known)
    .groupBy('bot_id')
    .orderBy('bot_id')
    .execute();
}

export interface Move {
  id: string;
  hash: Buffer;
  sealed: Buffer;
  now: Date;
}

/** False when the new address already has a row: that one stays, the old one becomes inactive. */
export async function changeAddress(db: Database, move: Move): Promise<boolean> {
  const { rows } = await sql`
    update subscribers set address_hash = ${move.hash}, sealed_address = ${move.sealed}, updated_at = ${move.now}
    where id = ${move.id} and not exists (select 1 from subscribers other where other.address_hash = ${move.hash} and other.id <> ${move.id})
    returning id`.execute(db);
  if (rows.length > 0) return true;
  await sql`update subscribers set active = false, inactive_reason = 'moved', updated_at = ${move.now} where id = ${move.id}`.execute(db);
  return false;
}
