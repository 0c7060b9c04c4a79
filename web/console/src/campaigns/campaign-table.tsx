import { Badge, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CampaignLink } from '../parts/links.tsx';
import { sayCountry, sayLanguage, sayNumber, sayType } from '../parts/say.ts';
import { Sparkline } from '../parts/sparkline.tsx';
import { DataTable, type Column } from '../parts/table.tsx';
import { Ago } from '../parts/time.tsx';
import type { Campaign } from './use-campaigns.ts';

export function CampaignTable({ items }: { items: readonly Campaign[] }): ReactNode {
  const { t } = useTranslation();
  const columns: Column<Campaign>[] = [
    {
      key: 'campaign',
      heading: t('campaigns.column.campaign'),
      cell: ({ number, type, dormant, woke_at }) => (
        <Group gap="xs" wrap="nowrap">
          <CampaignLink number={number}>
            #{number} {sayType(type)}
          </CampaignLink>
          {dormant && (
            <Badge color="gray" variant="light">
              {t('campaigns.dormant.true')}
            </Badge>
          )}
          {woke_at !== null && !dormant && <Badge color="orange">{t('campaigns.woke')}</Badge>}
        </Group>
      ),
    },
    {
      key: 'growth',
      heading: t('campaigns.column.growth'),
      cell: ({ curve, week, week_before }) => (
        <Group gap="xs" wrap="nowrap">
          <Sparkline values={curve} label={t('campaigns.curve', { reports: curve.reduce((sum, each) => sum + each, 0) })} />
          <span>{t('campaigns.growth', { week: sayNumber(week), before: sayNumber(week_before) })}</span>
        </Group>
      ),
    },
    {
      key: 'reports',
      heading: t('campaigns.column.reports'),
      number: true,
      cell: ({ reports, open_reports }) => t('campaigns.reports', { reports: sayNumber(reports), open: sayNumber(open_reports) }),
    },
    { key: 'reporters', heading: t('campaigns.column.reporters'), number: true, cell: ({ reporters }) => sayNumber(reporters) },
    { key: 'lost', heading: t('campaigns.column.lost'), number: true, cell: ({ lost }) => sayNumber(lost) },
    {
      key: 'where',
      heading: t('campaigns.column.where'),
      cell: ({ countries, languages }) => [...countries.map(sayCountry), ...languages.map(sayLanguage)].join(', '),
    },
    { key: 'warnings', heading: t('campaigns.column.warnings'), number: true, cell: ({ alerts }) => sayNumber(alerts) },
    { key: 'seen', heading: t('campaigns.column.seen'), cell: ({ last_seen_at }) => <Ago at={last_seen_at} /> },
  ];
  return <DataTable name={t('screens.campaigns')} columns={columns} rows={items} rowKey={({ number }) => number} />;
}
