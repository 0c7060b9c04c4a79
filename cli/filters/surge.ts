import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { runFilterCommand } from '#cli/filters/run-filter-command.ts';
import { createHolidays } from '#core/surge/holidays.ts';
import { readSeries } from '#core/surge/series.ts';
import { createSurgeDetector } from '#core/surge/surge-detector.ts';
import { HOME_COUNTRIES } from '#core/taxonomy/taxonomy.ts';

const line = z.object({ series: z.string(), date: z.iso.date(), count: z.number().int().min(0), late: z.number().int().min(0).optional() });

interface Options {
  alpha?: number;
  falseAlarms?: number;
  country?: string;
  baseline: number;
  guard: number;
  minCount: number;
}

export function surgeCommand(): Command {
  return new Command('surge')
    .description('find days with more reports than their past explains: NDJSON {"series","date","count","late"?} in order')
    .option('--alpha <p>', 'false alarms a series and day (default: 0.001)', numberBetween(0, 1))
    .option('--false-alarms <n>', 'instead of --alpha: false alarms a week over all series seen so far', positiveNumber)
    .addOption(
      new Option('--country <code>', 'whose public holidays count as Sundays; default: what a series names after its first "/"').choices(HOME_COUNTRIES),
    )
    .option('--baseline <days>', 'days the expectation rests on, at most', wholeNumber, 84)
    .option('--guard <days>', 'days left out just before the day tested', wholeNumber, 2)
    .option('--min-count <n>', 'fewer reports never alarm', wholeNumber, 3)
    .action(({ alpha, falseAlarms, country, baseline, guard, minCount }: Options) => {
      if (alpha !== undefined && falseAlarms !== undefined) throw new InvalidArgumentError('--alpha and --false-alarms say the same: give one of them.');
      const isHoliday = createHolidays();
      const detector = createSurgeDetector({
        ...(alpha !== undefined && { alpha }),
        ...(falseAlarms !== undefined && { falseAlarmsAWeek: falseAlarms }),
        baselineDays: baseline,
        guardDays: guard,
        minCount,
        isHoliday: (series, day) => isHoliday(country ?? readSeries(series).country ?? undefined, day),
      });
      return runFilterCommand(line, (point) => detector.push(point));
    });
}

function positiveNumber(value: string): number {
  const parsed = Number(value);
  if (!(parsed > 0 && parsed < Number.POSITIVE_INFINITY)) throw new InvalidArgumentError('must be above 0.');
  return parsed;
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
