// Use cases about who is warned: subscribing, and following what Telegram tells about a chat.

import type { CoreContext } from '#core/context.ts';
import type { SubscriberRow } from '#core/database.ts';
import { changeAddress, chatHash, sealAddress, setActiveAgain, setInactive, setLanguage, writeSubscription } from '#core/subscribers/subscriber-store.ts';
import { MAIN_BOT } from '#core/subscribers/subscriber-words.ts';
import type { InactiveReason, Subscriber, Subscription } from '#core/subscribers/subscriber.ts';
import { isRegion } from '#core/taxonomy/regions.ts';
import { isLanguage, isScamType, type Language } from '#core/taxonomy/taxonomy.ts';

type Context = Pick<CoreContext, 'db' | 'vault' | 'clock' | 'telemetry'>;

/** Subscribes, changes the choice, or (`active` false) unsubscribes. Nothing is kept of somebody who never subscribed. */
export async function saveSubscription(context: Context, subscription: Subscription): Promise<void> {
  await writeSubscription(context.db, context.vault, { subscription, now: context.clock.now() });
  context.telemetry.record('subscription_saved', { outcome: subscription.active ? 'subscribed' : 'unsubscribed' });
}

/** null: never subscribed. */
export async function findSubscriber({ db, vault }: Context, chatId: number): Promise<Subscriber | null> {
  const row = await db.selectFrom('subscribers').selectAll().where('address_hash', '=', chatHash(vault, chatId)).executeTakeFirst();
  return row === undefined ? null : toSubscriber(row);
}

/** Warnings follow the language in which the person now talks to us. */
export async function changeSubscriberLanguage({ db, vault, clock }: Context, chatId: number, language: Language): Promise<void> {
  await setLanguage(db, chatHash(vault, chatId), { language, now: clock.now() });
}

/** Joins rehearsals, or leaves them. @returns whether it takes part now. */
export async function changeExercises({ db, vault, clock }: Context, chatId: number): Promise<boolean> {
  const row = await db
    .updateTable('subscribers')
    .set(({ not, ref }) => ({ exercises: not(ref('exercises')), updated_at: clock.now() }))
    .where('address_hash', '=', chatHash(vault, chatId))
    .where('active', '=', true)
    .returning('exercises')
    .executeTakeFirst();
  return row?.exercises === true;
}

/** The chat takes no messages of this bot any more; who asked in another one is still told there. */
export async function deactivateSubscriber(context: Context, chatId: number, lost: InactiveReason | { reason: InactiveReason; bot: number }): Promise<void> {
  const { reason, bot } = typeof lost === 'string' ? { reason: lost, bot: MAIN_BOT } : lost;
  const was = await setInactive(context.db, chatHash(context.vault, chatId), { reason, bot, now: context.clock.now() });
  if (was) context.telemetry.record('subscriber_deactivated', { outcome: reason });
}

/** The chat takes messages again, as after unblocking; somebody who unsubscribed stays unsubscribed. */
export async function reactivateSubscriber(context: Context, chatId: number, bot = MAIN_BOT): Promise<void> {
  const was = await setActiveAgain(context.db, chatHash(context.vault, chatId), { bot, now: context.clock.now() });
  if (was) context.telemetry.record('subscriber_reactivated');
}

/** A group became a supergroup: same people, new address. */
export async function moveSubscriber(context: Context, from: number, to: number): Promise<void> {
  const { db, vault, clock, telemetry } = context;
  const row = await db.selectFrom('subscribers').select('id').where('address_hash', '=', chatHash(vault, from)).executeTakeFirst();
  if (row === undefined) return;
  await changeAddress(db, { id: row.id, hash: chatHash(vault, to), sealed: sealAddress(vault, row.id, String(to)), now: clock.now() });
  telemetry.record('subscriber_moved');
}

function toSubscriber(row: SubscriberRow): Subscriber {
  return {
    id: row.id,
    language: isLanguage(row.language) ? row.language : 'en',
    types: row.types.filter(isScamType),
    countries: row.countries,
    regions: row.regions.filter(isRegion),
    active: row.active,
    inactive_reason: row.inactive_reason as InactiveReason | null,
  };
}
