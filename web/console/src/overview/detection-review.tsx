// Whether the detectors keep their promise: needless proposals beside the budget, and whether a p of one per cent comes one time in a hundred.

import { SimpleGrid } from '@mantine/core';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed, Waiting } from '../app/states.tsx';
import { Figure } from '../parts/figure.tsx';
import { sayDay, sayNumber } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import { useDetection, type Detection } from './use-overview.ts';

const WeekPlot = lazy(async () => ({ default: (await import('./week-plot.tsx')).WeekPlot }));

type Week = Detection['items'][number];

const sumOf = ({ detectors }: Week, name: 'proposals' | 'published' | 'open' | 'rejected' | 'false_alarms'): number =>
  detectors.reduce((sum, detector) => sum + detector[name], 0);

export function DetectionReview(): ReactNode {
  const detection = useDetection();
  if (detection.isPending) return <Waiting />;
  if (detection.isError) return <Failed error={detection.error} again={() => void detection.refetch()} />;
  const { budget, items } = detection.data;
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <FalseAlarms items={items} budget={budget} />
      <Honesty items={items} />
    </SimpleGrid>
  );
}

function FalseAlarms({ items, budget }: { items: readonly Week[]; budget: number | null }): ReactNode {
  const { t } = useTranslation();
  const surges = items.map((week) => ({
    week: sayDay(week.week),
    false_alarms: week.detectors.find(({ detector }) => detector === 'surge')?.false_alarms ?? 0,
  }));
  const average = surges.reduce((sum, each) => sum + each.false_alarms, 0) / Math.max(1, surges.length);
  const said = { average: sayNumber(average, { maximumFractionDigits: 1 }), budget: budget === null ? '–' : sayNumber(budget) };
  return (
    <Figure
      question={t('detection.false_alarms')}
      answer={t(budget === null ? 'detection.not_run' : average > budget ? 'detection.over' : 'detection.within', said)}
      plot={
        <Suspense fallback={<Waiting />}>
          <WeekPlot
            data={surges.toReversed()}
            name={t('csv.false_alarms')}
            limit={budget === null ? null : { at: budget, name: t('detection.budget') }}
            label={t('detection.false_alarms')}
          />
        </Suspense>
      }
      table={
        <DataTable
          name={t('detection.false_alarms')}
          rows={items}
          rowKey={({ week }) => week}
          columns={[
            { key: 'week', heading: t('csv.week_of'), cell: ({ week }) => sayDay(week) },
            ...(['proposals', 'open', 'published', 'rejected', 'false_alarms'] as const).map((name) => ({
              key: name,
              heading: t(`csv.${name}`),
              number: true,
              cell: (week: Week) => sayNumber(sumOf(week, name)),
            })),
          ]}
        />
      }
      csv={{ table: 'detection', query: { weeks: 8 } }}
    />
  );
}

function Honesty({ items }: { items: readonly Week[] }): ReactNode {
  const { t } = useTranslation();
  const tested = items.reduce((sum, week) => sum + week.tested, 0);
  const below = items.reduce((sum, week) => sum + week.p_below_1_percent, 0);
  const share = (count: number, of: number): string => (of === 0 ? '–' : sayNumber(count / of, { style: 'percent', maximumFractionDigits: 2 }));
  return (
    <Figure
      question={t('detection.honest')}
      answer={tested === 0 ? t('detection.untested') : t('detection.share', { share: share(below, tested), tests: sayNumber(tested) })}
      table={
        <DataTable
          name={t('detection.honest')}
          rows={items}
          rowKey={({ week }) => week}
          columns={[
            { key: 'week', heading: t('csv.week_of'), cell: ({ week }) => sayDay(week) },
            { key: 'tested', heading: t('csv.tested'), number: true, cell: (week) => sayNumber(week.tested) },
            { key: 'one', heading: t('csv.p_below_1_percent'), number: true, cell: (week) => share(week.p_below_1_percent, week.tested) },
            { key: 'tenth', heading: t('csv.p_below_01_percent'), number: true, cell: (week) => share(week.p_below_01_percent, week.tested) },
          ]}
        />
      }
      csv={{ table: 'detection', query: { weeks: 8 } }}
    />
  );
}
