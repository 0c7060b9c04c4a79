// How long things may take, and changing it: with what was in force before, so that nobody overwrites a colleague, and so that it can be undone.

import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { serviceLevels } from '../../../../api/contract/console.ts';
import type { serviceLevelsAnswer } from '../../../../api/contract/queue-answers.ts';
import { get, post, type Answer } from '../app/api.ts';
import { t } from '../app/language.ts';
import { sayProblem } from '../app/say-problem.ts';
import { sayDone } from '../parts/notify.tsx';

export type ServiceLevels = Answer<typeof serviceLevels>;
export type LevelsInForce = Answer<typeof serviceLevelsAnswer>;
export type LevelName = keyof ServiceLevels;

export const LEVELS = {
  freeze: ['freeze_kr', 'freeze_my', 'freeze_elsewhere'],
  look: ['look_life', 'look_money', 'look_rest'],
} as const satisfies Record<string, readonly LevelName[]>;

export const levelsQuery = queryOptions({
  queryKey: ['service-levels'],
  queryFn: () => get<LevelsInForce>('/service-levels'),
  // What is being written is not written over.
  refetchOnWindowFocus: false,
});

export function onlyLevels({ freeze_kr, freeze_my, freeze_elsewhere, look_life, look_money, look_rest }: ServiceLevels): ServiceLevels {
  return { freeze_kr, freeze_my, freeze_elsewhere, look_life, look_money, look_rest };
}

interface Change {
  levels: Record<LevelName, number | null>;
  seen: ServiceLevels;
}

export function useSetLevels(onDone: (levels: LevelsInForce) => void) {
  const queryClient = useQueryClient();
  const send = async ({ levels, seen }: Change): Promise<LevelsInForce> => {
    const now = await post<LevelsInForce>('/service-levels', { ...levels, seen });
    queryClient.setQueryData(levelsQuery.queryKey, now);
    // Rows carry their clocks: the queue asks for them anew when it is looked at next.
    queryClient.removeQueries({ queryKey: ['reports'], type: 'inactive' });
    onDone(now);
    return now;
  };
  const takeBack = (change: Change): void => {
    send(change).then(() => sayDone(t('service_levels.undone')), sayProblem);
  };
  return useMutation({
    meta: { told: true },
    mutationFn: send,
    onSuccess: (now, { seen }) => sayDone(t('service_levels.saved'), () => takeBack({ levels: seen, seen: onlyLevels(now) })),
  });
}
