// What officers got done in each shift, from the audit trail. Everybody sees their own; who leads a shift sees all (decision 36).

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { mayDo, requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { SHIFTS, type Shift } from './overview-words.ts';

export interface ShiftWork {
  /** `YYYY-MM-DD` */
  day: string;
  shift: Shift;
  /** Staff id. */
  officer: string;
  officer_name: string | null;
  opened: number;
  confirmed: number;
  rejected: number;
  duplicates: number;
  /** Campaigns merged, split, parted or kept apart. */
  campaigns: number;
  approvals: number;
}

export interface WorkDone {
  /** Of everybody, or of the officer alone. */
  of: 'all' | 'own';
  items: ShiftWork[];
}

/** Rows read at most: two weeks of a large team. */
const ROWS = 1_000;

/** The newest shift first. @param zone IANA. @throws DomainError `forbidden`. */
export async function workDone({ db }: Pick<CoreContext, 'db'>, { by, since, zone }: { by: Actor; since: Date; zone: string }): Promise<WorkDone> {
  requireCapability(by, 'work.read');
  const of = mayDo(by, 'work.read_all') ? 'all' : 'own';
  const { rows } = await sql<ShiftWork>`
    with done as (
      select a.actor, a.action, to_char(a.at at time zone ${zone}, 'YYYY-MM-DD') as day, extract(hour from a.at at time zone ${zone})::int / 8 as shift
      from audit_entries a
      where a.at >= ${since} and a.actor <> 'system' and (${of} = 'all' or a.actor = ${by.id})
        and (a.action in ('report.opened', 'report.confirmed', 'report.rejected', 'report.marked_duplicate', 'alert.approved')
          or (a.action like 'campaign.%' and a.action <> 'campaign.opened')))
    select d.day, (${[...SHIFTS]}::text[])[d.shift + 1] as shift, d.actor as officer, s.name as officer_name,
      count(*) filter (where action = 'report.opened')::int as opened, count(*) filter (where action = 'report.confirmed')::int as confirmed,
      count(*) filter (where action = 'report.rejected')::int as rejected, count(*) filter (where action = 'report.marked_duplicate')::int as duplicates,
      count(*) filter (where action like 'campaign.%')::int as campaigns, count(*) filter (where action = 'alert.approved')::int as approvals
    from done d left join staff_users s on s.id = d.actor
    group by d.day, d.shift, d.actor, s.name order by d.day desc, d.shift desc, s.name, d.actor limit ${ROWS}`.execute(db);
  return { of, items: rows };
}
