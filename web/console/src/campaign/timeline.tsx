import { Paper, Text, Timeline as Line, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed, Waiting } from '../app/states.tsx';
import { CampaignLink, WarningLink } from '../parts/links.tsx';
import { word } from '../parts/say.ts';
import { Time } from '../parts/time.tsx';
import { useTimeline, type TimelineEvent } from './use-campaign.ts';

export function Timeline({ number }: { number: number }): ReactNode {
  const { t } = useTranslation();
  const timeline = useTimeline(number);
  return (
    <Paper component="section" withBorder p="md" aria-label={t('timeline.question')}>
      <Title order={2} size="h5" mb="md">
        {t('timeline.question')}
      </Title>
      {timeline.isPending && <Waiting />}
      {timeline.isError && <Failed error={timeline.error} again={() => void timeline.refetch()} />}
      {timeline.isSuccess && (
        <Line bulletSize={14} lineWidth={2} aria-label={t('timeline.question')}>
          {timeline.data.items.map((event) => (
            <Line.Item
              key={`${event.kind} ${event.at} ${event.by ?? ''} ${event.what ?? ''} ${event.alert ?? ''} ${event.from ?? ''}`}
              title={<Event event={event} number={number} />}
            >
              <Text size="sm" c="dimmed">
                <Time at={event.at} />
                {event.by_name !== null && ` · ${event.by_name}`}
              </Text>
            </Line.Item>
          ))}
        </Line>
      )}
    </Paper>
  );
}

function Event({ event, number }: { event: TimelineEvent; number: number }): ReactNode {
  const { t } = useTranslation();
  const { kind, count, what, from, into, alert } = event;
  const said = kind === 'decided' ? `states.${what ?? ''}` : kind === 'ended' ? `alert_state.${what ?? ''}` : `detectors.${what ?? ''}`;
  const other = from === null ? null : from === number ? into : from;
  return (
    <Text size="sm" component="span">
      {t(`timeline.${kind}`, { count: count ?? 0, what: what === null ? '' : word(said, what), from: from ?? 0, into: into ?? 0 })}{' '}
      {other !== null && other !== number && <CampaignLink number={other} />}
      {alert !== null && <WarningLink id={alert} />}
    </Text>
  );
}
