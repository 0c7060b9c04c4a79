// What the report resembles, why and how strongly; the other text beside this one, with what differs marked.

import { Badge, Button, Group, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { ReportLink } from '../../parts/links.tsx';
import { useBeside } from '../use-casework.ts';
import type { Decide, Report } from '../use-report.ts';
import { MarkedText } from './marked-text.tsx';
import { Panel } from './panel.tsx';

type Match = Report['matches'][number];

export function MatchesPanel({ report, deciding }: { report: Report; deciding: Decide }): ReactNode {
  const { t } = useTranslation();
  const { beside } = useSearch({ from: '/inside/reports/$reference' });
  if (report.matches.length === 0 && report.repeated_by.length === 0 && report.duplicate_of === null) return null;
  return (
    <Panel title={t('report.matches.title')}>
      <Stack gap="xs">
        <Repeats report={report} deciding={deciding} />
        {report.matches.map((match) => (
          <MatchRow key={match.target} match={match} report={report} deciding={deciding} />
        ))}
        {beside !== undefined && report.content !== null && <Beside reference={report.reference} text={report.content.text} target={beside} />}
      </Stack>
    </Panel>
  );
}

function Repeats({ report, deciding }: { report: Report; deciding: Decide }): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      {report.duplicate_of !== null && (
        <Text size="sm">
          {t('report.matches.repeats')} <ReportLink reference={report.duplicate_of} />
        </Text>
      )}
      {report.repeated_by.map(({ reference, decided_by_name: by, step }) => (
        <Group key={reference} gap="xs" data-repeat={reference}>
          <Text size="sm">
            {t('report.matches.repeated_by')} <ReportLink reference={reference} /> {by !== null && `· ${by}`}
          </Text>
          {step !== null && (
            <Button
              size="compact-xs"
              variant="default"
              disabled={deciding.isPending}
              onClick={() => deciding.mutate({ decision: 'undo', of: reference, body: { seen_step: step } })}
            >
              {t('report.matches.undo')}
            </Button>
          )}
        </Group>
      ))}
    </>
  );
}

function MatchRow({ match, report, deciding }: { match: Match; report: Report; deciding: Decide }): ReactNode {
  const { t } = useTranslation();
  const { beside } = useSearch({ from: '/inside/reports/$reference' });
  const navigate = useNavigate({ from: '/reports/$reference' });
  const { target, target_kind: kind, score, band, via } = match;
  const mayDecide = useMay('report.decide');
  const isOpen = beside === target;
  const isRepeat = report.repeated_by.some(({ reference }) => reference === target);
  const show = (): void => void navigate({ search: ({ beside: _beside, ...filter }) => (isOpen ? filter : { ...filter, beside: target }) });
  return (
    <Group gap="xs" data-match={target}>
      {kind === 'report' ? <ReportLink reference={target} /> : <Text size="sm">{t('report.matches.pattern', { id: target })}</Text>}
      <Badge variant="default">{t('report.matches.score', { percent: Math.round(score * 100) })}</Badge>
      <Text size="sm">{t(`report.matches.bands.${band}`)}</Text>
      <Text size="xs" c="dimmed">
        {via.map((way) => t(`report.via.${way}`, { defaultValue: way })).join(', ')}
      </Text>
      <Button size="compact-xs" variant="default" onClick={show} aria-expanded={isOpen}>
        {t(isOpen ? 'report.matches.hide' : 'report.matches.beside')}
      </Button>
      {kind === 'report' && !isRepeat && mayDecide && (
        <Button
          size="compact-xs"
          variant="default"
          disabled={deciding.isPending}
          onClick={() => deciding.mutate({ decision: 'mark_duplicate', of: target, body: { of: report.reference } })}
        >
          {t('report.matches.repeats_this')}
        </Button>
      )}
    </Group>
  );
}

function Beside({ reference, text, target }: { reference: string; text: string; target: string }): ReactNode {
  const { t } = useTranslation();
  const { data, isError, isFetching } = useBeside(reference, target);
  if (isError) return <Text size="sm">{t('report.matches.gone')}</Text>;
  if (data === undefined) return <Text size="sm">{isFetching ? t('waiting') : ''}</Text>;
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <div>
        <Title order={3} size="h6">
          {reference}
        </Title>
        <MarkedText text={text} other={data.text} as="ins" />
      </div>
      <div>
        <Title order={3} size="h6">
          {target}
        </Title>
        <MarkedText text={data.text} other={text} as="ins" />
      </div>
    </SimpleGrid>
  );
}
