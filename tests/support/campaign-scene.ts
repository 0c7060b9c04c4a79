// Reports that arrive, are read and matched one by one, as the worker does it, and what became of their campaigns.

import type { MatchOutcome } from '#core/campaigns/match-report.ts';
import { matchReport } from '#tests/support/match-report.ts';
import type { CoreContext } from '#core/context.ts';
import type { KnownIndex } from '#core/matching/known-index.ts';
import { readReport } from '#core/reports/read-report.ts';
import type { ReportToReceive } from '#core/reports/report.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

/** Known patterns make no campaigns. */
export const NO_PATTERNS: KnownIndex = { size: 0, match: () => [] };

export interface CampaignScene extends TriageScene {
  /** Received and read, not yet matched. */
  receive(text: string, changes?: Partial<ReportToReceive>): Promise<{ id: string; reference: string }>;
  arrive(text: string, changes?: Partial<ReportToReceive>): Promise<{ id: string; reference: string }>;
  match(id: string, context?: CoreContext): Promise<MatchOutcome>;
  /** Number of the campaign of each report. */
  numbersOf(...reports: { id: string }[]): Promise<(number | undefined)[]>;
  /** Everything that says which report is where, and since when each campaign is seen; versions aside. */
  picture(): Promise<{ campaigns: unknown[]; members: unknown[] }>;
  /** What officers did with campaigns, oldest first. */
  arrangements(): Promise<string[]>;
  /** All but the audit trail and the staff. */
  empty(): Promise<void>;
}

export async function createCampaignScene(start?: Date, server?: string): Promise<CampaignScene> {
  const scene = await createTriageScene(start, server);
  const { db, pool } = scene.database;
  let arrangedBefore = 0;
  const match: CampaignScene['match'] = (id, context = scene.context) => matchReport(context, NO_PATTERNS, id);
  const receive: CampaignScene['receive'] = async (text, changes = {}) => {
    const report = await scene.report({ text, ...changes });
    await readReport(scene.context, report.id);
    return report;
  };
  return {
    ...scene,
    receive,
    match,
    async arrive(text, changes) {
      const report = await receive(text, changes);
      await match(report.id);
      return report;
    },
    async numbersOf(...reports) {
      const rows = await db
        .selectFrom('campaign_reports as m')
        .innerJoin('campaigns as c', 'c.id', 'm.campaign_id')
        .select(['m.report_id', 'c.number'])
        .execute();
      const numbers = new Map(rows.map(({ report_id, number }) => [report_id, number]));
      return reports.map(({ id }) => numbers.get(id));
    },
    async picture() {
      return {
        campaigns: await db
          .selectFrom('campaigns')
          .select(['id', 'number', 'type', 'first_seen_at', 'last_seen_at', 'merged_into'])
          .orderBy('number')
          .execute(),
        members: await db.selectFrom('campaign_reports').selectAll().orderBy('report_id').execute(),
      };
    },
    async arrangements() {
      return (await scene.actions()).filter((action) => action.startsWith('campaign.')).slice(arrangedBefore);
    },
    async empty() {
      arrangedBefore = (await scene.actions()).filter((action) => action.startsWith('campaign.')).length;
      await pool.query('truncate reports, campaigns, alerts, outbox restart identity cascade');
    },
  };
}

/** Which of a list are alike, whatever they are called. */
export function shapeOf(labels: readonly unknown[]): number[] {
  return labels.map((label) => labels.indexOf(label));
}
