// Somebody who asked to be warned: where to reach them, in which language, about what. Nothing else is known of them.

import type { WarningSettings } from './warning-settings.ts';
import type { Region } from '#core/taxonomy/regions.ts';
import type { Language, ScamType } from '#core/taxonomy/taxonomy.ts';

export type { Channel } from './subscriber-words.ts';

/** Why nothing is sent any more. `unsubscribed` is the person's own wish and ends only by theirs. */
export type InactiveReason = 'unsubscribed' | 'blocked' | 'deactivated' | 'chat_not_found' | 'kicked' | 'moved' | 'gone';

export interface Subscriber {
  id: string;
  language: Language;
  /** Empty: all. */
  types: ScamType[];
  /** ISO 3166-1 alpha-2; empty: all. */
  countries: string[];
  /** ISO 3166-2; of a country of which none is named: everywhere in it. */
  regions: Region[];
  active: boolean;
  inactive_reason: InactiveReason | null;
}

export interface Subscription {
  /** Telegram chat. */
  chatId: number;
  /** In which this was said; absent: the one that talks with people. */
  bot?: number;
  language: Language;
  active: boolean;
  types: ScamType[];
  countries: string[];
  /** Where they live. Absent: everywhere in the countries. What is in none of them is left out. */
  regions?: Region[];
  /** Absent: they stay as they are. */
  settings?: WarningSettings;
}
