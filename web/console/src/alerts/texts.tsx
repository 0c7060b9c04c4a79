// The newest version in three languages side by side; what differs from what subscribers have is marked.

import './alerts.css';
import { Badge, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { LANGUAGES } from '../app/language.ts';
import type { AlertContent, AlertDetail } from './use-alerts.ts';

export const FIELDS = ['headline', 'what_happens', 'what_to_do'] as const;

export function Texts({ alert }: { alert: AlertDetail }): ReactNode {
  const { t } = useTranslation();
  const { version, published_version, versions } = alert;
  const before = published_version === version ? undefined : versions.find((each) => each.version === published_version);
  return (
    <Paper component="section" withBorder p="md" aria-label={t('alerts.texts')}>
      <Title order={2} size="h5" mb="sm">
        {t('alerts.texts')}
      </Title>
      <TextColumns content={alert.content} {...(before !== undefined && { before: before.content })} />
    </Paper>
  );
}

export function TextColumns({ content, before }: { content: AlertContent; before?: AlertContent }): ReactNode {
  const { t } = useTranslation();
  return (
    <SimpleGrid cols={{ base: 1, md: 3 }}>
      {LANGUAGES.map((language) => (
        <section key={language} lang={language} aria-label={t(`languages.${language}`)}>
          <Title order={3} size="h6" mb="xs">
            {t(`languages.${language}`)}
          </Title>
          {FIELDS.map((field) => (
            <div key={field}>
              <Group gap="xs">
                <Text size="sm" c="dimmed" lang={document.documentElement.lang}>
                  {t(`alerts.field.${field}`)}
                </Text>
                {before !== undefined && before.texts[language][field] !== content.texts[language][field] && (
                  <Badge variant="default" size="sm" tt="none" lang={document.documentElement.lang}>
                    {t('alerts.changed')}
                  </Badge>
                )}
              </Group>
              <Text mb="sm" fw={field === 'headline' ? 600 : 400} className="break told">
                {content.texts[language][field] || '–'}
              </Text>
            </div>
          ))}
        </section>
      ))}
    </SimpleGrid>
  );
}
