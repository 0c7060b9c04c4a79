import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Figure } from '../parts/figure.tsx';
import { sayNumber } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import type { Timing } from './use-overview.ts';

/** Cards take a fraction of a second: units of a clock would all be 0. */
const seconds = (value: number): string => sayNumber(value, { style: 'unit', unit: 'second', unitDisplay: 'short', maximumSignificantDigits: 2 });

/** Somebody has just paid: how soon they were told whom to call. */
export function CardTimes({ timing, since }: { timing: Timing; since: string }): ReactNode {
  const { t } = useTranslation();
  const slowest = Math.max(0, ...timing.cards.map((each) => each.slowest));
  return (
    <Figure
      question={t('overview.cards')}
      answer={timing.cards.length === 0 ? t('overview.no_cards') : t('overview.cards_answer', { slowest: seconds(slowest) })}
      table={
        timing.cards.length > 0 && (
          <DataTable
            name={t('overview.cards')}
            rows={timing.cards}
            rowKey={({ face }) => face}
            columns={[
              { key: 'face', heading: t('csv.face'), cell: ({ face }) => t(`overview.face.${face}`) },
              { key: 'cards', heading: t('csv.cases'), number: true, cell: ({ cards }) => sayNumber(cards) },
              { key: 'median', heading: t('overview.median'), number: true, cell: ({ median }) => seconds(median) },
              { key: 'p90', heading: t('overview.p90'), number: true, cell: ({ p90 }) => seconds(p90) },
              { key: 'slowest', heading: t('overview.worst'), number: true, cell: (each) => seconds(each.slowest) },
            ]}
          />
        )
      }
      csv={{ table: 'cards', query: { since } }}
    />
  );
}
