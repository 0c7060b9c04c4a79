// How long things may take: what the clocks in the queue count down to.

import { serviceLevels } from '#api/contract/console.ts';
import { loadServiceLevels, setServiceLevels } from '#core/triage/queue/clocks.ts';
import { route, type ConsoleRoute } from './console-route.ts';

export const SERVICE_LEVEL_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/service-levels',
    capability: 'report.list',
    summary: 'Minutes in which money may be stopped, and in which a report is to be looked at',
    answer: serviceLevels,
    run: async ({ context }) => loadServiceLevels(context),
  }),
  route({
    method: 'post',
    path: '/service-levels',
    capability: 'service_level.edit',
    summary: 'Change them, for everybody',
    body: serviceLevels,
    answer: serviceLevels,
    run: async ({ context, by, body }) => setServiceLevels(context, by, body),
  }),
];
