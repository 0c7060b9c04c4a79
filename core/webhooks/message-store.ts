// The ledger of webhooks: SQL that enters, takes, marks and replays. To one endpoint goes one message at a time, in the order in which they were
// entered; whoever is done with one tells of the next.

import { sql } from 'kysely';
import type { AlertContent } from '#core/alerts/alert.ts';
import type { Database } from '#core/database.ts';
import { held } from '#core/delivery/delivery-queries.ts';
import { leastGradesFor } from '#core/subscribers/warning-settings.ts';
import { publishFacts, type Fact } from '#platform/outbox.ts';
import type { AlertEvent, MessageState, WebhookEvent } from './webhook.ts';

export interface AlertNews {
  alertId: string;
  version: number;
  event: AlertEvent;
  content: Pick<AlertContent, 'type' | 'countries' | 'grade' | 'exercise'>;
}

/** Of an endpoint `e`: it may have an earlier version of this warning. */
const mayHave = (alertId: string) =>
  sql<boolean>`exists (select from webhook_messages o where o.endpoint_id = e.id and o.alert_id = ${alertId} and o.first_tried_at is not null)`;

/**
 * One row for each endpoint that the news concerns: what is put right, whoever may have it; what is new, whoever wants it. Who is disabled is entered, too, and
 * served when enabled. Repeating it changes nothing.
 */
export async function enterMessages(db: Database, { alertId, version, event, content }: AlertNews, now: Date): Promise<void> {
  const { type, countries, grade, exercise } = content;
  const isWanted = sql<boolean>`(${exercise === true ? sql`e.exercises and ` : sql``} (e.types = '{}' or ${type} = any (e.types)) and e.least_grade = any (${leastGradesFor(grade)})
    and (e.countries = '{}' or ${countries}::text[] = '{}' or e.countries && ${countries}::text[]))`;
  await sql`
    insert into webhook_messages (id, endpoint_id, event, alert_id, version, state, entered_at, next_attempt_at)
    select gen_random_uuid(), e.id, ${event}, ${alertId}, ${version}, 'waiting', ${now}, ${now} from webhook_endpoints e
    where ${event === 'alert.withdrawn' ? mayHave(alertId) : sql`(${mayHave(alertId)} or ${isWanted})`}
    on conflict (endpoint_id, alert_id, version, event) do nothing`.execute(db);
}

/** All of them, locked in one order. */
export async function lockEndpoints(db: Database): Promise<string[]> {
  return (await db.selectFrom('webhook_endpoints').select('id').orderBy('id').forNoKeyUpdate().execute()).map(({ id }) => id);
}

/** The next message of each endpoint `e` to which nothing is on its way and that may be asked now. A pause keeps what it keeps from people (decision 40). */
function nextMessages(now: Date) {
  return sql`
    select distinct on (m.endpoint_id) m.id
    from webhook_messages m join webhook_endpoints e on e.id = m.endpoint_id left join alerts a on a.id = m.alert_id
      cross join lateral (select m.version as version_wanted, (select max(o.version) from webhook_messages o
        where o.endpoint_id = m.endpoint_id and o.alert_id = m.alert_id and o.first_tried_at is not null) as version_sent) d
    where m.state in ('waiting', 'claimed') and m.next_attempt_at <= ${now} and e.disabled_at is null and (e.quiet_until is null or e.quiet_until <= ${now})
      and not exists (select from webhook_messages o where o.endpoint_id = m.endpoint_id and o.state = 'claimed' and o.next_attempt_at > ${now})
      and ${held(now)} is not true`;
}

const IN_ORDER = sql`order by m.endpoint_id, m.entered_at, m.id`;

/** Facts: `webhook_due {message_id}`, one an endpoint at most. The endpoints are locked by the caller, so that nobody is passed over. */
export async function tellNext(db: Database, endpointIds: readonly string[], now: Date): Promise<void> {
  const { rows } = await sql<{ id: string }>`${nextMessages(now)} and m.endpoint_id = any (${endpointIds}::uuid[]) ${IN_ORDER}`.execute(db);
  await publishFacts(db, rows.map(toFact));
}

/** What the sweeper tells anew: retries whose time has come, and what a process that died left behind. */
export async function webhooksDue(db: Database, now: Date, limit: number): Promise<Fact[]> {
  const { rows } = await sql<{ id: string }>`
    ${nextMessages(now)} and not exists (select 1 from outbox o where o.payload->>'message_id' = m.id::text) ${IN_ORDER} limit ${limit}`.execute(db);
  return rows.map(toFact);
}

function toFact({ id }: { id: string }): Fact {
  return { fact: 'webhook_due', payload: { message_id: id } };
}

export interface WebhookMessage {
  id: string;
  endpoint_id: string;
  event: WebhookEvent;
  alert_id: string | null;
  version: number | null;
  entered_at: Date;
  /** Those that have begun. */
  attempts: number;
}

const MESSAGE = ['id', 'endpoint_id', 'event', 'alert_id', 'version', 'entered_at', 'attempts'] as const;

/** Of one endpoint, which the caller has locked. null: nothing can be sent to it now. */
export async function findNext(db: Database, endpointId: string, now: Date): Promise<WebhookMessage | null> {
  const { rows } = await sql<{ id: string }>`${nextMessages(now)} and m.endpoint_id = ${endpointId} ${IN_ORDER}`.execute(db);
  if (rows[0] === undefined) return null;
  return db.selectFrom('webhook_messages').select(MESSAGE).where('id', '=', rows[0].id).executeTakeFirstOrThrow();
}

export async function endpointOf(db: Database, messageId: string): Promise<string | null> {
  return (await db.selectFrom('webhook_messages').select('endpoint_id').where('id', '=', messageId).executeTakeFirst())?.endpoint_id ?? null;
}

/** @returns it with this attempt counted. */
export async function claimMessage(db: Database, id: string, { now, leaseUntil }: { now: Date; leaseUntil: Date }): Promise<WebhookMessage> {
  return db
    .updateTable('webhook_messages')
    .set((eb) => ({
      state: 'claimed',
      attempts: eb('attempts', '+', 1),
      next_attempt_at: leaseUntil,
      first_tried_at: eb.fn.coalesce('first_tried_at', eb.val(now)),
      last_tried_at: now,
    }))
    .where('id', '=', id)
    .returning(MESSAGE)
    .executeTakeFirstOrThrow();
}

/** Claimed as it is made. */
export async function insertPing(db: Database, ping: { id: string; endpointId: string; now: Date; leaseUntil: Date }): Promise<WebhookMessage> {
  const { id, endpointId, now, leaseUntil } = ping;
  const row = { id, endpoint_id: endpointId, event: 'ping', state: 'claimed', attempts: 1 } as const;
  const times = { entered_at: now, next_attempt_at: leaseUntil, first_tried_at: now, last_tried_at: now };
  return db
    .insertInto('webhook_messages')
    .values({ ...row, ...times })
    .returning(MESSAGE)
    .executeTakeFirstOrThrow();
}

export interface MessageMark {
  state: MessageState;
  status?: number | null;
  last_error?: string | null;
  next_attempt_at?: Date;
  sent_at?: Date;
}

export async function markMessage(db: Database, id: string, mark: MessageMark): Promise<void> {
  await db.updateTable('webhook_messages').set(mark).where('id', '=', id).execute();
}

/** @returns false: the claim ran out and somebody else has it. */
export async function markClaimed(db: Database, { id, attempts }: WebhookMessage, mark: MessageMark & { attempts?: number }): Promise<boolean> {
  const marked = await db
    .updateTable('webhook_messages')
    .set(mark)
    .where('id', '=', id)
    .where('state', '=', 'claimed')
    .where('attempts', '=', attempts)
    .returning('id')
    .executeTakeFirst();
  return marked !== undefined;
}

/** Dead letters, everything entered since a time, or one message. */
export type MessagesToReplay = { kind: 'dead' } | { kind: 'since'; since: Date } | { kind: 'one'; messageId: string };

/** @returns how many wait again. */
export async function replayMessages(db: Database, endpointId: string, { which, now }: { which: MessagesToReplay; now: Date }): Promise<number> {
  const chosen =
    which.kind === 'dead' ? sql`m.state = 'dead'` : which.kind === 'since' ? sql`m.entered_at >= ${which.since}` : sql`m.id::text = ${which.messageId}`;
  const { numAffectedRows } = await sql`
    update webhook_messages m set state = 'waiting', attempts = 0, next_attempt_at = ${now}, sent_at = null
    from alerts a
    where a.id = m.alert_id and m.endpoint_id = ${endpointId} and ${chosen} and m.state <> 'claimed' and m.version = a.published_version
      and case m.event when 'alert.withdrawn' then a.state = 'withdrawn' else a.state = 'published' and a.expires_at > ${now} end`.execute(db);
  return Number(numAffectedRows ?? 0);
}

export interface DeadMessage {
  id: string;
  endpoint_id: string;
  partner: string;
  event: WebhookEvent;
  alert_id: string | null;
  version: number | null;
  attempts: number;
  last_error: string | null;
  last_tried_at: Date | null;
}

/** The newest first. */
export async function listDeadMessages(db: Database, endpointId?: string): Promise<DeadMessage[]> {
  return db
    .selectFrom('webhook_messages as m')
    .innerJoin('webhook_endpoints as e', 'e.id', 'm.endpoint_id')
    .select(['m.id', 'm.endpoint_id', 'e.partner', 'm.event', 'm.alert_id', 'm.version', 'm.attempts', 'm.last_error', 'm.last_tried_at'])
    .where('m.state', '=', 'dead')
    .$if(endpointId !== undefined, (query) => query.where('m.endpoint_id', '=', endpointId ?? ''))
    .orderBy('m.last_tried_at', 'desc')
    .orderBy('m.id', 'desc')
    .execute();
}
