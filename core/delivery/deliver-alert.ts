// Sends what the ledger says is to be sent, until nothing is left. Can be killed at any moment and called again, here or elsewhere: rows that
// were under way are taken again once their claim is old.

import { setTimeout as pause } from 'node:timers/promises';
import type { CoreContext } from '#core/context.ts';
import { alertMessages, type AlertMessages } from '#core/delivery/delivery-message.ts';
import { deliveryCounts, findAlertToDeliver, gravestAlert, nextClaimableAt, waitsForOtherWays } from '#core/delivery/delivery-queries.ts';
import { createDeliverySender, type DeliverySender } from '#core/delivery/delivery-sender.ts';
import type { ClaimedDelivery } from '#core/delivery/delivery-store.ts';
import { claimTogether, type ClaimedTogether } from '#core/delivery/digest-store.ts';
import type { Database } from '#core/database.ts';
import {
  defaultSettings,
  webPushSettings,
  type AlertToDeliver,
  type DeliveryDeps,
  type DeliveryPart,
  type DeliveryResult,
  type DeliverySettings,
  type DeliveryWay,
} from '#core/delivery/delivery.ts';
import { failUnsent, hasExpired, planDelivery, planWithdrawal, type DeliveryPlan } from '#core/delivery/plan-delivery.ts';
import { createTelegramWay } from '#core/delivery/telegram-way.ts';
import { createWebPushWay } from '#core/delivery/web-push-way.ts';

export interface DeliverOptions {
  /** Ends it early; what is under way is finished and marked. */
  signal?: AbortSignal;
}

/** Nobody stays with what waits longer than any retry does: quiet hours, a daily reader's morning. */
const LATER_MS = 10 * 60_000;
/** Who is warned by a way that this process does not have is told by another: the sweeper asks around so often. */
const OTHER_PROCESS_MS = 60_000;

/** Plans and delivers a published version: to everybody who wants it, in place of what they have. */
export async function deliverVersion(
  context: CoreContext,
  deps: DeliveryDeps,
  job: { alertId: string; version: number } & DeliverOptions,
): Promise<DeliveryResult> {
  return deliverPlanned(context, deps, { plan: await planDelivery(context, job.alertId, job.version), ...job });
}

/** Turns every delivered message of a withdrawn alert into its withdrawn form. */
export async function deliverWithdrawal(context: CoreContext, deps: DeliveryDeps, job: { alertId: string } & DeliverOptions): Promise<DeliveryResult> {
  return deliverPlanned(context, deps, { plan: await planWithdrawal(context, job.alertId), ...job });
}

async function deliverPlanned(
  context: CoreContext,
  deps: DeliveryDeps,
  { plan, alertId, ...options }: { plan: DeliveryPlan; alertId: string } & DeliverOptions,
): Promise<DeliveryResult> {
  const begun = context.clock.now();
  const result = plan.kind === 'skipped' ? plan : await deliverAlert(context, deps, alertId, options);
  // What was published or withdrawn meanwhile is still due; whom it must not wake is told when the sweeper tells of it again.
  if (result.kind !== 'stopped') {
    const later = result.kind === 'done' ? result.later : null;
    await context.db.updateTable('alerts').set({ delivery_due_since: later }).where('id', '=', alertId).where('delivery_due_since', '<=', begun).execute();
  }
  return result;
}

/**
 * Works until this alert has nothing left, by every way at once. Graver alerts that wait go first, whoever planned them, so several calls at once share
 * a way in the right order. Resolves only when nothing of this alert is claimed by a dead process any more, too, save what waits for quiet hours to end.
 */
export async function deliverAlert(context: CoreContext, deps: DeliveryDeps, alertId: string, options: DeliverOptions = {}): Promise<DeliveryResult> {
  // One that breaks stops the others: they share a database, and the queue brings the whole job back.
  const broken = new AbortController();
  const signal = AbortSignal.any([broken.signal, ...(options.signal === undefined ? [] : [options.signal])]);
  const ways = waysOut(context, deps);
  const ends = await Promise.allSettled(
    ways.map((way) =>
      deliverBy(way, { context, deps, alertId, signal }).catch((error: unknown) => {
        broken.abort();
        throw error;
      }),
    ),
  );
  const failure = ends.find((end) => end.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
  const later = ends.flatMap((end) => (end.status === 'fulfilled' ? [end.value] : []));
  if (later.includes('stopped')) return { kind: 'stopped' };
  const times = later.filter((at) => at instanceof Date);
  const channels = ways.map(({ channel }) => channel);
  if (await waitsForOtherWays(context.db, alertId, channels)) times.push(new Date(context.clock.now().getTime() + OTHER_PROCESS_MS));
  const first = times.length === 0 ? null : new Date(Math.min(...times.map((at) => at.getTime())));
  return { kind: 'done', counts: await deliveryCounts(context.db, alertId), later: first };
}

function waysOut(context: CoreContext, deps: DeliveryDeps): DeliveryWay[] {
  const { telegram, webPush, settings } = deps;
  const ways: DeliveryWay[] = [];
  if (telegram !== undefined) ways.push(createTelegramWay(context, deps, telegram, { ...defaultSettings(settings?.paid ?? false), ...settings }));
  if (webPush !== undefined) ways.push(createWebPushWay(context, webPush, { ...webPushSettings(), ...settings }));
  return ways;
}

interface WayWork {
  context: CoreContext;
  deps: DeliveryDeps;
  alertId: string;
  signal: AbortSignal;
}

/** A time: when those are to be told by this way who want to be told later; null: nothing is left. */
async function deliverBy(way: DeliveryWay, { context, deps, alertId, signal }: WayWork): Promise<Date | null | 'stopped'> {
  const { channel, settings } = way;
  const sender = createDeliverySender({ context, way, signal });
  const next = oneAhead(createClaimer(context, deps, way), signal);
  try {
    while (!signal.aborted) {
      const batch = await next();
      if (batch !== null) {
        await sendBatch(sender, batch);
        continue;
      }
      await sender.drain();
      const at = await nextClaimableAt(context.db, alertId, { channel, staleMs: settings.staleMs });
      const isLater = at !== null && at.getTime() - context.clock.now().getTime() > LATER_MS;
      if (at === null || isLater) return at;
      await waitUntil(at, { context, settings, signal });
    }
    // The sender gives back unsent what was claimed ahead.
    const claimedAhead = await next();
    if (claimedAhead !== null) await sendBatch(sender, claimedAhead);
  } finally {
    await sender.drain();
  }
  return 'stopped';
}

interface Batch {
  rows: ClaimedDelivery[];
  messages: AlertMessages;
  /** What else goes into the message of a daily reader, by subscriber. */
  others: Map<string, DeliveryPart[]>;
}

async function sendBatch(sender: DeliverySender, { rows, messages, others }: Batch): Promise<void> {
  for (const row of rows) await sender.add([{ row, messages }, ...(others.get(row.subscriber_id) ?? [])]);
}

/** null: nothing can be taken right now. */
type Claimer = () => Promise<Batch | null>;

/** While one batch is sent the next is claimed: at a thousand a second the line would stand still for a twentieth of the time. */
function oneAhead(claimNow: Claimer, signal: AbortSignal): Claimer {
  let ahead: Promise<Batch | null> = Promise.resolve(null);
  const claim: Claimer = async () => (signal.aborted ? null : claimNow());
  return async () => {
    const batch = (await ahead) ?? (await claim());
    ahead = batch === null ? Promise.resolve(null) : claim();
    // Told by the next call; nobody may ask again.
    ahead.catch(() => undefined);
    return batch;
  };
}

const BEGINNING = '00000000-0000-0000-0000-000000000000';

function createClaimer({ db, clock }: CoreContext, deps: DeliveryDeps, { channel, digests, settings }: DeliveryWay): Claimer {
  let cursor = { alertId: '', after: BEGINNING };

  async function claimFrom(alert: AlertToDeliver, after: string): Promise<ClaimedTogether> {
    const now = clock.now();
    const staleBefore = new Date(now.getTime() - settings.staleMs);
    const isDigest = digests && alert.state === 'published' && alert.content.grade !== 'danger' && !hasExpired(alert, now);
    return claimTogether(db, { alertId: alert.id, channel, after, limit: settings.batch, now, staleBefore, digests: isDigest });
  }

  return async () => {
    const now = clock.now();
    const gravest = await gravestAlert(db, { channel, now, staleBefore: new Date(now.getTime() - settings.staleMs) });
    const alert = gravest === null ? null : await findAlertToDeliver(db, gravest);
    if (alert === null) return null;
    if (alert.state === 'published' && hasExpired(alert, now)) await failUnsent(db, alert.id, 'expired');
    if (cursor.alertId !== alert.id) cursor = { alertId: alert.id, after: BEGINNING };
    const onward = await claimFrom(alert, cursor.after);
    const { rows, others } = onward.rows.length > 0 || cursor.after === BEGINNING ? onward : await claimFrom(alert, BEGINNING);
    cursor.after = rows.at(-1)?.subscriber_id ?? BEGINNING;
    return rows.length === 0 ? null : { rows, messages: alertMessages(alert, deps), others: await withMessages(db, deps, others) };
  };
}

/** A warning that stands in many digests is looked up once. */
async function withMessages(db: Database, deps: DeliveryDeps, others: ClaimedTogether['others']): Promise<Batch['others']> {
  const messages = new Map<string, AlertMessages>();
  for (const id of new Set([...others.values()].flat().map(({ alert_id }) => alert_id))) {
    const alert = await findAlertToDeliver(db, id);
    if (alert !== null) messages.set(id, alertMessages(alert, deps));
  }
  const partsOf = (rows: readonly ClaimedDelivery[]): DeliveryPart[] =>
    rows.flatMap((row) => {
      const told = messages.get(row.alert_id);
      return told === undefined ? [] : { row, messages: told };
    });
  return new Map([...others].map(([subscriber, rows]) => [subscriber, partsOf(rows)]));
}

async function waitUntil(at: Date, { context, settings, signal }: { context: CoreContext; settings: DeliverySettings; signal: AbortSignal }): Promise<void> {
  const wait = Math.max(1, Math.min(settings.pollMs, at.getTime() - context.clock.now().getTime()));
  await pause(wait, undefined, { signal }).catch(() => undefined);
}
