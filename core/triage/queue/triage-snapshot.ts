import type { ReportState } from '#core/reports/report.ts';

/** Where a report stood in triage at some moment, as it is kept to be put back. Times are ISO 8601. */
export interface TriageSnapshot {
  state: ReportState;
  claimed_by: string | null;
  claim_expires_at: string | null;
  decided_by: string | null;
  decided_at: string | null;
  decided_type: string | null;
  duplicate_of: string | null;
}
