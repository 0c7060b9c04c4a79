// SQL of evidence, and its seals: bytes, source and text, each bound to its piece.

import type { Database } from '#core/database.ts';
import type { EvidenceText } from '#core/evidence/evidence.ts';
import type { Vault } from '#core/privacy/vault.ts';

export interface EvidencePlace {
  report_id: string;
  position: number;
}

/** What is sealed of a piece; the same words open it. */
export function evidenceSeal(part: 'data' | 'source' | 'text', { report_id, position }: EvidencePlace): string {
  return part === 'data' ? `evidence/${report_id}/${position}` : `evidence/${part}/${report_id}/${position}`;
}

export interface WaitingPiece extends EvidencePlace {
  sealed: Buffer | null;
  sealed_source: Buffer | null;
}

export async function waitingPieces(db: Database, reportId: string): Promise<WaitingPiece[]> {
  return db
    .selectFrom('evidence')
    .select(['report_id', 'position', 'sealed', 'sealed_source'])
    .where('report_id', '=', reportId)
    .where('state', '=', 'waiting')
    .orderBy('position')
    .execute();
}

export async function keepFetched(db: Database, { report_id, position }: EvidencePlace, sealed: Buffer): Promise<void> {
  await db.updateTable('evidence').set({ sealed }).where('report_id', '=', report_id).where('position', '=', position).execute();
}

export type PieceOutcome = { state: 'read'; sealed_text: Buffer } | { state: 'unread' | 'gone'; reason: string };

/** Once: a piece that is no longer waiting, or was erased, stays as it is. */
export async function finishPiece(db: Database, { report_id, position }: EvidencePlace, outcome: PieceOutcome & { read_at: Date }): Promise<void> {
  await db
    .updateTable('evidence')
    .set({ ...outcome, sealed_source: null })
    .where('report_id', '=', report_id)
    .where('position', '=', position)
    .where('state', '=', 'waiting')
    .execute();
}

/** What was found in a report's evidence, by position. */
export async function loadEvidenceTexts(db: Database, vault: Vault, report: { id: string; key: Buffer }): Promise<(EvidenceText & { position: number })[]> {
  const rows = await db
    .selectFrom('evidence')
    .select(['report_id', 'position', 'sealed_text'])
    .where('report_id', '=', report.id)
    .where('state', '=', 'read')
    .orderBy('position')
    .execute();
  return rows.flatMap(({ sealed_text, ...place }) => {
    if (sealed_text === null) return [];
    const text = JSON.parse(vault.open(report.key, sealed_text, evidenceSeal('text', place)).toString('utf8')) as EvidenceText;
    return [{ ...text, position: place.position }];
  });
}
