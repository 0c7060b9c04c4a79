// A job that died is told anew as the fact it followed from; the pipeline does the rest.

import { sql } from 'kysely';
import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { publishFacts } from '#platform/outbox.ts';

/** The fact from which each job follows (the pipeline's table, read backwards). */
const FACT_OF_JOB: Record<string, string> = {
  'read-report': 'report_received',
  'read-evidence': 'text_read',
  'match-report': 'report_read',
  'propose-alert': 'campaign_grew',
  'deliver-alert': 'alert_published',
  'withdraw-alert': 'alert_withdrawn',
  'enter-alert': 'webhooks_overdue',
  'send-webhook': 'webhook_due',
};

export function isReplayable(job: string): boolean {
  return Object.hasOwn(FACT_OF_JOB, job);
}

/** @param ids of some; absent: all. @returns how many jobs will run again; those of unknown kinds, and those replayed before, stay where they are. */
export async function replayDeadLetters(context: CoreContext, ids?: readonly number[]): Promise<number> {
  return inTransaction(context, async (inside) => {
    const dead = await inside.db
      .updateTable('dead_letters')
      .set({ replayed_at: inside.clock.now() })
      .where('replayed_at', 'is', null)
      .where('job', 'in', Object.keys(FACT_OF_JOB))
      .$if(ids !== undefined, (query) => query.where('id', 'in', ids ?? []))
      .returning(['job', sql<Record<string, string | number>>`payload`.as('payload')])
      .execute();
    await publishFacts(
      inside.db,
      dead.map(({ job, payload }) => ({ fact: FACT_OF_JOB[job] ?? '', payload })),
    );
    return dead.length;
  });
}

/** By an officer, at the console. Audited as `dead_letters.replayed`. @throws DomainError `forbidden`. */
export async function replayAtConsole(context: CoreContext, { by, id }: { by: Actor; id?: number }): Promise<number> {
  requireCapability(by, 'dead_letter.replay');
  return inTransaction(context, async (inside) => {
    const jobs = await replayDeadLetters(inside, id === undefined ? undefined : [id]);
    const subject = { kind: 'dead_letter', id: id === undefined ? 'all' : String(id) };
    if (jobs > 0) await appendAudit(inside, { actor: by.id, action: 'dead_letters.replayed', subject, details: { jobs } });
    return jobs;
  });
}
