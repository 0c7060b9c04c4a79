// The detectors on weekly counts of infectious diseases whose outbreaks are known (Robert Koch Institute, by way of the R package surveillance).
// A week is taken for a day: what counts is the shape of outbreaks in sparse series.

import { existsSync, readdirSync, readFileSync } from 'node:fs';

import { alarmsAt, COMPARED, thresholdFor } from './compared-detectors.ts';

export interface WeeklySeries {
  name: string;
  counts: number[];
  /** Whether a week belongs to an outbreak. */
  outbreak: boolean[];
}

/** Weeks of past before the first that is scored. */
const PAST = 30;
const FALSE_ALARMS = [0.05, 0.01] as const;

/** Empty when there is no such folder. Files are `t,observed,state`. */
export function loadSurveillance(folder: string): WeeklySeries[] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.csv'));
  return files.toSorted().map((file) => {
    const lines = readFileSync(`${folder}/${file}`, 'utf8').trim().split(/\r?\n/).slice(1);
    const rows = lines.map((line) => line.split(',').map(Number));
    return { name: file, counts: rows.map(([, observed]) => observed ?? 0), outbreak: rows.map(([, , state]) => state === 1) };
  });
}

export interface SurveillanceFigures {
  detector: string;
  falseAlarms: number;
  /** Outbreaks (runs of outbreak weeks) in which a week alarms. */
  found: number;
  of: number;
}

/** One threshold over all series, at which that share of weeks without an outbreak alarms. */
export function measureSurveillance(series: readonly WeeklySeries[]): SurveillanceFigures[] {
  return COMPARED.flatMap((detector) => {
    const scored = series.map(({ counts, outbreak }) => ({ scores: detector.scores({ first: 0, counts, from: PAST }), outbreak: outbreak.slice(PAST) }));
    return FALSE_ALARMS.map((falseAlarms) => {
      const threshold = thresholdFor(falseAlarms, (level) => {
        const quiet = scored.flatMap(({ scores, outbreak }) => alarmsAt(scores, level, detector).filter((_, at) => outbreak[at] === false));
        return quiet.filter(Boolean).length / quiet.length;
      });
      const runs = scored.flatMap(({ scores, outbreak }) => runsOf(outbreak, alarmsAt(scores, threshold, detector)));
      return { detector: detector.name, falseAlarms, found: runs.filter(Boolean).length, of: runs.length };
    });
  });
}

/** For each run of outbreak weeks whether one of them alarms. */
function runsOf(outbreak: readonly boolean[], alarms: readonly boolean[]): boolean[] {
  const runs: boolean[] = [];
  for (const [at, inside] of outbreak.entries()) {
    if (!inside) continue;
    if (outbreak[at - 1] === true) runs.push((runs.pop() ?? false) || alarms[at] === true);
    else runs.push(alarms[at] === true);
  }
  return runs;
}
