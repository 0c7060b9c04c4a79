// The console's back end as one table: method, path, capability, shapes. Nothing is reachable that is not in it.

import { ALERT_ROUTES } from './alert-routes.ts';
import type { ConsoleRoute } from './console-route.ts';
import { DETECTION_ROUTES } from './detection-routes.ts';
import { OVERVIEW_ROUTES } from './overview-routes.ts';
import { REPORT_ROUTES } from './report-routes.ts';

export const CONSOLE_ROUTES: readonly ConsoleRoute[] = [...REPORT_ROUTES, ...ALERT_ROUTES, ...DETECTION_ROUTES, ...OVERVIEW_ROUTES];
