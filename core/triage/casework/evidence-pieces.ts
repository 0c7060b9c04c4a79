// The files of a report for an officer: what each is and what was read in it, masked; and the bytes themselves for a reason, written down.

import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import { evidenceSeal, loadEvidenceTexts } from '#core/evidence/evidence-store.ts';
import type { EvidenceState } from '#core/evidence/evidence.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { mask } from '../mask-content.ts';
import type { OpeningReason } from '../opening-reasons.ts';
import { safeMediaType } from './safe-media.ts';

export interface EvidencePiece {
  position: number;
  /** As declared by whoever sent it. */
  content_type: string;
  state: EvidenceState;
  reason: string | null;
  by: 'picture' | 'voice' | null;
  /** Masked: what was read in the picture or heard in the recording. */
  text: string | null;
  qr: string[];
  /** Whether the file itself is here. */
  kept: boolean;
}

interface OfReport {
  id: string;
  wrapped_key: Buffer | null;
}

export async function listEvidence({ db, vault }: Pick<CoreContext, 'db' | 'vault'>, report: OfReport): Promise<EvidencePiece[]> {
  if (report.wrapped_key === null) return [];
  const key = vault.unwrap(report.wrapped_key, report.id);
  const texts = new Map((await loadEvidenceTexts(db, vault, { id: report.id, key })).map((text) => [text.position, text]));
  const rows = await db
    .selectFrom('evidence')
    .select(({ eb }) => ['position', 'content_type', 'state', 'reason', eb('sealed', 'is not', null).as('kept')])
    .where('report_id', '=', report.id)
    .orderBy('position')
    .execute();
  return rows.map(({ kept, ...row }) => {
    const found = texts.get(row.position);
    return { ...row, kept: Boolean(kept), by: found?.by ?? null, text: found === undefined ? null : mask(found.text), qr: found?.qr.map(mask) ?? [] };
  });
}

export interface OpenEvidence {
  by: Actor;
  reference: string;
  position: number;
  reason: OpeningReason;
}

export interface OpenedEvidence {
  data: Buffer;
  /** Found out from the bytes; anything but a plain picture or recording is a file to be saved, never shown. */
  content_type: string;
  shown: boolean;
}

/** Audited as `report.evidence_opened` with the reason. null: none such, not here, or erased. @throws DomainError `forbidden`. */
export async function openEvidence(context: CoreContext, { by, reference, position, reason }: OpenEvidence): Promise<OpenedEvidence | null> {
  requireCapability(by, 'report.open_original');
  const { db, vault } = context;
  const row = await db
    .selectFrom('evidence as e')
    .innerJoin('reports as r', 'r.id', 'e.report_id')
    .select(['r.id as report_id', 'r.wrapped_key', 'e.sealed'])
    .where('r.reference', '=', reference)
    .where('e.position', '=', position)
    .executeTakeFirst();
  if (row === undefined || row.wrapped_key === null || row.sealed === null) return null;
  const data = vault.open(vault.unwrap(row.wrapped_key, row.report_id), row.sealed, evidenceSeal('data', { report_id: row.report_id, position }));
  await appendAudit(context, { actor: by.id, action: 'report.evidence_opened', subject: { kind: 'report', id: reference }, details: { reason, position } });
  context.telemetry.record('original_opened', { outcome: reason }, { reference });
  return { data, ...(await safeMediaType(data)) };
}
