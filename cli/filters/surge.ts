import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { runFilterCommand } from '#cli/filters/run-filter-command.ts';
import { createSurgeDetector } from '#core/surge/surge-detector.ts';

const line = z.object({ series: z.string(), date: z.iso.date(), count: z.number().int().min(0) });

interface Options {
  alpha: number;
  baseline: number;
  guard: number;
  minCount: number;
}

export function surgeCommand(): Command {
  return new Command('surge')
    .description('find days with more reports than their past explains: NDJSON {"series","date","count"} in order')
    .option('--alpha <p>', 'false-alarm budget a series and day', numberBetween(0, 1), 0.001)
    .option('--baseline <days>', 'days the expectation rests on', wholeNumber, 28)
    .option('--guard <days>', 'days left out just before the day tested', wholeNumber, 2)
    .option('--min-count <n>', 'fewer reports never alarm', wholeNumber, 3)
    .action(({ alpha, baseline, guard, minCount }: Options) => {
      const detector = createSurgeDetector({ alpha, baselineDays: baseline, guardDays: guard, minCount });
      return runFilterCommand(line, (point) => detector.push(point));
    });
}

function wholeNumber(value: string): number {
  if (!/^\d+$/.test(value)) throw new InvalidArgumentError('must be a whole number.');
  return Number(value);
}

function numberBetween(low: number, high: number): (value: string) => number {
  return (value) => {
    const parsed = Number(value);
    if (!(parsed > low && parsed < high)) throw new InvalidArgumentError(`must lie between ${low} and ${high}.`);
    return parsed;
  };
}
