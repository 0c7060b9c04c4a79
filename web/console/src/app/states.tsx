// What a screen shows when there is nothing, when it is on its way, and when it cannot be had.

import { Alert, Button, Center, Loader, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from './api.ts';

export function Empty({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <Center py="xl">
      <Stack align="center" gap="xs">
        <Text fw={600}>{title}</Text>
        {children}
      </Stack>
    </Center>
  );
}

export function Waiting(): ReactNode {
  const { t } = useTranslation();
  return (
    <Center py="xl" role="status" aria-label={t('waiting')}>
      <Loader />
    </Center>
  );
}

export function Failed({ error, again }: { error: unknown; again?: () => void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Alert color="red" title={t('problem.title')}>
      <Text mb="sm">{error instanceof ApiProblem ? error.message : t('problem.network')}</Text>
      {again !== undefined && (
        <Button variant="default" onClick={again}>
          {t('problem.again')}
        </Button>
      )}
    </Alert>
  );
}

export function Faulty({ error, reset }: { error: unknown; reset?: () => void }): ReactNode {
  return <Failed error={error} {...(reset !== undefined && { again: reset })} />;
}

export function NotFound(): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack p="xl">
      <Title order={1}>{t('not_found.title')}</Title>
      <Text>{t('not_found.text')}</Text>
    </Stack>
  );
}
