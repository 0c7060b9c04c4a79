// What it is, in a few facts; why some accounts do not count stands with the count.

import { Paper, SimpleGrid, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { CampaignLink } from '../parts/links.tsx';
import { sayCountry, sayLanguage, sayMoney, sayNumber, word } from '../parts/say.ts';
import { Time } from '../parts/time.tsx';
import type { CampaignDetail } from './use-campaign.ts';

export function Headline({ campaign }: { campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation();
  const { weighed, losses, merged, keys } = campaign;
  const parted = campaign.history.filter(
    ({ kind, from, into }) => (kind === 'split' || kind === 'detached') && (from === campaign.number || into === campaign.number),
  );
  return (
    <Paper withBorder p="md">
      <SimpleGrid component="dl" m={0} cols={{ base: 1, xs: 2, md: 3 }} spacing="md">
        <Fact name={t('campaign.what')}>{word(`taxonomy:types.${campaign.type}.label`, campaign.type)}</Fact>
        <Fact name={t('campaign.people')}>
          <Text span fw={700}>
            {sayNumber(weighed.independent)}
          </Text>
          <Text size="sm">{weighed.explained}</Text>
        </Fact>
        <Fact name={t('campaign.reports')}>
          {t('campaigns.reports', { reports: sayNumber(campaign.reports), open: sayNumber(campaign.open_reports) })}{' '}
          <Link to="/queue" search={{ campaign: campaign.number }} className="link no-print">
            {t('campaign.in_queue')}
          </Link>
        </Fact>
        <Fact name={t('campaign.seen')}>
          <Time at={campaign.first_seen_at} /> – <Time at={campaign.last_seen_at} />
        </Fact>
        <Fact name={t('campaign.losses')}>
          {losses.length === 0
            ? t('campaign.no_losses')
            : losses.map(({ currency, minor, reports }) => <div key={currency}>{t('campaign.loss', { sum: sayMoney(currency, minor), reports })}</div>)}
        </Fact>
        <Fact name={t('campaign.where')}>{[...campaign.countries.map(sayCountry), ...campaign.languages.map(sayLanguage)].join(', ') || t('unknown')}</Fact>
        <Fact name={t('campaign.tied_by')}>
          {keys.map(({ kind, values, reports }) => t('campaign.key', { kind: word(`kinds.${kind}`, kind), values, reports })).join('; ') ||
            t('campaign.by_text')}
        </Fact>
        {merged.length > 0 && (
          <Fact name={t('campaign.merged')}>
            {merged.map((each) => (
              <span key={each}>#{each} </span>
            ))}
          </Fact>
        )}
        {parted.length > 0 && (
          <Fact name={t('campaign.parted')}>
            {parted.map(({ id, from, into }) => (
              <span key={id}>
                <CampaignLink number={from === campaign.number ? into : from} />{' '}
              </span>
            ))}
          </Fact>
        )}
      </SimpleGrid>
    </Paper>
  );
}

export function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0} className="break">
        {children}
      </Text>
    </div>
  );
}
