// Asks before what is not saved yet is left behind: within the console, and when the tab is closed.

import { Button, Group, Modal, Text } from '@mantine/core';
import { useBlocker } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export function LeaveGuard({ isOn, onLeave }: { isOn: boolean; onLeave?: () => void }): ReactNode {
  const { t } = useTranslation();
  const blocker = useBlocker({
    // Whoever is led to the door is not asked; they come back to it.
    shouldBlockFn: ({ next }) => isOn && next.pathname !== '/sign-in' && next.pathname !== '/second-factor',
    enableBeforeUnload: () => isOn,
    withResolver: true,
  });
  if (blocker.status !== 'blocked') return null;
  const leave = (): void => {
    onLeave?.();
    blocker.proceed();
  };
  return (
    <Modal opened onClose={blocker.reset} title={t('leave.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Text mb="md">{t('leave.text')}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={leave}>
          {t('leave.go')}
        </Button>
        <Button onClick={blocker.reset} data-autofocus>
          {t('leave.stay')}
        </Button>
      </Group>
    </Modal>
  );
}
