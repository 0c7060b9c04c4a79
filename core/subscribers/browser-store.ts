// SQL that writes browsers among the subscribers.

import { v7 as uuidv7 } from 'uuid';
import type { Database, SubscriberRow } from '#core/database.ts';
import type { Vault } from '#core/privacy/vault.ts';
import { addressOf, endpointHash, type BrowserChoice } from '#core/subscribers/browser-subscription.ts';
import { columnsOf, sealAddress } from '#core/subscribers/subscriber-store.ts';
import { regionsWithin } from '#core/taxonomy/regions.ts';
import type { PushSubscription } from '#platform/web-push/web-push-client.ts';

/** Locked until the transaction ends: two changes of one browser follow each other. */
export async function lockBrowser(db: Database, id: string): Promise<SubscriberRow | null> {
  return (await db.selectFrom('subscribers').selectAll().where('id', '=', id).where('channel', '=', 'web_push').forUpdate().executeTakeFirst()) ?? null;
}

export async function lockBrowserAt(db: Database, hash: Buffer): Promise<SubscriberRow | null> {
  return (
    (await db.selectFrom('subscribers').selectAll().where('address_hash', '=', hash).where('channel', '=', 'web_push').forUpdate().executeTakeFirst()) ?? null
  );
}

export interface NewBrowser {
  subscription: PushSubscription;
  choice: BrowserChoice;
  now: Date;
}

/** null: somebody entered the same endpoint at the same moment. */
export async function insertBrowser(db: Database, vault: Vault, { subscription, choice, now }: NewBrowser): Promise<string | null> {
  const id = uuidv7();
  const row = await db
    .insertInto('subscribers')
    .values({ id, channel: 'web_push', ...columnsOfAddress(vault, id, subscription), ...columnsOfChoice(choice), updated_at: now })
    .onConflict((conflict) => conflict.column('address_hash').doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

export interface BrowserChange {
  id: string;
  subscription?: PushSubscription | undefined;
  choice: BrowserChoice;
  now: Date;
}

/** With a subscription it is there again, whatever its push service said of the old one. */
export async function updateBrowser(db: Database, vault: Vault, { id, subscription, choice, now }: BrowserChange): Promise<void> {
  const address = subscription === undefined ? {} : columnsOfAddress(vault, id, subscription);
  await db
    .updateTable('subscribers')
    .set({ ...address, ...columnsOfChoice(choice), updated_at: now })
    .where('id', '=', id)
    .execute();
}

export async function deleteBrowser(db: Database, id: string): Promise<void> {
  await db.deleteFrom('subscribers').where('id', '=', id).where('channel', '=', 'web_push').execute();
}

function columnsOfAddress(vault: Vault, id: string, subscription: PushSubscription) {
  const sealed_address = sealAddress(vault, id, addressOf(subscription));
  return { address_hash: endpointHash(vault, subscription.endpoint), sealed_address, active: true, inactive_reason: null };
}

function columnsOfChoice({ language, types, countries, regions, settings }: BrowserChoice) {
  return { language, types, countries, regions: regionsWithin(regions, countries), ...columnsOf(settings) };
}
