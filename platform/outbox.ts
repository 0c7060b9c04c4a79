// The only way a fact leaves a transaction: written with what it tells of, handed to the queue by the relay afterwards.

import { sql, type Kysely, type RawBuilder } from 'kysely';

/** Facts are past tense; payloads are ids and small values, never text or personal data. */
export interface Fact {
  fact: string;
  payload: Record<string, string | number>;
}

/** @param db the transaction in which the fact became true. */
export async function publishFacts<Tables>(db: Kysely<Tables>, facts: Fact[]): Promise<void> {
  if (facts.length === 0) return;
  await sql`insert into outbox (fact, payload) select f->>'fact', f->'payload' from jsonb_array_elements(${JSON.stringify(facts)}::jsonb) f`.execute(db);
}

/** The same as part of a statement: one fact for each row of a query, whose columns are the payload. */
export function insertingFacts(fact: string, payloads: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`insert into outbox (fact, payload) select ${sql.lit(fact)}, to_jsonb(payload) from (${payloads}) payload`;
}
