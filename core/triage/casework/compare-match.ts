// The text of what a report resembles, to be read beside it: an earlier report, masked and written down as opened, or a known script.

import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { loadReading } from '#core/reports/read-report.ts';
import { openReport } from '#core/reports/report-content.ts';
import type { ReportState } from '#core/reports/report.ts';
import { parseReference } from '#core/reports/reference.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { maskContent } from '../mask-content.ts';

export interface ComparedText {
  target: string;
  target_kind: 'report' | 'pattern';
  text: string;
  type: string | null;
  language: string | null;
  /** Of a report. */
  state: ReportState | null;
  received_at: Date | null;
}

let patterns: Map<string, ReturnType<typeof loadKnownPatterns>[number]> | undefined;

/** Audited as `report.opened`. null: no such match, or erased. @throws DomainError `forbidden`. */
export async function compareMatch(
  context: CoreContext,
  { by, reference, target }: { by: Actor; reference: string; target: string },
): Promise<ComparedText | null> {
  requireCapability(by, 'report.open');
  const other = parseReference(target);
  if (other === null) return comparePattern(target);
  const { db, vault } = context;
  const row = await db.selectFrom('reports').selectAll().where('reference', '=', other).executeTakeFirst();
  const content = row === undefined ? null : openReport(vault, row);
  if (row === undefined || content === null) return null;
  const reading = await loadReading(context, row);
  await appendAudit(context, { actor: by.id, action: 'report.opened', subject: { kind: 'report', id: other }, details: { beside: reference } });
  return {
    target: other,
    target_kind: 'report',
    text: maskContent(content, reading).text,
    type: reading?.type ?? null,
    language: reading?.language ?? null,
    state: row.state,
    received_at: row.received_at,
  };
}

function comparePattern(id: string): ComparedText | null {
  patterns ??= new Map(loadKnownPatterns().map((pattern) => [pattern.id, pattern]));
  const pattern = patterns.get(id);
  if (pattern === undefined) return null;
  const { text, type, language } = pattern;
  return { target: id, target_kind: 'pattern', text, type, language, state: null, received_at: null };
}
