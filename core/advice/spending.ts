// What opinions and translations cost. The most a question can cost counts from before it is asked, under one lock, so that workers in parallel keep to the budget;
// what it did cost replaces that afterwards.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { inputTokensAtMost, MAX_OUTPUT_TOKENS } from '#core/advice/prompt.ts';
import type { ModelUsage } from '#platform/model.ts';
import { ADVISORY_LOCKS } from '#platform/advisory-locks.ts';

export interface AdviceSettings {
  /** Over any 24 hours. */
  budgetUsdPerDay: number;
  usdPerMillionInputTokens: number;
  usdPerMillionOutputTokens: number;
}

export const DAY_MS = 86_400_000;
/** Held for two statements: checking the budget and writing what is meant to be spent. */
export const SPENDING_LOCK = ADVISORY_LOCKS.spending;

/** US dollars for what was used, in whole millionths, rounded up. */
export function costOf(settings: AdviceSettings, { inputTokens, outputTokens }: NonNullable<ModelUsage>): number {
  return Math.ceil(inputTokens * settings.usdPerMillionInputTokens + outputTokens * settings.usdPerMillionOutputTokens) / 1_000_000;
}

/** US dollars that asking about this text can cost at most. */
export function costAtMost(settings: AdviceSettings, text: string): number {
  return costOf(settings, { inputTokens: inputTokensAtMost(text), outputTokens: MAX_OUTPUT_TOKENS });
}

export interface Reservation {
  reportId: string;
  model: string;
  usd: number;
}

/** Writes down what is about to be spent. `budget`: it would go over. */
export async function reserveSpending(
  { db, clock }: CoreContext,
  reservation: Reservation,
  budgetUsdPerDay: number,
): Promise<'reserved' | 'budget' | 'already_advised'> {
  const now = clock.now();
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(${SPENDING_LOCK})`.execute(tx);
    if (await isAdvised(tx, reservation.reportId)) return 'already_advised';
    const spent = await spentSince(tx, new Date(now.getTime() - DAY_MS));
    if (spent + reservation.usd > budgetUsdPerDay) return 'budget';
    await tx
      .insertInto('model_opinions')
      .values({ report_id: reservation.reportId, model: reservation.model, opinion: null, sealed: null, cost_usd: reservation.usd, given_at: now })
      .onConflict((conflict) =>
        conflict.column('report_id').doUpdateSet({
          model: reservation.model,
          cost_usd: sql`model_opinions.cost_usd + excluded.cost_usd`,
          given_at: now,
        }),
      )
      .execute();
    return 'reserved';
  });
}

/** @returns US dollars, reservations of questions still open included. */
export async function spentSince(db: Database, since: Date): Promise<number> {
  const { rows } = await sql<{ spent: number }>`
    select (coalesce((select sum(cost_usd) from model_opinions where given_at > ${since}), 0)
      + coalesce((select sum(cost_usd) from report_translations where made_at > ${since}), 0))::float8 as spent`.execute(db);
  return rows[0]?.spent ?? 0;
}

/** The cost of a reservation becomes what it was. A row that cost nothing and says nothing goes. */
export async function settleSpending(db: Database, { reportId, usd }: Reservation, actualUsd: number): Promise<void> {
  await db
    .updateTable('model_opinions')
    .set({ cost_usd: sql`greatest(0, cost_usd - ${usd}::numeric + ${actualUsd}::numeric)` })
    .where('report_id', '=', reportId)
    .execute();
  await db
    .deleteFrom('model_opinions')
    .where('report_id', '=', reportId)
    .where('opinion', 'is', null)
    .where(sql<boolean>`cost_usd = 0`)
    .execute();
}

async function isAdvised(db: Database, reportId: string): Promise<boolean> {
  const row = await db.selectFrom('model_opinions').select('report_id').where('report_id', '=', reportId).where('opinion', 'is not', null).executeTakeFirst();
  return row !== undefined;
}
