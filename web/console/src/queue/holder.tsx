// Who holds a report and for how long yet.

import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../app/clock.ts';
import { useMe } from '../app/session.ts';
import type { QueueRow } from './use-queue.ts';

export type Held = { by: 'nobody' } | { by: 'me' | 'another'; name: string; minutes: number };

/** A claim that ran out is nobody's. */
export function holderOf(
  row: Pick<QueueRow, 'claimed_by' | 'claimed_by_name' | 'claim_expires_at'>,
  { me, now }: { me: string | undefined; now: number },
): Held {
  if (row.claimed_by === null || row.claim_expires_at === null) return { by: 'nobody' };
  const left = Date.parse(row.claim_expires_at) - now;
  if (left <= 0) return { by: 'nobody' };
  return { by: row.claimed_by === me ? 'me' : 'another', name: row.claimed_by_name ?? '?', minutes: Math.ceil(left / 60_000) };
}

export function Holder({ row }: { row: QueueRow }): ReactNode {
  const { t } = useTranslation();
  const held = holderOf(row, { me: useMe()?.id, now: useNow(10_000) });
  if (held.by === 'nobody') return <Text size="sm" c="dimmed" aria-label={t('queue.nobody')} children="–" />;
  return (
    <Text size="sm" truncate fw={held.by === 'me' ? 600 : 400} title={t('queue.held', { name: held.name, count: held.minutes })}>
      {held.by === 'me' ? t('queue.me') : held.name}{' '}
      <Text span size="xs" c="dimmed">
        {t('queue.minutes_left', { count: held.minutes })}
      </Text>
    </Text>
  );
}
