// Stored reports as a recording that `jaga backtest` replays: what came when, of whom among others, in words that name nobody. Keyed
// pseudonyms take the place of reporters, and invented values of phones, accounts and links; no reference and no id of ours goes along.

import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { appendAudit } from '#core/audit/append-audit.ts';
import type { RecordedReport } from '#core/backtest/backtest.ts';
import { REPORTER_SINCE } from '#core/clustering/voice-rows.ts';
import type { CoreContext } from '#core/context.ts';
import { hintsOf, loadReading } from '#core/reports/read-report.ts';
import { openReport } from '#core/reports/report-content.ts';
import { SYSTEM_ACTOR } from '#core/staff/staff.ts';
import { knownOf } from '#core/training/known-of.ts';
import type { LeftOutText } from '#core/training/training-text.ts';
import { createPseudonyms, type Pseudonyms } from './pseudonyms.ts';
import { recordedText } from './recorded-text.ts';

export type LeftOutOfRecording = LeftOutText | 'erased' | 'not_read';

export interface Recording {
  /** Beginning of the SHA-256 of the content: the audit entry has it. */
  id: string;
  reports: number;
  leftOut: Partial<Record<LeftOutOfRecording, number>>;
}

/** A page of reports with their seals. */
const PAGE = 200;

interface StreamRow {
  id: string;
  received_at: Date;
  occurred_at: Date | null;
  imported: boolean;
  channel: string | null;
  country: string | null;
  language: string | null;
  wrapped_key: Buffer | null;
  sealed: Buffer | null;
  reporter: string | null;
  reporter_since: Date | null;
}

/**
 * Every report in order of receipt, whatever became of it: a detector does not know beforehand. Audited as `stream.exported` once all is
 * written. @param write takes a line at a time, so that memory does not grow with them.
 */
export async function recordStream(context: CoreContext, { since, write }: { since: Date; write: (line: string) => Promise<void> }): Promise<Recording> {
  const leftOut: Recording['leftOut'] = {};
  const digest = createHash('sha256');
  const pseudonyms = createPseudonyms();
  let reports = 0;
  for await (const row of storedStream(context, since)) {
    const made = await lineOf(context, row, { pseudonyms, number: reports + 1 });
    if (made.kind === 'left_out') {
      leftOut[made.reason] = (leftOut[made.reason] ?? 0) + 1;
      continue;
    }
    const line = `${JSON.stringify(made.report)}\n`;
    digest.update(line);
    await write(line);
    reports += 1;
  }
  const recording = { id: digest.digest('hex').slice(0, 12), reports, leftOut };
  if (reports === 0) return recording;
  await appendAudit(context, { actor: SYSTEM_ACTOR.id, action: 'stream.exported', subject: { kind: 'recording', id: recording.id }, details: { reports } });
  context.telemetry.record('stream_exported', {}, { reports });
  return recording;
}

async function* storedStream({ db }: Pick<CoreContext, 'db'>, since: Date): AsyncGenerator<StreamRow> {
  for (let after = { received_at: since, id: '00000000-0000-0000-0000-000000000000' }; ;) {
    const { rows } = await sql<StreamRow>`
      select r.id, r.received_at, r.occurred_at, r.source = 'import' as imported, r.channel, r.country, r.language, r.wrapped_key, r.sealed, encode(r.reporter_hash, 'hex') as reporter,
        ${REPORTER_SINCE} as reporter_since
      from reports r where (r.received_at, r.id) > (${after.received_at}::timestamptz, ${after.id}::uuid)
      order by r.received_at, r.id limit ${PAGE}`.execute(db);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

type LineOfReport = { kind: 'line'; report: RecordedReport } | { kind: 'left_out'; reason: LeftOutOfRecording };

async function lineOf(context: CoreContext, row: StreamRow, { pseudonyms, number }: { pseudonyms: Pseudonyms; number: number }): Promise<LineOfReport> {
  const content = openReport(context.vault, row);
  if (content === null) return { kind: 'left_out', reason: 'erased' };
  const reading = await loadReading(context, row);
  if (reading === null) return { kind: 'left_out', reason: 'not_read' };
  const made = recordedText({ masked: { text: reading.masked, ...hintsOf(row) }, known: knownOf(content) }, pseudonyms);
  if (made.kind === 'left_out') return made;
  return {
    kind: 'line',
    report: {
      id: `r${number}`,
      text: made.text,
      ...(row.reporter !== null && { reporter: `p${pseudonyms.hex('reporter', row.reporter, 12)}` }),
      ...(row.reporter !== null && row.reporter_since !== null && { reporter_since: toSecond(row.reporter_since) }),
      at: toSecond(row.received_at),
      ...(row.occurred_at !== null && { occurred_at: toSecond(row.occurred_at) }),
      ...(row.imported && { imported: true }),
      ...(row.country !== null && { country: row.country }),
      ...(row.channel !== null && { channel: row.channel }),
      ...(row.language !== null && { language: row.language }),
    },
  };
}

/** Milliseconds would be as good as a name for whoever has the database; no rule needs them. */
function toSecond(time: Date): string {
  return `${time.toISOString().slice(0, 19)}Z`;
}
