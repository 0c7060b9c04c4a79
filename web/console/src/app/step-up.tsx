// "Is it you?": asked when the server wants a second factor before an approval; afterwards the call goes out again by itself.

import { Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { onStepUp } from './api.ts';
import { meQuery } from './session.ts';
import { UsePasskey } from '../sign-in/use-passkey.tsx';
import { UseProvider } from '../sign-in/use-provider.tsx';
import { CodeForm } from '../sign-in/code-form.tsx';

export function StepUp(): ReactNode {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const router = useRouter();
  const [isOpen, setOpen] = useState(false);
  const waiting = useRef<((proved: boolean) => void)[]>([]);

  function settle(proved: boolean): void {
    setOpen(false);
    for (const answer of waiting.current.splice(0)) answer(proved);
    if (proved) void queryClient.invalidateQueries(meQuery);
  }
  useEffect(() => {
    onStepUp(() => {
      setOpen(true);
      return new Promise((resolve) => waiting.current.push(resolve));
    });
    return () => onStepUp(() => Promise.resolve(false));
  }, []);
  return (
    <Modal
      opened={isOpen}
      onClose={() => settle(false)}
      title={t('second_factor.confirm_title')}
      closeButtonProps={{ 'aria-label': t('second_factor.cancel') }}
    >
      <Text mb="md">{t('second_factor.confirm_why')}</Text>
      <CodeForm onDone={() => settle(true)} />
      <UsePasskey label={t('passkey.use')} onDone={() => settle(true)} />
      {isOpen && <UseProvider label={t('sign_in.provider_again')} back={router.state.location.href} again />}
    </Modal>
  );
}
