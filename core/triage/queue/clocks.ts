// What runs out while a report waits: the time in which a bank may still stop money, and the time in which we mean to look at it.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import type { ReportState } from '#core/reports/report.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { movedAt, placeInQueue, type PlaceFacts } from './place-in-queue.ts';

/** Minutes. `freeze_*`: from the payment; `look_*`: from receipt until somebody has taken the report, by tier. */
export interface ServiceLevels {
  freeze_kr: number;
  freeze_my: number;
  freeze_elsewhere: number;
  look_life: number;
  look_money: number;
  look_rest: number;
}

/**
 * Korea: what was transferred in (1,000,000 won or more) cannot be taken out at a machine for 30 minutes. Malaysia, by its minister: 80–90 % is gone
 * after 3–10 minutes. Sources: docs/triage-queue.md. How soon we look is a proposal for the force to settle.
 */
export const DEFAULT_SERVICE_LEVELS: ServiceLevels = { freeze_kr: 30, freeze_my: 10, freeze_elsewhere: 10, look_life: 5, look_money: 5, look_rest: 24 * 60 };

const NAMES = ['freeze_kr', 'freeze_my', 'freeze_elsewhere', 'look_life', 'look_money', 'look_rest'] as const satisfies readonly (keyof ServiceLevels)[];

/** A week at most: whatever waits longer is no service. */
export const SERVICE_LEVEL_MINUTES = { least: 1, most: 7 * 24 * 60 } as const;

const KEY = 'service_levels';
const MINUTE_MS = 60_000;
const COUNTRIES: Readonly<Record<string, keyof ServiceLevels>> = { KR: 'freeze_kr', MY: 'freeze_my' };

export type Clock = { code: 'freeze' | 'look'; at: Date };

export interface ClockFacts extends PlaceFacts {
  state: ReportState;
  country: string | null;
  claim_expires_at: Date | null;
}

/** The sooner first; none once it is decided. */
export function clocksOf(facts: ClockFacts, levels: ServiceLevels, now: Date): Clock[] {
  if (facts.state !== 'received' && facts.state !== 'in_review') return [];
  const { tier } = placeInQueue(facts, now);
  const moved = movedAt(facts);
  const after = (from: Date, minutes: number): Date => new Date(from.getTime() + minutes * MINUTE_MS);
  const isTaken = facts.state === 'in_review' && facts.claim_expires_at !== null && facts.claim_expires_at > now;
  const isHurried = moved !== null && now.getTime() - moved.getTime() < 24 * 60 * MINUTE_MS;
  const clocks: Clock[] = [
    ...(isHurried && moved !== null ? [{ code: 'freeze' as const, at: after(moved, levels[COUNTRIES[facts.country ?? ''] ?? 'freeze_elsewhere']) }] : []),
    ...(isTaken ? [] : [{ code: 'look' as const, at: after(facts.received_at, levels[`look_${tier}`]) }]),
  ];
  return clocks.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

export async function loadServiceLevels({ db }: Pick<CoreContext, 'db'>): Promise<ServiceLevels> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirst();
  return { ...DEFAULT_SERVICE_LEVELS, ...(row?.value as Partial<ServiceLevels> | undefined) };
}

export interface SetServiceLevels {
  by: Actor;
  levels: ServiceLevels;
  /** In force when these were chosen. */
  seen?: ServiceLevels | undefined;
}

export type ServiceLevelsOutcome = { kind: 'done'; levels: ServiceLevels } | { kind: 'conflict'; reason: 'changed_since' };

/** What is so already is done and leaves no trace. @throws DomainError `forbidden`. */
export async function setServiceLevels(context: CoreContext, { by, levels, seen }: SetServiceLevels): Promise<ServiceLevelsOutcome> {
  requireCapability(by, 'service_level.edit');
  return inTransaction(context, async (inside) => {
    const before = await lockServiceLevels(inside);
    if (areSame(before, levels)) return { kind: 'done', levels };
    if (seen !== undefined && !areSame(before, seen)) return { kind: 'conflict', reason: 'changed_since' };
    await inside.db
      .updateTable('settings')
      .set({ value: JSON.stringify(levels) })
      .where('key', '=', KEY)
      .execute();
    await appendAudit(inside, { actor: by.id, action: 'settings.service_levels_changed', subject: { kind: 'settings', id: KEY }, details: { ...levels } });
    return { kind: 'done', levels };
  });
}

/** The row is there before it is locked: two who change them at once come one after the other. */
async function lockServiceLevels({ db }: Pick<CoreContext, 'db'>): Promise<ServiceLevels> {
  await db
    .insertInto('settings')
    .values({ key: KEY, value: JSON.stringify({}) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const row = await db.selectFrom('settings').select('value').where('key', '=', KEY).forUpdate().executeTakeFirst();
  return { ...DEFAULT_SERVICE_LEVELS, ...(row?.value as Partial<ServiceLevels> | undefined) };
}

function areSame(one: ServiceLevels, other: ServiceLevels): boolean {
  return NAMES.every((name) => one[name] === other[name]);
}
