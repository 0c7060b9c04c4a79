import { Stack, Text } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Waiting } from '../app/states.tsx';
import { Bars } from '../parts/bars.tsx';
import { Figure } from '../parts/figure.tsx';
import { sayCountry, sayNumber, sayRegion } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import type { CampaignDetail } from './use-campaign.ts';

const RegionMaps = lazy(async () => ({ default: (await import('../map/region-maps.tsx')).RegionMaps }));

type Place = CampaignDetail['places'];
type Row = { country: string; region: string | null; count: number | null };

/** By country, and on a map by region where any was told. No cell under five. */
export function Places({ campaign: { places } }: { campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation();
  const said = (count: number | null): string => (count === null ? t('places.hidden') : sayNumber(count));
  return (
    <Figure
      question={t('places.question')}
      plot={<Plot places={places} said={said} />}
      table={
        <DataTable
          name={t('places.question')}
          rows={rowsOf(places)}
          rowKey={({ country, region }) => `${country} ${region ?? ''}`}
          columns={[
            { key: 'country', heading: t('csv.country'), cell: ({ country }) => sayCountry(country) },
            { key: 'region', heading: t('csv.region'), cell: ({ region }) => (region === null ? t('places.all') : sayRegion(region)) },
            { key: 'reports', heading: t('csv.reports'), number: true, cell: ({ count }) => said(count) },
          ]}
        />
      }
    />
  );
}

function Plot({ places: { countries, regions }, said }: { places: Place; said(count: number | null): string }): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      {regions.length > 0 && (
        <Suspense fallback={<Waiting />}>
          <RegionMaps cells={regions} />
        </Suspense>
      )}
      <Bars bars={countries.map(({ key, count }) => ({ key, label: sayCountry(key), value: count, said: said(count) }))} />
      <Text size="sm" c="dimmed">
        {regions.length > 0 ? `${t('places.note')} ${t('places.source')}` : `${t('places.no_regions')} ${t('places.note')}`}
      </Text>
    </Stack>
  );
}

/** Each country with its regions. */
function rowsOf({ countries, regions }: Place): Row[] {
  return countries.flatMap(({ key: country, count }) => [
    { country, region: null, count },
    ...regions.filter((cell) => cell.country === country).map((cell) => ({ country, region: cell.key, count: cell.count })),
  ]);
}
