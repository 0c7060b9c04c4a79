// One dispute: what is objected to and why, what everybody is told of it now, and what each decision leads to.

import { Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { disputeDetail } from '../../../../api/contract/oversight-answers.ts';
import { get, type Answer } from '../app/api.ts';
import { Failed, Waiting } from '../app/states.tsx';
import { Fact } from '../campaign/headline.tsx';
import { sayNumber, sayTime, word } from '../parts/say.ts';
import { Screen } from '../parts/screen.tsx';
import { DataTable } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import { Decide } from './decide.tsx';

export type DisputeDetail = Answer<typeof disputeDetail>;

export function DisputePage(): ReactNode {
  const { t } = useTranslation();
  const { reference } = useParams({ from: '/inside/disputes/$reference' });
  // That it was opened is in the audit trail: not asked again by itself.
  const dispute = useQuery({ queryKey: ['dispute', reference], queryFn: () => get<DisputeDetail>(`/disputes/${reference}`), staleTime: Infinity });
  if (dispute.isPending) return <Waiting />;
  if (dispute.isError) return <Failed error={dispute.error} again={() => void dispute.refetch()} />;
  return (
    <Screen title={t('disputes.title', { reference })}>
      <Stack>
        <Objection dispute={dispute.data} />
        <Told dispute={dispute.data} />
        <Decide dispute={dispute.data} />
        <Others dispute={dispute.data} />
      </Stack>
    </Screen>
  );
}

function Objection({ dispute: { content, block, reason, state, downgraded, filed_at, decided_at } }: { dispute: DisputeDetail }): ReactNode {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md">
      <SimpleGrid component="dl" m={0} cols={{ base: 1, sm: 2 }}>
        <Fact name={t('disputes.about')}>{content === null ? t('scripts.erased') : `${word(`kinds.${content.kind}`, content.kind)} ${content.raw}`}</Fact>
        <Fact name={t('csv.reason')}>{word(`disputes.reason.${reason}`, reason)}</Fact>
        <Fact name={t('disputes.statement')}>{content?.statement || '–'}</Fact>
        <Fact name={t('disputes.contact')}>{content === null ? t('scripts.erased') : content.contact || '–'}</Fact>
        {content?.kind === 'person' && (
          <Fact name={t('disputes.block.fact')}>
            {block === null
              ? t('disputes.block.over')
              : `${word(`disputes.block.reason.${block.reason}`, block.reason)} · ${t('disputes.block.until', { until: sayTime(block.until) })}`}
          </Fact>
        )}
        <Fact name={t('csv.filed_at')}>
          <Time at={filed_at} />
        </Fact>
        <Fact name={t('csv.state')}>
          {t(`disputes.state.${state}`)} {decided_at !== null && <Time at={decided_at} />}
          {content?.kind !== 'person' && <Text size="sm">{t(downgraded ? 'disputes.taken_down' : 'disputes.not_taken_down')}</Text>}
        </Fact>
      </SimpleGrid>
    </Paper>
  );
}

function Told({ dispute: { publication } }: { dispute: DisputeDetail }): ReactNode {
  const { t } = useTranslation();
  if (publication === null) return null;
  const { officer } = publication;
  return (
    <Paper component="section" withBorder p="md" aria-label={t('disputes.told')}>
      <Title order={2} size="h5" mb="sm">
        {t('disputes.told')}
      </Title>
      <DataTable
        name={t('disputes.told')}
        rows={[
          { who: 'public', ...publication.public, counts: '–' },
          {
            who: 'partner',
            ...publication.partner,
            counts: t('disputes.counts', { reports: publication.partner.reports, independent: publication.partner.independentReporters }),
          },
          { who: 'officer', ...officer, counts: t('disputes.counts', { reports: officer.reports, independent: officer.independentReporters }) },
        ]}
        rowKey={({ who }) => who}
        columns={[
          { key: 'who', heading: t('disputes.who'), cell: ({ who }) => t(`disputes.view.${who}`) },
          { key: 'says', heading: t('disputes.says'), cell: ({ wording }) => word(`disputes.wording.${wording}`, wording) },
          {
            key: 'shown',
            heading: t('disputes.shown'),
            cell: ({ who, shown }) => <span className="mono">{who === 'officer' ? officer.value : (shown ?? '–')}</span>,
          },
          { key: 'counts', heading: t('csv.count'), cell: ({ counts }) => counts },
        ]}
      />
      <Text size="sm" mt="xs">
        {t('disputes.without', {
          wording: word(`disputes.level.${officer.levelWithoutDisputes}`, officer.levelWithoutDisputes),
          reviews: sayNumber(officer.reviews),
        })}
      </Text>
    </Paper>
  );
}

function Others({ dispute: { others } }: { dispute: DisputeDetail }): ReactNode {
  const { t } = useTranslation();
  if (others.length === 0) return null;
  return (
    <section aria-label={t('disputes.others')}>
      <Title order={2} size="h5">
        {t('disputes.others')}
      </Title>
      <DataTable
        name={t('disputes.others')}
        rows={others}
        rowKey={(other) => other.reference}
        columns={[
          {
            key: 'reference',
            heading: t('csv.reference'),
            cell: (other) => (
              <Link to="/disputes/$reference" params={{ reference: other.reference }} preload={false} className="link mono">
                {other.reference}
              </Link>
            ),
          },
          { key: 'reason', heading: t('csv.reason'), cell: (other) => word(`disputes.reason.${other.reason}`, other.reason) },
          { key: 'state', heading: t('csv.state'), cell: (other) => t(`disputes.state.${other.state}`) },
          { key: 'filed', heading: t('csv.filed_at'), cell: (other) => <Time at={other.filed_at} /> },
        ]}
      />
    </section>
  );
}
