// Pairs that may be one campaign, for an officer to merge or keep apart. What speaks for it stands beside it, in words.

import { Button, Group, List, Paper, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MergeDialog } from '../campaign/arrange/merge-dialog.tsx';
import { useMay } from '../app/session.ts';
import { Empty, Failed, Waiting } from '../app/states.tsx';
import { CampaignLink, ReportLink } from '../parts/links.tsx';
import { PermittedButton } from '../parts/permitted-button.tsx';
import { sayDone } from '../parts/notify.tsx';
import { Ago } from '../parts/time.tsx';
import { sayTrait } from './say-trait.ts';
import { useArrange, useProposals, type Proposal } from './use-campaigns.ts';

const TRAITS_SHOWN = 6;

export function Proposals(): ReactNode {
  const { t } = useTranslation();
  const proposals = useProposals();
  if (proposals.isPending) return <Waiting />;
  if (proposals.isError) return <Failed error={proposals.error} again={() => void proposals.refetch()} />;
  const { items } = proposals.data;
  if (items.length === 0) return <Empty title={t('proposals.empty')}>{t('proposals.empty_next')}</Empty>;
  return (
    <Stack component="ul" className="plain" aria-label={t('proposals.title')}>
      {items.map((proposal) => (
        <li key={`${proposal.one}-${proposal.other}`}>
          <ProposalCard proposal={proposal} />
        </li>
      ))}
    </Stack>
  );
}

export function ProposalCard({ proposal }: { proposal: Proposal }): ReactNode {
  const { t } = useTranslation();
  const { one, other, ties, report, reasons, shared_traits, tied_at } = proposal;
  const mayEdit = useMay('campaign.edit');
  const may = mayEdit ? ({ allowed: true } as const) : ({ allowed: false, why: 'not_your_role' } as const);
  const [isMerging, setIsMerging] = useState(false);
  const undo = useArrange();
  const apart = useArrange({
    onDone: () => sayDone(t('proposals.kept_apart', { one, other }), () => undo.mutate({ path: `/campaigns/${one}/undo-keep-apart`, body: { other } })),
  });
  const traits = shared_traits.slice(0, TRAITS_SHOWN);
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" align="flex-start">
        <div className="grows">
          <Group gap="xs">
            <CampaignLink number={one} /> <Text span>{t('proposals.and')}</Text> <CampaignLink number={other} />
            <Text size="sm" c="dimmed">
              <Ago at={tied_at} />
            </Text>
          </Group>
          {reasons.includes('reports') && (
            <Text size="sm" component="div">
              {t('proposals.tied', { count: ties })} {report !== null && <ReportLink reference={report} />}
            </Text>
          )}
          {reasons.includes('way_of_working') && (
            <>
              <Text size="sm">{t('proposals.same_story')}</Text>
              <List size="sm">
                {traits.map((trait) => (
                  <List.Item key={trait}>{sayTrait(trait)}</List.Item>
                ))}
              </List>
              {shared_traits.length > traits.length && <Text size="sm">{t('proposals.more', { count: shared_traits.length - traits.length })}</Text>}
            </>
          )}
        </div>
        <Group gap="xs">
          <PermittedButton may={may} onPress={() => setIsMerging(true)}>
            {t('proposals.merge')}
          </PermittedButton>
          {mayEdit && (
            <Button variant="default" loading={apart.isPending} onClick={() => apart.mutate({ path: `/campaigns/${one}/keep-apart`, body: { other } })}>
              {t('proposals.keep_apart')}
            </Button>
          )}
        </Group>
      </Group>
      {isMerging && <MergeDialog number={other} into={one} onClose={() => setIsMerging(false)} />}
    </Paper>
  );
}
