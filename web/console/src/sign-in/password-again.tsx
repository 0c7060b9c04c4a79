import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { refusalOf } from './code-form.tsx';

/** Asks for the password of whoever is signed in, then does what it is for. */
export function PasswordAgain<Result>({ send, onDone }: { send: (password: string) => Promise<Result>; onDone: (result: Result) => void }): ReactNode {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { password: '' } });
  const sending = useMutation({ meta: { told: true, proves: true }, mutationFn: ({ password }: { password: string }) => send(password), onSuccess: onDone });
  return (
    <form onSubmit={form.onSubmit((values) => sending.mutate(values))}>
      <Stack>
        {sending.isError && (
          <Text role="alert" c="red" fw={600}>
            {refusalOf(sending.error, t('second_factor.password_wrong'), t('problem.network'))}
          </Text>
        )}
        <PasswordInput
          label={t('second_factor.password_first')}
          autoComplete="current-password"
          required
          autoFocus
          visibilityToggleButtonProps={{ 'aria-label': t('sign_in.show') }}
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={sending.isPending}>
          {t('second_factor.go_on')}
        </Button>
      </Stack>
    </form>
  );
}
