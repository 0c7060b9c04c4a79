// Who was warned when, and whom the next step waits for.

import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Figure } from '../parts/figure.tsx';
import { WarningLink } from '../parts/links.tsx';
import { sayCode, sayArea, sayDuration, sayTime } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import { useCampaignTiming, useCampaignWarnings } from './use-campaign.ts';

export function Warned({ number }: { number: number }): ReactNode {
  const { t } = useTranslation();
  const warnings = useCampaignWarnings(number);
  const timing = useCampaignTiming(number).data;
  const items = warnings.data?.items ?? [];
  return (
    <Figure
      question={t('warned.question')}
      answer={
        timing !== undefined && (
          <Text size="sm">
            {timing.total !== null && t('warned.after', { time: sayDuration(timing.total) })}
            {timing.waits !== null && t(`warned.waits.${timing.waits.for}`, { time: sayDuration(timing.waits.seconds) })}
            {timing.total === null && timing.waits === null && t(`warned.state.${timing.state}`)}
          </Text>
        )
      }
      table={
        <DataTable
          name={t('warned.question')}
          rows={items}
          rowKey={({ id }) => id}
          empty={t('warned.nobody')}
          columns={[
            {
              key: 'warning',
              heading: t('warned.warning'),
              cell: ({ id, code }) => (
                <>
                  <WarningLink id={id} /> <span className="mono">{sayCode(code)}</span>
                </>
              ),
            },
            { key: 'state', heading: t('csv.state'), cell: ({ state }) => t(`alert_state.${state}`) },
            { key: 'countries', heading: t('csv.countries'), cell: ({ content }) => sayArea(content) },
            { key: 'published', heading: t('warned.published'), cell: ({ published_at }) => (published_at === null ? '–' : <Time at={published_at} />) },
            { key: 'until', heading: t('warned.until'), cell: ({ expires_at }) => (expires_at === null ? '–' : sayTime(expires_at)) },
          ]}
        />
      }
    />
  );
}
