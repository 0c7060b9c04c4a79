// The text in the officer's language, by a machine where one is configured, and told as the machine's.

import { Alert, Button, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMachineTranslation } from '../use-casework.ts';
import type { Report } from '../use-report.ts';
import { PlainText } from './marked-text.tsx';

export function Translation({ report: { reference, reading } }: { report: Report }): ReactNode {
  const { t, i18n } = useTranslation();
  const translating = useMachineTranslation(reference);
  const { data } = translating;
  if (reading === null || reading.language === i18n.language) return null;
  if (data === undefined) {
    return (
      <Button mt="xs" size="compact-xs" variant="default" loading={translating.isPending} onClick={() => translating.mutate(i18n.language)}>
        {t('report.translation.button')}
      </Button>
    );
  }
  if (data.kind === 'unavailable') {
    return (
      <Text mt="xs" size="sm" role="status">
        {t(`report.translation.unavailable.${data.reason}`)}
      </Text>
    );
  }
  return (
    <Alert mt="xs" color="gray" title={t('report.translation.title', { model: data.model })}>
      <PlainText>{data.text}</PlainText>
      <Text size="xs" c="dimmed">
        {t('report.translation.machine')}
      </Text>
    </Alert>
  );
}
