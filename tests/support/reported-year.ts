// Invented reports of the last weeks, received and read as real ones are.

import { readReport } from '#core/reports/read-report.ts';
import { yearOfReports } from './report-stream.ts';
import type { TriageScene } from './triage-scene.ts';

const YEAR_MS = 365 * 86_400_000;

/** Moves the scene's clock through the year; what is older than `weeks` is left out. @returns how many were received. */
export async function receiveYear(scene: TriageScene, { seed, reports, weeks }: { seed: number; reports: number; weeks: number }): Promise<number> {
  const start = scene.clock.now();
  const stream = yearOfReports({ seed, reports, start }).filter(({ at }) => at.getTime() > start.getTime() + YEAR_MS - weeks * 7 * 86_400_000);
  for (const { text, reporter, country, at } of stream) {
    scene.clock.advance(Math.max(0, at.getTime() - scene.clock.now().getTime()));
    const { id } = await scene.report({ text, reporter_key: reporter, country });
    await readReport(scene.context, id);
  }
  return stream.length;
}
