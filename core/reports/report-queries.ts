// SQL that reads a report for the person who made it.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { ReportState } from '#core/reports/report.ts';

/** What a reporter is told. Public words only: nothing of an investigation. */
export interface ReportForReporter {
  id: string;
  reference: string;
  state: ReportState;
  received_at: Date;
  read_at: Date | null;
  matched_at: Date | null;
  /** Other reports in the same campaign. */
  similar_reports: number;
}

export async function findReportForReporter({ db }: Pick<CoreContext, 'db'>, reference: string): Promise<ReportForReporter | undefined> {
  const row = await db
    .selectFrom('reports as r')
    .leftJoin('campaign_reports as own', 'own.report_id', 'r.id')
    .select(['r.id', 'r.reference', 'r.state', 'r.received_at', 'r.read_at', 'r.matched_at'])
    .select((eb) =>
      eb
        .selectFrom('campaign_reports as other')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .whereRef('other.campaign_id', '=', 'own.campaign_id')
        .whereRef('other.report_id', '<>', 'r.id')
        // What the same person added is no other report.
        .where(sql<boolean>`not exists (select 1 from reports a where a.id = other.report_id and a.adds_to = r.id)`)
        .as('similar_reports'),
    )
    .where('r.reference', '=', reference)
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, similar_reports: row.similar_reports ?? 0 };
}
