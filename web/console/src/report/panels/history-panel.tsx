import { List, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../use-report.ts';
import { Ago } from '../../parts/time.tsx';
import { Panel } from './panel.tsx';

/** Who did what, from the audit trail. */
export function HistoryPanel({ report: { history } }: { report: Report }): ReactNode {
  const { t } = useTranslation();
  if (history.length === 0) return null;
  return (
    <Panel title={t('report.history.title')}>
      <List size="sm" spacing={4} listStyleType="none">
        {history.map(({ at, actor_name: name, action, details }) => (
          <List.Item key={`${at} ${action}`}>
            {t(`report.actions.${action.replace('report.', '')}`, { defaultValue: action })}
            {typeof details['reason'] === 'string' && ` · ${t(`report.reasons.${details['reason']}`, { defaultValue: details['reason'] })}`}
            {typeof details['original'] === 'string' && ` · ${details['original']}`}
            <Text span size="xs" c="dimmed">
              {' '}
              {name ?? t('report.history.service')} · <Ago at={at} />
            </Text>
          </List.Item>
        ))}
      </List>
    </Panel>
  );
}
