// Officers' decisions as training data: one file in the corpus's own format, of what names nobody. The audit trail says that it was made and
// of how many reports; what the file says of itself is its name, since the format has no place for it.

import { createHash } from 'node:crypto';
import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import type { Reading } from '#core/reading/reading.ts';
import { hintsOf, loadReading } from '#core/reports/read-report.ts';
import { openReport } from '#core/reports/report-content.ts';
import { knownOf } from './known-of.ts';
import { SYSTEM_ACTOR } from '#core/staff/staff.ts';
import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import { countErased, decidedReports, type DecidedReport } from './decided-reports.ts';
import { trainingLine, type Decided, type LeftOutLine, type TrainingLine } from './training-line.ts';

export type LeftOut =
  | LeftOutLine
  /** Its content is gone. */
  | 'erased'
  | 'not_read'
  /** The same words under the same header are in already. */
  | 'repeated';

export interface TrainingExport {
  /** Beginning of the SHA-256 of the content: the audit entry and the file's name have it. */
  id: string;
  /** Empty: nothing was left to export, and nothing was written down. */
  content: string;
  /** Lines by the first word of their header. */
  lines: { scam: number; account: number; benign: number };
  leftOut: Partial<Record<LeftOut, number>>;
}

/** Audited as `training.exported` before it is handed out. `since`: decided then or later. */
export async function exportTraining(context: CoreContext, since?: Date): Promise<TrainingExport> {
  const leftOut: TrainingExport['leftOut'] = {};
  const leave = (reason: LeftOut, reports = 1): void => void (leftOut[reason] = (leftOut[reason] ?? 0) + reports);
  const byHeader = new Map<string, Set<string>>();
  for await (const report of decidedReports(context, since)) {
    const made = await lineOf(context, report);
    if (made.kind === 'left_out') {
      leave(made.reason);
      continue;
    }
    const lines = byHeader.get(made.header) ?? new Set();
    if (lines.has(made.line)) leave('repeated');
    byHeader.set(made.header, lines.add(made.line));
  }
  const erased = await countErased(context.db, since);
  if (erased > 0) leave('erased', erased);
  const exported = { ...fileOf(byHeader), leftOut };
  const reports = exported.lines.scam + exported.lines.account + exported.lines.benign;
  if (reports === 0) return exported;
  await appendAudit(context, { actor: SYSTEM_ACTOR.id, action: 'training.exported', subject: { kind: 'training', id: exported.id }, details: { reports } });
  context.telemetry.record('training_exported', {}, { reports });
  return exported;
}

type LineOfReport = TrainingLine | { kind: 'left_out'; reason: LeftOut };

async function lineOf(context: CoreContext, report: DecidedReport): Promise<LineOfReport> {
  const content = openReport(context.vault, report);
  if (content === null) return { kind: 'left_out', reason: 'erased' };
  const reading = await loadReading(context, report);
  if (reading === null) return { kind: 'left_out', reason: 'not_read' };
  const text = { masked: { text: reading.masked, ...hintsOf(report) }, known: knownOf(content) };
  return trainingLine({ decided: decidedOf(report, reading), reading, text });
}

/** Where the reader took it for nothing, its best guess at the type teaches more than `OTHER`. */
function decidedOf({ state, decided_type }: DecidedReport, { type, types }: Pick<Reading, 'type' | 'types'>): Decided {
  if (state === 'rejected') return { state };
  const read = type === 'OTHER' ? (types[0]?.code ?? type) : type;
  return { state, type: SCAM_TYPES.find((each) => each === decided_type) ?? read };
}

/** Headers and lines in the order of their letters: the order of reports would tell of time. */
function fileOf(byHeader: ReadonlyMap<string, ReadonlySet<string>>): Pick<TrainingExport, 'id' | 'content' | 'lines'> {
  const headers = [...byHeader.keys()].toSorted();
  const content = headers.flatMap((header) => [header, ...[...(byHeader.get(header) ?? [])].toSorted()]).map((line) => `${line}\n`);
  const count = (kind: string): number =>
    headers.filter((header) => header.startsWith(`@${kind} `)).reduce((sum, header) => sum + (byHeader.get(header)?.size ?? 0), 0);
  return {
    id: createHash('sha256').update(content.join('')).digest('hex').slice(0, 12),
    content: content.join(''),
    lines: { scam: count('scam'), account: count('account'), benign: count('benign') },
  };
}
