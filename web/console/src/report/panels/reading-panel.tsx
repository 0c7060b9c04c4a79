// What the reader makes of it and why; and a language model's second opinion, told as the machine's.

import { Alert, Badge, Group, List, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sayNumber } from '../../parts/say.ts';
import type { Report } from '../use-report.ts';
import { Panel } from './panel.tsx';

export function ReadingPanel({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation();
  const { reading, opinion, decided_type: decided } = report;
  if (reading === null) return <Panel title={t('report.reading.title')}>{t('report.reading.none')}</Panel>;
  const percent = (share: number): string => sayNumber(share, { style: 'percent', maximumFractionDigits: 0 });
  const type = (code: string): string => t(`taxonomy:types.${code}.label`);
  return (
    <Panel title={t('report.reading.title')}>
      <Stack gap="xs">
        <Group gap="xs">
          <Badge color={reading.verdict === 'scam' ? 'red' : 'gray'}>{t(`report.verdicts.${reading.verdict}`)}</Badge>
          <Text size="sm">{t('report.reading.likely', { percent: percent(reading.score) })}</Text>
        </Group>
        {decided !== null && (
          <Text size="sm" fw={600}>
            {t('report.reading.decided', { type: type(decided) })}
          </Text>
        )}
        <List size="sm">
          {reading.types.map(({ code, score }) => (
            <List.Item key={code}>
              {type(code)} · {percent(score)}
            </List.Item>
          ))}
        </List>
        <Text size="sm">{t(`report.loss.${reading.loss.state}`)}</Text>
        {reading.amounts.length > 0 && <Text size="sm">{t('report.reading.amounts', { amounts: reading.amounts.map(({ raw }) => raw).join(', ') })}</Text>}
        <details>
          <summary>{t('report.reading.why', { count: reading.reasons.length })}</summary>
          <List size="sm">
            {reading.reasons.map((reason) => (
              <List.Item key={reason}>{reason.replace(/^\w+:(?:[A-Z_]+:)?/, '')}</List.Item>
            ))}
          </List>
        </details>
        {opinion !== null && (
          <Alert color={opinion.disagrees === null ? 'gray' : 'orange'} title={t('report.opinion.title', { model: opinion.model })}>
            <Text size="sm">{opinion.summary}</Text>
            <Text size="sm">{t('report.opinion.says', { type: type(opinion.type), percent: percent(opinion.scam_probability) })}</Text>
            {opinion.disagrees !== null && <Text size="sm">{t(`report.opinion.disagrees.${opinion.disagrees}`)}</Text>}
            <Text size="xs" c="dimmed">
              {t('report.opinion.machine')}
            </Text>
          </Alert>
        )}
      </Stack>
    </Panel>
  );
}
