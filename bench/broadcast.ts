// R9: how near a warning's way to its subscribers comes to the rate that Telegram allows, without passing it: 30 messages a second for every bot, 1,000
// with paid broadcast; beside it a plain loop, in turns. And how long those whom a warning hits wait in a bigger audience. The stand-in Bot API, a
// process of its own, refuses what comes faster.

import { loadavg } from 'node:os';
import { median, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { affectCohort } from '#bench/delivery/affect-cohort.ts';
import { withContext } from '#bench/delivery/bench-context.ts';
import { addSubscribers } from '#bench/delivery/many-subscribers.ts';
import { sendPlainly } from '#bench/delivery/plain-loop.ts';
import { publishedAlert } from '#bench/delivery/published-alert.ts';
import type { StandInReport } from '#bench/delivery/stand-in-process.ts';
import { startStandInAway, TOKEN } from '#bench/delivery/start-stand-in.ts';
import type { CoreContext } from '#core/context.ts';
import { deliverVersion } from '#core/delivery/deliver-alert.ts';
import { systemClock } from '#platform/clock.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';

const ROUNDS = 5;
/** About ten seconds a side and round. */
const FREE = { perSecond: 30, people: 300, loop: 300 };
const PAID = { perSecond: 1_000, people: 10_000, loop: 3_000 };
const COHORT = { perSecond: 30, people: 100_000, affected: 10_000, aim_s: 360 };
/** As long as a message of the product. */
const PLAIN_TEXT = '<b>가짜 택배 문자</b>\n주소를 고치라는 문자가 옵니다. 링크를 누르지 마세요.\n'.repeat(4);

export const measureFree = (databaseUrl: string): Promise<Record<string, BenchEntry>> =>
  withContext(databaseUrl, async (context) => ({ broadcast_free: await measureRate(context, FREE) }));

export const measurePaid = (databaseUrl: string): Promise<Record<string, BenchEntry>> =>
  withContext(databaseUrl, async (context) => ({ broadcast_paid: await measureRate(context, PAID) }));

export const measureCohort = (databaseUrl: string): Promise<Record<string, BenchEntry>> =>
  withContext(databaseUrl, async (context) => ({ broadcast_cohort_10k: await measureAffected(context) }));

interface Rate {
  perSecond: number;
  people: number;
  /** To so many by the plain loop. */
  loop: number;
}

async function measureRate(context: CoreContext, { perSecond, people, loop }: Rate): Promise<BenchEntry> {
  await addSubscribers(context, { from: 1, to: people });
  const [ours, plain]: [number[], number[]] = [[], []];
  let [refused, refusedPlain] = [0, 0];
  const loads = [loadavg()[0] ?? 0];
  for (let round = 0; round < ROUNDS; round += 1) {
    const report = await deliver(context, { perSecond, alertId: await publishedAlert(context) });
    ours.push(rateOf(report));
    refused += report.refused;
    const beside = await loopOnce(context, { perSecond, people: loop });
    plain.push(rateOf(beside));
    refusedPlain += beside.refused;
    loads.push(loadavg()[0] ?? 0);
  }
  const [value, baseline] = [median(ours), median(plain)];
  const settings = {
    allowed_per_second: perSecond,
    of_the_limit: rounded(value / perSecond),
    of_the_limit_least: rounded(Math.min(...ours) / perSecond),
    of_the_limit_plain_loop: rounded(baseline / perSecond),
    aim_of_the_limit: 0.97,
    people,
    refused,
    refused_plain_loop: refusedPlain,
    load_average: `${Math.min(...loads).toFixed(1)}–${Math.max(...loads).toFixed(1)} on two cores, shared`,
  };
  return {
    value: rounded(value),
    unit: 'messages/s',
    baseline: rounded(baseline),
    baseline_name: 'a plain send loop with await',
    ratio: rounded(value / baseline),
    runs: ROUNDS,
    settings,
  };
}

/** Between the first and the last accepted message. */
function rateOf({ accepted }: StandInReport): number {
  const times = accepted.map(([, at]) => at);
  return (times.length - 1) / ((Math.max(...times) - Math.min(...times)) / 1_000);
}

interface Delivery {
  perSecond: number;
  alertId: string;
  /** So many messages are enough. */
  enough?: number;
}

async function deliver(context: CoreContext, { perSecond, alertId, enough = Infinity }: Delivery): Promise<StandInReport> {
  const telegram = await startStandInAway({ perSecond, penaltySeconds: 1 });
  const pacer = createPacer({ perSecond, perChatBurst: 3 });
  try {
    const stopping = new AbortController();
    const real = createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
    let calls = 0;
    const client: typeof real = {
      ...real,
      call: (...call) => {
        calls += 1;
        if (calls === enough) stopping.abort();
        return real.call(...call);
      },
    };
    const frame = { webPush: undefined, translator: createTranslator(), publicUrl: 'https://jaga.example', settings: { paid: perSecond > 30 } };
    await deliverVersion(context, { ...frame, telegram: { client, pacer } }, { alertId, version: 1, signal: stopping.signal });
    return await telegram.report();
  } finally {
    pacer.close();
    telegram.stop();
  }
}

async function loopOnce(context: CoreContext, { perSecond, people }: { perSecond: number; people: number }): Promise<StandInReport> {
  const telegram = await startStandInAway({ perSecond, penaltySeconds: 1 });
  try {
    const client = createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
    await sendPlainly(context, client, { alertId: await publishedAlert(context), html: PLAIN_TEXT, perSecond, people });
    return await telegram.report();
  } finally {
    telegram.stop();
  }
}

/** From the moment its job begins, planning included, until the last of them has it; and whether anybody else was told before. */
async function measureAffected(context: CoreContext): Promise<BenchEntry> {
  const { perSecond, people, affected, aim_s } = COHORT;
  await addSubscribers(context, { from: 1, to: people });
  const campaignId = await affectCohort(context, people / affected);
  const alertId = await publishedAlert(context, campaignId);
  const load = loadavg()[0] ?? 0;
  const begun = systemClock.now().getTime();
  const { accepted, refused } = await deliver(context, { perSecond, alertId, enough: affected });
  const times = accepted.map(([, at]) => at);
  const seconds = (Math.max(...times) - begun) / 1_000;
  const settings = {
    people,
    affected,
    told: accepted.length,
    told_and_not_affected: accepted.filter(([chat]) => chat % (people / affected) !== 0).length,
    first_after_s: rounded((Math.min(...times) - begun) / 1_000),
    refused,
    allowed_per_second: perSecond,
    by_arithmetic_s: rounded(affected / perSecond),
    aim_s,
    load_average: `${load.toFixed(1)}–${(loadavg()[0] ?? 0).toFixed(1)} on two cores, shared`,
    note: 'a plain loop in the order of subscribing reaches the last of them at the end: people/allowed_per_second, by arithmetic',
  };
  const baseline = rounded(people / perSecond);
  return {
    value: rounded(seconds),
    unit: 's until the last affected has it',
    baseline,
    baseline_name: 'a plain send loop with await, by arithmetic',
    ratio: rounded(baseline / seconds),
    runs: 1,
    settings,
  };
}
