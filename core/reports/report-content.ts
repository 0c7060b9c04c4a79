// Sealing and opening the personal part of a report. A report whose wrapped key is gone stays shut for ever.

import type { Vault } from '#core/privacy/vault.ts';
import type { ReportContent } from '#core/reports/report.ts';

export interface SealedReport {
  id: string;
  wrapped_key: Buffer | null;
  sealed: Buffer | null;
}

/** JSON keeps lone surrogates as escapes, so text survives byte for byte. */
export function sealContent(vault: Vault, key: Buffer, reportId: string, content: ReportContent): Buffer {
  return vault.seal(key, JSON.stringify(content), `reports/sealed/${reportId}`);
}

/** null: erased. @throws Error when the row was tampered with or the master key is another. */
export function openReport(vault: Vault, row: SealedReport): ReportContent | null {
  if (row.wrapped_key === null || row.sealed === null) return null;
  const key = vault.unwrap(row.wrapped_key, row.id);
  return JSON.parse(vault.open(key, row.sealed, `reports/sealed/${row.id}`).toString('utf8')) as ReportContent;
}
