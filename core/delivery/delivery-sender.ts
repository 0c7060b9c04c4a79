// Keeps one way out as full as its pacer allows without holding more than a few messages: rows go in one by one, each waits for its turn, is
// sent, and is marked together with those that came back at the same time.

import { setTimeout as pause } from 'node:timers/promises';
import type { CoreContext } from '#core/context.ts';
import type { AlertMessages } from '#core/delivery/delivery-message.ts';
import { failed, markDeliveries, released, type ClaimedDelivery, type DeliveryMark } from '#core/delivery/delivery-store.ts';
import type { DeliveryPart, DeliveryWay } from '#core/delivery/delivery.ts';
import { createPauseWatch } from '#core/delivery/pause-watch.ts';
import { hasExpired } from '#core/delivery/plan-delivery.ts';
import { openAddress } from '#core/subscribers/subscriber-store.ts';
import { createGroupCommit } from '#platform/group-commit.ts';

export interface DeliverySender {
  /**
   * What goes to one subscriber as one message, claimed at this steady time. Resolves as soon as there is room for the next one. Rejects when a mark
   * could not be written.
   */
  add(parts: readonly [DeliveryPart, ...DeliveryPart[]], claimedAt: number): Promise<void>;
  /** Resolves when everything added has been sent and marked. */
  drain(): Promise<void>;
}

export interface SenderSetup {
  context: CoreContext;
  way: DeliveryWay;
  /** No more is sent. */
  signal: AbortSignal;
  /** The process ends: no more waiting for a database that is away. */
  ending: AbortSignal | undefined;
}

/** Marks wait for nobody: a group is what came back while the last one was written. */
const MARK_GROUP = 100;
/** What was sent and is not marked is sent again: while the database is away the marks wait for it, unless the process ends. */
const MARK_PATIENCE_MS = 10 * 60_000;
const MARK_TRIES_AT_END = 2;
const MARK_PAUSE_MS = { first: 100, longest: 1_000 };
const STOPPED = Symbol('stopped');
/** Reasons that the outside gave: it would refuse a correction, too. */
const UNREACHABLE_REASONS = new Set(['blocked', 'deactivated', 'chat_not_found', 'kicked', 'moved', 'gone']);

export function createDeliverySender({ context, way, signal, ending }: SenderSetup): DeliverySender {
  const { settings } = way;
  const waiting = createRoom(settings.takers);
  /** From the call until the mark is written: never more than this is sent twice. */
  const unmarked = createRoom(settings.inFlight);
  const pauses = createPauseWatch(context.db);
  const running = new Set<Promise<void>>();
  const orStopped = createStop(signal);
  let broken: unknown;
  const marks = createGroupCommit<DeliveryMark[], true>((group) => writeMarks(context, group, ending), { maxItems: MARK_GROUP, maxInFlight: 1 });

  /** The rows of one message are marked together: what is on the screen is in the ledger whole or not at all. */
  async function process(parts: readonly DeliveryPart[], kept: ReadonlySet<ClaimedDelivery>, claimedAt: number): Promise<void> {
    const markNow = ({ row, messages }: DeliveryPart): DeliveryMark | null => unsendable(context, row, messages) ?? (kept.has(row) ? released(row) : null);
    const refused = parts.flatMap((part) => markNow(part) ?? []);
    const left = parts.filter((part) => markNow(part) === null);
    const leave = unmarked.enter();
    try {
      const came = [...refused, ...(await send(left, claimedAt))];
      for (const mark of came) recordMark(context, mark, parts);
      await marks.add(came);
    } finally {
      leave();
    }
  }

  async function send(parts: readonly DeliveryPart[], claimedAt: number): Promise<DeliveryMark[]> {
    const [first, ...others] = parts;
    if (first === undefined) return [];
    const address = addressOf(context, first.row);
    if (address === null) return parts.map((part) => failed(part.row, 'address_unreadable'));
    if (signal.aborted) return parts.map((part) => released(part.row));
    /** Somebody else may take a claim that has grown old, a paused line can be that slow; and what may be said may end while it waits. */
    const isOver = (): boolean =>
      signal.aborted || performance.now() - claimedAt > settings.staleMs / 2 || parts.some(({ row, messages }) => unsendable(context, row, messages) !== null);
    return way.send({ parts: [first, ...others], address, inTurn: (to, call) => takeTurn({ way, waiting, orStopped }, to, { isOver, call }) });
  }

  return {
    async add(parts, claimedAt) {
      if (broken !== undefined) throw broken;
      const rows = parts.map(({ row }) => row);
      // Where nobody can say whether it is paused nothing is sent.
      const kept = await pauses.kept(rows).catch(() => new Set(rows));
      const work = process(parts, kept, claimedAt)
        .catch((error: unknown) => {
          broken = error;
        })
        .finally(() => running.delete(work));
      running.add(work);
      await waiting.free();
      await unmarked.free();
    },
    async drain() {
      await Promise.all(running);
      await marks.drain();
      if (broken !== undefined) throw broken;
    },
  };
}

interface Turn<Result> {
  isOver(): boolean;
  call(): Promise<Result>;
}

interface Line {
  way: DeliveryWay;
  waiting: Room;
  orStopped: OrStopped;
}

/** null: the turn never came, or came too late. */
async function takeTurn<Result>({ way, waiting, orStopped }: Line, to: number | string, { isOver, call }: Turn<Result>): Promise<Result | null> {
  let begun = false;
  const leave = waiting.enter();
  const turn = way.pacer.run(to, async () => {
    leave();
    if (isOver()) return null;
    begun = true;
    return call();
  });
  try {
    const first = await orStopped(turn);
    return first === STOPPED ? await (begun ? turn : null) : first;
  } catch (error) {
    // A closed pacer: the turn never came.
    if (begun) throw error;
    return null;
  } finally {
    leave();
  }
}

/** What `work` gives, or that there is no more waiting for it. */
type OrStopped = <Result>(work: Promise<Result>) => Promise<Result | typeof STOPPED>;

/** A race with one promise that outlives them all would keep something of each until the end: of a million messages, two thirds of a gigabyte. */
function createStop(signal: AbortSignal): OrStopped {
  const stops = new Set<() => void>();
  signal.addEventListener('abort', () => stops.forEach((stop) => stop()), { once: true });
  return (work) =>
    new Promise((resolve, reject) => {
      const stop = (): void => resolve(STOPPED);
      if (signal.aborted) stop();
      stops.add(stop);
      void work.then(resolve, reject).finally(() => stops.delete(stop));
    });
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

async function writeMarks({ db, clock, telemetry }: CoreContext, group: DeliveryMark[][], ending: AbortSignal | undefined): Promise<true[]> {
  const start = performance.now();
  let wait = MARK_PAUSE_MS.first;
  for (let attempt = 1; ; attempt += 1) {
    try {
      await markDeliveries(db, group.flat(), clock.now());
      return group.map(() => true);
    } catch (error) {
      const isEnding = ending?.aborted === true && attempt >= MARK_TRIES_AT_END;
      if (isEnding || performance.now() - start > MARK_PATIENCE_MS) throw error;
      telemetry.log.warn({ err: error, attempt }, 'what was sent could not be written down; it is tried again');
      await pause(wait, undefined, { signal: ending }).catch(() => undefined);
      wait = Math.min(MARK_PAUSE_MS.longest, 2 * wait);
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
