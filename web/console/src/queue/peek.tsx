// A look at the focused report beside the queue: its masked text and what it names, without leaving the place. That it was opened is written down.

import { Badge, Button, CloseButton, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { reportDetail } from '../../../../api/contract/console-answers.ts';
import { get, type Answer } from '../app/api.ts';
import { Failed, Waiting } from '../app/states.tsx';

export type Detail = Answer<typeof reportDetail>;

export function Peek({ reference, onClose, onOpen }: { reference: string; onClose(): void; onOpen(): void }): ReactNode {
  const { t } = useTranslation();
  const report = useQuery({ queryKey: ['report', reference], queryFn: () => get<Detail>(`/reports/${reference}`) });
  return (
    <aside className="queue-peek" aria-label={t('queue.peek', { reference })}>
      <Group justify="space-between" wrap="nowrap" mb="sm">
        <Title order={2} size="h5" ff="monospace">
          {reference}
        </Title>
        <CloseButton aria-label={t('keys.close')} onClick={onClose} />
      </Group>
      {report.isPending && <Waiting />}
      {report.isError && <Failed error={report.error} again={() => void report.refetch()} />}
      {report.isSuccess && <PeekBody report={report.data} onOpen={onOpen} />}
    </aside>
  );
}

function PeekBody({ report, onOpen }: { report: Detail; onOpen(): void }): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      {report.content === null ? (
        <Text c="dimmed">{t('queue.erased')}</Text>
      ) : (
        <Text className="queue-text" size="sm" lang={report.reading?.language ?? ''}>
          {report.content.text}
        </Text>
      )}
      {report.indicators.length > 0 && (
        <Group gap={6}>
          {report.indicators.map(({ kind, value }) => (
            <Badge key={`${kind}/${value}`} variant="outline" color="gray" radius="sm" tt="none" title={kind}>
              {value}
            </Badge>
          ))}
        </Group>
      )}
      <Button variant="default" size="xs" onClick={onOpen}>
        {t('queue.open_report')}
      </Button>
    </Stack>
  );
}
