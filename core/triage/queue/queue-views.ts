// Filters of the queue that officers keep under a name, for themselves or, by a supervisor, for all. What is typed into the search field is in no view.

import { randomUUID } from 'node:crypto';
import type { Updateable } from 'kysely';
import type { CoreContext } from '#core/context.ts';
import type { Tables } from '#core/database.ts';
import { mayDo, requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';

export interface QueueView {
  id: string;
  name: string;
  /** The queue's filters as its address writes them, without `?`. */
  search: string;
  shared: boolean;
  mine: boolean;
  /** null: an account of another installation. */
  owner_name: string | null;
  /** The officer's queue opens with it. */
  is_default: boolean;
}

/** Far more than anybody finds their way in. */
const MOST = 100;

/** One's own and what is shared, by name. */
export async function listViews({ db }: Pick<CoreContext, 'db'>, by: Actor): Promise<QueueView[]> {
  const rows = await db
    .selectFrom('queue_views as v')
    .leftJoin('staff_users as s', 's.id', 'v.owner')
    .leftJoin('queue_default_views as d', (join) => join.onRef('d.view_id', '=', 'v.id').on('d.staff_id', '=', by.id))
    .select(['v.id', 'v.name', 'v.search', 'v.shared', 'v.owner', 's.name as owner_name', 'd.view_id as chosen'])
    .where((eb) => eb.or([eb('v.owner', '=', by.id), eb('v.shared', '=', true)]))
    .orderBy('v.shared', 'desc')
    .orderBy('v.name')
    .orderBy('v.id')
    .execute();
  return rows.map(({ owner, chosen, ...view }) => ({ ...view, mine: owner === by.id, is_default: chosen !== null }));
}

export interface NewView {
  name: string;
  search: string;
  shared: boolean;
}

type Changed<Thing> = { [Field in keyof Thing]?: Thing[Field] | undefined };

export type ViewOutcome = { kind: 'done'; id: string } | { kind: 'not_found' } | { kind: 'conflict'; reason: 'name_taken' | 'too_many' };

/** @throws DomainError `forbidden` when it is to be shared and the officer may not. */
export async function saveView({ db, clock }: Pick<CoreContext, 'db' | 'clock'>, by: Actor, view: NewView): Promise<ViewOutcome> {
  if (view.shared) requireCapability(by, 'view.share');
  const { count } = await db
    .selectFrom('queue_views')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('owner', '=', by.id)
    .executeTakeFirstOrThrow();
  if (Number(count) >= MOST) return { kind: 'conflict', reason: 'too_many' };
  const row = await db
    .insertInto('queue_views')
    .values({ id: randomUUID(), owner: by.id, made_at: clock.now(), ...view })
    .onConflict((conflict) => conflict.columns(['owner', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row === undefined ? { kind: 'conflict', reason: 'name_taken' } : { kind: 'done', id: row.id };
}

/** One's own; a shared one by whoever may share. */
export async function editView({ db }: Pick<CoreContext, 'db'>, by: Actor, { id, ...change }: { id: string } & Changed<NewView>): Promise<ViewOutcome> {
  if (change.shared === true) requireCapability(by, 'view.share');
  const wanted = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Updateable<Tables['queue_views']>;
  return db.transaction().execute(async (tx): Promise<ViewOutcome> => {
    const view = await tx.selectFrom('queue_views').select(['id', 'owner', 'shared']).where('id', '=', id).forUpdate().executeTakeFirst();
    if (view === undefined || !mayEdit(view, by)) return { kind: 'not_found' };
    if (Object.keys(wanted).length === 0) return { kind: 'done', id };
    const taken = await tx
      .selectFrom('queue_views')
      .select('id')
      .where('owner', '=', view.owner)
      .where('name', '=', change.name ?? '')
      .where('id', '<>', id)
      .executeTakeFirst();
    if (taken !== undefined) return { kind: 'conflict', reason: 'name_taken' };
    await tx.updateTable('queue_views').set(wanted).where('id', '=', id).execute();
    // What is no longer shared is nobody else's default.
    if (change.shared === false) await tx.deleteFrom('queue_default_views').where('view_id', '=', id).where('staff_id', '<>', view.owner).execute();
    return { kind: 'done', id };
  });
}

export async function deleteView({ db }: Pick<CoreContext, 'db'>, by: Actor, id: string): Promise<ViewOutcome> {
  return db.transaction().execute(async (tx): Promise<ViewOutcome> => {
    const view = await tx.selectFrom('queue_views').select(['owner', 'shared']).where('id', '=', id).forUpdate().executeTakeFirst();
    if (view === undefined || !mayEdit(view, by)) return { kind: 'not_found' };
    await tx.deleteFrom('queue_views').where('id', '=', id).execute();
    return { kind: 'done', id };
  });
}

/** @param id null: the queue opens unfiltered again. */
export async function chooseDefaultView({ db }: Pick<CoreContext, 'db'>, by: Actor, id: string | null): Promise<ViewOutcome> {
  if (id === null) {
    await db.deleteFrom('queue_default_views').where('staff_id', '=', by.id).execute();
    return { kind: 'done', id: '' };
  }
  const view = await db.selectFrom('queue_views').select(['owner', 'shared']).where('id', '=', id).executeTakeFirst();
  if (view === undefined || (view.owner !== by.id && !view.shared)) return { kind: 'not_found' };
  await db
    .insertInto('queue_default_views')
    .values({ staff_id: by.id, view_id: id })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet({ view_id: id }))
    .execute();
  return { kind: 'done', id };
}

function mayEdit({ owner, shared }: { owner: string; shared: boolean }, by: Actor): boolean {
  return owner === by.id || (shared && mayDo(by, 'view.share'));
}
