// Officers' decisions as lines of the corpus (core/reading/training/corpus.ts): what a better model learns from. Only text that could also leave
// for a language model is written, with everything that identifies anybody reduced to its kind.

import { outgoingText } from '#core/advice/outgoing-text.ts';
import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import type { Reading } from '#core/reading/reading.ts';
import { loadReading } from '#core/reports/read-report.ts';
import { SYSTEM_ACTOR } from '#core/staff/staff.ts';

export interface ExportedDecisions {
  /** A header line and the line it labels, in turn. */
  lines: string[];
  exported: number;
  /** Decided, but left out: erased, never read, or with something personal that could not be removed. */
  left_out: { erased: number; not_read: number; not_masked: number };
}

/** Audited with counts alone. @param since decisions of that moment and later; absent: all. */
export async function exportDecisions(context: CoreContext, since?: Date): Promise<ExportedDecisions> {
  let query = context.db
    .selectFrom('reports')
    .select(['id', 'state', 'wrapped_key', 'sealed'])
    .where('decided_at', 'is not', null)
    .where('state', 'in', ['confirmed', 'rejected', 'erased'])
    .orderBy('decided_at');
  if (since !== undefined) query = query.where('decided_at', '>=', since);
  const done: ExportedDecisions = { lines: [], exported: 0, left_out: { erased: 0, not_read: 0, not_masked: 0 } };
  for (const row of await query.execute()) {
    const reading = row.state === 'erased' ? null : await loadReading(context, row);
    const text = reading === null ? null : outgoingText({ text: reading.masked });
    if (row.state === 'erased' || row.wrapped_key === null) done.left_out.erased += 1;
    else if (reading === null) done.left_out.not_read += 1;
    else if (text === null) done.left_out.not_masked += 1;
    else {
      done.lines.push(headerOf(row.state, reading), asLine(text));
      done.exported += 1;
    }
  }
  const { exported, left_out } = done;
  await appendAudit(context, {
    actor: SYSTEM_ACTOR.id,
    action: 'training.exported',
    subject: { kind: 'reports', id: since?.toISOString() ?? 'all' },
    details: { exported, ...left_out },
  });
  return done;
}

/** A rejected report was an ordinary message; a confirmed one is a scammer's words, or somebody's telling when the reader took it for one. */
function headerOf(state: string, { type, types, loss }: Reading): string {
  if (state === 'rejected') return '@benign other';
  const code = type === 'OTHER' ? (types[0]?.code ?? type) : type;
  return loss.state === 'unknown' ? `@scam ${code} message` : `@account ${code} ${loss.state} unclear`;
}

const SLOT_OF: Readonly<Record<string, string>> = { LINK: '{link}', PHONE: '{phone}', BANK_ACCOUNT: '{account}', APP: '{app}' };

/** One line, with the marks of `outgoingText` as the slots that the trainer fills. */
function asLine(text: string): string {
  return text
    .replace(/\[(LINK|PHONE|BANK_ACCOUNT|APP)[^\]]*\]/g, (_mark, kind: string) => SLOT_OF[kind] ?? '')
    .replace(/\[(?:TELEGRAM|WHATSAPP|KAKAOTALK|LINE|HANDLE|EMAIL)\]/g, '{messenger}')
    .replaceAll('\r', '')
    .replaceAll('\n', '\\n');
}
