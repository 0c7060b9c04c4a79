// The countries that are concerned, each by region, in one scale. Loaded with its shapes when a screen shows it.

import './map.css';
import { Group, Stack, Text } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { REGION_COUNTRIES } from '../../../../core/taxonomy/regions.ts';
import { sayCountry, sayNumber } from '../parts/say.ts';
import { classesOf, type CountClass } from './classes.ts';
import { Hatch } from './hatch.tsx';
import { RegionMap } from './region-map.tsx';

export interface RegionCell {
  country: string;
  /** ISO 3166-2; `?`: the rest of the country. */
  key: string;
  /** null: hidden. */
  count: number | null;
}

export function RegionMaps({ cells }: { cells: readonly RegionCell[] }): ReactNode {
  const { t } = useTranslation();
  const concerned = REGION_COUNTRIES.filter((country) => cells.some((cell) => cell.country === country));
  const classes = classesOf(cells.map(({ key, count }) => (key === '?' ? null : count)));
  return (
    <Stack gap="xs">
      <div className="maps">
        {concerned.map((country) => {
          const own = cells.filter((cell) => cell.country === country);
          const rest = own.find(({ key }) => key === '?');
          return (
            <div key={country} className={`map-of map-of-${country}`}>
              <Text size="sm" fw={600}>
                {sayCountry(country)}
              </Text>
              <RegionMap country={country} cells={own} classes={classes} />
              {rest !== undefined && (
                <Text size="sm">
                  {t('places.unknown', { count: rest.count === null ? t('places.hidden') : t('places.count', { count: sayNumber(rest.count) }) })}
                </Text>
              )}
            </div>
          );
        })}
      </div>
      <Legend classes={classes} hasHidden={cells.some(({ key, count }) => key !== '?' && count === null)} />
    </Stack>
  );
}

function Legend({ classes, hasHidden }: { classes: readonly CountClass[]; hasHidden: boolean }): ReactNode {
  const { t } = useTranslation();
  const hatch = useId();
  const words = ({ from, to }: CountClass): string => (from === to ? sayNumber(from) : `${sayNumber(from)}–${sayNumber(to)}`);
  const entries = [
    { shade: 'none', label: t('places.none') },
    ...classes.map((each, at) => ({ shade: String(at + 5 - classes.length), label: words(each) })),
    ...(hasHidden ? [{ shade: 'hidden', label: t('places.hidden') }] : []),
  ];
  return (
    <Group component="ul" gap="md" className="plain" aria-label={t('places.legend')}>
      {entries.map(({ shade, label }) => (
        <Group component="li" gap={6} key={shade}>
          <svg width={22} height={14} aria-hidden>
            {shade === 'hidden' && <Hatch id={hatch} />}
            <rect width={22} height={14} className="map-region" data-shade={shade} fill={`url(#${hatch})`} />
          </svg>
          <Text size="sm">{label}</Text>
        </Group>
      ))}
    </Group>
  );
}
