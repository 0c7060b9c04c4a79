// Taps under warnings: one voice a chat and warning, the last one counts, and only of who has the warning.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { FEEDBACK_KINDS, type Feedback, type FeedbackKind } from '#core/feedback/feedback.ts';
import { preventedOf, type PreventedAnswer, type PreventedCurrency } from '#core/feedback/prevented.ts';
import { chatHash } from '#core/subscribers/subscriber-store.ts';
import { isLanguage, type Language } from '#core/taxonomy/taxonomy.ts';

export interface FeedbackTold {
  language: Language;
  /** That the chat chose to be warned for; empty: all. */
  countries: string[];
  /** It is the first time that it says so: what it would have been is still to be asked. */
  asks: boolean;
}

/** Who says something else takes back what they nearly paid. Only a private chat is asked. @returns null: this chat has no such warning. */
export async function recordFeedback(
  { db, vault, clock, telemetry }: Pick<CoreContext, 'db' | 'vault' | 'clock' | 'telemetry'>,
  { chatId, code, kind }: Feedback & { chatId: number },
): Promise<FeedbackTold | null> {
  const now = clock.now();
  const mayAsk = kind === 'nearly_paid' && chatId > 0;
  const { rows } = await sql<Omit<FeedbackTold, 'language'> & { language: string }>`
    with told as (
      select d.alert_id, d.subscriber_id, s.language, s.countries
      from subscribers s join deliveries d on d.subscriber_id = s.id and d.version_sent is not null join alerts a on a.id = d.alert_id
      where s.address_hash = ${chatHash(vault, chatId)} and a.code = ${code}
    ), asked as (
      select 1 from alert_feedback f join told t on t.alert_id = f.alert_id and t.subscriber_id = f.subscriber_id where f.amount_asked_at is not null
    ), said as (
      insert into alert_feedback as f (alert_id, subscriber_id, kind, said_at, amount_asked_at)
      select alert_id, subscriber_id, ${kind}, ${now}::timestamptz, case when ${mayAsk} then ${now}::timestamptz end from told
      on conflict (alert_id, subscriber_id) do update set kind = excluded.kind, said_at = excluded.said_at,
        amount_asked_at = coalesce(f.amount_asked_at, excluded.amount_asked_at),
        prevented_currency = case when excluded.kind = 'nearly_paid' then f.prevented_currency end,
        prevented_from = case when excluded.kind = 'nearly_paid' then f.prevented_from end,
        prevented_to = case when excluded.kind = 'nearly_paid' then f.prevented_to end
    )
    select language, countries, ${mayAsk} and not exists (select from asked) as asks from told`.execute(db);
  const [told] = rows;
  telemetry.record('alert_feedback', { outcome: told === undefined ? 'not_theirs' : kind });
  return told === undefined ? null : { ...told, language: languageOf(told.language) };
}

/** Of who nearly paid and was asked; the last answer counts. @returns the chat's language; null: nobody asked this chat. */
export async function recordPrevented(
  { db, vault, telemetry }: Pick<CoreContext, 'db' | 'vault' | 'telemetry'>,
  { chatId, code, range }: PreventedAnswer & { chatId: number },
): Promise<Language | null> {
  const prevented = preventedOf({ range });
  const { rows } = await sql<{ language: string }>`
    update alert_feedback f
    set prevented_currency = ${prevented?.currency ?? null}, prevented_from = ${prevented?.from ?? null}, prevented_to = ${prevented?.to ?? null}
    from subscribers s, alerts a
    where s.address_hash = ${chatHash(vault, chatId)} and a.code = ${code} and f.subscriber_id = s.id and f.alert_id = a.id
      and f.kind = 'nearly_paid' and f.amount_asked_at is not null
    returning s.language`.execute(db);
  const language = rows[0]?.language;
  telemetry.record('alert_prevented', { outcome: language === undefined ? 'not_theirs' : (prevented?.currency ?? 'declined') });
  return language === undefined ? null : languageOf(language);
}

function languageOf(language: string): Language {
  return isLanguage(language) ? language : 'en';
}

/** What came of a warning among those who got it. */
export interface AlertResponse {
  /** Who has it on the screen, by the language they read. */
  reach: { language: Language; subscribers: number }[];
  feedback: Record<FeedbackKind, number>;
  /** What those who nearly paid say it would have been: the sums of their ranges' lower bounds, in each currency's smallest unit. */
  prevented: { people: number; at_least: { currency: PreventedCurrency; minor: number }[] };
  /** Who stopped all warnings within a day of getting this one. */
  unsubscribed: number;
}

const UNSUBSCRIBED_WITHIN = '1 day';

export async function alertResponse(db: Database, alertId: string): Promise<AlertResponse> {
  const reach = await sql<{ language: Language; subscribers: number; unsubscribed: number }>`
    select case when s.language in ('ko', 'ms') then s.language else 'en' end as language, count(*)::int as subscribers,
      count(*) filter (where s.inactive_reason = 'unsubscribed' and s.updated_at between d.sent_at and d.sent_at + ${UNSUBSCRIBED_WITHIN}::interval)::int as unsubscribed
    from deliveries d join subscribers s on s.id = d.subscriber_id
    where d.alert_id = ${alertId} and d.rank >= 0 and d.version_sent is not null group by 1 order by 2 desc, 1`.execute(db);
  const said = await sql<{ kind: FeedbackKind; count: number }>`
    select kind, count(*)::int as count from alert_feedback where alert_id = ${alertId} group by 1`.execute(db);
  const prevented = await sql<{ currency: PreventedCurrency; minor: number; people: number }>`
    select prevented_currency as currency, sum(prevented_from)::float8 as minor, count(*)::int as people from alert_feedback
    where alert_id = ${alertId} and prevented_currency is not null group by 1 order by 1`.execute(db);
  const counted = new Map(said.rows.map(({ kind, count }) => [kind, count]));
  return {
    reach: reach.rows.map(({ language, subscribers }) => ({ language, subscribers })),
    feedback: Object.fromEntries(FEEDBACK_KINDS.map((kind) => [kind, counted.get(kind) ?? 0])) as AlertResponse['feedback'],
    prevented: {
      people: prevented.rows.reduce((sum, { people }) => sum + people, 0),
      at_least: prevented.rows.filter(({ minor }) => minor > 0).map(({ currency, minor }) => ({ currency, minor })),
    },
    unsubscribed: reach.rows.reduce((sum, { unsubscribed }) => sum + unsubscribed, 0),
  };
}
