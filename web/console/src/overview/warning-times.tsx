// The figure the service is built for: from the first report of a new scam to the first warning that somebody reads, step by step.

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Bars } from '../parts/bars.tsx';
import { Figure } from '../parts/figure.tsx';
import { sayDuration, sayNumber } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import type { Timing } from './use-overview.ts';

export function WarningTimes({ timing, since }: { timing: Timing; since: string }): ReactNode {
  const { t } = useTranslation();
  const { steps, counts, slowest } = timing;
  const total = steps.find(({ step }) => step === 'total');
  const said = (seconds: number | null): string => (seconds === null ? '–' : sayDuration(seconds));
  const [worst] = slowest;
  return (
    <Figure
      question={t('overview.warning_times')}
      answer={
        <>
          {total?.median == null
            ? t('overview.no_warnings')
            : t('overview.warning_answer', { median: said(total.median), warned: sayNumber(counts.warned), open: sayNumber(counts.open) })}{' '}
          {worst?.total != null && t('overview.slowest', { number: worst.campaign ?? '–', time: said(worst.total) })}
        </>
      }
      plot={<Bars bars={steps.map(({ step, median }) => ({ key: step, label: t(`overview.step.${step}`), value: median, said: said(median) }))} />}
      table={
        <DataTable
          name={t('overview.warning_times')}
          rows={steps}
          rowKey={({ step }) => step}
          columns={[
            { key: 'step', heading: t('csv.step'), cell: ({ step }) => t(`overview.step.${step}`) },
            { key: 'cases', heading: t('csv.cases'), number: true, cell: ({ count }) => sayNumber(count) },
            { key: 'median', heading: t('overview.median'), number: true, cell: ({ median }) => said(median) },
            { key: 'p90', heading: t('overview.p90'), number: true, cell: ({ p90 }) => said(p90) },
          ]}
        />
      }
      csv={{ table: 'timing', query: { since } }}
    />
  );
}
