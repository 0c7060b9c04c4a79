// What came in: by type, country, region, language and loss.

import { SimpleGrid } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Bars } from '../parts/bars.tsx';
import { Figure } from '../parts/figure.tsx';
import { sayCountry, sayLanguage, sayMoney, sayNumber, sayRegion, sayType } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import type { Overview } from './use-overview.ts';

type Received = Overview['received'];
type Row = Received['rows'][number];

const SHOWN = 8;
const SAY = { type: sayType, country: sayCountry, region: (code: string) => sayRegion(code), language: sayLanguage } as const;

export function Received({ received, since }: { received: Received; since: string }): ReactNode {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      {(['type', 'country', 'region', 'language'] as const).map((by) => (
        <Breakdown key={by} by={by} rows={received.rows.filter((row) => row.by === by)} all={received.reports} since={since} />
      ))}
      <Losses losses={received.losses} since={since} />
    </SimpleGrid>
  );
}

function Breakdown({ by, rows, all, since }: { by: Row['by']; rows: readonly Row[]; all: number; since: string }): ReactNode {
  const { t } = useTranslation();
  const say = SAY[by];
  const question = t(`overview.by.${by}`);
  return (
    <Figure
      question={question}
      answer={
        rows[0] === undefined ? t('overview.nothing_came') : t('overview.most', { what: say(rows[0].value), count: rows[0].reports, all: sayNumber(all) })
      }
      plot={<Bars bars={rows.slice(0, SHOWN).map(({ value, reports }) => ({ key: value, label: say(value), value: reports }))} />}
      table={
        <DataTable
          name={question}
          rows={rows}
          rowKey={({ value }) => value}
          columns={[
            { key: 'value', heading: t(`csv.${by}`), cell: ({ value }) => say(value) },
            { key: 'reports', heading: t('csv.reports'), number: true, cell: ({ reports }) => sayNumber(reports) },
            { key: 'lost', heading: t('csv.lost'), number: true, cell: ({ lost }) => sayNumber(lost) },
          ]}
        />
      }
      csv={{ table: 'received', query: { since } }}
    />
  );
}

function Losses({ losses, since }: { losses: Received['losses']; since: string }): ReactNode {
  const { t } = useTranslation();
  return (
    <Figure
      question={t('overview.losses')}
      table={
        <DataTable
          name={t('overview.losses')}
          rows={losses}
          rowKey={({ currency }) => currency}
          empty={t('campaign.no_losses')}
          columns={[
            { key: 'sum', heading: t('overview.sum'), number: true, cell: ({ currency, minor }) => sayMoney(currency, minor) },
            { key: 'reports', heading: t('csv.reports'), number: true, cell: ({ reports }) => sayNumber(reports) },
          ]}
        />
      }
      csv={{ table: 'losses', query: { since } }}
    />
  );
}
