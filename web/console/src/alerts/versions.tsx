// Who wrote what when, and who approved it: each version with the hash that its approvals are bound to.

import { Accordion, Paper, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Time } from '../parts/time.tsx';
import { TextColumns } from './texts.tsx';
import type { AlertDetail, AlertVersion } from './use-alerts.ts';

const HASH_SHOWN = 12;

export function Versions({ alert: { versions, published_version } }: { alert: AlertDetail }): ReactNode {
  const { t } = useTranslation();
  return (
    <Paper component="section" withBorder p="md" aria-label={t('alerts.versions')}>
      <Title order={2} size="h5" mb="sm">
        {t('alerts.versions')}
      </Title>
      <Accordion chevronPosition="left" order={3}>
        {versions.map((version) => (
          <Accordion.Item key={version.version} value={String(version.version)}>
            <Accordion.Control>
              {t(version.version === published_version ? 'alerts.version_published' : 'alerts.version', { version: version.version })}
              <Text size="sm" c="dimmed">
                {version.author_name ?? t('system')} · <Time at={version.created_at} />
              </Text>
            </Accordion.Control>
            <Accordion.Panel>
              <Approvals version={version} />
              <TextColumns content={version.content} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Paper>
  );
}

function Approvals({ version: { approvals, content_hash } }: { version: AlertVersion }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Text size="sm" className="break">
        {t('alerts.hash')}{' '}
        <span className="mono" title={content_hash}>
          {content_hash.slice(0, HASH_SHOWN)}
        </span>
      </Text>
      {approvals.length === 0 && <Text size="sm">{t('alerts.no_approvals')}</Text>}
      {approvals.map(({ approver, approver_name, approved_at }) => (
        <Text size="sm" key={approver}>
          {t('alerts.approved_by', { name: approver_name ?? approver })} <Time at={approved_at} />
        </Text>
      ))}
    </>
  );
}
