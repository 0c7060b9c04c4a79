import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Figure } from '../parts/figure.tsx';
import { CampaignLink, WarningLink } from '../parts/links.tsx';
import { sayDuration, sayType } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import type { Timing } from './use-overview.ts';

const SHOWN = 8;

export function WaitingLongest({ timing, since }: { timing: Timing; since: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <Figure
      question={t('overview.waiting')}
      table={
        <DataTable
          name={t('overview.waiting')}
          rows={timing.waiting.slice(0, SHOWN)}
          rowKey={({ campaign, alert }) => `${campaign ?? ''} ${alert?.id ?? ''}`}
          empty={t('overview.nobody_waits')}
          columns={[
            {
              key: 'campaign',
              heading: t('csv.campaign'),
              cell: ({ campaign, alert, type }) => (
                <>
                  {campaign !== null && <CampaignLink number={campaign} />} {sayType(type)} {alert !== null && <WarningLink id={alert.id} />}
                </>
              ),
            },
            { key: 'for', heading: t('csv.waits_for'), cell: ({ waits }) => waits !== null && t(`overview.waits_for.${waits.for}`) },
            { key: 'time', heading: t('csv.age'), number: true, cell: ({ waits }) => waits !== null && sayDuration(waits.seconds) },
          ]}
        />
      }
      csv={{ table: 'waiting', query: { since } }}
    />
  );
}
