// Everything that a decision on a report depends on, read at once: where it stands, what the reporter agreed to, what was asked, given and done.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import type { Consent, Decision, ReportSource } from '#core/reports/report.ts';
import { pickStanding, type Standing, type StoredStanding } from '../standing.ts';
import type { LockedReport } from '../triage-store.ts';
import type { ForceCountry } from './decision-words.ts';
import { handoverHolds } from './handover-holds.ts';

export interface LastStep {
  id: number;
  decision: Decision;
  made_by: string;
  made_by_name: string | null;
  made_at: Date;
  before: StoredStanding;
  after: StoredStanding;
  record_id: string | null;
  /** Its question was delivered, the bank has answered, the copy was taken out or the other force takes it: nothing to take back any more. */
  is_told: boolean;
}

export interface Situation extends Standing {
  country: string | null;
  consent: Consent;
  adds_to: string | null;
  /** Reported in a chat or on our pages. */
  reachable: boolean;
  question_open: boolean;
  /** Countries whose force has it. */
  handed_over: ForceCountry[];
  /** The last step that was not undone; null: none. */
  last: LastStep | null;
}

const REACHABLE: readonly ReportSource[] = ['telegram', 'web'];
/** Whoever has not answered by then is not waited for. */
export const ANSWER_WAIT_DAYS = 7;

/** A report without a country goes to Malaysia's force first when it can choose: nothing is kept from the other. */
export function otherForce({ country }: Pick<Situation, 'country'>): ForceCountry {
  return country === 'MY' ? 'KR' : 'MY';
}

export async function situationOf({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, report: LockedReport): Promise<Situation> {
  const since = new Date(clock.now().getTime() - ANSWER_WAIT_DAYS * 86_400_000);
  const { rows } = await sql<{ question_open: boolean; handed_over: ForceCountry[] }>`
    select exists (select from report_questions where report_id = ${report.id} and state in ('waiting', 'sent') and asked_at > ${since}) as question_open,
      coalesce((select array_agg(distinct h.country) from report_handovers h join reports r on r.id = h.report_id
        where h.report_id = ${report.id} and ${handoverHolds()}), '{}') as handed_over`.execute(db);
  const [beside] = rows;
  return {
    ...pickStanding(report),
    country: report.country,
    consent: report.consent,
    adds_to: report.adds_to,
    reachable: REACHABLE.includes(report.source),
    question_open: beside?.question_open ?? false,
    handed_over: beside?.handed_over ?? [],
    last: await lastStep(db, report.id),
  };
}

async function lastStep(db: Database, reportId: string): Promise<LastStep | null> {
  const { rows } = await sql<LastStep>`
    select s.id, s.decision, s.made_by, u.name as made_by_name, s.made_at, s.before, s.after, s.record_id,
      coalesce(q.state in ('sent', 'answered'), false) or f.answer is not null or h.given_at is not null
        or h.acknowledged_at is not null as is_told
    from report_steps s left join staff_users u on u.id = s.made_by
    left join report_questions q on q.id = s.record_id left join freeze_requests f on f.id = s.record_id
    left join report_handovers h on h.id = s.record_id
    where s.report_id = ${reportId} and s.undone_at is null order by s.id desc limit 1`.execute(db);
  return rows[0] ?? null;
}
