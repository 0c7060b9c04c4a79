// Done, and how to take it back.

import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { t } from '../app/language.ts';

const UNDO_MS = 15_000;

export function sayDone(message: string, undo?: () => void): void {
  const id = crypto.randomUUID();
  const takeBack = (): void => {
    notifications.hide(id);
    undo?.();
  };
  notifications.show({
    id,
    color: 'green',
    autoClose: UNDO_MS,
    message: (
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm">{message}</Text>
        {undo !== undefined && (
          <Button size="compact-sm" variant="default" onClick={takeBack}>
            {t('undo')}
          </Button>
        )}
      </Group>
    ),
  });
}
