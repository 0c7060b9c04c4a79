// How many outbreaks each detector finds at the same number of false alarms, and whether the p of the one in use is what it says.
// `node core/surge/evaluation/measure-detectors.ts`: about two minutes; decision 17 has its figures.

import { seededDraw } from '#core/matching/robustness/vary-text.ts';
import { PUBLIC_DATA } from '#core/reading/training/public-data.ts';
import { alarmsAt, COMPARED, thresholdFor } from './compared-detectors.ts';
import { loadSurveillance, measureSurveillance } from './measure-surveillance.ts';
import { outbreak, simulateCounts, type SeriesSettings, type Shape } from './simulate-counts.ts';

export interface MeasureOptions {
  bases: readonly number[];
  dispersions: readonly number[];
  rhythms: readonly boolean[];
  shapes: readonly Shape[];
  /** Days of the outbreaks. */
  lengths: readonly number[];
  /** Slow growth: days over which the rate rises. */
  growthDays: number;
  /** Outbreaks of each kind and setting. */
  trials: number;
  /** Days without an outbreak of each setting, from which thresholds are taken. */
  quietDays: number;
  /** Additional reports as standard deviations of the unchanged count over the same days; at least three reports. */
  strength: number;
  falseAlarms: readonly number[];
  seed: number;
}

export const FULL: MeasureOptions = {
  bases: [0.3, 1, 3, 10, 25],
  dispersions: [1, 1.5, 2],
  rhythms: [false, true],
  shapes: ['flat', 'rising', 'peaked'],
  lengths: [1, 2, 3, 5, 7, 10, 14],
  growthDays: 28,
  trials: 30,
  quietDays: 20_000,
  strength: 4,
  falseAlarms: [0.01, 0.001],
  seed: 17,
};

export interface DetectorFigures {
  detector: string;
  /** Share of outbreaks in which at least one day alarms, for each rate of false alarms a series and day. */
  found: { falseAlarms: number; short: number; long: number; growth: number; all: number }[];
}

export interface PHonesty {
  settings: SeriesSettings;
  /** Share of quiet days whose p lies below 1 % and 0.1 %. */
  below: { p: number; share: number }[];
}

/** Days of an outbreak up to which it is called short. */
const SHORT = 3;
/** Past of every simulated series: baseline, longest window and guard. */
const PAST = 100;
/** 2026-01-01. */
const FIRST_DAY = 20_454;

type Kind = 'short' | 'long' | 'growth';
interface Outbreak {
  kind: Kind;
  first: number;
  counts: number[];
}

export function measureDetectors(options: MeasureOptions): { figures: DetectorFigures[]; honesty: PHonesty[] } {
  const hits = new Map<string, { found: number; of: number }>();
  const honesty: PHonesty[] = [];
  for (const [index, settings] of settingsOf(options).entries()) {
    const draw = seededDraw(options.seed + index);
    const quiet = simulateCounts(settings, { first: FIRST_DAY, days: PAST + options.quietDays }, draw);
    const outbreaks = outbreaksOf(settings, options, draw);
    for (const detector of COMPARED) {
      const scores = detector.scores({ first: FIRST_DAY, counts: quiet, from: PAST });
      if (detector === COMPARED[0])
        honesty.push({ settings, below: options.falseAlarms.map((p) => ({ p, share: shareOf(scores, (score) => score > -Math.log(p)) })) });
      const tested = outbreaks.map(({ kind, first, counts }) => ({ kind, scores: detector.scores({ first, counts, from: PAST }) }));
      for (const falseAlarms of options.falseAlarms) {
        const threshold = thresholdFor(falseAlarms, (level) => shareOf(alarmsAt(scores, level, detector), Boolean));
        for (const { kind, scores: own } of tested) count(hits, `${detector.name}/${falseAlarms}/${kind}`, alarmsAt(own, threshold, detector).includes(true));
      }
    }
  }
  return { figures: COMPARED.map(({ name }) => figuresOf(name, options, hits)), honesty };
}

function settingsOf({ bases, dispersions, rhythms }: MeasureOptions): SeriesSettings[] {
  return bases.flatMap((base) => dispersions.flatMap((dispersion) => rhythms.map((weekly) => ({ base, dispersion, weekly }))));
}

/** Each begins on a weekday of its own. */
function outbreaksOf(settings: SeriesSettings, options: MeasureOptions, draw: () => number): Outbreak[] {
  const size = (days: number): number => Math.max(3, options.strength * Math.sqrt(settings.dispersion * settings.base * days));
  const bursts = options.lengths.flatMap((days) =>
    options.shapes.map((shape) => ({ kind: days <= SHORT ? ('short' as const) : ('long' as const), extra: outbreak(shape, days, size(days)) })),
  );
  const growth = { kind: 'growth' as const, extra: outbreak('rising', options.growthDays, size(options.growthDays)) };
  return [...bursts, growth].flatMap(({ kind, extra }) =>
    Array.from({ length: options.trials }, (_, trial) => ({
      kind,
      first: FIRST_DAY + trial,
      counts: simulateCounts(settings, { first: FIRST_DAY + trial, days: PAST + extra.length, extra }, draw),
    })),
  );
}

function shareOf<T>(values: readonly T[], holds: (value: T) => boolean): number {
  return values.filter(holds).length / values.length;
}

function count(hits: Map<string, { found: number; of: number }>, key: string, found: boolean): void {
  const sofar = hits.get(key) ?? { found: 0, of: 0 };
  hits.set(key, { found: sofar.found + Number(found), of: sofar.of + 1 });
}

function figuresOf(detector: string, { falseAlarms }: MeasureOptions, hits: Map<string, { found: number; of: number }>): DetectorFigures {
  const share = (rate: number, kinds: readonly Kind[]): number => {
    const own = kinds.map((kind) => hits.get(`${detector}/${rate}/${kind}`) ?? { found: 0, of: 0 });
    return own.reduce((sum, { found }) => sum + found, 0) / own.reduce((sum, { of }) => sum + of, 0);
  };
  return {
    detector,
    found: falseAlarms.map((rate) => ({
      falseAlarms: rate,
      short: share(rate, ['short']),
      long: share(rate, ['long']),
      growth: share(rate, ['growth']),
      all: share(rate, ['short', 'long', 'growth']),
    })),
  };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.02 ? 2 : 1)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

if (import.meta.main) {
  print(`settings: ${JSON.stringify(FULL)}`);
  const { figures, honesty } = measureDetectors(FULL);
  print('\nshare of outbreaks found, at the same false alarms a series and day');
  for (const { detector, found } of figures) {
    for (const { falseAlarms, short, long, growth, all } of found) {
      print(
        `${detector.padEnd(45)} at ${percent(falseAlarms)}: 1–3 days ${percent(short)}, 5–14 days ${percent(long)}, slow growth ${percent(growth)}, all ${percent(all)}`,
      );
    }
  }
  print('\nshare of quiet days whose p lies below');
  for (const { settings, below } of honesty)
    print(`${JSON.stringify(settings)}: ${below.map(({ p, share }) => `${percent(p)}: ${percent(share)}`).join(', ')}`);
  print('');
  const series = loadSurveillance(`${PUBLIC_DATA}/surveillance`);
  if (series.length === 0) print('weekly counts with known outbreaks: not measured, the data is not beside the checkout');
  else
    for (const { detector, falseAlarms, found, of } of measureSurveillance(series))
      print(`weekly counts, ${detector.padEnd(45)} at ${percent(falseAlarms)}: ${found} of ${of} outbreaks`);
}
