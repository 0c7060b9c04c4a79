// What stands under every step with a warning: what a colleague did meanwhile, the way back, and the step itself.

import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Conflict } from '../parts/conflict.tsx';
import { useReloadAlerts } from './use-alerts.ts';

/** @param children the button that takes the step. */
export function DialogFoot({ error, onClose, children }: { error: unknown; onClose: () => void; children: ReactNode }): ReactNode {
  const { t } = useTranslation();
  const reload = useReloadAlerts();
  const lookAgain = (): void => {
    onClose();
    void reload();
  };
  return (
    <>
      {error !== null && <Conflict error={error} reload={lookAgain} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        {children}
      </Group>
    </>
  );
}
