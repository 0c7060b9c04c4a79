// How fast somebody who has just paid is told whom to call: from the message's receipt to the card's sending. Kept without person or report.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';

/** Where the card is shown: the bot, the answer to a partner, the web chat. */
export type CardFace = 'telegram' | 'webhook' | 'web';

export interface UrgentCard {
  face: CardFace;
  /** When our side had the message. */
  received_at: Date;
  /** When Telegram had taken the card, or the answer's last byte was handed to the network. */
  sent_at: Date;
}

const YEAR_MS = 365 * 86_400_000;

/** Never throws: the card is out, and a measure is worth no failure. */
export async function urgentCardSent({ db, clock, telemetry }: CoreContext, { face, receivedAt }: { face: CardFace; receivedAt: Date }): Promise<void> {
  try {
    await db.insertInto('urgent_cards').values({ face, received_at: receivedAt, sent_at: clock.now() }).execute();
    telemetry.record('urgent_card_sent', { outcome: face });
  } catch (error) {
    telemetry.log.warn({ err: error }, 'how long a card took could not be kept');
  }
}

/** Sent then or later, in order of sending. */
export async function urgentCards(db: Database, since: Date, after = 0): Promise<(UrgentCard & { id: number })[]> {
  return db
    .selectFrom('urgent_cards')
    .select(['id', 'face', 'received_at', 'sent_at'])
    .where('sent_at', '>=', since)
    .where('id', '>', after)
    .orderBy('sent_at')
    .execute();
}

export interface CardTimes {
  face: CardFace;
  cards: number;
  /** Seconds. */
  median: number;
  p90: number;
  slowest: number;
}

/** A row a face that showed any. */
export async function cardTimes(db: Database, since: Date): Promise<CardTimes[]> {
  const { rows } = await sql<CardTimes>`
    select face, count(*)::int as cards, max(seconds) as slowest,
      percentile_cont(0.5) within group (order by seconds) as median, percentile_cont(0.9) within group (order by seconds) as p90
    from (select face, greatest(0, extract(epoch from sent_at - received_at))::float as seconds from urgent_cards where sent_at >= ${since}) c
    group by face order by face`.execute(db);
  return rows;
}

/** Older ones have been looked at often enough. */
export async function forgetUrgentCards({ db, clock }: Pick<CoreContext, 'db' | 'clock'>): Promise<void> {
  await db
    .deleteFrom('urgent_cards')
    .where('sent_at', '<', new Date(clock.now().getTime() - YEAR_MS))
    .execute();
}
