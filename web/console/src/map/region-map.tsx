// One country by region. One stop for the keyboard: arrows lead from region to region, those with most reports first.

import { Tooltip } from '@mantine/core';
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { REGIONS_OF, type Region, type RegionCountry } from '../../../../core/taxonomy/regions.ts';
import { sayCountry, sayNumber, sayRegion } from '../parts/say.ts';
import { shadeOf, type CountClass } from './classes.ts';
import { Hatch } from './hatch.tsx';
import type { RegionCell } from './region-maps.tsx';
import { SHAPES, type RegionShape } from './shapes.ts';

interface Shown {
  region: Region;
  shape: RegionShape;
  /** 0: none; null: hidden. */
  count: number | null;
}

interface Props {
  country: RegionCountry;
  cells: readonly RegionCell[];
  classes: readonly CountClass[];
}

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export function RegionMap({ country, cells, classes }: Props): ReactNode {
  const { t } = useTranslation();
  const hatch = useId();
  const marks = useRef(new Map<Region, SVGGElement>());
  const [stop, setStop] = useState(0);
  const { width, height, cut } = SHAPES[country];
  const shown = shownIn(country, cells);
  const move = (event: KeyboardEvent): void => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = (stop + step + shown.length) % shown.length;
    setStop(next);
    const region = shown[next]?.region;
    if (region !== undefined) marks.current.get(region)?.focus();
  };
  return (
    <svg viewBox={`0 0 ${width} ${height}`} role="group" aria-label={t('places.map', { country: sayCountry(country) })} className="map" onKeyDown={move}>
      <Hatch id={hatch} />
      {cut !== undefined && <line x1={cut} x2={cut} y1={0} y2={height} className="map-cut" />}
      {/* What is drawn later lies above: points above shapes. */}
      {shown
        .toSorted((a, b) => Number(a.shape.mark !== undefined) - Number(b.shape.mark !== undefined))
        .map((each) => {
          const at = shown.indexOf(each);
          return (
            <OneRegion
              key={each.region}
              shown={each}
              shade={each.count === null ? 'hidden' : String(shadeOf(each.count, classes) ?? 'none')}
              hatch={`url(#${hatch})`}
              isStop={at === stop}
              onFocus={() => setStop(at)}
              keep={(mark) => void (mark === null ? marks.current.delete(each.region) : marks.current.set(each.region, mark))}
            />
          );
        })}
      {shown.map(({ region, shape: { label, lead }, count }) =>
        count === null || count === 0 ? null : (
          <g key={region} aria-hidden className="map-number">
            {lead !== undefined && <line x1={lead[0]} y1={lead[1]} x2={label[0]} y2={label[1]} />}
            <text x={label[0]} y={label[1]}>
              {sayNumber(count)}
            </text>
          </g>
        ),
      )}
    </svg>
  );
}

interface RegionProps {
  shown: Shown;
  shade: string;
  hatch: string;
  isStop: boolean;
  onFocus(): void;
  keep(mark: SVGGElement | null): void;
}

function OneRegion({ shown: { region, shape, count }, shade, hatch, isStop, onFocus, keep }: RegionProps): ReactNode {
  const { t } = useTranslation();
  const said = count === null ? t('places.hidden') : count === 0 ? t('places.none') : t('places.count', { count: sayNumber(count) });
  const label = t('places.region', { region: sayRegion(region), count: said });
  const look = { className: 'map-region', 'data-shade': shade, ...(count === null && { fill: hatch }) };
  return (
    <Tooltip label={label} events={{ hover: true, focus: true, touch: true }}>
      <g ref={keep} role="img" aria-label={label} tabIndex={isStop ? 0 : -1} onFocus={onFocus} className="map-part" data-region={region}>
        <path d={shape.path} {...look} />
        {shape.mark !== undefined && <circle cx={shape.mark[0]} cy={shape.mark[1]} r={5} {...look} />}
      </g>
    </Tooltip>
  );
}

function shownIn(country: RegionCountry, cells: readonly RegionCell[]): Shown[] {
  const counts = new Map(cells.map(({ key, count }) => [key, count]));
  const shown = REGIONS_OF[country].flatMap((region): Shown[] => {
    const shape = SHAPES[country].regions[region];
    const count = counts.get(region);
    return shape === undefined ? [] : [{ region, shape, count: count === undefined ? 0 : count }];
  });
  // Hidden ones are few, but not none.
  return shown.toSorted((a, b) => (b.count ?? 1) - (a.count ?? 1));
}
