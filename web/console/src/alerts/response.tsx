// What came of a warning among those who have it: what they said with one tap, what it would have cost those who nearly paid, who stopped all
// warnings after it, and what they read.

import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed, Waiting } from '../app/states.tsx';
import { Bars } from '../parts/bars.tsx';
import { Figure } from '../parts/figure.tsx';
import { sayLanguage, sayMoney, sayNumber } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import { useAlertResponse } from './use-alerts.ts';

const SAID = ['nearly_paid', 'got_it_too', 'not_relevant'] as const;

export function AlertResponse({ id }: { id: string }): ReactNode {
  const { t } = useTranslation();
  const response = useAlertResponse(id);
  if (response.isPending) return <Waiting />;
  if (response.isError) return <Failed error={response.error} again={() => void response.refetch()} />;
  const { feedback, prevented, unsubscribed, reach } = response.data;
  const isSilent = SAID.every((each) => feedback[each] === 0);
  const rows = [
    ...SAID.map((each) => ({ what: t(`alerts.response.${each}`), count: sayNumber(feedback[each]) })),
    { what: t('alerts.response.prevented_people'), count: sayNumber(prevented.people) },
    ...prevented.at_least.map(({ currency, minor }) => ({ what: t('alerts.response.prevented_sum', { currency }), count: sayMoney(currency, minor) })),
    { what: t('alerts.response.unsubscribed'), count: sayNumber(unsubscribed) },
    ...reach.map(({ language, subscribers }) => ({ what: t('alerts.response.reach', { language: sayLanguage(language) }), count: sayNumber(subscribers) })),
  ];
  const said = Object.fromEntries(SAID.map((each) => [each, sayNumber(feedback[each])]));
  const sum = prevented.at_least.map(({ currency, minor }) => sayMoney(currency, minor)).join(' · ');
  return (
    <Figure
      question={t('alerts.response.question')}
      answer={
        <>
          <Text>{isSilent ? t('alerts.response.answer_none') : t('alerts.response.answer', said)}</Text>
          {prevented.people > 0 && (
            <Text>{t(`alerts.response.${sum === '' ? 'prevented_small' : 'prevented'}`, { sum, people: sayNumber(prevented.people) })}</Text>
          )}
        </>
      }
      plot={<Bars bars={SAID.map((each) => ({ key: each, label: t(`alerts.response.${each}`), value: feedback[each] }))} />}
      table={
        <DataTable
          name={t('alerts.response.question')}
          rows={rows}
          rowKey={({ what }) => what}
          columns={[
            { key: 'what', heading: t('alerts.response.what'), cell: ({ what }) => what },
            { key: 'count', heading: t('csv.count'), number: true, cell: ({ count }) => count },
          ]}
        />
      }
    />
  );
}
