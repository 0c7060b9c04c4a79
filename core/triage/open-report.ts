// Opening a report for an officer: the masked copy as a matter of course, the original only for a reason that goes into the audit trail. Either
// way it is written down who saw it.

import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import type { ReportRow } from '#core/database.ts';
import type { Indicator, Reading } from '#core/reading/reading.ts';
import { loadReading } from '#core/reports/read-report.ts';
import { openReport } from '#core/reports/report-content.ts';
import type { ReportContent } from '#core/reports/report.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';

export interface OpenedReport {
  row: ReportRow;
  /** null: erased, or not read yet. */
  reading: Pick<Reading, 'language' | 'verdict' | 'score' | 'type' | 'types' | 'amounts' | 'loss' | 'masked' | 'reasons'> | null;
  indicators: Pick<Indicator, 'kind' | 'value' | 'official' | 'shared'>[];
  matches: { target_kind: string; target: string; score: number; band: string; via: string[] }[];
  campaign: number | null;
}

/** Audited as `report.opened`. @throws DomainError `forbidden`. */
export async function openForOfficer(context: CoreContext, { by, reference }: { by: Actor; reference: string }): Promise<OpenedReport | null> {
  requireCapability(by, 'report.open');
  const row = await context.db.selectFrom('reports').selectAll().where('reference', '=', reference).executeTakeFirst();
  if (row === undefined) return null;
  const reading = await loadReading(context, row);
  await appendAudit(context, { actor: by.id, action: 'report.opened', subject: { kind: 'report', id: reference } });
  return {
    row,
    reading,
    indicators: (reading?.indicators ?? []).map(({ kind, value, official, shared }) => ({ kind, value, ...(official === true && { official }), ...(shared === true && { shared }) })),
    matches: await matchesOf(context, row.id),
    campaign: await campaignOf(context, row.id),
  };
}

async function matchesOf({ db }: CoreContext, reportId: string): Promise<OpenedReport['matches']> {
  const rows = await db
    .selectFrom('matches as m')
    .leftJoin('reports as other', (join) => join.on((eb) => eb(eb.cast<string>('other.id', 'text'), '=', eb.ref('m.target_id'))))
    .select(['m.target_kind', 'm.target_id', 'm.score', 'm.band', 'm.via', 'other.reference'])
    .where('m.report_id', '=', reportId)
    .orderBy('m.score', 'desc')
    .execute();
  return rows.map(({ target_kind, target_id, reference, score, band, via }) => ({ target_kind, target: reference ?? target_id, score, band, via }));
}

async function campaignOf({ db }: CoreContext, reportId: string): Promise<number | null> {
  const row = await db.selectFrom('campaign_reports as m').innerJoin('campaigns as c', 'c.id', 'm.campaign_id').select('c.number').where('m.report_id', '=', reportId).executeTakeFirst();
  return row?.number ?? null;
}

/** Why an officer looks at personal data; codes, because free text would itself be personal. */
export const OPENING_REASONS = ['contact_reporter', 'verify_account', 'freeze_request', 'investigation', 'quality_check', 'data_subject_request'] as const;
export type OpeningReason = (typeof OPENING_REASONS)[number];

/** The report as it was received. Audited as `report.original_opened` with the reason. @throws DomainError `forbidden`. */
export async function openOriginal(context: CoreContext, command: { by: Actor; reference: string; reason: OpeningReason }): Promise<ReportContent | null> {
  requireCapability(command.by, 'report.open_original');
  const row = await context.db.selectFrom('reports').select(['id', 'wrapped_key', 'sealed']).where('reference', '=', command.reference).executeTakeFirst();
  const content = row === undefined ? null : openReport(context.vault, row);
  if (content === null) return null;
  await appendAudit(context, { actor: command.by.id, action: 'report.original_opened', subject: { kind: 'report', id: command.reference }, details: { reason: command.reason } });
  return content;
}
