import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, post } from '../app/api.ts';

/** A code of the authenticator app or a spare one: after the password, to finish setting up, or once more before an approval. */
export function CodeForm({ onDone }: { onDone: () => void }): ReactNode {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { code: '' } });
  const proving = useMutation({
    meta: { told: true, proves: true },
    mutationFn: ({ code }: { code: string }) => post('/auth/second-factor', { code }),
    onSuccess: onDone,
    onError: () => form.reset(),
  });
  return (
    <form onSubmit={form.onSubmit((values) => proving.mutate(values))}>
      <Stack>
        {proving.isError && (
          <Text role="alert" c="red" fw={600}>
            {refusalOf(proving.error, t('second_factor.wrong'), t('problem.network'))}
          </Text>
        )}
        <TextInput
          label={t('second_factor.code')}
          description={t('second_factor.code_help')}
          autoComplete="one-time-code"
          inputMode="text"
          spellCheck={false}
          required
          minLength={6}
          maxLength={32}
          data-autofocus
          autoFocus
          {...form.getInputProps('code')}
        />
        <Button type="submit" loading={proving.isPending}>
          {t('second_factor.confirm')}
        </Button>
      </Stack>
    </form>
  );
}

/** A 401 is what was typed; the rest the server says itself. */
export function refusalOf(error: unknown, wrong: string, network: string): string {
  if (!(error instanceof ApiProblem)) return network;
  return error.status === 401 || error.status === 422 ? wrong : error.message;
}
