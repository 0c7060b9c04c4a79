import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Bars } from '../parts/bars.tsx';
import { Figure } from '../parts/figure.tsx';
import { sayCountry, sayNumber } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import type { CampaignDetail } from './use-campaign.ts';

/** By country: reports carry no region. No cell under five. */
export function Places({ campaign }: { campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation();
  const { countries } = campaign.places;
  const said = (count: number | null): string => (count === null ? t('places.hidden') : sayNumber(count));
  return (
    <Figure
      question={t('places.question')}
      plot={
        <>
          <Bars bars={countries.map(({ key, count }) => ({ key, label: sayCountry(key), value: count, said: said(count) }))} />
          <Text size="sm" c="dimmed" mt="xs">
            {t('places.note')}
          </Text>
        </>
      }
      table={
        <DataTable
          name={t('places.question')}
          rows={countries}
          rowKey={({ key }) => key}
          columns={[
            { key: 'country', heading: t('csv.country'), cell: ({ key }) => sayCountry(key) },
            { key: 'reports', heading: t('csv.reports'), number: true, cell: ({ count }) => said(count) },
          ]}
        />
      }
    />
  );
}
