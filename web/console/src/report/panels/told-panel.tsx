// What the reporter said since: answers, consents with the version of their wording, and what they added.

import { List, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../use-report.ts';
import { sayRegion } from '../../parts/say.ts';
import { Ago } from '../../parts/time.tsx';
import { ReportLink } from '../../parts/links.tsx';
import { Panel } from './panel.tsx';

export function ToldPanel({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation();
  const { answers, additions, adds_to: addsTo } = report;
  return (
    <Panel title={t('report.told.title')}>
      <Stack gap="xs">
        {addsTo !== null && (
          <Text size="sm">
            {t('report.told.adds_to')} <ReportLink reference={addsTo} />
          </Text>
        )}
        {additions.map((reference) => (
          <Text key={reference} size="sm">
            {t('report.told.addition')} <ReportLink reference={reference} />
          </Text>
        ))}
        {answers.map(({ question, answer, answered_at: at }) => (
          <Text key={question} size="sm">
            {t(`report.questions.${question}`, { defaultValue: question })}:{' '}
            {question === 'region' ? sayRegion(answer) : t(`report.answers.${question}.${answer}`, { defaultValue: answer })} · <Ago at={at} />
          </Text>
        ))}
        <Title order={3} size="h6">
          {t('report.told.consents')}
        </Title>
        <Consents report={report} />
      </Stack>
    </Panel>
  );
}

function Consents({ report: { consents, consent } }: { report: Report }): ReactNode {
  const { t } = useTranslation();
  if (consents.length === 0) {
    const share =
      consent.share.length === 0
        ? t('report.told.shares_nothing')
        : consent.share.map((code) => t(`report.countries.${code}`, { defaultValue: code })).join(', ');
    return <Text size="sm">{t(consent.contact ? 'report.told.may_contact' : 'report.told.no_contact', { share, version: consent.version })}</Text>;
  }
  return (
    <List size="sm">
      {consents.map(({ purpose, given, version, answered_at: at }) => (
        <List.Item key={`${purpose} ${at}`}>
          {t(`report.consents.${purpose}`)}: {t(given ? 'report.told.yes' : 'report.told.no')} ({t('report.told.version', { version })}) · <Ago at={at} />
        </List.Item>
      ))}
    </List>
  );
}
