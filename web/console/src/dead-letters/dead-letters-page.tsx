// Work that was given up after many tries: what it was, why, and another try.

import { Button } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { deadLetterPage, replayed } from '../../../../api/contract/oversight-answers.ts';
import { get, post, type Answer } from '../app/api.ts';
import { useMay } from '../app/session.ts';
import { Empty, Failed, Waiting } from '../app/states.tsx';
import { CsvLink } from '../parts/csv-link.tsx';
import { sayDone } from '../parts/notify.tsx';
import { PermittedButton, type Permission } from '../parts/permitted-button.tsx';
import { word } from '../parts/say.ts';
import { Screen } from '../parts/screen.tsx';
import { DataTable, type Column } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';

type Page = Answer<typeof deadLetterPage>;
type Letter = Page['items'][number];

export function DeadLettersPage(): ReactNode {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const mayReplay = useMay('dead_letter.replay');
  const letters = useInfiniteQuery({
    queryKey: ['dead-letters'],
    queryFn: ({ pageParam }) => get<Page>('/dead-letters', { limit: 50, after: pageParam ?? undefined }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next as number | null,
  });
  const replay = useMutation({
    mutationFn: (id: number | null) => post<Answer<typeof replayed>>(id === null ? '/dead-letters/replay' : `/dead-letters/${id}/replay`),
    onSuccess: ({ jobs }) => sayDone(t(jobs === 0 ? 'dead_letters.nothing' : 'dead_letters.again', { count: jobs })),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['dead-letters'] }),
  });
  const items = letters.data?.pages.flatMap((page) => page.items) ?? [];
  const may = (replayable: boolean): Permission => {
    if (!mayReplay) return { allowed: false, why: 'not_your_role' };
    return replayable ? { allowed: true } : { allowed: false, why: 'unknown_job' };
  };
  const columns: Column<Letter>[] = [
    { key: 'failed', heading: t('csv.failed_at'), cell: ({ failed_at }) => <Time at={failed_at} /> },
    { key: 'job', heading: t('csv.job'), cell: ({ job }) => word(`dead_letters.job.${job}`, job) },
    { key: 'error', heading: t('csv.error'), cell: ({ error }) => <span className="break">{error}</span> },
    { key: 'payload', heading: t('csv.payload'), cell: ({ payload }) => <span className="mono break">{JSON.stringify(payload)}</span> },
    {
      key: 'replay',
      heading: t('dead_letters.replay'),
      cell: ({ id, replayable }) => (
        <PermittedButton may={may(replayable)} onPress={() => replay.mutate(id)} size="compact-sm" variant="default">
          {t('dead_letters.replay')}
        </PermittedButton>
      ),
    },
  ];
  return (
    <Screen
      title={t('screens.dead_letters')}
      actions={
        <>
          <PermittedButton may={may(items.some(({ replayable }) => replayable))} onPress={() => replay.mutate(null)} loading={replay.isPending}>
            {t('dead_letters.replay_all')}
          </PermittedButton>
          <CsvLink table="dead-letters" what={t('screens.dead_letters')} />
        </>
      }
    >
      {letters.isPending && <Waiting />}
      {letters.isError && <Failed error={letters.error} again={() => void letters.refetch()} />}
      {letters.isSuccess && items.length === 0 && <Empty title={t('dead_letters.empty')} />}
      {items.length > 0 && <DataTable name={t('screens.dead_letters')} columns={columns} rows={items} rowKey={({ id }) => id} />}
      {letters.hasNextPage && (
        <Button mt="md" variant="default" loading={letters.isFetchingNextPage} onClick={() => void letters.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Screen>
  );
}
