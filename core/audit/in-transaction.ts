import type { CoreContext } from '#core/context.ts';

/** Joins the caller's transaction, or opens one: what is done and the audit entry that tells of it stand or fall together. */
export async function inTransaction<Result>(context: CoreContext, work: (context: CoreContext) => Promise<Result>): Promise<Result> {
  if (context.db.isTransaction) return work(context);
  return context.db.transaction().execute((tx) => work({ ...context, db: tx }));
}
