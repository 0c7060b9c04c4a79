// Earlier reports as a worker remembers them: an index in memory that reads on in the signatures' numbers, from the first one at the start
// and from where it stands afterwards. Until it has caught up, and when it no longer fits, whoever asks is told so and looks in PostgreSQL.

import { totalmem } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { readSignatures, type SignatureChange } from '#core/campaigns/signature-store.ts';
import type { CoreContext } from '#core/context.ts';
import type { Database } from '#core/database.ts';
import { ReportIndex } from '#core/matching/index/report-index.ts';

/** Rows read at once. */
const PAGE = 1_000;
/** Rows taken in at once: a millisecond or two. Matching asks the database some twenty times, and each answer may wait for as long. */
const SLICE = 64;
/** Share of the machine's (or the container's) memory: the rest is the database's and everybody else's. */
const MEMORY_SHARE = 0.4;

export interface EarlierReports {
  /**
   * @param tx a transaction that holds the joining lock: then the index knows everything that was committed, and stays right until the lock goes.
   * @returns null when it is too far behind for that.
   */
  upToDate(tx: Database): Promise<ReportIndex | null>;
  /** Reads on until nothing is left, for a process of its own pace; a second call at the same time does nothing. */
  follow(): Promise<void>;
  readonly state: EarlierReportsState;
}

export interface EarlierReportsState {
  /** `behind`: being built or catching up. `full`: the reports do not fit into the memory it may take. Matching is served from PostgreSQL in both. */
  kind: 'ready' | 'behind' | 'full';
  reports: number;
  bytes: number;
}

/** @param memoryLimit bytes. */
export function createEarlierReports({ db, telemetry }: Pick<CoreContext, 'db' | 'telemetry'>, memoryLimit = indexMemoryLimit()): EarlierReports {
  let index = new ReportIndex();
  let position = 0;
  let kind: EarlierReportsState['kind'] = 'behind';
  let following = false;

  return {
    upToDate: async (tx) => {
      if (kind !== 'ready') return null;
      takeIn(await readPage(tx, position));
      return kind === 'ready' ? index : null;
    },
    follow: async () => {
      if (following || kind === 'full') return;
      following = true;
      try {
        if (index.gone > Math.max(PAGE, index.size)) beginAnew('behind');
        await readOn();
      } finally {
        following = false;
        tell();
      }
    },
    get state() {
      return { kind, reports: index.size, bytes: index.bytes };
    },
  };

  async function readOn(): Promise<void> {
    for (let next: Promise<Page> | null = readPage(db, position); next !== null;) {
      const page: Page = await next;
      // The next page is on its way while this one is taken in, and what else the process does comes in between.
      next = page.last === true || kind === 'full' ? null : readPage(db, page.rows.at(-1)?.number ?? position);
      for (const slice of slicesOf(page)) {
        takeIn(slice);
        await setImmediate();
      }
    }
  }

  /** A page holds all that had been committed after a number. It may overlap with what is known; one that would leave a gap is not taken. */
  function takeIn({ after, rows, last }: Page): void {
    if (kind === 'full' || after > position) return;
    for (const { number, report, id } of rows) {
      if (number <= position) continue;
      if (report === null) index.remove(id);
      else index.add(report);
      position = number;
    }
    if (last !== undefined) kind = last ? 'ready' : 'behind';
    if (index.bytes > memoryLimit) giveUp();
  }

  function giveUp(): void {
    telemetry.log.warn(
      { reports: index.size, bytes: index.bytes },
      'the index of earlier reports does not fit into memory; matching is served from PostgreSQL',
    );
    beginAnew('full');
  }

  /** Also when more has left the index than is in it. */
  function beginAnew(as: 'behind' | 'full'): void {
    index = new ReportIndex();
    position = 0;
    kind = as;
  }

  function tell(): void {
    telemetry.gauge('jaga_report_index_reports', index.size);
    telemetry.gauge('jaga_report_index_bytes', index.bytes);
    telemetry.gauge('jaga_report_index_ready', kind === 'ready' ? 1 : 0);
  }
}

interface Page {
  after: number;
  rows: SignatureChange[];
  /** Nothing came after it when it was read; undefined: more of its page does. */
  last?: boolean;
}

function slicesOf({ after, rows, last }: Page): Page[] {
  const starts = Array.from({ length: Math.max(1, Math.ceil(rows.length / SLICE)) }, (_, at) => at * SLICE);
  return starts.map((from) => ({
    after: rows[from - 1]?.number ?? after,
    rows: rows.slice(from, from + SLICE),
    ...(last !== undefined && from + SLICE >= rows.length && { last }),
  }));
}

async function readPage(from: Database, after: number): Promise<Page> {
  const rows = await readSignatures(from, { after, limit: PAGE });
  return { after, rows, last: rows.length < PAGE };
}

/** Bytes that the index of a worker on this machine may take. */
export function indexMemoryLimit(): number {
  // NOTE without a limit on the container Node answers 0 or more than there is.
  const constrained = process.constrainedMemory();
  return MEMORY_SHARE * (constrained > 0 ? Math.min(constrained, totalmem()) : totalmem());
}
