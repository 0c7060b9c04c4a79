// A database, a standing clock and people to work with: for the tests of triage, warnings, accounts and the audit trail.

import { randomUUID } from 'node:crypto';
import type { CoreContext } from '#core/context.ts';
import { createVault } from '#core/privacy/vault.ts';
import { receiveReport } from '#core/reports/receive-report.ts';
import type { ReportToReceive } from '#core/reports/report.ts';
import type { Officer, StaffRole } from '#core/staff/staff.ts';
import { fixedClock } from '#platform/clock.ts';
import { createLog } from '#platform/log.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';

export interface TriageScene {
  database: TestDatabase;
  context: CoreContext;
  clock: ReturnType<typeof fixedClock>;
  /** An account without a password. */
  hire(role: StaffRole, name?: string): Promise<Officer>;
  report(changes?: Partial<ReportToReceive> & { text?: string }): Promise<{ id: string; reference: string }>;
  /** Facts told since the last call. */
  facts(): Promise<{ fact: string; payload: Record<string, unknown> }[]>;
  /** Actions in the audit trail, oldest first. */
  actions(subjectId?: string): Promise<string[]>;
}

export async function createTriageScene(start = new Date('2026-11-23T09:00:00Z'), server?: string): Promise<TriageScene> {
  const database = await createTestDatabase(server);
  const clock = fixedClock(start);
  const context = { db: database.db, vault: createVault(Buffer.alloc(32, 7)), clock, telemetry: createTelemetry(createLog('silent')) };
  return {
    database,
    context,
    clock,
    async hire(role, name = role) {
      const officer: Officer = { id: randomUUID(), role, name, email: `${randomUUID()}@police.example`, language: 'ko' };
      await database.db
        .insertInto('staff_users')
        .values({ ...officer, email_verified: true, disabled: false, updated_at: clock.now() })
        .execute();
      return officer;
    },
    async report({ text = '택배 주소가 틀려 보류됐습니다. 링크에서 고쳐 주세요', ...changes } = {}) {
      const { id, reference } = await receiveReport(context, {
        source: 'webhook',
        partner: 'demo-bank',
        content: { text, suspects: [], evidence: [] },
        evidence: [],
        loss: { state: 'unknown' },
        consent: { share: [], contact: false, version: 1 },
        ...changes,
      });
      return { id, reference };
    },
    async facts() {
      return database.db.deleteFrom('outbox').returning(['fact', 'payload']).execute();
    },
    async actions(subjectId) {
      let query = database.db.selectFrom('audit_entries').select('action').orderBy('seq');
      if (subjectId !== undefined) query = query.where('subject_id', '=', subjectId);
      return (await query.execute()).map(({ action }) => action);
    },
  };
}
