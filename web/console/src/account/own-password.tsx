import { Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { post } from '../app/api.ts';
import { refusalOf } from '../sign-in/code-form.tsx';
import { Part } from './part.tsx';

interface Passwords {
  current_password: string;
  new_password: string;
}

export function OwnPassword(): ReactNode {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const form = useForm<Passwords>({ initialValues: { current_password: '', new_password: '' } });
  const changing = useMutation({
    meta: { told: true, proves: true },
    mutationFn: (passwords: Passwords) => post('/auth/change-password', passwords),
    onSuccess: () => {
      form.reset();
      void queryClient.invalidateQueries({ queryKey: ['me', 'sessions'] });
    },
  });
  const show = { visibilityToggleButtonProps: { 'aria-label': t('sign_in.show') } };
  return (
    <Part title={t('account.password')}>
      <form onSubmit={form.onSubmit((passwords) => changing.mutate(passwords))}>
        <Stack gap="sm">
          {changing.isError && (
            <Text role="alert" c="red" fw={600}>
              {refusalOf(changing.error, t('account.password_wrong'), t('problem.network'))}
            </Text>
          )}
          <PasswordInput {...show} label={t('account.password_now')} autoComplete="current-password" required {...form.getInputProps('current_password')} />
          <PasswordInput
            {...show}
            label={t('account.password_new')}
            description={t('account.password_rule')}
            autoComplete="new-password"
            required
            minLength={15}
            maxLength={128}
            {...form.getInputProps('new_password')}
          />
          <Button type="submit" loading={changing.isPending}>
            {t('account.password_change')}
          </Button>
          <Text role="status" size="sm" c="dimmed">
            {changing.isSuccess ? t('account.password_changed') : ''}
          </Text>
        </Stack>
      </form>
    </Part>
  );
}
