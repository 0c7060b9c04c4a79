import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed, Waiting } from '../app/states.tsx';
import { Bars } from '../parts/bars.tsx';
import { Figure } from '../parts/figure.tsx';
import { sayDay, sayNumber } from '../parts/say.ts';
import { DataTable, type Column } from '../parts/table.tsx';
import { officerZone } from '../app/zone.ts';
import { useWork, type Work } from './use-overview.ts';

type Shift = Work['items'][number];

const COUNTS = ['opened', 'confirmed', 'rejected', 'duplicates', 'campaigns', 'approvals'] as const;

/** Everybody sees their own work; who leads a shift sees all. */
export function WorkDone({ since }: { since: string }): ReactNode {
  const { t } = useTranslation();
  const work = useWork(since, true);
  if (work.isPending) return <Waiting />;
  if (work.isError) return <Failed error={work.error} again={() => void work.refetch()} />;
  const { of, items } = work.data;
  const decided = ({ confirmed, rejected, duplicates }: Shift): number => confirmed + rejected + duplicates;
  const shifts = [...Map.groupBy(items, ({ day, shift }) => `${day} ${shift}`)]
    .slice(0, 9)
    .map(([key, own]) => ({ key, first: own[0], sum: own.reduce((all, each) => all + decided(each), 0) }));
  const columns: Column<Shift>[] = [
    { key: 'shift', heading: t('csv.shift'), cell: ({ day, shift }) => `${sayDay(day)} ${t(`overview.shift.${shift}`)}` },
    ...(of === 'all' ? [{ key: 'officer', heading: t('csv.officer_name'), cell: ({ officer_name }: Shift) => officer_name ?? '–' }] : []),
    ...COUNTS.map((name) => ({
      key: name,
      heading: t(`csv.${name === 'campaigns' ? 'campaigns_changed' : name}`),
      number: true,
      cell: (row: Shift) => sayNumber(row[name]),
    })),
  ];
  return (
    <Figure
      question={t(`overview.work.${of}`)}
      answer={items.length === 0 ? t('overview.no_work') : t('overview.work_answer', { count: items.reduce((sum, each) => sum + decided(each), 0) })}
      plot={
        <Bars
          bars={shifts.map(({ key, first, sum }) => ({
            key,
            label: first === undefined ? key : `${sayDay(first.day)} ${t(`overview.shift.${first.shift}`)}`,
            value: sum,
          }))}
        />
      }
      table={<DataTable name={t(`overview.work.${of}`)} columns={columns} rows={items} rowKey={({ day, shift, officer }) => `${day} ${shift} ${officer}`} />}
      csv={{ table: 'work', query: { since, zone: officerZone() } }}
    />
  );
}
