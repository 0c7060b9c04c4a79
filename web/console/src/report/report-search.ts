// The queue that the officer came from stands in the address, so that the previous and the next report are those of the screen before.

import { readQueueSearch, type QueueSearch } from '../queue/queue-search.ts';

export interface ReportSearch extends Omit<QueueSearch, 'open'> {
  /** What is shown beside the text: a report's reference, or a known script's id. */
  beside?: string;
}

export function readReportSearch(search: Record<string, unknown>): ReportSearch {
  const { open: _open, ...filter } = readQueueSearch(search);
  const { beside } = search;
  return { ...filter, ...(typeof beside === 'string' && /^[\w-]{3,40}$/.test(beside) && { beside }) };
}
