// Where one can go, by the capability it takes.

export const SCREENS = [
  { name: 'queue', path: '/queue', capability: 'report.list' },
  { name: 'shift', path: '/shift', capability: 'report.decide' },
] as const;

export type Screen = (typeof SCREENS)[number];
