// `jaga backtest`: a recorded stream once more, and what would have been proposed when. No database, no network.

import { createReadStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { durationWords } from '#cli/duration-words.ts';
import { endQuietly } from '#cli/filters/run-filter-command.ts';
import { runNdjsonStream } from '#cli/ndjson-filter.ts';
import { createBacktest, type BacktestSummary, type RecordedReport } from '#core/backtest/backtest.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { readMessage } from '#core/reading/read-message.ts';

const instant = z.iso.datetime({ offset: true });
const line = z.object({
  id: z.string(),
  text: z.string(),
  reporter: z.string().exactOptional(),
  reporter_since: instant.exactOptional(),
  at: instant,
  occurred_at: instant.exactOptional(),
  imported: z.boolean().exactOptional(),
  country: z.string().exactOptional(),
  channel: z.string().exactOptional(),
  language: z.string().exactOptional(),
});

interface Options {
  since?: number;
  speed?: number;
  late: number;
  falseAlarms: number;
  remember: number;
}

export function backtestCommand(): Command {
  return new Command('backtest')
    .description(
      'replay a recorded stream through reader, clusterer and detectors: NDJSON {"id","text","reporter"?,"reporter_since"?,"at","occurred_at"?,"imported"?,"country"?,"language"?} in order of "at"; prints what would have been proposed, when and why, and a summary on standard error',
    )
    .argument('[file]', 'the recording (`jaga export-stream` writes one), or - for standard input', '-')
    .option('--since <time>', 'print proposals from then on; what came before is still learnt from (ISO 8601 or 2026-11-01)', timeOf)
    .option('--speed <n>', 'so many seconds of the stream in one; left out: as fast as it goes', positive)
    .option('--late <seconds>', 'how far a line may lie behind the stream; beyond, it is refused with its number', atLeastZero, 0)
    .option('--false-alarms <n>', 'needless proposals of surges a week, over all series: SURGE_FALSE_ALARMS_PER_WEEK', positive, 1)
    .option('--remember <n>', 'reports, campaigns and entities kept in memory, about 4 kB each', positive, 100_000)
    .action(async (file: string, { since, speed, late, falseAlarms, remember }: Options) => {
      const known = buildKnownIndex(loadKnownPatterns(), (text) => readMessage({ text }));
      const backtest = createBacktest({ remember, lateMs: late * 1_000, falseAlarmsAWeek: falseAlarms, known, ...(since !== undefined && { since }) });
      const inTime = speed === undefined ? null : createPace(speed);
      endQuietly();
      const began = performance.now();
      const input = file === '-' ? process.stdin : createReadStream(file);
      process.exitCode = await runNdjsonStream<RecordedReport>(
        line,
        async (report) => {
          await inTime?.(Date.parse(report.at));
          return backtest.add(report);
        },
        { input, output: process.stdout },
      );
      process.stderr.write(summaryPage(backtest.summary(), (performance.now() - began) / 1_000));
    });
}

/** Resolves when a report of that time is due, if the stream's first one came when the function was first called. */
function createPace(speed: number): (at: number) => Promise<void> {
  let begun: { at: number; clock: number } | undefined;
  return async (at) => {
    begun ??= { at, clock: performance.now() };
    const due = begun.clock + (at - begun.at) / speed;
    // Node's timers end at about 24 days.
    for (let wait = due - performance.now(); wait > 0; wait = due - performance.now()) await pause(Math.min(wait, 86_400_000));
  };
}

const DETECTOR_WORDS = { campaign: 'campaigns', novel: 'new scripts', entity: 'accounts, phones, links', surge: 'surges' } as const;

function summaryPage({ reports, from, to, campaigns, detectors, forgotten }: BacktestSummary, seconds: number): string {
  const row = ([first, ...others]: string[]): string => `  ${(first ?? '').padEnd(26)}${others.map((each) => each.padStart(16)).join('')}`;
  return [
    `${reports} reports from ${from ?? '–'} to ${to ?? '–'}, ${campaigns} campaigns of more than one, in ${durationWords(seconds)} (${Math.round(reports / Math.max(seconds, 0.001))} a second)`,
    row(['proposed', 'how many', 'median delay', '9 in 10 within']),
    ...(['campaign', 'novel', 'entity', 'surge'] as const).map((detector) => {
      const { proposals, median_delay_seconds, p90_delay_seconds } = detectors[detector];
      return row([DETECTOR_WORDS[detector], String(proposals), durationWords(median_delay_seconds), durationWords(p90_delay_seconds)]);
    }),
    ...(forgotten === 0 ? [] : [`  ${forgotten} campaigns and entities were forgotten to make room: with a larger --remember delays may turn out longer`]),
    '',
  ].join('\n');
}

function timeOf(value: string): number {
  const time = Date.parse(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00Z` : value);
  if (Number.isNaN(time)) throw new InvalidArgumentError('Give a time as 2026-11-01 or 2026-11-01T09:00:00Z.');
  return time;
}

function positive(value: string): number {
  const parsed = Number(value);
  if (!(parsed > 0 && parsed < Number.POSITIVE_INFINITY)) throw new InvalidArgumentError('must be above 0.');
  return parsed;
}

function atLeastZero(value: string): number {
  const parsed = Number(value);
  if (!(parsed >= 0 && parsed < Number.POSITIVE_INFINITY)) throw new InvalidArgumentError('must be 0 or more.');
  return parsed;
}
