// Who did what to a report last, for the officer who came second.

import type { CoreContext } from '#core/context.ts';
import type { ReportState } from '#core/reports/report.ts';
import { nameOf, type LockedReport } from '../triage-store.ts';

export interface WhatHappened {
  state: ReportState;
  /** Who holds or decided it; null: nobody. */
  by: string | null;
  by_name: string | null;
  at: Date | null;
}

export async function whatHappened({ db }: CoreContext, report: LockedReport): Promise<WhatHappened> {
  const by = report.decided_by ?? report.claimed_by ?? report.escalated_by;
  return { state: report.state, by, by_name: by === null ? null : await nameOf(db, by), at: report.decided_at ?? report.escalated_at };
}
