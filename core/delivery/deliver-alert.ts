// Sends what the ledger says is to be sent, until nothing is left. Can be killed at any moment and called again, here or elsewhere: rows that
// were under way are taken again once their claim is old.

import { setTimeout as pause } from 'node:timers/promises';
import type { CoreContext } from '#core/context.ts';
import { createClaimWatch } from '#core/delivery/claim-watch.ts';
import { alertMessages, type AlertMessages } from '#core/delivery/delivery-message.ts';
import { deliveryCounts, findAlertToDeliver, gravestAlert, leftToSend, waitsForOtherWays } from '#core/delivery/delivery-queries.ts';
import { createDeliverySender, type DeliverySender } from '#core/delivery/delivery-sender.ts';
import { FRONT_OF_LINE, type ClaimedDelivery, type PlaceInLine } from '#core/delivery/delivery-store.ts';
import { claimTogether, type ClaimedTogether } from '#core/delivery/digest-store.ts';
import type { Database } from '#core/database.ts';
import {
  defaultSettings,
  webPushSettings,
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

/** Plans and delivers a published version: to everybody who wants it, in place of what they have. Whom it hits is told while the others are planned. */
export async function deliverVersion(
  context: CoreContext,
  deps: DeliveryDeps,
  { alertId, version, ...options }: { alertId: string; version: number } & DeliverOptions,
): Promise<DeliveryResult> {
  const begun = context.clock.now();
  const affected = await planDelivery(context, alertId, version, 'affected');
  if (affected.kind === 'skipped') return deliverPlanned(context, deps, { plan: affected, alertId, begun, ...options });
  const [planned, told] = await Promise.allSettled([planDelivery(context, alertId, version), deliverAlert(context, deps, alertId, options)]);
  for (const each of [planned, told]) if (each.status === 'rejected') throw each.reason;
  const plan = planned.status === 'fulfilled' ? planned.value : affected;
  return deliverPlanned(context, deps, { plan, alertId, begun, ...options });
}

/** Turns every delivered message of a withdrawn alert into its withdrawn form. */
export async function deliverWithdrawal(context: CoreContext, deps: DeliveryDeps, job: { alertId: string } & DeliverOptions): Promise<DeliveryResult> {
  const begun = context.clock.now();
  return deliverPlanned(context, deps, { plan: await planWithdrawal(context, job.alertId), begun, ...job });
}

async function deliverPlanned(
  context: CoreContext,
  deps: DeliveryDeps,
  { plan, alertId, begun, ...options }: { plan: DeliveryPlan; alertId: string; begun: Date } & DeliverOptions,
): Promise<DeliveryResult> {
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
      deliverBy(way, { context, deps, alertId, signal, ending: options.signal }).catch((error: unknown) => {
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
  const now = context.clock.now();
  if (await waitsForOtherWays(context.db, alertId, { ways, now })) times.push(new Date(now.getTime() + OTHER_PROCESS_MS));
  const first = times.length === 0 ? null : new Date(Math.min(...times.map((at) => at.getTime())));
  return { kind: 'done', counts: await deliveryCounts(context.db, alertId), later: first };
}

function waysOut(context: CoreContext, deps: DeliveryDeps): DeliveryWay[] {
  const { telegram, bots, webPush, settings } = deps;
  const ways: DeliveryWay[] = [];
  const telegramSettings = { ...defaultSettings(settings?.paid ?? false), ...settings };
  for (const out of [...(telegram === undefined ? [] : [telegram]), ...(bots ?? [])]) ways.push(createTelegramWay(context, deps, out, telegramSettings));
  if (webPush !== undefined) ways.push(createWebPushWay(context, webPush, { ...webPushSettings(), ...settings }));
  return ways;
}

interface WayWork {
  context: CoreContext;
  deps: DeliveryDeps;
  alertId: string;
  signal: AbortSignal;
  ending: AbortSignal | undefined;
}

/** A time: when those are to be told by this way who want to be told later; null: nothing is left. */
async function deliverBy(way: DeliveryWay, { context, deps, alertId, signal, ending }: WayWork): Promise<Date | null | 'stopped'> {
  const { settings } = way;
  const sender = createDeliverySender({ context, way, signal, ending });
  const next = oneAhead(createClaimer(context, deps, way), signal);
  try {
    while (!signal.aborted) {
      const batch = await next();
      if (batch !== null) {
        await sendBatch(sender, batch);
        continue;
      }
      await sender.drain();
      const now = context.clock.now();
      const { at, claimed } = await leftToSend(context.db, alertId, { way, now });
      const isSoon = at !== null && at.getTime() - now.getTime() <= LATER_MS;
      if (!isSoon && !claimed) return at;
      await waitUntil(isSoon ? at : null, { context, settings, signal });
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
  /** Steady time, no later than when they were claimed. */
  claimedAt: number;
}

async function sendBatch(sender: DeliverySender, { rows, messages, others, claimedAt }: Batch): Promise<void> {
  for (const row of rows) await sender.add([{ row, messages }, ...(others.get(row.subscriber_id) ?? [])], claimedAt);
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

function createClaimer(context: CoreContext, deps: DeliveryDeps, way: DeliveryWay): Claimer {
  const { channel, bot, digests, settings } = way;
  const { db, clock } = context;
  const watch = createClaimWatch(context, { channel, settings });
  let place: { alertId: string; after: PlaceInLine } | null = null;

  async function claimFrom(alertId: string, after: PlaceInLine): Promise<Batch | null> {
    const now = clock.now();
    const alert = await findAlertToDeliver(db, alertId);
    if (alert === null) return null;
    if (alert.state === 'published' && hasExpired(alert, now)) await failUnsent(db, alert.id, 'expired');
    const isDigest = digests && alert.state === 'published' && alert.content.grade !== 'danger' && !hasExpired(alert, now);
    const claimedAt = performance.now();
    const { rows, others } = await claimTogether(db, { alertId, channel, bot, after, limit: settings.batch, now, digests: isDigest });
    const last = rows.at(-1);
    place = last === undefined ? null : { alertId, after: last };
    return last === undefined ? null : { rows, messages: alertMessages(alert, deps), others: await withMessages(db, deps, others), claimedAt };
  }

  /** From where the last batch ended: the front of a long line is full of what has been sent. Unless something graver has come. */
  async function claimOnward(): Promise<Batch | null> {
    if (place === null) return null;
    const { alertId, after } = place;
    const graver = await gravestAlert(db, { way, now: clock.now(), before: alertId });
    return graver === null ? claimFrom(alertId, after) : claimFrom(graver, FRONT_OF_LINE);
  }

  return async () => {
    await watch.look();
    const onward = await claimOnward();
    if (onward !== null) return onward;
    const gravest = await gravestAlert(db, { way, now: clock.now() });
    return gravest === null ? null : claimFrom(gravest, FRONT_OF_LINE);
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

/** null: somebody else is at it. */
async function waitUntil(
  at: Date | null,
  { context, settings, signal }: { context: CoreContext; settings: DeliverySettings; signal: AbortSignal },
): Promise<void> {
  const wait = at === null ? settings.pollMs : Math.max(1, Math.min(settings.pollMs, at.getTime() - context.clock.now().getTime()));
  await pause(wait, undefined, { signal }).catch(() => undefined);
}
