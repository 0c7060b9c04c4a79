import { Button, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { canUsePasskeys, comeInWithPasskey } from './passkey.ts';

/** To come in, or for a step up; nothing where there can be no passkeys. */
export function UsePasskey({ label, onDone }: { label: string; onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const using = useMutation({ meta: { told: true, proves: true }, mutationFn: comeInWithPasskey, onSuccess: onDone });
  if (!canUsePasskeys()) return null;
  return (
    <>
      <Button variant="default" fullWidth mt="xs" loading={using.isPending} onClick={() => using.mutate()}>
        {label}
      </Button>
      {using.isError && (
        <Text role="alert" c="red" fw={600}>
          {t('passkey.failed')}
        </Text>
      )}
    </>
  );
}
