// Signed in, but not yet with all that is needed: set up a second factor, or give it.

import { useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../app/session.ts';
import { CodeForm } from './code-form.tsx';
import { Door } from './door.tsx';
import { beginEnrolment, Enrolment, type NewFactor } from './enrolment.tsx';
import { PasswordAgain } from './password-again.tsx';
import { UsePasskey } from './use-passkey.tsx';

export function SecondFactorPage(): ReactNode {
  const { t } = useTranslation();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { back } = useSearch({ from: '/second-factor' });
  const me = useMe();
  const [factor, setFactor] = useState<NewFactor | null>(null);
  async function enter(): Promise<void> {
    queryClient.clear();
    await router.navigate({ href: back ?? '/' });
  }
  if (factor === null && me?.second_factor.enrolled === true)
    return (
      <Door title={t('second_factor.title')}>
        <CodeForm onDone={() => void enter()} />
        <UsePasskey label={t('passkey.use')} onDone={() => void enter()} />
      </Door>
    );
  return (
    <Door title={t('second_factor.set_up')}>
      {factor === null ? <PasswordAgain send={beginEnrolment} onDone={setFactor} /> : <Enrolment factor={factor} onDone={() => void enter()} />}
    </Door>
  );
}
