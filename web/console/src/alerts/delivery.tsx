// How far it got: the ledger's own counts, as they change.

import { List, Progress, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed, Waiting } from '../app/states.tsx';
import { Figure } from '../parts/figure.tsx';
import { sayDuration, sayNumber, word } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import { useDeliveries, type AlertDetail, type DeliveryProgress } from './use-alerts.ts';

const SHOWN = ['sent', 'claimed', 'waiting', 'failed'] as const;
const COLOURS = { sent: 'teal', claimed: 'blue', waiting: 'gray.5', failed: 'red' } as const;

export function Delivery({ alert }: { alert: AlertDetail }): ReactNode {
  const { t } = useTranslation();
  const deliveries = useDeliveries(alert.id);
  if (deliveries.isPending) return <Waiting />;
  if (deliveries.isError) return <Failed error={deliveries.error} again={() => void deliveries.refetch()} />;
  const counts = deliveries.data;
  const all = SHOWN.reduce((sum, each) => sum + counts[each], 0);
  const left = counts.waiting + counts.claimed;
  const standing = all === 0 ? 'nobody' : left === 0 ? 'done' : alert.paused_at === null ? 'running' : 'paused';
  return (
    <Figure
      question={t('alerts.delivery')}
      answer={
        <Text aria-live="polite">
          {t(`alerts.delivered.${standing}`, { sent: sayNumber(counts.sent), all: sayNumber(all), left: sayNumber(left), failed: sayNumber(counts.failed) })}
          {standing === 'running' && counts.seconds_left >= 1 && ` ${t('alerts.time_left', { time: sayDuration(counts.seconds_left) })}`}
        </Text>
      }
      plot={
        <>
          <Progress.Root size="xl" aria-label={t('alerts.delivery')}>
            {SHOWN.filter((each) => counts[each] > 0).map((each) => (
              <Progress.Section
                key={each}
                value={(100 * counts[each]) / Math.max(1, all)}
                color={COLOURS[each]}
                aria-label={t(`alerts.delivery_state.${each}`)}
              />
            ))}
          </Progress.Root>
          <FailedBecause failedBy={counts.failed_by} />
          <ChannelPosts posts={counts.channels} />
        </>
      }
      table={
        <>
          <DataTable
            name={t('alerts.delivery')}
            rows={SHOWN.map((state) => ({ state, count: counts[state] }))}
            rowKey={({ state }) => state}
            columns={[
              { key: 'state', heading: t('csv.state'), cell: ({ state }) => t(`alerts.delivery_state.${state}`) },
              { key: 'count', heading: t('csv.count'), number: true, cell: ({ count }) => sayNumber(count) },
            ]}
          />
          <FailedBecause failedBy={counts.failed_by} />
        </>
      }
    />
  );
}

/** When each public channel had it, and how much sooner or later than half of those who read that language. */
function ChannelPosts({ posts }: { posts: DeliveryProgress['channels'] }): ReactNode {
  const { t } = useTranslation();
  if (posts.length === 0) return null;
  return (
    <>
      <Text size="sm" mt="sm">
        {t('alerts.channels')}
      </Text>
      <List size="sm">
        {posts.map(({ channel, state, posted_at, error, ahead_seconds }) => (
          <List.Item key={channel}>
            {channel}:{' '}
            {posted_at === null ? (
              t(`alerts.channel_state.${state}`, { reason: word(`alerts.failed_by.${error?.split(' ')[0]}`, error ?? '') })
            ) : (
              <>
                {t('alerts.channel_posted')} <Time at={posted_at} />
                {ahead_seconds !== null &&
                  ` · ${t(ahead_seconds >= 0 ? 'alerts.channel_ahead' : 'alerts.channel_behind', { time: sayDuration(Math.abs(ahead_seconds)) })}`}
              </>
            )}
          </List.Item>
        ))}
      </List>
    </>
  );
}

function FailedBecause({ failedBy }: { failedBy: Record<string, number> }): ReactNode {
  const { t } = useTranslation();
  const reasons = Object.entries(failedBy);
  if (reasons.length === 0) return null;
  return (
    <>
      <Text size="sm" mt="sm">
        {t('alerts.failed_because')}
      </Text>
      <List size="sm">
        {reasons.map(([reason, count]) => (
          <List.Item key={reason}>
            {/* `rejected 400`: the code says more to who looks after the machine. */}
            {word(`alerts.failed_by.${reason.split(' ')[0]}`, reason)}: {sayNumber(count)}
          </List.Item>
        ))}
      </List>
    </>
  );
}
