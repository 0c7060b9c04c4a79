// What the queue shows, as its address says it; a view is such an address with a name. What is typed into the search field may be somebody's
// number and never stands there.

const STATES = ['received', 'in_review', 'confirmed', 'rejected', 'duplicate'] as const;

export interface QueueSearch {
  /** Separated by commas; absent: the open ones. */
  state?: string;
  type?: string;
  country?: string;
  language?: string;
  verdict?: string;
  urgent?: boolean;
  loss?: string;
  channel?: string;
  source?: string;
  campaign?: number;
  /** Staff id, `me` or `nobody`. */
  claimed_by?: string;
  second_opinion?: string;
  /** Received within. */
  hours?: number;
  /** Reference of the report that is looked at. */
  open?: string;
}

export type QueueFilter = Omit<QueueSearch, 'open'>;

export function readQueueSearch(search: Record<string, unknown>): QueueSearch {
  const text = (name: string, pattern: RegExp): string | undefined => {
    const value = search[name];
    return typeof value === 'string' && pattern.test(value) ? value : undefined;
  };
  const number = (name: string): number | undefined => {
    const value = Number(search[name]);
    return Number.isSafeInteger(value) && value > 0 ? value : undefined;
  };
  const states = text('state', /^[a-z_,]+$/)
    ?.split(',')
    .filter((each) => STATES.some((state) => state === each));
  const urgent = search['urgent'];
  const found = {
    state: states === undefined || states.length === 0 ? undefined : states.join(','),
    type: text('type', /^[A-Z_]{2,12}$/),
    country: text('country', /^[A-Z]{2}$/),
    language: text('language', /^[a-z]{2,3}$/),
    verdict: text('verdict', /^(?:scam|suspicious|unclear|benign)$/),
    urgent: urgent === true || urgent === 'true' ? true : urgent === false || urgent === 'false' ? false : undefined,
    loss: text('loss', /^(?:lost|none|unknown)$/),
    channel: text('channel', /^[a-z_]{2,12}$/),
    source: text('source', /^(?:webhook|telegram|web|import)$/),
    campaign: number('campaign'),
    claimed_by: text('claimed_by', /^[\w-]{1,64}$/),
    second_opinion: text('second_opinion', /^(?:agrees|differs)$/),
    hours: number('hours'),
    open: text('open', /^JG-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as QueueSearch;
}

/** As the API and a saved view take it. */
export function writeQueueFilter({ open: _open, ...filter }: QueueSearch): string {
  return new URLSearchParams(Object.entries(filter).map(([name, value]): [string, string] => [name, String(value)])).toString();
}

export function readQueueFilter(written: string): QueueFilter {
  return readQueueSearch(Object.fromEntries(new URLSearchParams(written)));
}
