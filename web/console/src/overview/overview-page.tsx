// What an officer looks at first, and a supervisor lives by: what grows, how long warnings take, what waits, what was done.

import { Button, SegmentedControl, SimpleGrid, Stack } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../app/keys.tsx';
import { useMay } from '../app/session.ts';
import { Failed, Waiting } from '../app/states.tsx';
import { CampaignTable } from '../campaigns/campaign-table.tsx';
import { useCampaigns } from '../campaigns/use-campaigns.ts';
import { Figure } from '../parts/figure.tsx';
import { Screen } from '../parts/screen.tsx';
import { CardTimes } from './card-times.tsx';
import { DetectionReview } from './detection-review.tsx';
import { OVERVIEW_DAYS } from './overview-search.ts';
import { QueueState } from './queue-state.tsx';
import { Received } from './received.tsx';
import { sinceDays, useOverview, useTiming } from './use-overview.ts';
import { WarningTimes } from './warning-times.tsx';
import { WaitingLongest } from './waiting-longest.tsx';
import { WorkDone } from './work-done.tsx';

const GROWING_SHOWN = 5;

export function OverviewPage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { days = 7 } = useSearch({ from: '/inside/' });
  const mayWork = useMay('work.read');
  const since = sinceDays(days);
  const overview = useOverview(since);
  const timing = useTiming(since);
  const choose = (value: number): void => void navigate({ to: '/', search: value === 7 ? {} : { days: value }, replace: true });
  useKeys(
    'screens.overview',
    OVERVIEW_DAYS.map((each, at) => ({ keys: [String(at + 1)], what: 'keys.days', run: () => choose(each) })),
  );
  return (
    <Screen
      title={t('screens.overview')}
      actions={
        <SegmentedControl
          aria-label={t('overview.since')}
          value={String(days)}
          onChange={(value) => choose(Number(value))}
          data={OVERVIEW_DAYS.map((each) => ({ value: String(each), label: t('overview.days', { count: each }) }))}
        />
      }
    >
      <Stack>
        <Growing />
        {(overview.isPending || timing.isPending) && <Waiting />}
        {overview.isError && <Failed error={overview.error} again={() => void overview.refetch()} />}
        {timing.isError && <Failed error={timing.error} again={() => void timing.refetch()} />}
        <SimpleGrid cols={{ base: 1, lg: 2 }}>
          {overview.isSuccess && <QueueState queue={overview.data.queue} />}
          {timing.isSuccess && <WarningTimes timing={timing.data} since={since} />}
          {timing.isSuccess && <WaitingLongest timing={timing.data} since={since} />}
          {timing.isSuccess && <CardTimes timing={timing.data} since={since} />}
        </SimpleGrid>
        {overview.isSuccess && <Received received={overview.data.received} since={since} />}
        {mayWork && <WorkDone since={since} />}
        <DetectionReview />
      </Stack>
    </Screen>
  );
}

function Growing(): ReactNode {
  const { t } = useTranslation();
  const growing = useCampaigns({ order: 'growing', dormant: false });
  const items = (growing.data?.pages[0]?.items ?? []).filter(({ week, week_before }) => week > week_before).slice(0, GROWING_SHOWN);
  return (
    <Figure
      question={t('overview.growing')}
      answer={growing.isSuccess && items.length === 0 ? t('overview.nothing_grows') : undefined}
      table={
        <>
          {growing.isPending && <Waiting />}
          {growing.isError && <Failed error={growing.error} again={() => void growing.refetch()} />}
          {items.length > 0 && <CampaignTable items={items} />}
          <Button mt="xs" variant="subtle" size="compact-sm" renderRoot={(props) => <Link {...props} to="/campaigns" search={{}} />}>
            {t('overview.all_campaigns')}
          </Button>
        </>
      }
      csv={{ table: 'campaigns', query: { order: 'growing', dormant: false } }}
    />
  );
}
