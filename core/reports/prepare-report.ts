// Everything about a new report that needs no database: its id, its reference, its seal, whether it is urgent.

import { v7 as uuidv7 } from 'uuid';
import type { CoreContext } from '#core/context.ts';
import { newReference } from '#core/reports/reference.ts';
import { sealContent } from '#core/reports/report-content.ts';
import { evidenceSeal } from '#core/evidence/evidence-store.ts';
import type { EvidenceToReceive, ReportToReceive } from '#core/reports/report.ts';
import type { NewEvidenceRow, NewReportRow } from '#core/database.ts';
import { countryOfRegion } from '#core/taxonomy/regions.ts';

export interface PreparedReport {
  row: NewReportRow & { id: string; reference: string; urgent: boolean };
  evidence: NewEvidenceRow[];
}

/** Banks can still stop most transfers within a day; a payment whose time is unknown counts as just made. */
const URGENT_FOR_MS = 24 * 60 * 60 * 1_000;

export function isUrgent(loss: ReportToReceive['loss'], now: Date): boolean {
  return loss.state === 'lost' && loss.earlier !== true && (loss.paid_at === undefined || now.getTime() - loss.paid_at.getTime() <= URGENT_FOR_MS);
}

export function prepareReport({ vault, clock }: Pick<CoreContext, 'vault' | 'clock'>, report: ReportToReceive): PreparedReport {
  const now = clock.now();
  const id = uuidv7();
  const { key, wrapped } = vault.newKey(id);
  return {
    row: {
      id,
      reference: newReference(),
      source: report.source,
      partner: report.partner ?? null,
      channel: report.channel ?? null,
      country: report.country ?? (report.region === undefined ? null : countryOfRegion(report.region)),
      region: report.region ?? null,
      language: report.language ?? null,
      received_at: now,
      occurred_at: report.occurred_at ?? null,
      urgent: report.in_danger === true || isUrgent(report.loss, now),
      loss_state: report.loss.state,
      paid_at: report.loss.paid_at ?? null,
      reporter_hash: report.reporter_key === undefined ? null : vault.hash('reporter', report.reporter_key),
      device_hash: report.device_key === undefined ? null : vault.hash('device', report.device_key),
      forward_hash: report.forward_key === undefined ? null : vault.hash('forward', report.forward_key),
      consent: JSON.stringify(report.consent),
      wrapped_key: wrapped,
      sealed: sealContent(vault, key, id, report.content),
      evidence_due: report.evidence.length > 0,
      adds_to: report.adds_to ?? null,
      in_danger: report.in_danger === true,
    },
    evidence: report.evidence.map((piece, position) => prepareEvidence(vault, key, { piece, place: { report_id: id, position } })),
  };
}

function prepareEvidence(
  vault: CoreContext['vault'],
  key: Buffer,
  { piece, place }: { piece: EvidenceToReceive; place: { report_id: string; position: number } },
): NewEvidenceRow {
  return {
    ...place,
    content_type: piece.content_type,
    sealed: 'data' in piece ? vault.seal(key, piece.data, evidenceSeal('data', place)) : null,
    sealed_source: 'file_id' in piece ? vault.seal(key, piece.file_id, evidenceSeal('source', place)) : null,
    state: 'waiting',
  };
}
