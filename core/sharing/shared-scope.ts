// What an account may see, as SQL: every question about shared reports is asked of this and of nothing else, so that what is not shared is never
// read, and what is not shared any more is gone with the change that ended it. Whom the account belongs to is read in the same statement.

import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#core/database.ts';
import { handoverHolds } from '#core/triage/decisions/handover-holds.ts';
import type { SharedKind, SharedState } from './shared-report.ts';

export interface SharedRow {
  /** The report's. */
  id: string;
  reference: string;
  kind: SharedKind;
  state: SharedState;
  shared_at: Date;
  /** null: filed by the partner itself. */
  handover_id: string | null;
  decided_at: Date | null;
  /** Of a filed report that is confirmed. */
  type: string | null;
  /** Reference of the report it repeats, where that is the partner's own, too. */
  repeats: string | null;
  wrapped_key: Buffer;
  /** The report, or the copy that was handed over. */
  sealed: Buffer;
}

/**
 * A relation of {@link SharedRow}s `s`, to be put behind `from`.
 * @param narrowed what is asked of it, from `where` on: each of the two halves answers by its own index, or the first page of 50,000 would sort them all.
 */
export function sharedWith(staffId: string, narrowed: RawBuilder<unknown>): RawBuilder<SharedRow> {
  return sql<SharedRow>`((select s.* from (${filedBy(staffId)}) s ${narrowed}) union all (select s.* from (${handedOverTo(staffId)}) s ${narrowed}))`;
}

function filedBy(staffId: string): RawBuilder<SharedRow> {
  return sql<SharedRow>`
    select r.id, r.reference, 'filed' as kind, r.state, r.received_at as shared_at, null::uuid as handover_id, r.decided_at,
      case when r.state = 'confirmed' then coalesce(r.decided_type, (select g.type from readings g where g.report_id = r.id)) end as type,
      (select o.reference from reports o where o.id = r.duplicate_of and o.partner = r.partner and o.state <> 'erased') as repeats,
      r.wrapped_key, r.sealed
    from reports r
    where r.partner = ${belongingOf(staffId, 'partner')} and r.state <> 'erased' and r.wrapped_key is not null`;
}

function handedOverTo(staffId: string): RawBuilder<SharedRow> {
  return sql<SharedRow>`
    select r.id, r.reference, 'handed_over' as kind, case when h.acknowledged_at is null then 'handed_over' else 'acknowledged' end as state,
      h.made_at as shared_at, h.id as handover_id, null::timestamptz as decided_at, null::text as type, null::text as repeats, r.wrapped_key, h.sealed
    from report_handovers h join reports r on r.id = h.report_id
    where h.country = ${belongingOf(staffId, 'country')} and ${handoverHolds()} and r.state <> 'erased' and r.wrapped_key is not null
      and not exists (select from report_handovers later where later.report_id = h.report_id and later.country = h.country
        and (later.made_at, later.id) > (h.made_at, h.id) and ${handoverHolds('later')})`;
}

/** null, which equals nothing: the account belongs to nobody, is no partner's, or is switched off. */
function belongingOf(staffId: string, column: 'partner' | 'country'): RawBuilder<string | null> {
  return sql`(select ${sql.ref(`u.${column}`)} from staff_users u where u.id = ${staffId} and u.role = 'partner' and not u.disabled)`;
}

/** null: not shared with that account, whatever the reason. */
export async function findShared(db: Database, staffId: string, reference: string): Promise<SharedRow | null> {
  const { rows } = await sql<SharedRow>`select s.* from ${sharedWith(staffId, sql`where s.reference = ${reference}`)} s`.execute(db);
  return rows[0] ?? null;
}
