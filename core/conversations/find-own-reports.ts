// How one's own reports are doing and what came of them, as told in a chat, their receipts, and erasing them. Somebody else's reference finds
// nothing: the number alone is no proof.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { ChatPerson } from '#core/conversations/conversation.ts';
import { reporterKey } from '#core/conversations/file-report.ts';
import type { IssuedReceipt, ReportStatusLine } from '#core/dialogue/dialogue.ts';
import { othersOf, toldCount } from '#core/own-reports/report-story.ts';
import { issueReceipt, type ReceiptContext } from '#core/receipts/issue-receipt.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { parseReference } from '#core/reports/reference.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';

const MOST_SHOWN = 10;

interface OwnRow {
  reference: string;
  state: string;
  received_at: Date;
  read_at: Date | null;
  others: number;
  warned: boolean;
}

/** Newest first, without what was added to them; `reference` null: all of them. In a group nobody's. */
export async function findOwnReports({ db, vault }: CoreContext, chat: ChatPerson, reference: string | null): Promise<ReportStatusLine[]> {
  if (isGroup(chat)) return [];
  const wanted = reference === null ? null : (parseReference(reference) ?? reference);
  const { rows } = await sql<OwnRow>`
    with own as (
      select id, reference, state, received_at, read_at, reporter_hash from reports
      where reporter_hash = ${vault.hash('reporter', reporterKey(chat))} and state <> 'erased' and adds_to is null
        and (${wanted}::text is null or reference = ${wanted}::text)
      order by received_at desc limit ${MOST_SHOWN}
    )
    select own.reference, own.state, own.received_at, own.read_at,
      ${othersOf('own')} as others,
      exists (select from campaign_reports mine join alerts a on a.campaign_id in (select campaign_family(root_campaign(mine.campaign_id)))
        where mine.report_id = own.id and a.state = 'published') as warned
    from own order by own.received_at desc`.execute(db);
  return rows.map((row) => ({
    reference: row.reference,
    status: row.state === 'received' && row.read_at !== null ? 'read' : row.state,
    received_at: row.received_at.toISOString(),
    ...(toldCount(row.others) > 0 && { joined: toldCount(row.others) }),
    ...(row.warned && { warned: true }),
  }));
}

/** With everything that was added. False: there is no such report of theirs. */
export async function eraseOwnReport(context: CoreContext, chat: ChatPerson, reference: string): Promise<boolean> {
  const id = isGroup(chat) ? null : await ownReportId(context, chat, reference);
  return id !== null && eraseReport(context, id);
}

/** The paper as it stands now, the same one again while nothing changed. null: there is no such report of theirs. */
export async function issueOwnReceipt(
  context: ReceiptContext,
  chat: ChatPerson,
  { reference, language }: { reference: string; language: Language },
): Promise<IssuedReceipt | null> {
  const id = isGroup(chat) ? null : await ownReportId(context, chat, reference);
  const receipt = id === null ? null : await issueReceipt(context, id, language);
  const { publicUrl } = context;
  return receipt === null ? null : { code: receipt.content.code, verify_at: `${publicUrl}/verify`, status_at: `${publicUrl}/status` };
}

/** null: there is no such report of theirs. */
export async function ownReportId({ db, vault }: CoreContext, chat: ChatPerson, reference: string): Promise<string | null> {
  const row = await db
    .selectFrom('reports')
    .select('id')
    .where('reference', '=', reference)
    .where('reporter_hash', '=', vault.hash('reporter', reporterKey(chat)))
    .where('state', '<>', 'erased')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** What is one's own is not said in front of others. */
function isGroup({ chatId, userId }: ChatPerson): boolean {
  return chatId !== userId;
}
