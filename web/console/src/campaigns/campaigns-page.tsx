import { Button, Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../app/keys.tsx';
import { useLiveQueries } from '../app/live-queries.ts';
import { Empty, Failed, Waiting } from '../app/states.tsx';
import { CsvLink } from '../parts/csv-link.tsx';
import { Screen } from '../parts/screen.tsx';
import { CampaignFilters } from './campaign-filters.tsx';
import { CampaignTable } from './campaign-table.tsx';
import { Proposals } from './proposals.tsx';
import { useCampaigns, useProposals } from './use-campaigns.ts';

export function CampaignsPage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/inside/campaigns' });
  const { tab, ...shown } = search;
  const filter = { order: 'growing', ...shown };
  const campaigns = useCampaigns(filter);
  const waiting = useProposals().data?.items.length;
  useLiveQueries('campaigns', 'campaigns merge-proposals');
  const items = campaigns.data?.pages.flatMap((page) => page.items) ?? [];
  const open = (chosen: 'proposals' | null): void => {
    void navigate({ to: '/campaigns', search: chosen === null ? shown : { ...shown, tab: chosen } });
  };
  useKeys('screens.campaigns', [
    { keys: ['1'], what: 'keys.list', run: () => open(null) },
    { keys: ['2'], what: 'keys.proposals', run: () => open('proposals') },
  ]);
  const table = tab === undefined ? { table: 'campaigns', query: filter } : { table: 'merge-proposals' };
  return (
    <Screen title={t('screens.campaigns')} actions={<CsvLink {...table} what={t('screens.campaigns')} />}>
      <Tabs value={tab ?? 'list'} onChange={(value) => open(value === 'proposals' ? value : null)} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="list">{t('campaigns.list')}</Tabs.Tab>
          <Tabs.Tab value="proposals">{t('proposals.tab', { count: waiting ?? 0 })}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <CampaignFilters search={search} />
          {campaigns.isPending && <Waiting />}
          {campaigns.isError && <Failed error={campaigns.error} again={() => void campaigns.refetch()} />}
          {campaigns.isSuccess && items.length === 0 && <Empty title={t('campaigns.empty')}>{t('campaigns.empty_next')}</Empty>}
          {items.length > 0 && <CampaignTable items={items} />}
          {campaigns.hasNextPage && (
            <Button mt="md" variant="default" loading={campaigns.isFetchingNextPage} onClick={() => void campaigns.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </Tabs.Panel>
        <Tabs.Panel value="proposals">
          <Proposals />
        </Tabs.Panel>
      </Tabs>
    </Screen>
  );
}
