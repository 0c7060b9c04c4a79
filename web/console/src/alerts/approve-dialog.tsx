// One approves exactly what was on the screen, by its version and hash; what the approval leads to is said first.

import { Button, Modal, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { APPROVALS_NEEDED } from '../../../../core/alerts/alert-words.ts';
import { sayDone } from '../parts/notify.tsx';
import { sayTime } from '../parts/say.ts';
import { AudienceSentence } from './audience.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { TextColumns } from './texts.tsx';
import { useAlertCheck, useAlertStep, type AlertDetail } from './use-alerts.ts';

export function ApproveDialog({ alert, onClose }: { alert: AlertDetail; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const approve = useAlertStep(alert.id);
  const audience = useAlertCheck(alert.content, { alert: alert.id }).data?.audience;
  const [newest] = alert.versions;
  const isLast = alert.approvals + 1 >= APPROVALS_NEEDED;
  const { send_at } = alert.content;
  const isLater = send_at !== undefined && Date.parse(send_at) > Date.now();
  const press = (): void =>
    approve.mutate(
      { step: 'approve', body: { version: newest?.version, content_hash: newest?.content_hash } },
      {
        onSuccess: ({ alert: { published_version, version, scheduled_for } }) => {
          const done = published_version === version ? 'published' : scheduled_for === null ? 'approve' : 'scheduled';
          sayDone(t(`alerts.done.${done}`));
          onClose();
        },
      },
    );
  return (
    <Modal opened onClose={onClose} size="xl" title={t('alerts.approve_title', { version: alert.version })} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        <TextColumns content={alert.content} />
        <Text fw={600}>
          {isLast && isLater ? t('alerts.last_approval_at', { time: sayTime(send_at) }) : t(isLast ? 'alerts.last_approval' : 'alerts.first_approval')}
        </Text>
        {audience !== undefined && <AudienceSentence audience={audience} />}
        <DialogFoot error={approve.error} onClose={onClose}>
          <Button loading={approve.isPending} onClick={press} data-autofocus>
            {t(!isLast ? 'alerts.step.approve' : isLater ? 'alerts.approve_and_schedule' : 'alerts.approve_and_send')}
          </Button>
        </DialogFoot>
      </Stack>
    </Modal>
  );
}
