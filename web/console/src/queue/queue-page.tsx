import { Badge, Group, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { reportPage } from '../../../../api/contract/console-answers.ts';
import { get, type Answer } from '../app/api.ts';
import { Empty, Failed, Waiting } from '../app/states.tsx';

type Page = Answer<typeof reportPage>;

export function QueuePage(): ReactNode {
  const { t } = useTranslation();
  const { open: _open, ...filter } = useSearch({ from: '/inside/queue' });
  const reports = useInfiniteQuery({
    queryKey: ['reports', filter],
    queryFn: ({ pageParam }) => get<Page>('/reports', { ...filter, limit: 100, after: pageParam ?? undefined }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next as string | null,
  });
  const items = reports.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <Title order={1} size="h2" mb="md">
        {t('screens.queue')}
      </Title>
      {reports.isPending && <Waiting />}
      {reports.isError && <Failed error={reports.error} again={() => void reports.refetch()} />}
      {reports.isSuccess && items.length === 0 && <Empty title={t('queue.empty')} />}
      {items.length > 0 && (
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('queue.reference')}</Table.Th>
              <Table.Th>{t('queue.type')}</Table.Th>
              <Table.Th>{t('queue.received')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((report) => (
              <Table.Tr key={report.reference}>
                <Table.Td>
                  <Group gap="xs">
                    <Text ff="monospace" size="sm">
                      {report.reference}
                    </Text>
                    {report.urgent && <Badge color="red">{t('queue.urgent')}</Badge>}
                  </Group>
                </Table.Td>
                <Table.Td>{report.type === null ? '–' : t(`taxonomy:types.${report.type}.short`)}</Table.Td>
                <Table.Td>{new Date(report.received_at).toLocaleString(document.documentElement.lang)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  );
}
