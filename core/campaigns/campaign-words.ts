// The words of a campaign's life that the API's schemas share; free of anything a browser does not have.

/** What an officer may do with one. */
export const ARRANGEMENTS = ['merge', 'split', 'detach', 'keep_apart', 'warn'] as const;
export type ArrangementName = (typeof ARRANGEMENTS)[number];

/** What happens to one, in the order in which it is told when it happens at once. */
export const TIMELINE_KINDS = [
  'first_report',
  'reports',
  'decided',
  'woke',
  'absorbed',
  'merged',
  'split',
  'detached',
  'merge_undone',
  'alarm',
  'proposed',
  'approved',
  'published',
  'sent',
  'ended',
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];
