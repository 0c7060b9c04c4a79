import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { signedIn } from '../../../../api/contract/account-answers.ts';
import { post, type Answer } from '../app/api.ts';
import { refusalOf } from './code-form.tsx';
import { beginEnrolment } from './enrolment.tsx';
import type { Step } from './sign-in.tsx';

interface Credentials {
  email: string;
  password: string;
}

async function signIn(credentials: Credentials): Promise<Step> {
  const { next } = await post<Answer<typeof signedIn>>('/auth/sign-in/email', credentials);
  if (next === 'enrol') return { step: 'enrol', factor: await beginEnrolment(credentials.password) };
  return { step: next === 'code' ? 'code' : 'in' };
}

export function PasswordForm({ onStep }: { onStep: (step: Step) => void }): ReactNode {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { email: '', password: '' } });
  const entering = useMutation({ meta: { told: true, proves: true }, mutationFn: signIn, onSuccess: onStep });
  return (
    <form onSubmit={form.onSubmit((credentials) => entering.mutate(credentials))}>
      <Stack>
        {entering.isError && (
          <Text role="alert" c="red" fw={600}>
            {refusalOf(entering.error, t('sign_in.wrong'), t('problem.network'))}
          </Text>
        )}
        <TextInput label={t('sign_in.email')} type="email" autoComplete="username" required autoFocus {...form.getInputProps('email')} />
        <PasswordInput
          label={t('sign_in.password')}
          autoComplete="current-password"
          required
          visibilityToggleButtonProps={{ 'aria-label': t('sign_in.show') }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={entering.isPending}>
          {t('sign_in.button')}
        </Button>
        <Text size="sm" c="dimmed">
          {t('sign_in.help')}
        </Text>
      </Stack>
    </form>
  );
}
