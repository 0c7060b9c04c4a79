// How long things may take: what the clocks in the queue count down to.

import { serviceLevelsBody } from '#api/contract/console.ts';
import { serviceLevelsAnswer } from '#api/contract/queue-answers.ts';
import { DEFAULT_SERVICE_LEVELS, loadServiceLevels, SERVICE_LEVEL_MINUTES, setServiceLevels, type ServiceLevels } from '#core/triage/queue/clocks.ts';
import { conflictOf, route, type ConsoleRoute } from './console-route.ts';

export const SERVICE_LEVEL_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/service-levels',
    capability: 'report.list',
    summary: 'Minutes in which money may be stopped, and in which a report is to be looked at',
    answer: serviceLevelsAnswer,
    run: async ({ context }) => present(await loadServiceLevels(context)),
  }),
  route({
    method: 'post',
    path: '/service-levels',
    capability: 'service_level.edit',
    summary: 'Change them, for everybody',
    body: serviceLevelsBody,
    answer: serviceLevelsAnswer,
    run: async ({ context, by, body: { seen, ...levels } }) => {
      const outcome = await setServiceLevels(context, { by, levels, seen });
      if (outcome.kind === 'conflict') throw conflictOf(outcome.reason);
      return present(outcome.levels);
    },
  }),
];

function present(levels: ServiceLevels): unknown {
  return { ...levels, defaults: DEFAULT_SERVICE_LEVELS, ...SERVICE_LEVEL_MINUTES };
}
