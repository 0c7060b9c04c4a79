// The words of the overview that the API's schemas share; free of anything a browser does not have.

/** How long an open report has waited: up to 1, 8, 24 and 168 hours, and longer. */
export const QUEUE_AGES = ['hour', 'shift', 'day', 'week', 'older'] as const;
export type QueueAge = (typeof QUEUE_AGES)[number];

export const BREAKDOWNS = ['type', 'country', 'region', 'language'] as const;
export type Breakdown = (typeof BREAKDOWNS)[number];

/** Three shifts of eight hours, by the clock of whoever asks: from midnight, from 8 and from 16. */
export const SHIFTS = ['night', 'day', 'evening'] as const;
export type Shift = (typeof SHIFTS)[number];
