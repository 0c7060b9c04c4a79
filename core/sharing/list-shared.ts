// The list of what is shared with an account, the newest first.

import { sql } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import { openReport } from '#core/reports/report-content.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { openCopy } from '#core/triage/decisions/handovers.ts';
import { FILED_STATES, HANDOVER_STATES, type SharedItem, type SharedState } from './shared-report.ts';
import { sharedWith, type SharedRow } from './shared-scope.ts';

export interface SharedFilter {
  state?: SharedState | undefined;
  /** Where the page before ended. Both are given: looking up another report's time by its reference would tell of it. */
  after?: { sharedAt: Date; reference: string } | undefined;
  limit: number;
}

/** @throws DomainError `forbidden`. */
export async function listShared(context: CoreContext, by: Actor, { state, after, limit }: SharedFilter): Promise<SharedItem[]> {
  requireCapability(by, 'shared.read');
  const inState = state === undefined ? sql`true` : sql`s.state = ${state}`;
  const behind = after === undefined ? sql`true` : sql`(s.shared_at, s.reference) < (${after.sharedAt}::timestamptz, ${after.reference})`;
  const page = sql`order by s.shared_at desc, s.reference desc limit ${limit}`;
  const narrowed = sql`where ${inState} and ${behind} ${page}`;
  const { rows } = await sql<SharedRow>`select s.* from ${sharedWith(by.id, narrowed)} s ${page}`.execute(context.db);
  return rows.map((row) => toItem(context, row));
}

function toItem(context: CoreContext, row: SharedRow): SharedItem {
  const { reference, kind, state, shared_at, decided_at, type } = row;
  const told = row.handover_id === null ? { source_ref: sourceRefOf(context, row), type } : { source_ref: null, type: copyOf(context, row).facts.type };
  return { reference, kind, state, shared_at, decided_at, ...told };
}

/** Nothing else of a report that the partner filed itself is opened: it has the words. */
export function sourceRefOf({ vault }: Pick<CoreContext, 'vault'>, row: SharedRow): string | null {
  return openReport(vault, row)?.source_ref ?? null;
}

/** @throws Error for what was not handed over. */
export function copyOf({ vault }: Pick<CoreContext, 'vault'>, { id, handover_id, wrapped_key, sealed }: SharedRow): ReturnType<typeof openCopy> {
  if (handover_id === null) throw new Error('a report that was filed has no copy');
  return openCopy(vault, { id: handover_id, report_id: id, wrapped_key, sealed });
}

/** Which states there can be for this account; none: it belongs to nobody. @throws DomainError `forbidden`. */
export async function sharedStates({ db }: Pick<CoreContext, 'db'>, by: Actor): Promise<readonly SharedState[]> {
  requireCapability(by, 'shared.read');
  const account = await db.selectFrom('staff_users').select(['partner', 'country']).where('id', '=', by.id).executeTakeFirst();
  if (account?.partner != null) return FILED_STATES;
  return account?.country == null ? [] : HANDOVER_STATES;
}
