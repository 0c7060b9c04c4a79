// What identifies the suspect's tools, each with what is known of it.

import { Badge, Group, Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Report } from '../use-report.ts';
import { CampaignLink } from '../../parts/links.tsx';
import { Ago } from '../../parts/time.tsx';
import { Panel } from './panel.tsx';

type Named = Report['indicators'][number];

export function IndicatorsPanel({ report }: { report: Report }): ReactNode {
  const { t } = useTranslation();
  return (
    <Panel title={t('report.indicators.title', { count: report.indicators.length })}>
      {report.indicators.length === 0 ? (
        <Text size="sm">{t('report.indicators.none')}</Text>
      ) : (
        <div className="report-scroll" role="region" tabIndex={0} aria-label={t('report.indicators.title', { count: report.indicators.length })}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('report.indicators.value')}</Table.Th>
                <Table.Th>{t('report.indicators.told')}</Table.Th>
                <Table.Th>{t('report.indicators.public')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {report.indicators.map((indicator) => (
                <IndicatorRow key={`${indicator.kind} ${indicator.value}`} {...indicator} />
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </Panel>
  );
}

function IndicatorRow({ kind, value, official, shared, lookalike, found_in: found, history }: Named): ReactNode {
  const { t } = useTranslation();
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="xs" c="dimmed">
          {t(`report.kinds.${kind}`)}
          {found !== undefined && ` · ${t(`report.indicators.found.${found.by}`, { number: found.evidence + 1 })}`}
        </Text>
        <Text size="sm" ff="monospace" className="report-value">
          {value}
        </Text>
        <Group gap={4}>
          {official === true && <Badge color="teal">{t('report.indicators.official')}</Badge>}
          {shared === true && <Badge color="gray">{t('report.indicators.shared')}</Badge>}
          {lookalike !== undefined && <Badge color="orange">{t('report.indicators.lookalike', { brand: lookalike })}</Badge>}
          {history.open_disputes > 0 && <Badge color="red">{t('report.indicators.disputed', { count: history.open_disputes })}</Badge>}
        </Group>
      </Table.Td>
      <Table.Td>
        <Text size="sm">{t('report.indicators.reports', { count: history.reports, people: history.independent_reporters })}</Text>
        {history.first_reported_at !== null && (
          <Text size="xs" c="dimmed">
            {t('report.indicators.since')} <Ago at={history.first_reported_at} />
          </Text>
        )}
        {history.campaigns.map((number) => (
          <Text key={number} size="xs" span mr={6} display="inline-block" lh="24px">
            <CampaignLink number={number}>{t('report.indicators.campaign', { number })}</CampaignLink>
          </Text>
        ))}
      </Table.Td>
      <Table.Td>
        <Text size="sm">{t(`report.levels.${history.level}`)}</Text>
        {history.level !== history.level_without_disputes && (
          <Text size="xs" c="dimmed">
            {t('report.indicators.without_disputes', { level: t(`report.levels.${history.level_without_disputes}`) })}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
