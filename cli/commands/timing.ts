// `jaga timing`: the two figures that decide, as a page for an operator.

import { Command } from 'commander';
import { withCore } from '#cli/open-core.ts';
import { parseDay } from '#cli/parse-day.ts';
import { durationWords } from '#cli/duration-words.ts';
import { defaultSince, timingSummary, type StepTimes, type TimingSummary, type WarningTimingItem } from '#core/timing/timing-summary.ts';
import type { CardFace } from '#core/timing/urgent-cards.ts';
import type { WaitedFor } from '#core/timing/warning-timing.ts';

export function timingCommand(): Command {
  return new Command('timing')
    .description('how long it takes from the first report of a scam to the first warning sent, who is waited for, and how fast victims are told whom to call')
    .option('--since <date>', 'first reported on that day (UTC) or later, as 2026-11-01 (default: the last 30 days)', parseDay)
    .option('--json', 'one JSON document, times in seconds, instead of a page')
    .action(({ since, json }: { since?: Date; json?: true }) =>
      withCore(async ({ context }) => {
        const summary = await timingSummary(context, since ?? defaultSince(context.clock.now()));
        process.stdout.write(json === true ? `${JSON.stringify(summary, null, 2)}\n` : timingPage(summary));
      }),
    );
}

const STEP_WORDS: Readonly<Record<StepTimes['step'], string>> = {
  link: 'a second report joins',
  evidence: 'the evidence is complete',
  proposal: 'a warning is proposed',
  first_approval: 'the first officer approves',
  second_approval: 'the second approves: published',
  delivery: 'the first subscriber has it',
  total: 'first report to first warning',
};
const WAIT_WORDS: Readonly<Record<WaitedFor, string>> = {
  reports: 'a second report',
  detector: 'the detector: too little evidence yet',
  officer: 'an officer: nobody has approved',
  approval: 'the second approval',
  delivery: 'delivery: nobody has been told yet',
};
const FACE_WORDS: Readonly<Record<CardFace, string>> = { telegram: 'Telegram', webhook: "partners' webhook", web: 'web chat' };

export function timingPage({ since, counts, steps, slowest, waiting, cards }: TimingSummary): string {
  const { warned, open, faded, ended, nobody } = counts;
  return [
    `From the first report of a scam to the first warning sent, since ${since.toISOString().slice(0, 10)}`,
    `  ${warned} warned of, ${open} on their way, ${faded} faded without a warning, ${ended} ended before anybody got one, ${nobody} that no subscriber wanted`,
    '',
    stepRow(['each step, from the end of the one before', 'how many', 'median', '9 in 10 within']),
    ...steps.map(({ step, count, median, p90 }) => stepRow([STEP_WORDS[step], String(count), durationWords(median), durationWords(p90)])),
    ...section('The slowest', slowest.map(slowestLine)),
    ...section('Waiting longest', waiting.map(waitingLine)),
    '',
    'From the message of somebody who has just paid to the card with whom to call',
    ...(cards.length === 0 ? ['  no card was shown'] : [stepRow(['shown by', 'how many', 'median', '9 in 10 within'])]),
    ...cards.map(({ face, cards: shown, median, p90, slowest: most }) =>
      stepRow([`${FACE_WORDS[face]} (slowest: ${durationWords(most)})`, String(shown), durationWords(median), durationWords(p90)]),
    ),
    '',
  ].join('\n');
}

function stepRow([first, ...others]: [string, string, string, string]): string {
  return `  ${first.padEnd(46)}${others.map((each) => each.padStart(16)).join('')}`;
}

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
}

function slowestLine(item: WarningTimingItem): string {
  const [longest] = Object.entries(item.steps).toSorted(([, a], [, b]) => b - a);
  const most = longest === undefined ? '' : `, of which ${durationWords(longest[1])} until ${STEP_WORDS[longest[0] as StepTimes['step']]}`;
  return `${nameOf(item)}  ${durationWords(item.total).padStart(10)}${most}`;
}

function waitingLine(item: WarningTimingItem): string {
  return `${nameOf(item)}  ${durationWords(item.waits?.seconds ?? null).padStart(10)}  for ${item.waits === null ? '' : WAIT_WORDS[item.waits.for]}`;
}

function nameOf({ campaign, alert, type, detector }: WarningTimingItem): string {
  const name = campaign === null ? (detector ?? '') : `campaign c${campaign}`;
  return `${name.padEnd(16)}${type.padEnd(10)}${(alert?.code ?? '').padEnd(10)}`;
}
