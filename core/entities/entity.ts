// What a gang pays, calls and lures with: accounts, phones, domains, wallets and handles. The same one in several campaigns says that these have
// somebody in common, most often a mule.

import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';

/** A link is its domain here; an app is used by many gangs. */
export const ENTITY_KINDS = [
  'bank_account',
  'crypto_address',
  'phone',
  'whatsapp',
  'domain',
  'email',
  'telegram',
  'kakaotalk',
  'line',
  'handle',
] as const satisfies readonly IndicatorKind[];
export type EntityKind = (typeof ENTITY_KINDS)[number];

export interface EntityCampaign {
  number: number;
  type: string;
  /** Its reports that name the entity. */
  reports: number;
}

export interface SharedEntity {
  /** Keyed hash in hex: the same entity, the same id. */
  id: string;
  kind: EntityKind;
  /** Different spellings are one entity; this is the newest. null: every report that named it has been erased. */
  value: string | null;
  campaigns: EntityCampaign[];
  reports: number;
  independent_reporters: number;
  first_seen_at: Date;
  last_seen_at: Date;
}
