// Where one can go, by the capability it takes.

export const SCREENS = [
  { name: 'overview', path: '/', capability: 'campaign.read' },
  { name: 'queue', path: '/queue', capability: 'report.list' },
  { name: 'shift', path: '/shift', capability: 'report.decide' },
  { name: 'shared', path: '/shared', capability: 'shared.read' },
  { name: 'campaigns', path: '/campaigns', capability: 'campaign.read' },
  { name: 'alerts', path: '/alerts', capability: 'alert.read' },
  { name: 'entities', path: '/entities', capability: 'entity.read' },
  { name: 'disputes', path: '/disputes', capability: 'dispute.read' },
  { name: 'audit', path: '/audit', capability: 'audit.read' },
  { name: 'service_levels', path: '/service-levels', capability: 'service_level.edit' },
  { name: 'dead_letters', path: '/dead-letters', capability: 'dead_letter.read' },
] as const;

export type Screen = (typeof SCREENS)[number];
