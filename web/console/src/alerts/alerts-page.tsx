// Warnings: what waits for approvals first, then what holds, then what is over.

import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Query } from '../app/api.ts';
import { useKeys } from '../app/keys.tsx';
import { useLiveQueries } from '../app/live-queries.ts';
import { useMay } from '../app/session.ts';
import { Empty, Failed, Waiting } from '../app/states.tsx';
import { CampaignLink, WarningLink } from '../parts/links.tsx';
import { sayArea, sayNumber, sayType } from '../parts/say.ts';
import { Screen } from '../parts/screen.tsx';
import { DataTable, type Column } from '../parts/table.tsx';
import { Ago } from '../parts/time.tsx';
import { SHOWN_ALERTS, type ShownAlerts } from './alerts-search.ts';
import { Grade } from './grade.tsx';
import { headlineOf } from './say-alert.ts';
import { Standing } from './standing.tsx';
import { useAlerts, type AlertItem } from './use-alerts.ts';

const FILTERS: Record<ShownAlerts, Query> = {
  waiting: { waiting: true },
  published: { state: 'scheduled,published' },
  over: { state: 'withdrawn,expired,dismissed' },
  all: {},
};

export function AlertsPage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayWrite = useMay('alert.edit');
  const { show = 'waiting', code } = useSearch({ from: '/inside/alerts' });
  const alerts = useAlerts(code === undefined ? FILTERS[show] : { code });
  useLiveQueries('alerts', 'alerts');
  const write = (): void => void navigate({ to: '/alerts/new', search: {} });
  useKeys('screens.alerts', [
    ...SHOWN_ALERTS.map((each, at) => ({ keys: [String(at + 1)], what: `alerts.show.${each}`, run: () => choose(each) })),
    ...(mayWrite ? [{ keys: ['n'], what: 'alerts.write', run: write }] : []),
  ]);
  const choose = (value: string): void => {
    const chosen = SHOWN_ALERTS.find((each) => each === value);
    void navigate({ to: '/alerts', search: chosen === undefined || chosen === 'waiting' ? {} : { show: chosen }, replace: true });
  };
  const items = alerts.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Screen title={t('screens.alerts')} actions={mayWrite && <Button onClick={write}>{t('alerts.write')}</Button>}>
      <div className="scrolls">
        <SegmentedControl
          mb="md"
          aria-label={t('csv.state')}
          value={code === undefined ? show : 'all'}
          onChange={choose}
          data={SHOWN_ALERTS.map((value) => ({ value, label: t(`alerts.show.${value}`) }))}
        />
      </div>
      {alerts.isPending && <Waiting />}
      {alerts.isError && <Failed error={alerts.error} again={() => void alerts.refetch()} />}
      {alerts.isSuccess && items.length === 0 && (
        <Empty title={t(code === undefined ? `alerts.empty.${show}` : 'alerts.no_code', { code })}>
          {show === 'waiting' && code === undefined && <Text c="dimmed">{t('alerts.empty_next')}</Text>}
        </Empty>
      )}
      {items.length > 0 && <AlertsTable items={items} />}
      {alerts.hasNextPage && (
        <Button mt="md" variant="default" loading={alerts.isFetchingNextPage} onClick={() => void alerts.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
    </Screen>
  );
}

function AlertsTable({ items }: { items: readonly AlertItem[] }): ReactNode {
  const { t } = useTranslation();
  const columns: Column<AlertItem>[] = [
    { key: 'grade', heading: t('alerts.grade'), cell: ({ content }) => <Grade grade={content.grade} /> },
    { key: 'headline', heading: t('alerts.headline'), cell: (alert) => <WarningLink id={alert.id}>{headlineOf(alert, t('alerts.no_headline'))}</WarningLink> },
    { key: 'type', heading: t('csv.type'), cell: ({ content }) => sayType(content.type) },
    { key: 'countries', heading: t('csv.countries'), cell: ({ content }) => sayArea(content) },
    { key: 'why', heading: t('alerts.why'), cell: (alert) => <Why alert={alert} /> },
    { key: 'state', heading: t('csv.state'), cell: (alert) => <Standing alert={alert} /> },
    { key: 'age', heading: t('alerts.age'), cell: ({ created_at }) => <Ago at={created_at} /> },
  ];
  return <DataTable name={t('screens.alerts')} columns={columns} rows={items} rowKey={({ id }) => id} />;
}

function Why({ alert: { evidence, campaign } }: { alert: AlertItem }): ReactNode {
  const { t } = useTranslation();
  const people = evidence.independent_reporters;
  return (
    <Group gap={6}>
      <span>{t(`detectors.${evidence.detector}`, { defaultValue: evidence.detector })}</span>
      {campaign !== null && <CampaignLink number={campaign} />}
      {people !== undefined && <span>{t('alerts.people', { count: people, said: sayNumber(people) })}</span>}
    </Group>
  );
}
