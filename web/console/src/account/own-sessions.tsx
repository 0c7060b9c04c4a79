import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ownSessions } from '../../../../api/contract/account-answers.ts';
import { get, post, type Answer } from '../app/api.ts';
import { sayTime } from '../parts/say.ts';
import { Failed, Waiting } from '../app/states.tsx';
import { Part } from './part.tsx';

type Sessions = Answer<typeof ownSessions>;
const KEY = ['me', 'sessions'] as const;

export function OwnSessions(): ReactNode {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const sessions = useQuery({ queryKey: KEY, queryFn: () => get<Sessions>('/me/sessions') });
  const ending = useMutation({
    mutationFn: (which: string) => post(`/me/sessions/${which}`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: KEY }),
  });
  const items = sessions.data?.items ?? [];
  return (
    <Part title={t('account.sessions')}>
      {sessions.isPending && <Waiting />}
      {sessions.isError && <Failed error={sessions.error} again={() => void sessions.refetch()} />}
      <Stack component="ul" p={0} m={0} gap="xs" style={{ listStyle: 'none' }}>
        {items.map((session) => (
          <OneSession key={session.id} session={session} onEnd={() => ending.mutate(`${session.id}/end`)} />
        ))}
      </Stack>
      {items.length === 1 && <Text size="sm">{t('account.session_only')}</Text>}
      {items.length > 1 && (
        <Button variant="default" loading={ending.isPending} onClick={() => ending.mutate('end-others')}>
          {t('account.session_end_others')}
        </Button>
      )}
    </Part>
  );
}

function OneSession({ session, onEnd }: { session: Sessions['items'][number]; onEnd: () => void }): ReactNode {
  const { t } = useTranslation();
  const begun = sayTime(session.created_at);
  return (
    <Group component="li" justify="space-between">
      <Stack gap={0}>
        <Text size="sm">
          {t('account.session_begun')}: <time dateTime={session.created_at}>{begun}</time>
        </Text>
        <Text size="sm" c="dimmed">
          {t('account.session_used')}: <time dateTime={session.used_at}>{sayTime(session.used_at)}</time>
        </Text>
      </Stack>
      {session.current ? (
        <Badge variant="outline">{t('account.session_here')}</Badge>
      ) : (
        <Button variant="subtle" size="compact-md" onClick={onEnd} aria-label={t('account.session_end_one', { time: begun })}>
          {t('account.session_end')}
        </Button>
      )}
    </Group>
  );
}
