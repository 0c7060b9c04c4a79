// What several campaigns share; whoever holds such an account can be found, so accounts come first.

import { Badge, Button, Group, Select, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { entityPage } from '../../../../api/contract/campaign-answers.ts';
import { ENTITY_KINDS } from '../../../../core/entities/entity.ts';
import { get, type Answer } from '../app/api.ts';
import { Empty, Failed, Waiting } from '../app/states.tsx';
import { CsvLink } from '../parts/csv-link.tsx';
import { sayNumber, sayType, word } from '../parts/say.ts';
import { Screen } from '../parts/screen.tsx';
import { DataTable, type Column } from '../parts/table.tsx';
import { Ago } from '../parts/time.tsx';
import { readEntitiesSearch } from './entities-search.ts';

type Page = Answer<typeof entityPage>;
type Entity = Page['items'][number];

/** From here on it stands out. */
const MANY_CAMPAIGNS = 3;

export function EntitiesPage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { kind } = useSearch({ from: '/inside/entities' });
  // That it was seen is in the audit trail: not asked again by itself.
  const entities = useInfiniteQuery({
    queryKey: ['entities', kind ?? 'all'],
    queryFn: ({ pageParam }) => get<Page>('/entities', { kind, limit: 50, after: pageParam ?? undefined }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next as string | null,
    staleTime: Infinity,
  });
  const items = entities.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Screen title={t('screens.entities')} actions={<CsvLink table="entities" query={{ kind }} what={t('screens.entities')} />}>
      <Text mb="md">{t('entities.about')}</Text>
      <Select
        label={t('csv.kind')}
        placeholder={t('all')}
        data={ENTITY_KINDS.map((value) => ({ value, label: word(`kinds.${value}`, value) }))}
        value={kind ?? null}
        onChange={(value) => void navigate({ to: '/entities', search: readEntitiesSearch({ kind: value }), replace: true })}
        clearable
        clearButtonProps={{ 'aria-label': t('clear') }}
        w={220}
        mb="md"
      />
      {entities.isPending && <Waiting />}
      {entities.isError && <Failed error={entities.error} again={() => void entities.refetch()} />}
      {entities.isSuccess && items.length === 0 && <Empty title={t('entities.empty')}>{t('entities.empty_next')}</Empty>}
      {items.length > 0 && <Entities items={items} />}
      {entities.hasNextPage && (
        <Button mt="md" variant="default" loading={entities.isFetchingNextPage} onClick={() => void entities.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Screen>
  );
}

function Entities({ items }: { items: readonly Entity[] }): ReactNode {
  const { t } = useTranslation();
  const columns: Column<Entity>[] = [
    { key: 'kind', heading: t('csv.kind'), cell: ({ kind }) => word(`kinds.${kind}`, kind) },
    {
      key: 'value',
      heading: t('csv.value'),
      cell: ({ kind, value, campaigns }) => (
        <Group gap="xs">
          <span className="mono break">{value ?? t('scripts.erased')}</span>
          {kind === 'bank_account' && <Badge color="red">{t('entities.mule')}</Badge>}
          {campaigns.length >= MANY_CAMPAIGNS && <Badge color="orange">{t('entities.many', { count: campaigns.length })}</Badge>}
        </Group>
      ),
    },
    {
      key: 'campaigns',
      heading: t('csv.campaigns'),
      cell: ({ id, campaigns }) =>
        campaigns.map(({ number, type, reports }) => (
          <div key={number}>
            <Link to="/campaigns/$number" params={{ number: String(number) }} search={{ tab: 'graph', entity: id }} preload={false} className="link">
              #{number} {sayType(type)}
            </Link>{' '}
            · {t('graph.reports', { count: reports })}
          </div>
        )),
    },
    { key: 'reports', heading: t('csv.reports'), number: true, cell: ({ reports }) => sayNumber(reports) },
    { key: 'reporters', heading: t('csv.independent_reporters'), number: true, cell: ({ independent_reporters }) => sayNumber(independent_reporters) },
    { key: 'seen', heading: t('csv.last_seen_at'), cell: ({ last_seen_at }) => <Ago at={last_seen_at} /> },
  ];
  return <DataTable name={t('screens.entities')} columns={columns} rows={items} rowKey={({ id }) => id} />;
}
