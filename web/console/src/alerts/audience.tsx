// How many people would read it, and how soon.

import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Bars } from '../parts/bars.tsx';
import { Figure } from '../parts/figure.tsx';
import { sayDuration, sayLanguage, sayNumber } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import type { AlertCheck } from './use-alerts.ts';

type AudienceOf = AlertCheck['audience'];

export function Audience({ audience, isPublished }: { audience: AudienceOf; isPublished: boolean }): ReactNode {
  const { t } = useTranslation();
  const name = (row: AudienceOf['by'][number]): string => `${t(`alerts.way.${row.channel}`)} · ${sayLanguage(row.language)}`;
  return (
    <Figure
      question={t(isPublished ? 'alerts.audience_correction' : 'alerts.audience')}
      answer={<AudienceSentence audience={audience} />}
      plot={<Bars bars={audience.by.map((row) => ({ key: `${row.channel}${row.language}`, label: name(row), value: row.subscribers }))} />}
      table={
        <DataTable
          name={t('alerts.audience')}
          rows={audience.by}
          rowKey={({ channel, language }) => `${channel}${language}`}
          empty={t('alerts.nobody')}
          columns={[
            { key: 'way', heading: t('alerts.way_heading'), cell: ({ channel }) => t(`alerts.way.${channel}`) },
            { key: 'language', heading: t('csv.language'), cell: ({ language }) => sayLanguage(language) },
            { key: 'subscribers', heading: t('alerts.subscribers'), number: true, cell: ({ subscribers }) => sayNumber(subscribers) },
          ]}
        />
      }
    />
  );
}

export function AudienceSentence({ audience: { subscribers, now, later, seconds } }: { audience: AudienceOf }): ReactNode {
  const { t } = useTranslation();
  if (subscribers === 0) return <Text>{t('alerts.nobody')}</Text>;
  return (
    <Text>
      {t('alerts.reaches', { count: now, said: sayNumber(now), time: sayDuration(Math.max(1, seconds)) })}
      {later > 0 && ` ${t('alerts.reaches_later', { count: later, said: sayNumber(later) })}`}
    </Text>
  );
}
