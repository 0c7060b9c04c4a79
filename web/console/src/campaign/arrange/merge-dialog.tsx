// Merging one campaign into another: which, what will be, and that it can be taken back.

import { Button, Group, List, Modal, NumberInput, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useArrange } from '../../campaigns/use-campaigns.ts';
import { Failed, Waiting } from '../../app/states.tsx';
import { Conflict } from '../../parts/conflict.tsx';
import { sayDone } from '../../parts/notify.tsx';
import { useMergePreview } from '../use-campaign.ts';
import { PreviewTable } from './preview-table.tsx';

interface Props {
  /** The campaign that goes. */
  number: number;
  /** The one that stays; null: asked for. */
  into: number | null;
  onClose: () => void;
}

export function MergeDialog({ number, into, onClose }: Props): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [pair, setPair] = useState({ from: number, stays: into });
  const { from, stays } = pair;
  const preview = useMergePreview(from, stays);
  const undo = useArrange({ onDone: ({ campaign }) => sayDone(t('changes.undone', { number: campaign })) });
  const merge = useArrange({
    told: true,
    onDone: ({ campaign, change }) => {
      sayDone(t('arrange.merged', { from, into: campaign }), change === null ? undefined : () => undo.mutate({ path: `/campaign-changes/${change}/undo` }));
      onClose();
      void navigate({ to: '/campaigns/$number', params: { number: String(campaign) }, search: {} });
    },
  });
  const confirm = (): void =>
    merge.mutate({ path: `/campaigns/${from}/merge`, body: { into: stays, seen_version: preview.data?.before[0]?.version ?? undefined } });
  function reload(): void {
    merge.reset();
    onClose();
    void queryClient.invalidateQueries();
  }
  return (
    <Modal opened onClose={onClose} title={t('arrange.merge_title')} size="lg" closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        {into === null && (
          <NumberInput
            label={t('arrange.into')}
            description={t('arrange.into_help')}
            min={1}
            hideControls
            data-autofocus
            value={stays ?? ''}
            onChange={(value) => setPair({ from, stays: typeof value === 'number' && value > 0 ? value : null })}
          />
        )}
        {stays !== null && preview.isLoading && <Waiting />}
        {preview.isError && <Failed error={preview.error} />}
        {preview.isSuccess && stays !== null && (
          <>
            <PreviewTable preview={preview.data} />
            <List size="sm">
              <List.Item>{t('arrange.leads_to', { from, into: stays })}</List.Item>
              <List.Item>{t('arrange.warnings_follow', { from, into: stays })}</List.Item>
              <List.Item>{t('arrange.can_undo')}</List.Item>
            </List>
            {into !== null && (
              <Button variant="subtle" onClick={() => setPair({ from: stays, stays: from })}>
                {t('arrange.other_way', { number: from })}
              </Button>
            )}
          </>
        )}
        {merge.isError && <Conflict error={merge.error} reload={reload} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button disabled={!preview.isSuccess} loading={merge.isPending} onClick={confirm}>
            {t('arrange.merge_now', { from, into: stays ?? '…' })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
