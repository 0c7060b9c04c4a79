import { Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, post } from '../app/api.ts';

export function SignIn(): ReactNode {
  const { t } = useTranslation();
  const router = useRouter();
  const queryClient = useQueryClient();
  const { back } = useSearch({ from: '/sign-in' });
  const form = useForm({ initialValues: { email: '', password: '' } });
  const entering = useMutation({
    meta: { told: true },
    mutationFn: (credentials: { email: string; password: string }) => post('/auth/sign-in/email', credentials),
    onSuccess: async () => {
      queryClient.clear();
      await router.navigate({ href: back ?? '/queue' });
    },
  });
  const { error } = entering;
  return (
    <Center mih="100vh" p="md">
      <Paper component="main" withBorder p="xl" w={400} maw="100%">
        <form onSubmit={form.onSubmit((credentials) => entering.mutate(credentials))}>
          <Stack>
            <Title order={1} size="h3">
              {t('sign_in.title')}
            </Title>
            {error instanceof ApiProblem && (
              <Text role="alert" c="red" fw={600}>
                {error.status === 401 ? t('sign_in.wrong') : error.message}
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
      </Paper>
    </Center>
  );
}
