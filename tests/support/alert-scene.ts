// Subscribers and a warning on its way to them: for the console's warnings screens.

import type { CoreContext } from '#core/context.ts';
import { planDelivery } from '#core/delivery/plan-delivery.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import type { TestDatabase } from './postgres.ts';

/** On Telegram, in three languages in turn, for everything everywhere. */
export async function subscribeMany(context: CoreContext, count: number): Promise<void> {
  for (let at = 0; at < count; at += 1)
    await saveSubscription(context, { chatId: 5_000 + at, language: LANGUAGES[at % LANGUAGES.length] ?? 'en', active: true, types: [], countries: [] });
}

/** The first of those who have it nearly paid, and say what: a range's lower bound each, in the currency's smallest unit. */
export async function nearlyPaid({ pool }: Pick<TestDatabase, 'pool'>, alertId: string, sums: readonly { currency: string; from: number }[]): Promise<void> {
  await pool.query(
    `insert into alert_feedback (alert_id, subscriber_id, kind, said_at, amount_asked_at, prevented_currency, prevented_from)
     select $1, d.subscriber_id, 'nearly_paid', d.sent_at, d.sent_at, s.currency, s.from_minor
     from (select subscriber_id, sent_at, row_number() over (order by subscriber_id) as at from deliveries where alert_id = $1 and state = 'sent') d
     join unnest($2::text[], $3::integer[]) with ordinality as s (currency, from_minor, at) on s.at = d.at`,
    [alertId, sums.map(({ currency }) => currency), sums.map(({ from }) => from)],
  );
}

/** As the ledger stands in the middle of a delivery: so many have it, one has blocked the bot, the rest wait. */
export async function deliverSome(context: CoreContext, { pool }: Pick<TestDatabase, 'pool'>, alertId: string, sent: number): Promise<void> {
  const plan = await planDelivery(context, alertId, 1);
  if (plan.kind !== 'planned') throw new Error(`not planned: ${plan.reason}`);
  await pool.query(
    `update deliveries d set state = 'sent', version_sent = version_wanted, message_id = 1, sent_at = $2
     from (select subscriber_id from deliveries where alert_id = $1 order by subscriber_id limit $3) s where d.alert_id = $1 and d.subscriber_id = s.subscriber_id`,
    [alertId, context.clock.now(), sent],
  );
  await pool.query(
    `update deliveries set state = 'failed', last_error = 'blocked'
     where alert_id = $1 and subscriber_id = (select max(subscriber_id::text)::uuid from deliveries where alert_id = $1)`,
    [alertId],
  );
}
