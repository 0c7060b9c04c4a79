// The last station of a warning: who gets it, what they have got, and sending it. The ledger (`deliveries`, one row a subscriber and alert)
// says at every moment what is on whose screen, so that a killed process is followed by another that goes on.

import type { AlertContent } from '#core/alerts/alert.ts';
import type { AlertMessages } from '#core/delivery/delivery-message.ts';
import type { ClaimedDelivery, DeliveryMark } from '#core/delivery/delivery-store.ts';
import type { Channel } from '#core/subscribers/subscriber.ts';
import type { Pacer } from '#platform/telegram-pacer.ts';
import type { TelegramClient } from '#platform/telegram.ts';
import type { Translator } from '#platform/i18n.ts';
import type { WebPushOut } from '#platform/web-push/web-push-out.ts';

export interface DeliveryDeps {
  /** undefined: no token. Who is subscribed there waits for a process that has one. */
  telegram: TelegramOut | undefined;
  /** Others that warn those who asked in them, each at its own pace. */
  bots?: readonly (TelegramOut & { bot: number })[];
  webPush: WebPushOut | undefined;
  translator: Translator;
  /** Where a warning can be verified; without a slash at the end. */
  publicUrl: string;
  settings?: Partial<DeliverySettings>;
}

export interface TelegramOut {
  /** Its number; absent: the one that talks with people. */
  bot?: number;
  client: Pick<TelegramClient, 'call'>;
  /** Shared by everything that sends with the same token in this process. */
  pacer: Pick<Pacer, 'run' | 'pause'>;
}

/**
 * A way to subscribers' screens. Each takes its own rows from the ledger, so that no way waits for another's pace; taking, retrying after a
 * crash, stopping and marking are the same for all (delivery-sender.ts).
 */
export interface DeliveryWay {
  channel: Channel;
  /** Of Telegram, whose rows it takes. */
  bot: number;
  settings: DeliverySettings;
  pacer: Pick<Pacer, 'run'>;
  /** Whether what a daily reader is told of goes out as one message. */
  digests: boolean;
  /** Brings one screen up to date and says what came of each row. Rejects only for what is no answer of the outside: then everything stops. */
  send(job: WayJob): Promise<DeliveryMark[]>;
}

/** A claimed row and what it says. */
export interface DeliveryPart {
  row: ClaimedDelivery;
  messages: AlertMessages;
}

export interface WayJob {
  /** Of one subscriber; several only where the way has digests. */
  parts: readonly [DeliveryPart, ...DeliveryPart[]];
  /** The rows', opened. */
  address: string;
  inTurn: InTurn;
}

/** Makes a call when the way's pacer gives this address (a chat, a push service) its turn; null: the turn never came, nothing was sent. */
export type InTurn = <Result>(address: number | string, call: () => Promise<Result>) => Promise<Result | null>;

export interface DeliverySettings {
  /** Rows claimed at once: what at most waits `staleMs` when the process is killed. */
  batch: number;
  /** A claim that somebody has watched unchanged for so long belongs to nobody any more (claim-watch.ts). */
  staleMs: number;
  /** Messages that wait for the pacer at once; few, so that answers to people who write hardly wait behind a broadcast. */
  takers: number;
  /** Calls under way at once. */
  inFlight: number;
  /** First wait before another try of one that was not answered; grows. */
  retryBaseMs: number;
  /** No retry waits longer: what waits longer was written before the clock was set back. */
  longestRetryMs: number;
  /** After so many tries without an answer one is given up. An outage that concerns everybody does not count. */
  mostTries: number;
  /** How often to look again while only claims of others or waiting retries are left. */
  pollMs: number;
  /** Telegram's paid broadcast, up to 1,000 a second: https://core.telegram.org/bots/api#sendmessage */
  paid: boolean;
}

/** Browsers' pushes share no line with people who wait for an answer. Eight tries are an hour and a half (web-push-way.ts); a service may ask for a day of rest. */
export function webPushSettings(): DeliverySettings {
  return { ...defaultSettings(false), takers: 32, mostTries: 8, longestRetryMs: 86_400_000 };
}

/** 64 calls under way keep 30 a second full up to two seconds of latency, 250 keep 1,000 a second full up to a quarter of one. */
export function defaultSettings(paid: boolean): DeliverySettings {
  const line = paid ? { takers: 32, inFlight: 250 } : { takers: 4, inFlight: 64 };
  return { ...line, batch: 100, staleMs: 60_000, retryBaseMs: 1_000, longestRetryMs: 10 * 60_000, mostTries: 5, pollMs: 500, paid };
}

/** What is to be on the subscribers' screens now. */
export interface AlertToDeliver {
  id: string;
  code: string;
  state: 'published' | 'withdrawn';
  /** Of a withdrawn one: it was right, and is over. */
  all_clear: boolean;
  published_version: number;
  published_at: Date;
  expires_at: Date | null;
  content: AlertContent;
}

export interface DeliveryCounts {
  waiting: number;
  claimed: number;
  sent: number;
  failed: number;
  /** Why, of those that failed: `blocked`, `gone`, `rejected 400`, `unreachable`, `expired`, … */
  failed_by: Record<string, number>;
}

export type DeliveryResult =
  /** `later`: when those are to be told who want to be told later; null: nothing is left. */
  | { kind: 'done'; counts: DeliveryCounts; later: Date | null }
  | { kind: 'skipped'; reason: 'no_such_alert' | 'not_published' | 'superseded' | 'expired' | 'withdrawn' | 'not_withdrawn' }
  /** Told to stop; the rest goes on with the next call. */
  | { kind: 'stopped' };
