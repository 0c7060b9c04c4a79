// The two figures that decide as Prometheus histograms. Warnings are sent and cards shown by processes that serve no measures, so whoever is
// asked for measures reads them from the database: each once, whatever ran twice. Every process that serves measures serves the same ones:
// take one of them or the maximum, not the sum.

import { setTimeout as pause } from 'node:timers/promises';
import type { CoreContext } from '#core/context.ts';
import { timedWarnings, type TimedWarning } from './timing-queries.ts';
import { urgentCards } from './urgent-cards.ts';
import { warningTiming } from './warning-timing.ts';

/** What was committed late by a busy process is still seen: far longer than a transaction may take. */
const OVERLAP_MS = 10 * 60_000;
/** Prometheus waits ten seconds for an answer unless told otherwise. */
const PATIENCE_MS = 3_000;

/**
 * @returns a function that observes what is new since its last call. Warnings count from the first one ever, so that a restart loses none and
 * Prometheus sees no reset; cards, of which there are many, from now on. Never rejects.
 */
export function createTimingMeasures(context: CoreContext): () => Promise<void> {
  const seenWarnings = new Set<string>();
  const seenCards = new Set<number>();
  const begun = context.clock.now();
  let warningsSince = new Date(0);
  let cardsSince = begun;
  let running: Promise<void> | undefined;

  async function refresh(): Promise<void> {
    const now = context.clock.now();
    for (const warning of await timedWarnings(context.db, { sentSince: warningsSince })) {
      if (warning.alert === null || seenWarnings.has(warning.alert.id)) continue;
      seenWarnings.add(warning.alert.id);
      observeWarning(context, warning, now);
    }
    warningsSince = overlapping(now, warningsSince);
    const cards = await urgentCards(context.db, cardsSince);
    for (const { id, face, received_at, sent_at } of cards) {
      if (!seenCards.has(id)) context.telemetry.observe('jaga_urgent_card_seconds', Math.max(0, sent_at.getTime() - received_at.getTime()) / 1_000, { face });
    }
    seenCards.clear();
    for (const { id } of cards) seenCards.add(id);
    cardsSince = overlapping(now, cardsSince);
  }

  /** Two scrapes at once share one look, and a database that is away keeps nobody from the other measures. */
  return async () => {
    running ??= refresh()
      .catch((error: unknown) => context.telemetry.log.warn({ err: error }, 'measures from the database could not be brought up to date'))
      .finally(() => (running = undefined));
    const late = new AbortController();
    await Promise.race([running, pause(PATIENCE_MS, undefined, { signal: late.signal, ref: false }).catch(() => undefined)]);
    late.abort();
  };
}

function overlapping(now: Date, since: Date): Date {
  return new Date(Math.max(since.getTime(), now.getTime() - OVERLAP_MS));
}

function observeWarning({ telemetry }: CoreContext, { detector, times, standing }: TimedWarning, now: Date): void {
  const { steps, total } = warningTiming(times, standing, now);
  for (const [step, seconds] of Object.entries(steps)) telemetry.observeLong('jaga_time_to_warning_step_seconds', seconds, { step });
  if (total !== null) telemetry.observeLong('jaga_time_to_warning_seconds', total, { detector: detector ?? 'officer' });
}
