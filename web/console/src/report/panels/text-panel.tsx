// What was told: masked; and for a reason, as it came, beside it. The original closes by itself and when the officer leaves.

import { Button, Group, Kbd, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import type { Original } from '../use-casework.ts';
import type { Report } from '../use-report.ts';
import { Translation } from './translation.tsx';
import { MarkedText, PlainText } from './marked-text.tsx';
import { Panel } from './panel.tsx';

/** Long enough to make a call with it. */
const SHOWN_MS = 5 * 60_000;

export function TextPanel({ report, original, onOpen, onClose }: { report: Report; original: Original | null; onOpen(): void; onClose(): void }): ReactNode {
  const { t } = useTranslation();
  const mayOpen = useMay('report.open_original');
  const { content } = report;
  if (content === null) return <Panel title={t('report.text.title')}>{t('report.text.erased')}</Panel>;
  const aside = mayOpen && (
    <Button size="compact-xs" variant="default" onClick={original === null ? onOpen : onClose} aria-keyshortcuts="o" rightSection={<Kbd size="xs">o</Kbd>}>
      {t(original === null ? 'report.text.open' : 'report.text.close')}
    </Button>
  );
  return (
    <Panel title={t('report.text.title')} aside={aside}>
      {original === null ? <PlainText>{content.text}</PlainText> : <SideBySide masked={content.text} original={original} onTime={onClose} />}
      <Translation report={report} />
      <Facts report={report} />
    </Panel>
  );
}

function SideBySide({ masked, original, onTime }: { masked: string; original: Original; onTime(): void }): ReactNode {
  const { t } = useTranslation();
  useTimeout(onTime, SHOWN_MS, { autoInvoke: true });
  return (
    <Stack gap="xs">
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <div>
          <Title order={3} size="h6">
            {t('report.text.masked')}
          </Title>
          <MarkedText text={masked} other={original.text} as="del" />
        </div>
        <div className="report-original">
          <Title order={3} size="h6">
            {t('report.text.original')}
          </Title>
          <MarkedText text={original.text} other={masked} as="ins" />
        </div>
      </SimpleGrid>
      {original.reporter?.contact !== undefined && <Text size="sm">{t('report.text.contact', { contact: original.reporter.contact })}</Text>}
      <Text size="sm" c="dimmed" role="status">
        {t('report.text.closes')}
      </Text>
    </Stack>
  );
}

function Facts({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation();
  const { content } = report;
  if (content === null) return null;
  const { loss, told_type: told, on_behalf: onBehalf, suspects, corrects } = content;
  const facts = [
    ...(told === null ? [] : [t('report.text.told_type', { type: t(`taxonomy:types.${told}.label`) })]),
    ...(loss?.amount === undefined ? [] : [t('report.text.loss', { amount: loss.amount, currency: loss.currency ?? '' })]),
    ...(loss?.to === undefined ? [] : [t('report.text.sent_to', { to: loss.to })]),
    ...(onBehalf === null ? [] : [t(`report.text.on_behalf.${onBehalf}`)]),
    ...(corrects ? [t('report.text.corrects')] : []),
    ...suspects.map(({ kind, value }) => `${t(`report.kinds.${kind}`)}: ${value}`),
  ];
  return (
    <Group gap="xs" mt="sm">
      {facts.map((fact) => (
        <Text key={fact} size="sm">
          · {fact}
        </Text>
      ))}
    </Group>
  );
}
