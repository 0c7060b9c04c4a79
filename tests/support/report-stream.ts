// A year of invented reports: scripts of the corpus that come in waves, each wave with its gang's numbers, told with the edits that scammers and
// reporters make. Two gangs may share a mule. The same seed, the same year.

import { VARIATION_KINDS, seededDraw, varyText } from '#core/matching/robustness/vary-text.ts';
import { loadCorpus } from '#core/reading/training/corpus.ts';
import { createRandom } from '#core/reading/training/random.ts';
import { fillSlots } from '#core/reading/training/slots.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';

export interface StreamedReport {
  text: string;
  reporter: string;
  country: string;
  at: Date;
}

export interface StreamOptions {
  seed: number;
  reports: number;
  start: Date;
}

const DAY_MS = 86_400_000;
const YEAR_DAYS = 365;
const COUNTRIES: Record<Language, string> = { ko: 'KR', ms: 'MY', en: 'SG' };
/** Reports of one wave, on average. */
const WAVE = 6;
const WAVE_DAYS = 10;

/** In order of arrival. */
export function yearOfReports({ seed, reports, start }: StreamOptions): StreamedReport[] {
  const draw = seededDraw(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(draw() * items.length)] ?? (items[0] as T);
  const scripts = scamScripts();
  const mules = ['Maybank 5142 8890 1234', '국민은행 812301-04-567890'];
  const year: StreamedReport[] = [];
  while (year.length < reports) {
    const language = pick(LANGUAGES);
    const script = pick(scripts.get(language) ?? []);
    const filled = fillSlots(script, createRandom(Math.floor(draw() * 2 ** 31)), language);
    const told = draw() < 0.15 ? `${filled} ${pick(mules)}` : filled;
    const from = draw() * YEAR_DAYS;
    for (let left = 1 + Math.floor(draw() * 2 * WAVE); left > 0 && year.length < reports; left -= 1) {
      const kind = pick(VARIATION_KINDS);
      year.push({
        text: varyText(kind, { text: told, language, seed: year.length }),
        reporter: `r${String(Math.floor(draw() * reports))}`,
        country: COUNTRIES[language],
        at: new Date(start.getTime() + Math.floor((from + draw() * WAVE_DAYS) * DAY_MS)),
      });
    }
  }
  return year.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}

/** A few of each language, so that waves of one script come back. */
function scamScripts(): Map<Language, string[]> {
  const scams = loadCorpus().filter(({ label }) => label.kind === 'scam');
  return new Map(
    LANGUAGES.map((language) => [
      language,
      scams
        .filter((script) => script.language === language && script.text.length > 40)
        .slice(0, 400)
        .filter((_, at) => at % 50 === 7)
        .map(({ text }) => text),
    ]),
  );
}
