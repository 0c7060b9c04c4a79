// Where a report belongs is seen better a little later: a fragment goes over into a larger campaign. Answers that need not be given at once
// wait, and name the campaign as it is when they are given.

import type { ClusteredReport, Clusterer, ReportToCluster } from './clusterer.ts';

/** Answers that wait at least; at most twice as many, a few MB. */
const WAITING = 10_000;

export class WaitingAnswers {
  readonly #clusterer: Clusterer;
  readonly #limit: number;
  #waiting: ClusteredReport[] = [];

  constructor(clusterer: Clusterer, limit = WAITING) {
    this.#clusterer = clusterer;
    this.#limit = limit;
  }

  /** Places a report. @returns earlier answers that can wait no longer, in order of arrival. */
  add(report: ReportToCluster): ClusteredReport[] {
    const placed = this.#clusterer.add(report);
    const gone = new Set(placed.absorbed);
    if (gone.size > 0) this.#waiting = this.#waiting.map((answer) => (gone.has(answer.campaign) ? { ...answer, campaign: placed.campaign } : answer));
    this.#waiting.push(placed);
    return this.#waiting.length > 2 * this.#limit ? this.#waiting.splice(0, this.#limit) : [];
  }

  /** All that wait. */
  take(): ClusteredReport[] {
    return this.#waiting.splice(0);
  }
}
