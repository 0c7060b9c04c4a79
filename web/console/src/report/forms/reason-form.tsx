import { Button, Modal, Radio, Stack, Text } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const REASONS = ['contact_reporter', 'verify_account', 'freeze_request', 'investigation', 'quality_check', 'data_subject_request'] as const;

interface ReasonFormProps {
  opened: boolean;
  /** What is opened. */
  title: string;
  isBusy: boolean;
  onClose(): void;
  onReason(reason: string): void;
}

/** Personal data is looked at for one of a few reasons; which one is written down. */
export function ReasonForm({ opened, title, isBusy, onClose, onReason }: ReasonFormProps): ReactNode {
  const { t } = useTranslation();
  const [reason, setReason] = useState<string>('investigation');
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('report.close') }} transitionProps={{ duration: 0 }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onReason(reason);
        }}
      >
        <Stack>
          <Text size="sm">{t('report.reason.text')}</Text>
          <Radio.Group label={t('report.reason.why')} value={reason} onChange={setReason}>
            <Stack gap="xs" mt="xs">
              {REASONS.map((each) => (
                <Radio key={each} value={each} label={t(`report.reasons.${each}`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Button type="submit" loading={isBusy} data-autofocus>
            {t('report.reason.open')}
          </Button>
        </Stack>
      </form>
    </Modal>
  );
}
