// What was merged into it and taken out of it, by whom, and taking a merge back.

import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useArrange } from '../campaigns/use-campaigns.ts';
import { CampaignLink, ReportLink } from '../parts/links.tsx';
import { sayDone } from '../parts/notify.tsx';
import { sayNumber } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import type { CampaignDetail } from './use-campaign.ts';

type Change = CampaignDetail['history'][number];

export function Changes({ campaign }: { campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation();
  const undo = useArrange({ onDone: ({ campaign: number }) => sayDone(t('changes.undone', { number })) });
  const isUndoable = ({ kind, undone_at, into }: Change): boolean =>
    campaign.may.merge.allowed && undone_at === null && (kind === 'merged' || kind === 'absorbed') && into === campaign.number;
  return (
    <DataTable
      name={t('campaign.tab.changes')}
      rows={campaign.history}
      rowKey={({ id }) => id}
      empty={t('changes.none')}
      columns={[
        { key: 'at', heading: t('csv.at'), cell: ({ made_at }) => <Time at={made_at} /> },
        { key: 'kind', heading: t('csv.action'), cell: ({ kind }) => t(`changes.${kind}`) },
        { key: 'from', heading: t('changes.from'), cell: ({ from }) => <CampaignLink number={from} /> },
        { key: 'into', heading: t('changes.into'), cell: ({ into }) => <CampaignLink number={into} /> },
        { key: 'reports', heading: t('csv.reports'), number: true, cell: ({ reports }) => sayNumber(reports) },
        { key: 'cause', heading: t('changes.cause'), cell: ({ cause }) => (cause === null ? '–' : <ReportLink reference={cause} />) },
        { key: 'by', heading: t('changes.by'), cell: ({ made_by_name }) => made_by_name ?? t('system') },
        {
          key: 'undo',
          heading: t('undo'),
          cell: (change) =>
            change.undone_at !== null ? (
              <>
                {t('changes.was_undone', { name: change.undone_by_name ?? t('system') })} <Time at={change.undone_at} />
              </>
            ) : (
              isUndoable(change) && (
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={undo.isPending}
                  onClick={() => undo.mutate({ path: `/campaign-changes/${change.id}/undo` })}
                >
                  {t('changes.undo')}
                </Button>
              )
            ),
        },
      ]}
    />
  );
}
