// What the queue shows, as its address says it; a view is such an address with a name.

const STATES = ['received', 'in_review', 'confirmed', 'rejected', 'duplicate'] as const;

export interface QueueSearch {
  /** Separated by commas; absent: the open ones. */
  state?: string;
  type?: string;
  country?: string;
  language?: string;
  campaign?: number;
  claimed_by?: string;
  /** Reference of the report that is looked at. */
  open?: string;
}

export function readQueueSearch(search: Record<string, unknown>): QueueSearch {
  const text = (name: string, pattern: RegExp): string | undefined => {
    const value = search[name];
    return typeof value === 'string' && pattern.test(value) ? value : undefined;
  };
  const states = text('state', /^[a-z_,]+$/)
    ?.split(',')
    .filter((each) => STATES.some((state) => state === each));
  const campaign = Number(search['campaign']);
  const found = {
    state: states === undefined || states.length === 0 ? undefined : states.join(','),
    type: text('type', /^[A-Z_]{2,12}$/),
    country: text('country', /^[A-Z]{2}$/),
    language: text('language', /^[a-z]{2,3}$/),
    campaign: Number.isSafeInteger(campaign) && campaign > 0 ? campaign : undefined,
    claimed_by: text('claimed_by', /^[\w-]{1,64}$/),
    open: text('open', /^JG-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as QueueSearch;
}
