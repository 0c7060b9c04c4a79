// A report for whoever shows its receipt.

import { createHash, timingSafeEqual } from 'node:crypto';
import type { CoreContext } from '#core/context.ts';
import { parseReference } from '#core/reports/reference.ts';
import { findReportForReporter, type ReportForReporter } from '#core/reports/report-queries.ts';

/** null: no such report, or the receipt is another's; the two look the same, so that references cannot be guessed. */
export async function findOwnReport(context: CoreContext, { reference, receipt }: { reference: string; receipt: string }): Promise<ReportForReporter | null> {
  const parsed = parseReference(reference);
  const report = parsed === null ? undefined : await findReportForReporter(context, parsed);
  return report !== undefined && sameSecret(receipt, context.vault.receiptOf(report.id)) ? report : null;
}

/** In constant time. */
export function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [given, expected].map((secret) => createHash('sha256').update(secret).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
