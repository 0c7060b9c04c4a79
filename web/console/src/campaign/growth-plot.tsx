// How it grew, by both clocks, in front of what the surge detector expected of each day; days with an alarm carry a mark.

import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Area, Bar, CartesianGrid, ComposedChart, Legend, Line, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { Failed, Waiting } from '../app/states.tsx';
import { Figure } from '../parts/figure.tsx';
import { sayDay, sayNumber } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import { GROWTH_DAYS, useCampaignAlarms, useGrowth, type Alarm, type Growth } from './use-campaign.ts';

export function GrowthPlot({ number }: { number: number }): ReactNode {
  const { t } = useTranslation();
  const growth = useGrowth(number);
  const alarms = useCampaignAlarms(number).data?.items ?? [];
  if (growth.isPending) return <Waiting />;
  if (growth.isError) return <Failed error={growth.error} again={() => void growth.refetch()} />;
  const { items } = growth.data;
  return (
    <Figure
      question={t('growth.question')}
      answer={<Answer items={items} alarms={alarms} />}
      plot={<Plot items={items} alarms={alarms} />}
      table={<GrowthTable items={items} alarms={alarms} />}
      csv={{ table: `growth/${number}`, query: { days: GROWTH_DAYS } }}
    />
  );
}

function Answer({ items, alarms }: { items: readonly Growth[]; alarms: readonly Alarm[] }): ReactNode {
  const { t } = useTranslation();
  const week = items.slice(-7).reduce((sum, { received }) => sum + received, 0);
  const above = items.filter(({ counted, high }) => high !== null && counted > high).length;
  const young = items.every(({ expected }) => expected === null);
  const said = { week: sayNumber(week), alarms: sayNumber(alarms.length) };
  return <Text size="sm">{young ? t('growth.young', said) : t('growth.answer', { ...said, above: sayNumber(above) })}</Text>;
}

function Plot({ items, alarms }: { items: readonly Growth[]; alarms: readonly Alarm[] }): ReactNode {
  const { t } = useTranslation();
  const data = items.map((item) => ({ ...item, band: item.low === null || item.high === null ? null : [item.low, item.high] }));
  const days = new Set(alarms.map(({ day }) => day));
  const ink = 'var(--mantine-color-text)';
  return (
    <div role="img" aria-label={t('growth.question')}>
      <ResponsiveContainer width="100%" height={260}>
        <ComposedChart data={data} accessibilityLayer={false} margin={{ top: 16, right: 8, left: -16, bottom: 0 }}>
          <CartesianGrid vertical={false} strokeDasharray="2 4" stroke="var(--mantine-color-default-border)" />
          <XAxis dataKey="day" tickFormatter={sayDay} tick={{ fill: ink, fontSize: 12 }} minTickGap={24} />
          <YAxis allowDecimals={false} tick={{ fill: ink, fontSize: 12 }} />
          <Tooltip
            labelFormatter={(day) => sayDay(String(day))}
            contentStyle={{ background: 'var(--mantine-color-body)', borderColor: 'var(--mantine-color-default-border)', color: ink }}
            isAnimationActive={false}
          />
          <Legend
            formatter={(name: string) => (
              <Text span size="sm">
                {name}
              </Text>
            )}
          />
          <Area
            dataKey="band"
            name={t('growth.band')}
            fill="var(--mantine-color-gray-5)"
            fillOpacity={0.35}
            stroke="none"
            connectNulls
            isAnimationActive={false}
          />
          <Bar dataKey="received" name={t('growth.received')} fill="var(--mark)" isAnimationActive={false} />
          <Line
            dataKey="occurred"
            name={t('growth.occurred')}
            stroke="var(--second-mark)"
            strokeDasharray="5 3"
            strokeWidth={2}
            dot={false}
            isAnimationActive={false}
          />
          {[...days].map((day) => (
            <ReferenceLine
              key={day}
              x={day}
              stroke="var(--alarm-mark)"
              strokeDasharray="1 3"
              label={{ value: '▲', position: 'top', fill: 'var(--alarm-mark)' }}
            />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
      {days.size > 0 && <Text size="sm">▲ {t('growth.alarm')}</Text>}
    </div>
  );
}

function GrowthTable({ items, alarms }: { items: readonly Growth[]; alarms: readonly Alarm[] }): ReactNode {
  const { t } = useTranslation();
  const rows = items.filter(({ received, occurred, expected }) => received > 0 || occurred > 0 || expected !== null).toReversed();
  const on = Map.groupBy(alarms, ({ day }) => day);
  return (
    <DataTable
      name={t('growth.question')}
      rows={rows}
      rowKey={({ day }) => day}
      columns={[
        { key: 'day', heading: t('csv.day'), cell: ({ day }) => sayDay(day) },
        { key: 'received', heading: t('growth.received'), number: true, cell: ({ received }) => sayNumber(received) },
        { key: 'occurred', heading: t('growth.occurred'), number: true, cell: ({ occurred }) => sayNumber(occurred) },
        { key: 'counted', heading: t('csv.counted'), number: true, cell: ({ counted }) => sayNumber(counted) },
        {
          key: 'band',
          heading: t('growth.band'),
          number: true,
          cell: ({ low, high }) => (low === null || high === null ? '–' : `${sayNumber(low)}–${sayNumber(high)}`),
        },
        { key: 'alarm', heading: t('growth.alarm'), cell: ({ day }) => (on.get(day) ?? []).map(({ detector }) => t(`detectors.${detector}`)).join(', ') },
      ]}
    />
  );
}
