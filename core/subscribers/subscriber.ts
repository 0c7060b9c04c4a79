// Somebody who asked to be warned: where to reach them, in which language, about what. Nothing else is known of them.

import type { WarningSettings } from './warning-settings.ts';
import type { Language, ScamType } from '#core/taxonomy/taxonomy.ts';

/** By which way somebody is warned. */
export type Channel = 'telegram' | 'web_push';

/** Why nothing is sent any more. `unsubscribed` is the person's own wish and ends only by theirs. */
export type InactiveReason = 'unsubscribed' | 'blocked' | 'deactivated' | 'chat_not_found' | 'kicked' | 'moved' | 'gone';

export interface Subscriber {
  id: string;
  language: Language;
  /** Empty: all. */
  types: ScamType[];
  /** ISO 3166-1 alpha-2; empty: all. */
  countries: string[];
  active: boolean;
  inactive_reason: InactiveReason | null;
}

export interface Subscription {
  /** Telegram chat. */
  chatId: number;
  language: Language;
  active: boolean;
  types: ScamType[];
  countries: string[];
  /** Absent: they stay as they are. */
  settings?: WarningSettings;
}
