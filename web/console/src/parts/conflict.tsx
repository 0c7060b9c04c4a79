// What somebody else did meanwhile, and a way to see it.

import { Alert, Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../app/api.ts';
import { word } from './say.ts';

export function Conflict({ error, reload }: { error: unknown; reload: () => void }): ReactNode {
  const { t } = useTranslation();
  if (!(error instanceof ApiProblem)) return error === null ? null : <Alert color="red" title={t('problem.network')} />;
  const reason = error.facts['reason'];
  return (
    <Alert color="orange" role="alert" title={error.status === 409 ? t('conflict.title') : t('problem.title')}>
      <Text mb="sm">{reason === undefined ? error.message : word(`conflict.${reason}`, error.message)}</Text>
      <Button variant="default" onClick={reload}>
        {t('conflict.reload')}
      </Button>
    </Alert>
  );
}
