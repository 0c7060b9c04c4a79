// What became of a warning in the public channels, and how much sooner or later its readers had it there than in their own chats.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { openAddress } from '#core/subscribers/subscriber-store.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';

export interface ChannelPost {
  language: Language;
  /** `@name`, or the number of one. */
  channel: string;
  state: 'waiting' | 'sent' | 'failed';
  posted_at: Date | null;
  /** Why it failed. */
  error: string | null;
  /** Seconds by which it stood there before half of those who have it in that language had it themselves; negative: after. null: one of the two is not known yet. */
  ahead_seconds: number | null;
}

export async function channelPosts({ db, vault }: Pick<CoreContext, 'db' | 'vault'>, alertId: string): Promise<ChannelPost[]> {
  const { rows } = await sql<Omit<ChannelPost, 'channel'> & { id: string; sealed_address: Buffer }>`
    select s.id, s.sealed_address, s.language, case d.state when 'claimed' then 'waiting' else d.state end as state, d.told_at as posted_at,
      case d.state when 'failed' then d.last_error end as error,
      case when d.told_at is not null then (
        select percentile_cont(0.5) within group (order by extract(epoch from p.told_at - d.told_at))
        from deliveries p join subscribers r on r.id = p.subscriber_id
        where p.alert_id = d.alert_id and p.rank >= 0 and p.told_at is not null and r.language = s.language) end as ahead_seconds
    from deliveries d join subscribers s on s.id = d.subscriber_id
    where d.alert_id = ${alertId} and d.rank = -1 order by s.language, s.id`.execute(db);
  return rows.map(({ id, sealed_address, ...post }) => ({ ...post, channel: openAddress(vault, { id, sealed_address }) }));
}
