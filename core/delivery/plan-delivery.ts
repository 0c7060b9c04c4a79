// Who gets a warning, decided by one statement over the whole audience, so that a million subscribers cost one round trip. That takes a minute: those
// whom it hits can be entered before, in a moment, and are told meanwhile.

import { sql } from 'kysely';
import type { AlertGrade } from '#core/alerts/alert-words.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { HAS_IT, wants } from '#core/delivery/audience.ts';
import type { AlertToDeliver, DeliveryResult } from '#core/delivery/delivery.ts';
import { findAlertToDeliver } from '#core/delivery/delivery-queries.ts';
import { readTiming } from '#core/subscribers/subscriber-store.ts';
import { notBefore } from '#core/subscribers/warning-settings.ts';

export type DeliveryPlan = { kind: 'planned'; alert: AlertToDeliver } | Extract<DeliveryResult, { kind: 'skipped' }>;

/**
 * Enters everybody who wants this alert into the ledger, or of them the public channels and those whom it hits. For a correction, who has an earlier version gets this one in
 * its place and who has none yet gets only this one. Repeating it changes nothing, and touches no row that somebody may be sending.
 */
export async function planDelivery(
  { db, clock }: Pick<CoreContext, 'db' | 'clock'>,
  alertId: string,
  version: number,
  who: 'everybody' | 'affected' = 'everybody',
): Promise<DeliveryPlan> {
  const alert = await findAlertToDeliver(db, alertId);
  if (alert === null) return { kind: 'skipped', reason: 'no_such_alert' };
  if (alert.state === 'withdrawn') return { kind: 'skipped', reason: 'withdrawn' };
  if (version < alert.published_version) return { kind: 'skipped', reason: 'superseded' };
  if (version > alert.published_version) return { kind: 'skipped', reason: 'not_published' };
  if (hasExpired(alert, clock.now())) {
    await failUnsent(db, alertId, 'expired');
    return { kind: 'skipped', reason: 'expired' };
  }
  await inOneTransaction(db, async (tx) => {
    if (who === 'affected') return enterAudience(tx, alert, { version, now: clock.now(), who });
    await lockLedger(tx, alertId, version);
    await raiseDelivered(tx, alertId, version);
    await enterAudience(tx, alert, { version, now: clock.now(), who });
    await dropUnsent(tx, alertId, version);
  });
  return { kind: 'planned', alert };
}

/** Everybody who has it on the screen is to see that it is withdrawn; nobody else gets it any more. */
export async function planWithdrawal({ db }: Pick<CoreContext, 'db'>, alertId: string): Promise<DeliveryPlan> {
  const alert = await findAlertToDeliver(db, alertId);
  if (alert === null) return { kind: 'skipped', reason: 'no_such_alert' };
  if (alert.state !== 'withdrawn') return { kind: 'skipped', reason: 'not_withdrawn' };
  await inOneTransaction(db, async (tx) => {
    await lockLedger(tx, alertId, withdrawnVersion(alert));
    await raiseDelivered(tx, alertId, withdrawnVersion(alert));
    await failUnsent(tx, alertId, 'withdrawn');
  });
  return { kind: 'planned', alert };
}

/** The withdrawn form counts as the version after the last published one: nothing is published after a withdrawal. */
export function withdrawnVersion(alert: Pick<AlertToDeliver, 'published_version'>): number {
  return alert.published_version + 1;
}

export function hasExpired(alert: Pick<AlertToDeliver, 'expires_at'>, now: Date): boolean {
  return alert.expires_at !== null && alert.expires_at.getTime() <= now.getTime();
}

/** What is still unsent will not be sent. Rows that somebody is sending right now stay theirs. */
export async function failUnsent(db: Database, alertId: string, reason: 'withdrawn' | 'expired'): Promise<void> {
  await sql`
    with locked as materialized (
      select alert_id, subscriber_id from deliveries where alert_id = ${alertId} and state = 'waiting' and version_sent is null order by subscriber_id for update
    )
    update deliveries d set state = 'failed', last_error = ${reason}, claimed_at = null
    from locked l where d.alert_id = l.alert_id and d.subscriber_id = l.subscriber_id and d.state = 'waiting' and d.version_sent is null`.execute(db);
}

async function inOneTransaction(db: Database, work: (tx: Database) => Promise<void>): Promise<void> {
  const unhurried = async (tx: Database): Promise<void> => {
    // A million rows may take longer than a request may.
    await sql`set local statement_timeout = 0`.execute(tx);
    await work(tx);
  };
  if (db.isTransaction) await unhurried(db);
  else await db.transaction().execute(unhurried);
}

/** Whoever changes several rows of an alert takes them in the subscribers' order: those who take them in another wait for each other. */
async function lockLedger(tx: Database, alertId: string, version: number): Promise<void> {
  await sql`select count(*) from (
    select 1 from deliveries where alert_id = ${alertId} and version_wanted < ${version} order by subscriber_id for update
  ) as locked`.execute(tx);
}

/** A row that is being sent stays claimed; once its old version is marked as sent it waits for this one. */
async function raiseDelivered(tx: Database, alertId: string, version: number): Promise<void> {
  await sql`
    update deliveries d set version_wanted = ${version}, attempts = 0, last_error = null,
      state = case when state = 'claimed' or version_sent >= ${version} then state else 'waiting' end,
      claimed_at = case when state = 'claimed' then claimed_at end
    where d.alert_id = ${alertId} and d.version_wanted < ${version} and ${HAS_IT}`.execute(tx);
}

interface Entering {
  version: number;
  now: Date;
  who: 'everybody' | 'affected';
}

/** Whoever sleeps, snoozes or reads once a day is entered now and told then. Who stops at this moment is waited for, and left out. */
async function enterAudience(tx: Database, alert: AlertToDeliver, { version, now, who }: Entering): Promise<void> {
  const { grade } = alert.content;
  // Statistics know nothing of an alert that is being entered: a loop over what it has would be quadratic.
  if (who === 'everybody') await sql`set local enable_nestloop = off`.execute(tx);
  const timings = await timingsInUse(tx, grade, now);
  await sql`
    with ${affected(alert.id, now)}
    insert into deliveries (alert_id, subscriber_id, channel, bot_id, version_wanted, rank, state, claimed_at)
    select ${alert.id}::uuid, s.id, s.channel, s.bot_id, ${version}::integer, ${rankOf(alert.content)}, 'waiting',
      case when ${grade} = 'danger' then null else greatest(t.at, case when s.snoozed_until > ${now} then s.snoozed_until end) end
    from subscribers s left join jsonb_to_recordset(${JSON.stringify(timings)}::jsonb)
      as t(quiet_from smallint, quiet_to smallint, time_zone text, daily boolean, at timestamptz)
      on t.quiet_from is not distinct from s.quiet_from and t.quiet_to is not distinct from s.quiet_to and t.time_zone = s.time_zone and t.daily = s.daily
    where ${wants(alert.content)} ${who === 'affected' ? sql`and (s.public_channel or s.id in (select id from affected))` : sql``}
      and not exists (select from deliveries d where d.alert_id = ${alert.id} and d.subscriber_id = s.id and d.version_wanted >= ${version})
    ${who === 'affected' ? sql`order by s.id` : sql``}
    for key share of s
    on conflict (alert_id, subscriber_id) do update
      set bot_id = excluded.bot_id, version_wanted = excluded.version_wanted, rank = excluded.rank, state = 'waiting', attempts = 0, last_error = null, claimed_at = excluded.claimed_at
      where deliveries.version_wanted < excluded.version_wanted and deliveries.version_sent is null and deliveries.state in ('waiting', 'failed')`.execute(tx);
}

/** Who reported into the warning's campaign, or has something watched that is named in it: the ones whom its sender still talks to. */
function affected(alertId: string, now: Date) {
  return sql`campaign_reports_told as (
      select m.report_id from alerts a join campaign_reports m on m.campaign_id in (select campaign_family(root_campaign(a.campaign_id))) where a.id = ${alertId}
    ), affected as (
      select s.id from campaign_reports_told t join reports r on r.id = t.report_id join subscribers s on s.reporter_hash = r.reporter_hash
      union
      select s.id from campaign_reports_told t join indicators i on i.report_id = t.report_id and not i.official
        join watches w on w.value_hash = i.value_hash and w.kind = i.kind and w.until > ${now} join subscribers s on s.address_hash = w.chat_hash
    )`;
}

/** A public channel first: many read it at once. Then who chose one of its regions, then who asked for its country, then the rest. */
function rankOf({ countries, regions = [] }: AlertToDeliver['content']) {
  return sql`case when s.public_channel then -1 when s.id in (select id from affected) then 0 when s.regions && ${regions}::text[] then 1 when s.countries && ${countries}::text[] then 2 else 3 end`;
}

interface TimingInUse {
  quiet_from: number | null;
  quiet_to: number | null;
  time_zone: string;
  daily: boolean;
}

/** The few different timings that subscribers have, each with the moment at which the rule lets this alert be told. */
async function timingsInUse(tx: Database, grade: AlertGrade, now: Date): Promise<(TimingInUse & { at: Date | null })[]> {
  const rows: TimingInUse[] = await tx
    .selectFrom('subscribers')
    .select(['quiet_from', 'quiet_to', 'time_zone', 'daily'])
    .where('active', '=', true)
    .distinct()
    .execute();
  return rows.map((row) => ({ ...row, at: notBefore(readTiming(row), grade, now) }));
}

/** Whom the corrected alert no longer concerns and who has nothing on the screen gets nothing. */
async function dropUnsent(tx: Database, alertId: string, version: number): Promise<void> {
  await sql`
    delete from deliveries
    where alert_id = ${alertId} and version_wanted < ${version} and version_sent is null and state = 'waiting'`.execute(tx);
}
