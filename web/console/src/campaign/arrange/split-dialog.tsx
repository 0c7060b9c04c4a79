// Taking reports out of a campaign: what will be, and that merging the new one back undoes it.

import { Button, Group, List, Modal, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useArrange } from '../../campaigns/use-campaigns.ts';
import { Failed, Waiting } from '../../app/states.tsx';
import { Conflict } from '../../parts/conflict.tsx';
import { sayDone } from '../../parts/notify.tsx';
import { useSplitPreview, type CampaignDetail } from '../use-campaign.ts';
import { PreviewTable } from './preview-table.tsx';

interface Props {
  campaign: CampaignDetail;
  reports: string[];
  kind: 'split' | 'detach';
  onClose: (done: boolean) => void;
}

export function SplitDialog({ campaign: { number }, reports, kind, onClose }: Props): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const preview = useSplitPreview(number, reports);
  const undo = useArrange({ onDone: ({ campaign }) => sayDone(t('arrange.back', { number: campaign })) });
  const split = useArrange({
    told: true,
    onDone: ({ campaign }) => {
      sayDone(t('arrange.was_split', { number: campaign, count: reports.length }), () =>
        undo.mutate({ path: `/campaigns/${campaign}/merge`, body: { into: number } }),
      );
      onClose(true);
      void navigate({ to: '/campaigns/$number', params: { number: String(number) }, search: { tab: 'changes' } });
    },
  });
  const body = kind === 'detach' ? { report: reports[0] } : { reports };
  const confirm = (): void =>
    split.mutate({ path: `/campaigns/${number}/${kind}`, body: { ...body, seen_version: preview.data?.before[0]?.version ?? undefined } });
  function reload(): void {
    onClose(false);
    void queryClient.invalidateQueries();
  }
  return (
    <Modal
      opened
      onClose={() => onClose(false)}
      title={t(`arrange.${kind}_title`, { count: reports.length })}
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack>
        {preview.isPending && <Waiting />}
        {preview.isError && <Failed error={preview.error} again={() => void preview.refetch()} />}
        {preview.isSuccess && (
          <>
            <PreviewTable preview={preview.data} />
            <List size="sm">
              <List.Item>{t('arrange.stays_apart', { number })}</List.Item>
              <List.Item>{t('arrange.warnings_stay', { number })}</List.Item>
              <List.Item>{t('arrange.merge_back')}</List.Item>
            </List>
          </>
        )}
        {split.isError && <Conflict error={split.error} reload={reload} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onClose(false)}>
            {t('cancel')}
          </Button>
          <Button disabled={!preview.isSuccess} loading={split.isPending} onClick={confirm}>
            {t(`arrange.${kind}_now`, { count: reports.length })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
