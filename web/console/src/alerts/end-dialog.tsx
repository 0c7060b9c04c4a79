// Withdrawing what was published, or dropping what never was, for a reason, which stays in the audit trail; or giving the all-clear.

import { Button, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { DISMISSAL_REASONS, WITHDRAWAL_REASONS } from '../../../../core/alerts/alert-words.ts';
import { sayDone } from '../parts/notify.tsx';
import { DialogFoot } from './dialog-foot.tsx';
import { useAlertStep, type AlertDetail } from './use-alerts.ts';

const REASONS = { dismiss: DISMISSAL_REASONS, withdraw: WITHDRAWAL_REASONS, all_clear: [] } as const;

export function EndDialog({ alert, step, onClose }: { alert: AlertDetail; step: keyof typeof REASONS; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [reason, setReason] = useState<string | null>(null);
  const needsReason = REASONS[step].length > 0;
  const end = useAlertStep(alert.id);
  const press = (): void =>
    end.mutate(
      { step, body: needsReason ? { reason } : {} },
      {
        onSuccess: () => {
          sayDone(t(`alerts.done.${step}`));
          onClose();
        },
      },
    );
  return (
    <Modal opened onClose={onClose} title={t(`alerts.${step}_title`)} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack>
        <Text size="sm">{t(`alerts.${step}_leads`)}</Text>
        {needsReason && (
          <Radio.Group label={t('csv.reason')} value={reason} onChange={setReason} required>
            <Stack gap="xs" mt="xs">
              {REASONS[step].map((each) => (
                <Radio key={each} value={each} label={t(`alerts.reason.${each}`)} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <DialogFoot error={end.error} onClose={onClose}>
          <Button {...(needsReason && { color: 'red' })} loading={end.isPending} disabled={needsReason && reason === null} onClick={press}>
            {t(`alerts.step.${step}`)}
          </Button>
        </DialogFoot>
      </Stack>
    </Modal>
  );
}
