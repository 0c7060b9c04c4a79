// Done, and how to take it back.

import { Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { t } from '../app/language.ts';
import { NOTICE_S, offerUndo, Undo } from './undo.tsx';

export function sayDone(message: string, undo?: () => void): void {
  const id = crypto.randomUUID();
  const hide = (): void => void notifications.hide(id);
  if (undo === undefined) {
    notifications.show({ id, color: 'green', autoClose: NOTICE_S * 1_000, message, closeButtonProps: { 'aria-label': t('close') } });
    return;
  }
  const takeBack = (): void => {
    hide();
    withdraw();
    undo();
  };
  // The key still takes it back when the notice has gone.
  const withdraw = offerUndo(takeBack);
  notifications.show({
    id,
    color: 'green',
    // The countdown closes it, so that both say the same.
    autoClose: false,
    closeButtonProps: { 'aria-label': t('close') },
    'data-notice': true,
    message: (
      <Group justify="space-between" gap="xs">
        <Text size="sm">{message}</Text>
        <Undo onUndo={takeBack} onTime={hide} />
      </Group>
    ),
  });
}
