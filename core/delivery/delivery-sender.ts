// Keeps one way out as full as its pacer allows without holding more than a few messages: rows go in one by one, each waits for its turn, is
// sent, and is marked together with those that came back at the same time.

import type { CoreContext } from '#core/context.ts';
import type { AlertMessages } from '#core/delivery/delivery-message.ts';
import { failed, markDeliveries, released, type ClaimedDelivery, type DeliveryMark } from '#core/delivery/delivery-store.ts';
import type { DeliveryPart, DeliveryWay } from '#core/delivery/delivery.ts';
import { hasExpired } from '#core/delivery/plan-delivery.ts';
import { openAddress } from '#core/subscribers/subscriber-store.ts';
import { createGroupCommit } from '#platform/group-commit.ts';

export interface DeliverySender {
  /** What goes to one subscriber as one message. Resolves as soon as there is room for the next one. Rejects when a mark could not be written. */
  add(parts: readonly [DeliveryPart, ...DeliveryPart[]]): Promise<void>;
  /** Resolves when everything added has been sent and marked. */
  drain(): Promise<void>;
}

export interface SenderSetup {
  context: CoreContext;
  way: DeliveryWay;
  signal: AbortSignal;
}

/** Marks wait for nobody: a group is what came back while the last one was written. */
const MARK_GROUP = 100;
/** A correction being planned may lock the same rows in another order; PostgreSQL then ends one of the two. */
const MARK_TRIES = 5;
const STOPPED = Symbol('stopped');
/** Reasons that the outside gave: it would refuse a correction, too. */
const UNREACHABLE_REASONS = new Set(['blocked', 'deactivated', 'chat_not_found', 'kicked', 'moved', 'gone']);

export function createDeliverySender({ context, way, signal }: SenderSetup): DeliverySender {
  const { settings } = way;
  const waiting = createRoom(settings.takers);
  const calling = createRoom(settings.inFlight);
  const running = new Set<Promise<void>>();
  const stopped = new Promise<typeof STOPPED>((resolve) => signal.addEventListener('abort', () => resolve(STOPPED), { once: true }));
  let broken: unknown;
  const marks = createGroupCommit<DeliveryMark[], true>((group) => writeMarks(context, group), { maxItems: MARK_GROUP, maxInFlight: 1 });

  /** The rows of one message are marked together: what is on the screen is in the ledger whole or not at all. */
  async function process(parts: readonly DeliveryPart[]): Promise<void> {
    const refused = parts.flatMap(({ row, messages }) => unsendable(context, row, messages) ?? []);
    const left = parts.filter(({ row, messages }) => unsendable(context, row, messages) === null);
    const came = [...refused, ...(await send(left))];
    for (const mark of came) recordMark(context, mark, parts);
    await marks.add(came);
  }

  async function send(parts: readonly DeliveryPart[]): Promise<DeliveryMark[]> {
    const [first, ...others] = parts;
    if (first === undefined) return [];
    const { row } = first;
    const address = addressOf(context, row);
    if (address === null) return parts.map((part) => failed(part.row, 'address_unreadable'));
    if (signal.aborted) return parts.map((part) => released(part.row));
    const leave = calling.enter();
    try {
      return await way.send({ parts: [first, ...others], address, inTurn: (to, call) => inTurn(row, to, call) });
    } finally {
      leave();
    }
  }

  async function inTurn<Result>(row: ClaimedDelivery, to: number | string, call: () => Promise<Result>): Promise<Result | null> {
    let begun = false;
    const leave = waiting.enter();
    const turn = way.pacer.run(to, async () => {
      leave();
      // Somebody else may take a claim that has grown old; a paused line can be that slow.
      if (signal.aborted || context.clock.now().getTime() - row.claimed_at.getTime() > settings.staleMs / 2) return null;
      begun = true;
      return call();
    });
    try {
      const first = await Promise.race([turn, stopped]);
      return first === STOPPED ? await (begun ? turn : null) : first;
    } catch (error) {
      // A closed pacer: the turn never came.
      if (begun) throw error;
      return null;
    } finally {
      leave();
    }
  }

  return {
    async add(parts) {
      if (broken !== undefined) throw broken;
      const work = process(parts)
        .catch((error: unknown) => {
          broken = error;
        })
        .finally(() => running.delete(work));
      running.add(work);
      await waiting.free();
      await calling.free();
    },
    async drain() {
      await Promise.all(running);
      await marks.drain();
      if (broken !== undefined) throw broken;
    },
  };
}

/** Unsubscribed since it was planned: nothing new is sent, but what is on the screen is still put right. */
function unsendable({ clock }: CoreContext, row: ClaimedDelivery, { alert }: AlertMessages): DeliveryMark | null {
  const reason = row.inactive_reason ?? 'unsubscribed';
  if (!row.active && (row.version_sent === null || UNREACHABLE_REASONS.has(reason))) return failed(row, reason);
  if (row.version_sent !== null) return null;
  // Both may have happened since a process that died had claimed it.
  if (alert.state === 'withdrawn') return failed(row, 'withdrawn');
  return hasExpired(alert, clock.now()) ? failed(row, 'expired') : null;
}

/** null: the row was tampered with or sealed under another master key; one such row must not stop the others. */
function addressOf({ vault, telemetry }: CoreContext, row: ClaimedDelivery): string | null {
  try {
    return openAddress(vault, { id: row.subscriber_id, sealed_address: row.sealed_address });
  } catch (error) {
    telemetry.log.error({ err: error, subscriber_id: row.subscriber_id }, "a subscriber's address cannot be opened");
    return null;
  }
}

async function writeMarks({ db, clock }: CoreContext, group: DeliveryMark[][]): Promise<true[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await markDeliveries(db, group.flat(), clock.now());
      return group.map(() => true);
    } catch (error) {
      if (attempt === MARK_TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50 * 2 ** attempt));
    }
  }
}

/** Business event: one warning reached one subscriber, or did not. */
function recordMark({ telemetry, clock }: CoreContext, mark: DeliveryMark, parts: readonly DeliveryPart[]): void {
  const alert = parts.find(({ row }) => row.alert_id === mark.alert_id)?.messages.alert;
  telemetry.record('alert_delivery', { outcome: mark.result }, { alert_id: mark.alert_id, subscriber_id: mark.subscriber_id });
  if (mark.result === 'sent' && alert !== undefined)
    telemetry.observe('jaga_alert_delivery_seconds', (clock.now().getTime() - alert.published_at.getTime()) / 1_000);
}

interface Room {
  /** Never waits: callers ask for a free place first, so that there is one queue, the caller's own. Gives the way out, good for once. */
  enter(): () => void;
  /** Resolves when there is a place. */
  free(): Promise<void>;
}

function createRoom(places: number): Room {
  let inside = 0;
  let wake: (() => void) | undefined;
  return {
    enter() {
      inside += 1;
      let left = false;
      return () => {
        if (left) return;
        left = true;
        inside -= 1;
        wake?.();
        wake = undefined;
      };
    },
    async free() {
      while (inside >= places) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}
