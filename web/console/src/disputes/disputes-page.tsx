// Whose number, account or site it is objects: who has waited longest first.

import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { disputePage } from '../../../../api/contract/oversight-answers.ts';
import { get, type Answer } from '../app/api.ts';
import { useLiveQueries } from '../app/live-queries.ts';
import { Empty, Failed, Waiting } from '../app/states.tsx';
import { CsvLink } from '../parts/csv-link.tsx';
import { word } from '../parts/say.ts';
import { Screen } from '../parts/screen.tsx';
import { DataTable, type Column } from '../parts/table.tsx';
import { Ago } from '../parts/time.tsx';
import { SHOWN_STATES } from './disputes-search.ts';

type Page = Answer<typeof disputePage>;
type Dispute = Page['items'][number];

export function DisputesPage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { state = 'open' } = useSearch({ from: '/inside/disputes' });
  const filter = state === 'all' ? {} : { state };
  const disputes = useInfiniteQuery({
    queryKey: ['disputes', filter],
    queryFn: ({ pageParam }) => get<Page>('/disputes', { ...filter, limit: 50, after: pageParam ?? undefined }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next as string | null,
  });
  useLiveQueries('disputes', 'disputes');
  const items = disputes.data?.pages.flatMap((page) => page.items) ?? [];
  const choose = (value: string): void => {
    const chosen = SHOWN_STATES.find((each) => each === value);
    void navigate({ to: '/disputes', search: chosen === undefined || chosen === 'open' ? {} : { state: chosen }, replace: true });
  };
  return (
    <Screen title={t('screens.disputes')} actions={<CsvLink table="disputes" query={filter} what={t('screens.disputes')} />}>
      <div className="scrolls">
        <SegmentedControl
          mb="md"
          aria-label={t('csv.state')}
          value={state}
          onChange={choose}
          data={SHOWN_STATES.map((value) => ({ value, label: t(`disputes.state.${value}`) }))}
        />
      </div>
      {disputes.isPending && <Waiting />}
      {disputes.isError && <Failed error={disputes.error} again={() => void disputes.refetch()} />}
      {disputes.isSuccess && items.length === 0 && <Empty title={t('disputes.empty')} />}
      {items.length > 0 && <Disputes items={items} />}
      {disputes.hasNextPage && (
        <Button mt="md" variant="default" loading={disputes.isFetchingNextPage} onClick={() => void disputes.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Screen>
  );
}

function Disputes({ items }: { items: readonly Dispute[] }): ReactNode {
  const { t } = useTranslation();
  const columns: Column<Dispute>[] = [
    {
      key: 'reference',
      heading: t('csv.reference'),
      cell: ({ reference }) => (
        <Link to="/disputes/$reference" params={{ reference }} preload={false} className="link mono">
          {reference}
        </Link>
      ),
    },
    { key: 'kind', heading: t('csv.kind'), cell: ({ kind }) => word(`kinds.${kind}`, kind) },
    { key: 'reason', heading: t('csv.reason'), cell: ({ reason }) => word(`disputes.reason.${reason}`, reason) },
    { key: 'state', heading: t('csv.state'), cell: ({ state }) => t(`disputes.state.${state}`) },
    { key: 'down', heading: t('csv.downgraded'), cell: ({ downgraded }) => t(downgraded ? 'yes' : 'no') },
    { key: 'filed', heading: t('csv.filed_at'), cell: ({ filed_at }) => <Ago at={filed_at} /> },
  ];
  return <DataTable name={t('screens.disputes')} columns={columns} rows={items} rowKey={({ reference }) => reference} />;
}
