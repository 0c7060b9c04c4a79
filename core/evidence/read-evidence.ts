// The evidence stage: every piece of a report's evidence is fetched where it is not here yet, and read; then the report is read anew with all
// that was found. Its text has been read before and counts meanwhile; matching waits for this, but not for ever (worker/sweeper.ts).

import type { CoreContext } from '#core/context.ts';
import { DomainError } from '#core/domain-error.ts';
import type { EvidenceReaders, EvidenceText } from '#core/evidence/evidence.ts';
import { evidenceSeal, finishPiece, keepFetched, waitingPieces, type PieceOutcome, type WaitingPiece } from '#core/evidence/evidence-store.ts';
import { completeReading } from '#core/reports/complete-reading.ts';

export type EvidenceOutcome = { kind: 'read' } | { kind: 'skipped'; reason: 'already_read' | 'erased' | 'unknown' | 'text_not_read' };

/** A file cannot be fetched at the moment, or the process goes down: the queue tries again, and goes on where this stopped. */
export class EvidenceWaits extends DomainError {
  constructor(why: string) {
    super('evidence_waits', `evidence still waits: ${why}`);
  }
}

interface Reading {
  context: CoreContext;
  readers: EvidenceReaders;
  key: Buffer;
  signal: AbortSignal;
}

/** Idempotent: each piece is read once, and the report once after all of them. @throws EvidenceWaits */
export async function readEvidence(
  context: CoreContext,
  readers: EvidenceReaders,
  { reportId, signal }: { reportId: string; signal: AbortSignal },
): Promise<EvidenceOutcome> {
  const row = await context.db.selectFrom('reports').select(['id', 'wrapped_key', 'evidence_due', 'read_at']).where('id', '=', reportId).executeTakeFirst();
  if (row === undefined) return { kind: 'skipped', reason: 'unknown' };
  if (row.wrapped_key === null) return { kind: 'skipped', reason: 'erased' };
  if (!row.evidence_due) return { kind: 'skipped', reason: 'already_read' };
  if (row.read_at === null) return { kind: 'skipped', reason: 'text_not_read' };
  const reading = { context, readers, key: context.vault.unwrap(row.wrapped_key, row.id), signal };
  let left = 0;
  for (const piece of await waitingPieces(context.db, reportId)) {
    if (signal.aborted) throw new EvidenceWaits('the worker stops');
    if (!(await readPiece(reading, piece))) left += 1;
  }
  if (left > 0) throw new EvidenceWaits(`${left} files cannot be fetched now`);
  return completeReading(context, reportId);
}

/** false: it has to be tried again. */
async function readPiece(reading: Reading, piece: WaitingPiece): Promise<boolean> {
  const { context, signal } = reading;
  const data = await dataOf(reading, piece);
  if (data === null) return false;
  const outcome = Buffer.isBuffer(data) ? await outcomeOf(reading, piece, data) : data;
  // Going down ends calls early: what they gave then is no outcome.
  if (signal.aborted) return false;
  await finishPiece(context.db, piece, { ...outcome, read_at: context.clock.now() });
  const ids = { report_id: piece.report_id, position: piece.position };
  context.telemetry.record('evidence_read', { outcome: outcome.state === 'read' ? 'read' : outcome.reason }, ids);
  return true;
}

/** null: away for now. */
async function dataOf({ context, readers, key, signal }: Reading, piece: WaitingPiece): Promise<Buffer | PieceOutcome | null> {
  const { db, vault } = context;
  if (piece.sealed !== null) return vault.open(key, piece.sealed, evidenceSeal('data', piece));
  if (piece.sealed_source === null) return { state: 'gone', reason: 'not_there' };
  if (readers.files === undefined) return null;
  const fetched = await readers.files.fetch(vault.open(key, piece.sealed_source, evidenceSeal('source', piece)).toString('utf8'), signal);
  if (fetched.kind === 'away') return null;
  if (fetched.kind === 'gone') return { state: 'gone', reason: fetched.reason };
  await keepFetched(db, piece, vault.seal(key, fetched.data, evidenceSeal('data', piece)));
  return fetched.data;
}

async function outcomeOf({ context, readers, key, signal }: Reading, piece: WaitingPiece, data: Buffer): Promise<PieceOutcome> {
  const found = await contentOf(readers, data, signal);
  if ('reason' in found) return { state: 'unread', reason: found.reason };
  return { state: 'read', sealed_text: context.vault.seal(key, JSON.stringify(found), evidenceSeal('text', piece)) };
}

/** What a file is, its bytes say: the declared type is anybody's claim. */
async function contentOf({ pictures, speech }: EvidenceReaders, data: Buffer, signal: AbortSignal): Promise<EvidenceText | { reason: string }> {
  const picture = await pictures.read(data);
  if (picture.kind === 'read') return { by: 'picture', text: picture.text, qr: picture.qr };
  const isRecording = /^(audio\/|application\/ogg|video\/ogg)/.test(picture.contentType ?? '');
  if (picture.reason !== 'not_a_picture' || !isRecording) return { reason: picture.reason };
  if (speech === undefined) return { reason: 'speech_off' };
  const heard = await speech.transcribe(data, signal);
  return heard.kind === 'heard' ? { by: 'voice', text: heard.text, qr: [] } : { reason: heard.reason };
}
