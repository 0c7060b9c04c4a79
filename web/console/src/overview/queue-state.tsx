import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Bars } from '../parts/bars.tsx';
import { Figure } from '../parts/figure.tsx';
import { sayAgo, sayNumber } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import type { Overview } from './use-overview.ts';

export function QueueState({ queue }: { queue: Overview['queue'] }): ReactNode {
  const { t } = useTranslation();
  const { open, urgent, claimed, oldest_received_at, ages } = queue;
  const counts = { open: sayNumber(open), urgent: sayNumber(urgent), claimed: sayNumber(claimed) };
  return (
    <Figure
      question={t('overview.queue')}
      answer={oldest_received_at === null ? t('overview.queue_empty') : t('overview.queue_answer', { ...counts, oldest: sayAgo(oldest_received_at) })}
      plot={<Bars bars={ages.map(({ age, reports }) => ({ key: age, label: t(`overview.age.${age}`), value: reports }))} />}
      table={
        <DataTable
          name={t('overview.queue')}
          rows={ages}
          rowKey={({ age }) => age}
          columns={[
            { key: 'age', heading: t('csv.age'), cell: ({ age }) => t(`overview.age.${age}`) },
            { key: 'reports', heading: t('csv.reports'), number: true, cell: ({ reports }) => sayNumber(reports) },
            { key: 'urgent', heading: t('csv.urgent'), number: true, cell: ({ urgent: some }) => sayNumber(some) },
          ]}
        />
      }
      csv={{ table: 'queue' }}
    />
  );
}
