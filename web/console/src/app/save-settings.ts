// The officer's own settings: kept with the account, so that they are the same on the next computer.

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ownSettingsBody } from '../../../../api/contract/console.ts';
import { post, type Answer } from './api.ts';
import { changeLanguage } from './language.ts';
import { meQuery } from './session.ts';
import { chooseZone } from './zone.ts';

export type OwnSettings = Answer<typeof ownSettingsBody>;

export function useSaveSettings() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (settings: OwnSettings) => {
      await post('/me', settings);
      if (settings.language !== undefined) await changeLanguage(settings.language);
    },
    onSuccess: (_saved, settings) => {
      if (settings.time_zone !== undefined) chooseZone(settings.time_zone);
      queryClient.setQueryData(meQuery.queryKey, (me) => me && { ...me, ...definedOf(settings) });
    },
  });
}

function definedOf({ language, time_zone }: OwnSettings): { language?: 'ko' | 'ms' | 'en'; time_zone?: string | null } {
  return { ...(language !== undefined && { language }), ...(time_zone !== undefined && { time_zone }) };
}
