// How soon money is to be stopped and a report to be looked at: what the clocks of the queue count down to.

import { Alert, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../app/session.ts';
import { Failed, Waiting } from '../app/states.tsx';
import { Screen } from '../parts/screen.tsx';
import { LevelsForm } from './levels-form.tsx';
import { levelsQuery } from './use-service-levels.ts';

export function ServiceLevelsPage(): ReactNode {
  const { t } = useTranslation();
  const levels = useQuery(levelsQuery);
  const mayEdit = useMay('service_level.edit');
  return (
    <Screen title={t('screens.service_levels')}>
      <Text mb="md" maw="44rem">
        {t('service_levels.what')}
      </Text>
      {!mayEdit && (
        <Alert mb="md" maw="44rem" color="gray">
          {t('service_levels.may_not')}
        </Alert>
      )}
      {levels.isPending && <Waiting />}
      {levels.isError && <Failed error={levels.error} again={() => void levels.refetch()} />}
      {levels.isSuccess && <LevelsForm inForce={levels.data} mayEdit={mayEdit} />}
    </Screen>
  );
}
