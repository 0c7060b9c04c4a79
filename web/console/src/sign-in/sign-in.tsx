// Signing in: the password, then a code; the first time, setting up what makes the codes.

import { Anchor, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CodeForm } from './code-form.tsx';
import { Door } from './door.tsx';
import { Enrolment, type NewFactor } from './enrolment.tsx';
import { PasswordForm } from './password-form.tsx';
import { UsePasskey } from './use-passkey.tsx';
import { UseProvider } from './use-provider.tsx';

/** What the password has led to. */
export type Step = { step: 'password' } | { step: 'code' } | { step: 'enrol'; factor: NewFactor } | { step: 'in' };

export function SignIn(): ReactNode {
  const { t } = useTranslation();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { back, provider } = useSearch({ from: '/sign-in' });
  const [now, setNow] = useState<Step>({ step: 'password' });
  async function enter(): Promise<void> {
    queryClient.clear();
    await router.navigate({ href: back ?? '/' });
  }
  if (now.step === 'code')
    return (
      <Door title={t('second_factor.title')}>
        <CodeForm onDone={() => void enter()} />
        <Anchor component="button" type="button" onClick={() => setNow({ step: 'password' })}>
          {t('second_factor.back')}
        </Anchor>
      </Door>
    );
  if (now.step === 'enrol')
    return (
      <Door title={t('second_factor.set_up')}>
        <Enrolment factor={now.factor} onDone={() => void enter()} />
      </Door>
    );
  return (
    <Door title={t('sign_in.title')}>
      <PasswordForm onStep={(next) => (next.step === 'in' ? void enter() : setNow(next))} />
      {provider === 'refused' && (
        <Text role="alert" c="red" fw={600}>
          {t('sign_in.provider_refused')}
        </Text>
      )}
      <UsePasskey label={t('sign_in.passkey')} onDone={() => void enter()} />
      <UseProvider label={t('sign_in.provider')} back={back ?? '/'} />
    </Door>
  );
}
