// A report from a person (Telegram, web chat, import): stored and told to the pipeline in one transaction.

import type { CoreContext } from '#core/context.ts';
import { prepareReport } from '#core/reports/prepare-report.ts';
import { storeReport } from '#core/reports/report-store.ts';
import type { ReportToReceive } from '#core/reports/report.ts';

export interface ReceivedReport {
  id: string;
  reference: string;
  /** Shows that the report is yours; never stored. */
  receipt: string;
  urgent: boolean;
}

/** Durable when this returns, or when the caller's transaction commits. */
export async function receiveReport(context: CoreContext, report: ReportToReceive): Promise<ReceivedReport> {
  const prepared = prepareReport(context, report);
  await storeReport(context.db, prepared);
  const { id, reference, urgent } = prepared.row;
  reportReceived(context, { source: report.source, id });
  return { id, reference, receipt: context.vault.receiptOf(id), urgent };
}

export function reportReceived({ telemetry }: Pick<CoreContext, 'telemetry'>, report: { source: string; id: string }): void {
  telemetry.record('report_received', { outcome: report.source }, { report_id: report.id });
}
