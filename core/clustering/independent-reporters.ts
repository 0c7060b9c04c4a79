// How many people's word a campaign rests on. Warnings and public marks need a number of independent reporters, so
// this is what somebody with many accounts attacks.

const DAY_MS = 86_400_000;
/** An account younger than this when it reports is fresh: making accounts is what a ring can do at will (decision). */
export const FRESH_MS = DAY_MS;
/** Reporters remembered of one campaign; beyond, the number is a lower bound, far above every threshold that uses it. */
const REPORTER_LIMIT = 100_000;

/** One report as evidence. Times are in ms since 1970. */
export interface ReporterVoice {
  /** Pseudonym of the reporter; all reports without one count as one fresh reporter's. */
  reporter?: string;
  /** When the reporter became known; unknown counts as long ago, for a partner that sends none has its own checks. */
  reporterSince?: number;
  at: number;
  /** What the report says, equal for copies of one template: {@link TextSignature.template}. */
  template: string;
}

/**
 * Counts independent reporters as reports come in:
 * - every reporter who was not fresh at one of their reports counts one;
 * - fresh reporters count no more than they have distinct templates, however many they are;
 * - a reporter speaks once a day (UTC): later reports of that day are not counted, and so bring no further template.
 */
export class ReporterTally {
  readonly #settled = new Set<string>();
  readonly #fresh = new Map<string, string[]>();
  readonly #templates = new Map<string, number>();
  readonly #lastDay = new Map<string, number>();

  add(voice: ReporterVoice): void {
    const reporter = voice.reporter ?? '';
    const day = Math.floor(voice.at / DAY_MS);
    if (this.#lastDay.get(reporter) === day) return;
    if (!this.#lastDay.has(reporter) && this.#lastDay.size >= REPORTER_LIMIT) return;
    this.#lastDay.set(reporter, day);
    if (this.#settled.has(reporter)) return;
    if (isFresh(voice)) this.#addFresh(reporter, voice.template);
    else this.#settle(reporter);
  }

  get count(): number {
    return this.#settled.size + Math.min(this.#fresh.size, this.#templates.size);
  }

  #addFresh(reporter: string, template: string): void {
    const templates = this.#fresh.get(reporter) ?? [];
    if (templates.includes(template)) return;
    this.#fresh.set(reporter, [...templates, template]);
    this.#templates.set(template, (this.#templates.get(template) ?? 0) + 1);
  }

  /** A fresh reporter who comes back later is no longer counted with the fresh ones. */
  #settle(reporter: string): void {
    for (const template of this.#fresh.get(reporter) ?? []) {
      const left = (this.#templates.get(template) ?? 1) - 1;
      if (left === 0) this.#templates.delete(template);
      else this.#templates.set(template, left);
    }
    this.#fresh.delete(reporter);
    this.#settled.add(reporter);
  }
}

/** Independent reporters of one campaign's reports, given in order of arrival; see {@link ReporterTally}. */
export function independentReporters(voices: Iterable<ReporterVoice>): number {
  const tally = new ReporterTally();
  for (const voice of voices) tally.add(voice);
  return tally.count;
}

export function isFresh({ reporter, reporterSince, at }: ReporterVoice): boolean {
  if (reporter === undefined) return true;
  return reporterSince !== undefined && at - reporterSince < FRESH_MS;
}
