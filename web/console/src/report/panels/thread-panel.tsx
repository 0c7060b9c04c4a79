// What was asked of the reporter and what came back, with where each stands.

import { Badge, Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../use-report.ts';
import { Ago, Time } from '../../parts/time.tsx';
import { PlainText } from './marked-text.tsx';
import { Panel } from './panel.tsx';

export function ThreadPanel({ report: { questions } }: { report: Report }): ReactNode {
  const { t } = useTranslation();
  if (questions.length === 0) return null;
  return (
    <Panel title={t('report.thread.title')}>
      <Stack gap="sm" role="log" aria-label={t('report.thread.title')}>
        {questions.map((asked) => (
          <div key={asked.id}>
            <Group gap="xs">
              <Text size="sm" fw={600}>
                {asked.asked_by_name ?? t('report.thread.somebody')}
              </Text>
              <Text size="xs" c="dimmed">
                <Ago at={asked.asked_at} />
              </Text>
              <Badge variant="default">{t(`report.thread.states.${asked.state}`)}</Badge>
              <Text size="xs" c="dimmed">
                {asked.code}
              </Text>
            </Group>
            <PlainText>{asked.text ?? t(`officer_question:templates.${asked.template ?? ''}`)}</PlainText>
            {asked.state === 'waiting' && (
              <Text size="xs" c="dimmed">
                {t('report.thread.due')} <Time at={asked.due_at} />
              </Text>
            )}
            {asked.channel === 'page' && asked.state === 'sent' && (
              <Text size="xs" c="dimmed">
                {t(asked.seen_at === null ? 'report.thread.at_page' : 'report.thread.seen')}
              </Text>
            )}
            {asked.answer !== null && asked.answered_at !== null && (
              <div className="report-answer">
                <Text size="xs" c="dimmed">
                  {t('report.thread.reporter')} · <Ago at={asked.answered_at} />
                </Text>
                <PlainText>{asked.answer}</PlainText>
              </div>
            )}
          </div>
        ))}
      </Stack>
    </Panel>
  );
}
