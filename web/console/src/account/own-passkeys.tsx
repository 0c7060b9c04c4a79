import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ownPasskeys } from '../../../../api/contract/account-answers.ts';
import { get, post, type Answer } from '../app/api.ts';
import { Failed, Waiting } from '../app/states.tsx';
import { addPasskey, canUsePasskeys, hasNumericAddress } from '../sign-in/passkey.ts';
import { OnePasskey } from './one-passkey.tsx';
import { Part } from './part.tsx';

type Passkeys = Answer<typeof ownPasskeys>;
const KEY = ['me', 'passkeys'] as const;

export function OwnPasskeys(): ReactNode {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const passkeys = useQuery({ queryKey: KEY, queryFn: () => get<Passkeys>('/me/passkeys') });
  const reload = (): Promise<void> => queryClient.invalidateQueries({ queryKey: KEY });
  const changing = useMutation({ mutationFn: ({ path, body = {} }: { path: string; body?: object }) => post(`/me/passkeys/${path}`, body), onSettled: reload });
  const items = passkeys.data?.items ?? [];
  return (
    <Part title={t('account.passkeys')}>
      <Text size="sm">{t('account.passkeys_why')}</Text>
      {passkeys.isPending && <Waiting />}
      {passkeys.isError && <Failed error={passkeys.error} again={() => void passkeys.refetch()} />}
      {passkeys.isSuccess && items.length === 0 && <Text size="sm">{t('account.passkey_none')}</Text>}
      <Stack component="ul" p={0} m={0} gap="xs" style={{ listStyle: 'none' }}>
        {items.map(({ id, name }) => (
          <OnePasskey
            key={id}
            name={name ?? t('account.passkey_unnamed')}
            onRename={(chosen) => changing.mutate({ path: `${id}/rename`, body: { name: chosen } })}
            onRemove={() => changing.mutate({ path: `${id}/remove` })}
          />
        ))}
      </Stack>
      {canUsePasskeys() && <NewPasskey onAdded={reload} />}
      {hasNumericAddress() && <Text size="sm">{t('account.passkey_by_name')}</Text>}
    </Part>
  );
}

function NewPasskey({ onAdded }: { onAdded: () => Promise<void> }): ReactNode {
  const { t } = useTranslation();
  const form = useForm({ initialValues: { name: '' } });
  const adding = useMutation({
    meta: { told: true, proves: true },
    mutationFn: ({ name }: { name: string }) => addPasskey(name),
    onSuccess: async () => {
      form.reset();
      await onAdded();
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => adding.mutate(values))}>
      <Group align="end">
        <TextInput flex={1} miw={180} label={t('account.passkey_name')} required maxLength={64} {...form.getInputProps('name')} />
        <Button type="submit" variant="default" loading={adding.isPending}>
          {t('account.passkey_add')}
        </Button>
      </Group>
      {adding.isError && (
        <Text role="alert" c="red" fw={600}>
          {t('passkey.failed')}
        </Text>
      )}
    </form>
  );
}
