// Something happened that may change what is publicly known of what people watch. Each change is told once: the watch remembers what was told,
// and the notice is written with it. Facts: `watch_changed {notice_id}`.

import { v7 as uuidv7 } from 'uuid';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import type { IndicatorKey } from '#core/publication/indicator-facts.ts';
import { publishFacts } from '#platform/outbox.ts';
import { takeBackLookups } from './lookups.ts';
import { noticeOf } from './watch.ts';
import {
  insertNotices,
  markLookedAt,
  moveWatches,
  noticesDue,
  watchedInAlert,
  watchedInDispute,
  watchedInReport,
  watchedReportedAnew,
  type NewNotice,
} from './watch-store.ts';
import { wordingsOf } from './watches.ts';

/** Looked at in one statement. */
const BATCH = 100;
/** A report that was matched may be seen so much later. */
const LAG_MS = 120_000;
const RETOLD = 500;

export type WatchCause = { report: string } | { dispute: string } | { alert: string };

/** @returns how many will be told. */
export async function reviewWatches(context: CoreContext, cause: WatchCause): Promise<number> {
  const { db, clock } = context;
  if ('report' in cause) return review(context, await watchedInReport(db, cause.report, clock.now()));
  if ('dispute' in cause) return review(context, await watchedInDispute(db, cause.dispute, clock.now()));
  return review(context, await watchedInAlert(db, cause.alert, clock.now()));
}

/** What was reported meanwhile, however it came; and notices whose job was lost or that have to be tried again. */
export async function reviewReportedWatches(context: CoreContext): Promise<number> {
  const { db, clock } = context;
  const now = clock.now();
  const told = await review(context, await watchedReportedAnew(db, { now, lagMs: LAG_MS }));
  const due = await noticesDue(db, clock.now(), RETOLD);
  await publishFacts(
    db,
    due.map((id) => ({ fact: 'watch_changed', payload: { notice_id: id } })),
  );
  return told;
}

async function review(context: CoreContext, found: readonly IndicatorKey[]): Promise<number> {
  // In one order, as whoever looks something up.
  const keys = found.toSorted((a, b) => Buffer.compare(a.hash, b.hash));
  let told = 0;
  for (let at = 0; at < keys.length; at += BATCH) told += await reviewBatch(context, keys.slice(at, at + BATCH));
  if (told > 0) context.telemetry.record('watchers_told', {}, { notices: told });
  return told;
}

function reviewBatch(context: CoreContext, keys: readonly IndicatorKey[]): Promise<number> {
  return inTransaction(context, async (inside) => {
    const { db, clock } = inside;
    const now = clock.now();
    const wordings = await wordingsOf({ db, clock }, keys);
    const notices: NewNotice[] = [];
    for (const [at, key] of keys.entries()) {
      const wording = wordings[at];
      if (wording === undefined) continue;
      for (const { id, number, before } of await moveWatches(db, key, { wording, now })) {
        const notice = noticeOf(before, wording);
        if (notice !== null) notices.push({ id: uuidv7(), watch_id: id, number, notice, due: now });
      }
      notices.push(...(await takeBackLookups(inside, key, wording)));
    }
    await insertNotices(db, notices, now);
    await markLookedAt(db, keys, { now, lagMs: LAG_MS });
    await publishFacts(
      db,
      notices.map(({ id }) => ({ fact: 'watch_changed', payload: { notice_id: id } })),
    );
    return notices.length;
  });
}
