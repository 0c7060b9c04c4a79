// R9: that neither memory nor the time of a claim follows the audience. To 10,000, 100,000 and 1,000,000 subscribers the same number of messages is
// sent, each by a process of its own whose Telegram takes everything at once: no network and no limit, so the ledger sets the pace.

import { execFile } from 'node:child_process';
import { loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { quantile, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { withContext } from '#bench/delivery/bench-context.ts';
import { addSubscribers } from '#bench/delivery/many-subscribers.ts';
import { publishedAlert } from '#bench/delivery/published-alert.ts';
import type { Sent } from '#bench/delivery/send-some.ts';
import type { CoreContext } from '#core/context.ts';
import { planDelivery } from '#core/delivery/plan-delivery.ts';

const SIZES = [10_000, 100_000, 1_000_000];
/** To as many as the smallest audience has. */
const MESSAGES = 10_000;
const SENDER = fileURLToPath(new URL('delivery/send-some.ts', import.meta.url));

export const measureMemory = (databaseUrl: string): Promise<Record<string, BenchEntry>> =>
  withContext(databaseUrl, async (context) => {
    const curve: Record<string, number>[] = [];
    let added = 0;
    for (const size of SIZES) {
      const addedS = await seconds(() => addSubscribers(context, { from: added + 1, to: size }));
      added = size;
      curve.push(await measureSize(context, databaseUrl, addedS));
    }
    const [smallest, largest] = [curve[0]?.['rss_mb'] ?? NaN, curve.at(-1)?.['rss_mb'] ?? NaN];
    const settings = Object.fromEntries(curve.flatMap((point, at) => Object.entries(point).map(([name, value]) => [`${SIZES[at]}_${name}`, rounded(value)])));
    const entry = {
      value: rounded(largest),
      unit: 'MB resident with a million',
      baseline: rounded(smallest),
      baseline_name: 'with 10,000',
      ratio: rounded(largest / smallest),
    };
    return { broadcast_memory: { ...entry, runs: 1, settings: { messages: MESSAGES, ...settings, ...noted() } } };
  });

/** All of a million, to the last: named alone, for it takes a while. */
export const measureMillion = (databaseUrl: string): Promise<Record<string, BenchEntry>> =>
  withContext(databaseUrl, async (context) => {
    const people = SIZES.at(-1) ?? 0;
    const addedS = await seconds(() => addSubscribers(context, { from: 1, to: people }));
    const alertId = await publishedAlert(context);
    const plannedS = await seconds(() => planDelivery(context, alertId, 1));
    const sent = await sendSome(databaseUrl, alertId, Number.MAX_SAFE_INTEGER);
    const value = rounded(sent.messages / sent.seconds);
    const settings = {
      people,
      messages: sent.messages,
      added_s: rounded(addedS),
      planned_s: rounded(plannedS),
      rss_mb: rounded(sent.rss),
      ...claimTimes(sent),
      ...noted(),
    };
    return { broadcast_million: { value, unit: 'messages/s without a limit', baseline: null, baseline_name: null, ratio: null, runs: 1, settings } };
  });

async function measureSize(context: CoreContext, databaseUrl: string, addedS: number): Promise<Record<string, number>> {
  const alertId = await publishedAlert(context);
  const plannedS = await seconds(() => planDelivery(context, alertId, 1));
  const againS = await seconds(() => planDelivery(context, alertId, 1));
  const sent = await sendSome(databaseUrl, alertId, MESSAGES);
  // The next size begins with an empty line.
  await sql`update alerts set state = 'dismissed' where id = ${alertId}`.execute(context.db);
  await sql`truncate deliveries cascade`.execute(context.db);
  return {
    added_s: addedS,
    planned_s: plannedS,
    planned_again_s: againS,
    per_second: sent.messages / sent.seconds,
    rss_mb: sent.rss,
    heap_mb: sent.heap,
    ...claimTimes(sent),
  };
}

function claimTimes({ took }: Sent): Record<string, number> {
  const [claims, asks] = [took.claim, took.gravest];
  return { claim_p50_ms: rounded(quantile(claims, 0.5)), claim_p95_ms: rounded(quantile(claims, 0.95)), gravest_p50_ms: rounded(quantile(asks, 0.5)) };
}

async function sendSome(databaseUrl: string, alertId: string, messages: number): Promise<Sent> {
  const sending = promisify(execFile)(process.execPath, [SENDER, alertId, String(messages)], { maxBuffer: 2 ** 30 });
  sending.child.stdin?.end(databaseUrl);
  return JSON.parse((await sending).stdout) as Sent;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

function noted(): Record<string, string> {
  return {
    load_average: `${(loadavg()[0] ?? 0).toFixed(1)} on two cores, shared`,
    note: 'Telegram is a function that counts; ledger, marks and crypto are real',
  };
}
