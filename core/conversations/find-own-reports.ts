// How one's own reports are doing, as told in a chat. Somebody else's reference finds nothing: the number alone is no proof.

import type { CoreContext } from '#core/context.ts';
import type { ChatPerson } from '#core/conversations/conversation.ts';
import { reporterKey } from '#core/conversations/file-report.ts';
import type { ReportStatusLine } from '#core/dialogue/dialogue.ts';
import { parseReference } from '#core/reports/reference.ts';

const MOST_SHOWN = 10;

/** Newest first; `reference` null: all of them. */
export async function findOwnReports({ db, vault }: CoreContext, chat: ChatPerson, reference: string | null): Promise<ReportStatusLine[]> {
  const own = db
    .selectFrom('reports')
    .select(['reference', 'state', 'received_at', 'read_at'])
    .where('reporter_hash', '=', vault.hash('reporter', reporterKey(chat)))
    .where('state', '<>', 'erased');
  const wanted = reference === null ? own : own.where('reference', '=', parseReference(reference) ?? reference);
  const rows = await wanted.orderBy('received_at', 'desc').limit(MOST_SHOWN).execute();
  return rows.map((row) => ({
    reference: row.reference,
    status: row.state === 'received' && row.read_at !== null ? 'read' : row.state,
    received_at: row.received_at.toISOString(),
  }));
}
