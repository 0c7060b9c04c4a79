// What it is and why it was proposed, in a few facts.

import { Anchor, Paper, SimpleGrid, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Fact } from '../campaign/headline.tsx';
import { CampaignLink } from '../parts/links.tsx';
import { sayCode, sayArea, sayDuration, sayNumber, word } from '../parts/say.ts';
import { Time } from '../parts/time.tsx';
import { Grade } from './grade.tsx';
import { Standing } from './standing.tsx';
import { useAlertTiming, type AlertDetail } from './use-alerts.ts';

export function About({ alert }: { alert: AlertDetail }): ReactNode {
  const { t } = useTranslation();
  const { content, campaign, expires_at, ended_at, published_at } = alert;
  return (
    <Paper withBorder p="md">
      <SimpleGrid component="dl" m={0} cols={{ base: 1, xs: 2, md: 3 }} spacing="md">
        <Fact name={t('csv.state')}>
          <Standing alert={alert} />
          {alert.paused_at !== null && <Text size="sm">{t('alerts.paused')}</Text>}
          {alert.pace !== null && <Text size="sm">{t('alerts.slowed', { pace: sayNumber(alert.pace) })}</Text>}
        </Fact>
        {alert.scheduled_for !== null && (
          <Fact name={t('alerts.goes_out')}>
            <Time at={alert.scheduled_for} />
          </Fact>
        )}
        <Fact name={t('alerts.grade')}>
          <Grade grade={content.grade} />
        </Fact>
        <Fact name={t('csv.type')}>{word(`taxonomy:types.${content.type}.label`, content.type)}</Fact>
        <Fact name={t('csv.countries')}>{sayArea(content)}</Fact>
        <Fact name={t('alerts.valid_until')}>
          <Time at={expires_at ?? content.valid_until} />
        </Fact>
        <Fact name={t('alerts.code')}>
          <span className="mono">{sayCode(alert.code)}</span>
        </Fact>
        <Fact name={t('alerts.why')}>
          <Evidence alert={alert} />
        </Fact>
        {campaign !== null && (
          <Fact name={t('alerts.campaign')}>
            <CampaignLink number={campaign} />
          </Fact>
        )}
        {published_at !== null && (
          <Fact name={t('warned.published')}>
            <Time at={published_at} />{' '}
            <Anchor href={`/alerts/${alert.id}`} target="_blank" underline="always">
              {t('alerts.face.page')}
            </Anchor>
          </Fact>
        )}
        {ended_at !== null && (
          <Fact name={t('alerts.ended')}>
            <Time at={ended_at} />
          </Fact>
        )}
        <Fact name={t('alerts.speed')}>
          <Speed id={alert.id} />
        </Fact>
      </SimpleGrid>
    </Paper>
  );
}

function Evidence({ alert: { evidence } }: { alert: AlertDetail }): ReactNode {
  const { t } = useTranslation();
  const { detector, independent_reporters, reporters, count, expected, window_days, first_report_at } = evidence;
  return (
    <>
      <div>{t(`detectors.${detector}`, { defaultValue: detector })}</div>
      {independent_reporters !== undefined && (
        <Text size="sm">{t('alerts.independent', { people: sayNumber(independent_reporters), accounts: sayNumber(reporters ?? independent_reporters) })}</Text>
      )}
      {count !== undefined && window_days !== undefined && (
        <Text size="sm">
          {t(expected === undefined ? 'alerts.counted' : 'alerts.counted_expected', {
            reports: sayNumber(count),
            days: sayNumber(window_days),
            expected: sayNumber(expected ?? 0, { maximumFractionDigits: 1 }),
          })}
        </Text>
      )}
      {first_report_at !== undefined && (
        <Text size="sm">
          {t('alerts.first_report')} <Time at={first_report_at} />
        </Text>
      )}
    </>
  );
}

/** From the first report to the first subscriber who reads it, or whom it waits for. */
function Speed({ id }: { id: string }): ReactNode {
  const { t } = useTranslation();
  const timing = useAlertTiming(id).data;
  if (timing === undefined) return '–';
  if (timing.total !== null) return t('warned.after', { time: sayDuration(timing.total) });
  if (timing.waits !== null) return t(`warned.waits.${timing.waits.for}`, { time: sayDuration(timing.waits.seconds) });
  return t(`warned.state.${timing.state}`);
}
