// Accounts, phones, domains, wallets and handles that this campaign shares with others, drawn and as a table; either leads on.

import { Button, Group, Stack, Text } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { Empty, Failed, Waiting } from '../../app/states.tsx';
import { CampaignLink } from '../../parts/links.tsx';
import { sayNumber, sayType, word } from '../../parts/say.ts';
import { DataTable } from '../../parts/table.tsx';
import { useNeighbours, type CampaignDetail, type Neighbours } from '../use-campaign.ts';
import { graphOf, type GraphNode } from './elements.ts';
import { GraphView } from './graph-view.tsx';

export function GraphTab({ campaign }: { campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation();
  const may = useMay('entity.read');
  const found = useNeighbours(campaign.number, may);
  if (!may) return <Empty title={t('may_not.not_your_role')} />;
  if (found.isPending) return <Waiting />;
  if (found.isError) return <Failed error={found.error} again={() => void found.refetch()} />;
  if (found.data.entities.length === 0) return <Empty title={t('graph.empty')}>{t('graph.empty_next')}</Empty>;
  return <Graph campaign={campaign} found={found.data} />;
}

function Graph({ campaign, found }: { campaign: CampaignDetail; found: Neighbours }): ReactNode {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { entity } = useSearch({ from: '/inside/campaigns/$number' });
  const { nodes, edges } = useMemo(
    () =>
      graphOf(campaign, found, {
        campaign: (number, type) => `#${number} ${sayType(type)}`,
        entity: (kind, value) => `${word(`kinds.${kind}`, kind)}\n${value ?? '–'}`,
      }),
    // Labels are in the interface's language.
    [campaign, found, i18n.language],
  );
  const point = (id: string | undefined): void =>
    void navigate({
      to: '/campaigns/$number',
      params: { number: String(campaign.number) },
      search: { tab: 'graph', ...(id !== undefined && { entity: id }) },
      replace: true,
    });
  const open = (node: GraphNode): void => {
    if (node.kind === 'entity') point(node.id.slice(1));
    else if (node.number !== undefined && node.number !== campaign.number)
      void navigate({ to: '/campaigns/$number', params: { number: String(node.number) }, search: { tab: 'graph' } });
  };
  const shown = entity === undefined ? found.entities : found.entities.filter(({ id }) => id === entity);
  return (
    <Stack>
      <Text size="sm">{t('graph.how')}</Text>
      <GraphView
        nodes={nodes}
        edges={edges}
        chosen={entity === undefined ? `c${campaign.number}` : `e${entity}`}
        onChoose={open}
        label={t('graph.label', { number: campaign.number })}
      />
      {entity !== undefined && (
        <Group>
          <Button variant="default" size="compact-sm" onClick={() => point(undefined)}>
            {t('graph.all')}
          </Button>
        </Group>
      )}
      <DataTable
        name={t('graph.table')}
        rows={shown}
        rowKey={({ id }) => id}
        columns={[
          { key: 'kind', heading: t('csv.kind'), cell: ({ kind }) => word(`kinds.${kind}`, kind) },
          {
            key: 'value',
            heading: t('csv.value'),
            cell: ({ id, value }) => (
              <Button variant="subtle" size="compact-sm" aria-pressed={id === entity} onClick={() => point(id === entity ? undefined : id)}>
                <span className="mono">{value ?? t('scripts.erased')}</span>
              </Button>
            ),
          },
          {
            key: 'campaigns',
            heading: t('csv.campaigns'),
            cell: ({ campaigns }) =>
              campaigns.map(({ number, type, reports }) => (
                <div key={number}>
                  {number === campaign.number ? <strong>#{number}</strong> : <CampaignLink number={number} />} {sayType(type)} ·{' '}
                  {t('graph.reports', { count: reports })}
                </div>
              )),
          },
          { key: 'reporters', heading: t('csv.independent_reporters'), number: true, cell: ({ independent_reporters }) => sayNumber(independent_reporters) },
        ]}
      />
    </Stack>
  );
}
