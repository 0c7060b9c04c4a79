// Where an open report stands in the queue, and why: the one rule. Three tiers, the first always before the second:
//   life   somebody is in danger or held: who waits longest first;
//   money  it moved within the last 24 hours, so that a bank may still stop it: the latest payment first, since 80–90 % of what was sent is
//          gone after 3–10 minutes (docs/triage-queue.md) and the newest is the one that can be saved;
//   rest   by when it came, less a head start of some hours for harm, lost money and a campaign that grows: so whatever waits long enough is next.
// PostgreSQL computes the same (migrations/0032, ../report-list.ts); tests/integration/triage-order.test.ts holds the two together.

import type { Weigh } from '#core/reports/weighs.ts';

export const TIERS = ['life', 'money', 'rest'] as const;
export type Tier = (typeof TIERS)[number];

/** Banks can still stop most transfers within a day; as in core/reports/prepare-report.ts. */
export const MONEY_HOURS = 24;

/** Proposals, not measured: an officer's working day is eight hours, and lost money outweighs it. */
export const HEAD_START_HOURS = { money_lost: 12, intimate_images: 8, device: 4, identity_documents: 2, credentials: 2 } as const;
export const HOURS_A_DOUBLING = 2;
const MOST_DOUBLINGS = 5;
/** Below that many reports within a day nothing is called growth. */
const LEAST_GROWTH = 5;

const HOUR_MS = 3_600_000;

export interface PlaceFacts {
  received_at: Date;
  urgent: boolean;
  in_danger: boolean;
  loss_state: string;
  paid_at: Date | null;
  weighs: readonly Weigh[];
  /** Doublings, by `doublings`. */
  growth: number;
}

export interface Place {
  tier: Tier;
  /** Milliseconds; the lower, the sooner. Comparable within a tier only. */
  key: number;
}

export function placeInQueue(facts: PlaceFacts, now: Date): Place {
  if (isInDanger(facts)) return { tier: 'life', key: waitsFrom(facts) };
  const moved = movedAt(facts);
  if (moved !== null && moved.getTime() > now.getTime() - MONEY_HOURS * HOUR_MS) return { tier: 'money', key: -moved.getTime() };
  return { tier: 'rest', key: waitsFrom(facts) };
}

export function isInDanger({ in_danger, weighs }: Pick<PlaceFacts, 'in_danger' | 'weighs'>): boolean {
  return in_danger || weighs.includes('held');
}

/** When money moved that might still be stopped: a payment whose time is unknown counts as made when it was told. */
export function movedAt({ urgent, loss_state, paid_at, received_at }: Pick<PlaceFacts, 'urgent' | 'loss_state' | 'paid_at' | 'received_at'>): Date | null {
  return urgent && loss_state === 'lost' ? (paid_at ?? received_at) : null;
}

function waitsFrom({ received_at, loss_state, weighs, growth }: PlaceFacts): number {
  const lost = loss_state === 'lost' || weighs.includes('money_lost');
  const harms = (['intimate_images', 'device', 'identity_documents', 'credentials'] as const).filter((harm) => weighs.includes(harm));
  const hours = (lost ? HEAD_START_HOURS.money_lost : 0) + harms.reduce((sum, harm) => sum + HEAD_START_HOURS[harm], 0) + growth * HOURS_A_DOUBLING;
  return received_at.getTime() - hours * HOUR_MS;
}

/** How often a campaign doubled within a day, 0 to 5. @param before reports that it had a day ago. */
export function doublings(before: number, after: number): number {
  if (after - before < LEAST_GROWTH) return 0;
  return Math.min(MOST_DOUBLINGS, Math.floor(Math.log2(after / Math.max(1, before))));
}

/** One reason why a report stands where it does. */
export type Reason =
  | { code: 'in_danger' | 'held' | 'money_lost' | 'intimate_images' | 'device' | 'identity_documents' | 'credentials' }
  | { code: 'money_moved' | 'waits'; at: Date }
  | { code: 'campaign_grew'; from: number; to: number };

/** The weightiest first; never none. */
export function reasonsOf(facts: PlaceFacts, { now, campaign }: { now: Date; campaign: { before: number; after: number } }): Reason[] {
  const { tier } = placeInQueue(facts, now);
  const moved = movedAt(facts);
  const weighs = facts.weighs.filter((weigh) => weigh !== 'held' && weigh !== 'money_lost');
  const lost = facts.loss_state === 'lost' || facts.weighs.includes('money_lost');
  return [
    ...(facts.weighs.includes('held') ? [{ code: 'held' } as const] : []),
    ...(facts.in_danger && !facts.weighs.includes('held') ? [{ code: 'in_danger' } as const] : []),
    ...(tier !== 'rest' && moved !== null ? [{ code: 'money_moved', at: moved } as const] : []),
    ...(lost && moved === null ? [{ code: 'money_lost' } as const] : []),
    ...(tier === 'rest' && lost && moved !== null ? [{ code: 'money_lost' } as const] : []),
    ...weighs.map((code) => ({ code })),
    ...(doublings(campaign.before, campaign.after) > 0 ? [{ code: 'campaign_grew', from: campaign.before, to: campaign.after } as const] : []),
    { code: 'waits', at: facts.received_at },
  ];
}
