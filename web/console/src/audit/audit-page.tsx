// Who saw and did what, and whether the trail is whole.

import { Button, Stack } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { auditPage } from '../../../../api/contract/oversight-answers.ts';
import { get, type Answer } from '../app/api.ts';
import { Empty, Failed, Waiting } from '../app/states.tsx';
import { CsvLink } from '../parts/csv-link.tsx';
import { word } from '../parts/say.ts';
import { Screen } from '../parts/screen.tsx';
import { DataTable, type Column } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { auditQueryOf } from './audit-search.ts';
import { Subject } from './subject.tsx';
import { Verify } from './verify.tsx';

type Page = Answer<typeof auditPage>;
type Entry = Page['items'][number];

export function AuditPage(): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/audit' });
  const query = auditQueryOf(search);
  const trail = useInfiniteQuery({
    queryKey: ['audit', query],
    queryFn: ({ pageParam }) => get<Page>('/audit', { ...query, limit: 100, before: pageParam ?? undefined }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next as number | null,
  });
  const items = trail.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Screen title={t('screens.audit')} actions={<CsvLink table="audit" query={query} what={t('screens.audit')} />}>
      <Stack>
        <Verify />
        <AuditFilters search={search} />
        {trail.isPending && <Waiting />}
        {trail.isError && <Failed error={trail.error} again={() => void trail.refetch()} />}
        {trail.isSuccess && items.length === 0 && <Empty title={t('audit.empty')}>{t('audit.empty_next')}</Empty>}
        {items.length > 0 && <Trail items={items} />}
        {trail.hasNextPage && (
          <div>
            <Button variant="default" loading={trail.isFetchingNextPage} onClick={() => void trail.fetchNextPage()}>
              {t('more')}
            </Button>
          </div>
        )}
      </Stack>
    </Screen>
  );
}

function Trail({ items }: { items: readonly Entry[] }): ReactNode {
  const { t } = useTranslation();
  const columns: Column<Entry>[] = [
    { key: 'seq', heading: t('csv.seq'), number: true, cell: ({ seq }) => seq },
    { key: 'at', heading: t('csv.at'), cell: ({ at }) => <Time at={at} /> },
    { key: 'actor', heading: t('changes.by'), cell: ({ actor, actor_name }) => actor_name ?? (actor === 'system' ? t('system') : actor) },
    { key: 'action', heading: t('csv.action'), cell: ({ action }) => word(`audit.action.${action.replace('.', '_')}`, action) },
    { key: 'subject', heading: t('csv.subject_id'), cell: ({ subject_kind, subject_id }) => <Subject kind={subject_kind} id={subject_id} /> },
    { key: 'details', heading: t('csv.details'), cell: ({ details }) => <Details details={details} /> },
  ];
  return <DataTable name={t('screens.audit')} columns={columns} rows={items} rowKey={({ seq }) => seq} />;
}

/** Long lists of ids stand in the export; here their beginning is enough. */
const SHOWN = 60;

function Details({ details }: { details: Entry['details'] }): ReactNode {
  return Object.entries(details).map(([name, value]) => (
    <div key={name}>
      {word(`audit.detail.${name}`, name)}: {String(value).slice(0, SHOWN)}
      {String(value).length > SHOWN && '…'}
    </div>
  ));
}
