// Files that were sent in a browser's chat, until the report they belong to is filed. A draft names them as it names Telegram's.

import { v4 as uuidv4 } from 'uuid';
import type { CoreContext } from '#core/context.ts';
import type { DraftFile } from '#core/dialogue/dialogue.ts';
import type { EvidenceToReceive } from '#core/reports/report.ts';

const PREFIX = 'browser-file:';
const ID = /^browser-file:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;
/** As of files in Telegram: a draft stays small. */
const NAME_LIMIT = 60;

type Context = Pick<CoreContext, 'db' | 'vault' | 'clock'>;
type Piece = Extract<EvidenceToReceive, { data: Buffer }>;

/** Within the turn's transaction. */
export async function keepFile({ db, vault, clock }: Context, chatHash: Buffer, { data, content_type, name }: Piece & { name: string }): Promise<DraftFile> {
  const id = uuidv4();
  const sealed = vault.sealField(data.toString('base64'), sealContext(id));
  await db.insertInto('browser_files').values({ id, chat_hash: chatHash, sealed, created_at: clock.now() }).execute();
  return { file_id: PREFIX + id, content_type, name: name.slice(0, NAME_LIMIT).toWellFormed() };
}

/** The draft's files as evidence: those kept here leave with the report, within its transaction; Telegram's are fetched later. A lost one is left out. */
export async function takeFiles(context: Context, files: readonly DraftFile[]): Promise<{ file: DraftFile; piece: EvidenceToReceive }[]> {
  const taken: { file: DraftFile; piece: EvidenceToReceive }[] = [];
  for (const file of files) {
    const id = ID.exec(file.file_id)?.[1];
    const data = id === undefined ? null : await takeFile(context, id);
    if (id === undefined) taken.push({ file, piece: { file_id: file.file_id, content_type: file.content_type } });
    else if (data !== null) taken.push({ file, piece: { data, content_type: file.content_type } });
  }
  return taken;
}

async function takeFile({ db, vault }: Context, id: string): Promise<Buffer | null> {
  const row = await db.deleteFrom('browser_files').where('id', '=', id).returning('sealed').executeTakeFirst();
  return row === undefined ? null : Buffer.from(vault.openField(row.sealed, sealContext(id)), 'base64');
}

function sealContext(id: string): string {
  return `browser_files/sealed/${id}`;
}
