// A job that died is told anew as the fact it followed from; the pipeline does the rest.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { publishFacts } from '#platform/outbox.ts';

/** The fact from which each job follows (the pipeline's table, read backwards). */
const FACT_OF_JOB: Record<string, string> = {
  'read-report': 'report_received',
  'read-evidence': 'text_read',
  'match-report': 'report_read',
  'propose-alert': 'campaign_grew',
  'deliver-alert': 'alert_published',
  'withdraw-alert': 'alert_withdrawn',
};

/** @returns how many jobs will run again; those of unknown kinds stay where they are. */
export async function replayDeadLetters({ db, clock }: CoreContext): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const dead = await tx
      .updateTable('dead_letters')
      .set({ replayed_at: clock.now() })
      .where('replayed_at', 'is', null)
      .where('job', 'in', Object.keys(FACT_OF_JOB))
      .returning(['job', sql<Record<string, string | number>>`payload`.as('payload')])
      .execute();
    await publishFacts(
      tx,
      dead.map(({ job, payload }) => ({ fact: FACT_OF_JOB[job] ?? '', payload })),
    );
    return dead.length;
  });
}
