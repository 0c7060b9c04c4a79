// The console's back end as one table: method, path, capability, shapes. Nothing is reachable that is not in it.

import { ACCOUNT_ROUTES } from './account-routes.ts';
import { ALERT_ROUTES } from './alert-routes.ts';
import { ALERT_WRITING_ROUTES } from './alert-writing-routes.ts';
import { BLOCK_ROUTES } from './block-routes.ts';
import { AUDIT_ROUTES } from './audit-routes.ts';
import { CAMPAIGN_ROUTES } from './campaign-routes.ts';
import { CASEWORK_ROUTES } from './casework-routes.ts';
import type { ConsoleRoute } from './console-route.ts';
import { DECISION_ROUTES } from './decision-routes.ts';
import { DETECTION_ROUTES } from './detection-routes.ts';
import { DISPUTE_ROUTES } from './dispute-routes.ts';
import { ENTITY_ROUTES } from './entity-routes.ts';
import { EVENT_ROUTES } from './event-routes.ts';
import { EXPORT_ROUTES } from './export/export-routes.ts';
import { OVERVIEW_ROUTES } from './overview-routes.ts';
import { QUEUE_ROUTES } from './queue-routes.ts';
import { REPORT_ROUTES } from './report-routes.ts';
import { SERVICE_LEVEL_ROUTES } from './service-level-routes.ts';
import { SHARED_ROUTES } from './shared-routes.ts';
import { VIEW_ROUTES } from './view-routes.ts';

export const CONSOLE_ROUTES: readonly ConsoleRoute[] = [
  ...ACCOUNT_ROUTES,
  ...REPORT_ROUTES,
  ...DECISION_ROUTES,
  ...CASEWORK_ROUTES,
  ...CAMPAIGN_ROUTES,
  ...ENTITY_ROUTES,
  // Before those of one warning: `start` is no id.
  ...ALERT_WRITING_ROUTES,
  ...ALERT_ROUTES,
  ...DISPUTE_ROUTES,
  ...BLOCK_ROUTES,
  ...DETECTION_ROUTES,
  ...OVERVIEW_ROUTES,
  ...EVENT_ROUTES,
  ...QUEUE_ROUTES,
  ...VIEW_ROUTES,
  ...SERVICE_LEVEL_ROUTES,
  ...SHARED_ROUTES,
  ...AUDIT_ROUTES,
  ...EXPORT_ROUTES,
];
