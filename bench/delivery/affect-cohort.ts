// A campaign that so many subscribers have reported, as the join by which a warning finds them needs it; nothing of the reports' content.

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { telegramReporter } from '#core/reports/reporter.ts';

/** Every n-th of those who subscribed by chat number. @returns the campaign's id. */
export async function affectCohort({ db, vault, clock }: CoreContext, everyNth: number): Promise<string> {
  const id = randomUUID();
  const now = clock.now();
  await db.insertInto('campaigns').values({ id, type: 'PHISH', first_seen_at: now, last_seen_at: now, merged_into: null, woke_at: null }).execute();
  const { count } = await db
    .selectFrom('subscribers')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const hashes = Array.from({ length: Math.floor(Number(count) / everyNth) }, (_, at) => vault.hash('reporter', telegramReporter((at + 1) * everyNth)));
  await sql`
    with told as (
      insert into reports (id, reference, source, received_at, urgent, loss_state, reporter_hash, consent, state, evidence_due)
      select gen_random_uuid(), 'JG-' || n, 'telegram', ${now}::timestamptz, false, 'unknown', hash, '{}', 'received', false
      from unnest(${hashes}::bytea[]) with ordinality as h(hash, n) returning id
    )
    insert into campaign_reports (report_id, campaign_id, joined_by, joined_at) select id, ${id}, '{script}', ${now} from told`.execute(db);
  return id;
}
