// Who wants warnings, and the ledger of who has which.

import type { Generated } from 'kysely';
import type { AlertGrade } from '#core/alerts/alert-words.ts';
import type { FeedbackKind } from '#core/feedback/feedback.ts';
import type { PreventedCurrency } from '#core/feedback/prevented.ts';
import type { Channel } from '#core/subscribers/subscriber-words.ts';

export interface SubscribersTable {
  id: string;
  channel: Channel;
  address_hash: Buffer;
  /** As on the reports of the same Telegram account; null: a group, or a browser. */
  reporter_hash: Generated<Buffer | null>;
  sealed_address: Buffer;
  language: string;
  types: string[];
  countries: string[];
  /** ISO 3166-2; of a country of which none is here: everywhere in it. */
  regions: Generated<string[]>;
  active: boolean;
  inactive_reason: string | null;
  updated_at: Date;
  least_grade: Generated<AlertGrade>;
  quiet_from: Generated<number | null>;
  quiet_to: Generated<number | null>;
  time_zone: Generated<string>;
  daily: Generated<boolean>;
  snoozed_until: Generated<Date | null>;
  easy_read: Generated<boolean>;
  /** Takes part in rehearsals, and gets the real ones all the same. */
  exercises: Generated<boolean>;
  /** In which they asked; 0 (MAIN_BOT): the one that talks with people. */
  bot_id: Generated<number>;
  /** A channel in which the service itself posts. */
  public_channel: Generated<boolean>;
}

export interface DeliveriesTable {
  alert_id: string;
  subscriber_id: string;
  /** The subscriber's. */
  channel: Channel;
  /** That tells it, and puts right what it told; the subscriber's when it was entered. */
  bot_id: Generated<number>;
  version_wanted: number;
  version_sent: number | null;
  /** Who is told first: -1 a public channel, 0 affected, 1 chose a region of the warning, 2 asked for its country, 3 the rest. */
  rank: Generated<number>;
  state: 'waiting' | 'claimed' | 'sent' | 'failed';
  message_id: number | null;
  in_digest: Generated<boolean>;
  attempts: Generated<number>;
  last_error: string | null;
  claimed_at: Date | null;
  sent_at: Date | null;
  /** The first time; corrections move `sent_at`. */
  told_at: Generated<Date | null>;
}

export interface AlertFeedbackTable {
  alert_id: string;
  subscriber_id: string;
  kind: FeedbackKind;
  said_at: Date;
  amount_asked_at: Date | null;
  prevented_currency: PreventedCurrency | null;
  prevented_from: number | null;
  prevented_to: number | null;
}
