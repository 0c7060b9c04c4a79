// Which report it is, how it stands, who has it, and the clocks that run.

import { Badge, Button, Group, Kbd, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../app/clock.ts';
import { useMe } from '../app/session.ts';
import { sayRegion } from '../parts/say.ts';
import { Ago, Time } from '../parts/time.tsx';
import { useNeighbours, type Decide, type Report } from './use-report.ts';

export function ReportHeader({ report, deciding }: { report: Report; deciding: Decide }): ReactNode {
  const { t } = useTranslation();
  return (
    <Stack gap={6}>
      <Group justify="space-between">
        <Group gap="xs">
          <Title order={1} size="h3" ff="monospace">
            {report.reference}
          </Title>
          <Badge color={report.state === 'confirmed' ? 'red' : 'indigo'} variant="light">
            {t(`report.states.${report.state}`)}
          </Badge>
          {report.urgent && <Badge color="red">{t('report.header.urgent')}</Badge>}
          {report.escalated_at !== null && <Badge color="orange">{t('report.header.escalated', { name: report.escalated_by_name ?? '' })}</Badge>}
        </Group>
        <Neighbours reference={report.reference} />
      </Group>
      <Clocks report={report} />
      <Holder report={report} deciding={deciding} />
    </Stack>
  );
}

function Clocks({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation();
  const clocks = [
    { name: 'received', at: report.received_at },
    { name: 'paid', at: report.paid_at },
    { name: 'occurred', at: report.occurred_at },
    { name: 'decided', at: report.decided_at },
  ].flatMap(({ name, at }) => (at === null ? [] : [{ name, at }]));
  const told = [
    ...(report.country === null ? [] : [t(`report.countries.${report.country}`, { defaultValue: report.country })]),
    ...(report.region === null ? [] : [sayRegion(report.region)]),
    ...(report.channel === null ? [] : [t(`taxonomy:channels.${report.channel}`, { defaultValue: report.channel })]),
  ];
  return (
    <Group gap="md">
      {clocks.map(({ name, at }) => (
        <Text key={name} size="sm">
          {t(`report.clocks.${name}`)} <Ago at={at} />{' '}
          <Text span size="xs" c="dimmed">
            (<Time at={at} />)
          </Text>
        </Text>
      ))}
      <Text size="sm">{[t(`report.sources.${report.source}`), ...told].join(' · ')}</Text>
    </Group>
  );
}

const STEP_MS = 5_000;

/** A colleague's claim is shown, and can be taken over on purpose. */
function Holder({ report, deciding }: { report: Report; deciding: Decide }): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  const { claimed_by: by, assigned_to_name: assigned, decided_by_name: decider } = report;
  const isOthers = by !== null && by !== me?.id;
  return (
    <Group gap="xs" role="status">
      <Claim report={report} isOthers={isOthers} />
      {isOthers && report.state === 'in_review' && !report.may.claim.allowed && report.may.claim.why === 'claimed_by_another' && (
        <Button
          size="compact-xs"
          variant="default"
          loading={deciding.isPending}
          onClick={() => deciding.mutate({ decision: 'claim', body: { take_over: true } })}
        >
          {t('report.header.take_over')}
        </Button>
      )}
      {assigned !== null && <Text size="sm">{t('report.header.assigned', { name: assigned })}</Text>}
      {decider !== null && <Text size="sm">{t('report.header.decided', { name: decider })}</Text>}
    </Group>
  );
}

function Claim({ report, isOthers }: { report: Report; isOthers: boolean }): ReactNode {
  const { t } = useTranslation();
  const now = useNow(STEP_MS);
  const { claimed_by: by, claimed_by_name: name, claim_expires_at: until, state } = report;
  if (by === null || until === null || state !== 'in_review') return null;
  if (Date.parse(until) <= now) return <Text size="sm">{t('report.header.ran_out', { name: name ?? '?' })}</Text>;
  return (
    <Text size="sm">
      {t(isOthers ? 'report.header.held' : 'report.header.mine', { name: name ?? '' })} <Ago at={until} />{' '}
      <Text span size="xs" c="dimmed">
        {t(isOthers ? 'report.header.held_why' : 'report.header.mine_why')}
      </Text>
    </Text>
  );
}

function Neighbours({ reference }: { reference: string }): ReactNode {
  const { t } = useTranslation();
  const search = useSearch({ from: '/inside/reports/$reference' });
  const navigate = useNavigate();
  const { previous, next, place } = useNeighbours(reference, search);
  const { beside: _beside, ...filter } = search;
  const go = (to: string | null): void => {
    if (to !== null) void navigate({ to: '/reports/$reference', params: { reference: to }, search: filter });
  };
  return (
    <Group gap={6} className="report-neighbours">
      <Button size="compact-sm" variant="default" disabled={previous === null} onClick={() => go(previous)} leftSection={<Kbd size="xs">[</Kbd>}>
        {t('report.header.previous')}
      </Button>
      <Text size="sm">{place}</Text>
      <Button size="compact-sm" variant="default" disabled={next === null} onClick={() => go(next)} rightSection={<Kbd size="xs">]</Kbd>}>
        {t('report.header.next')}
      </Button>
    </Group>
  );
}
