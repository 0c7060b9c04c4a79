// The numbers before and after, side by side.

import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sayCountry, sayLanguage, sayNumber, sayTime } from '../../parts/say.ts';
import type { Preview } from '../use-campaign.ts';

type Numbers = Preview['before'][number];

export function PreviewTable({ preview: { before, after, moved } }: { preview: Preview }): ReactNode {
  const { t } = useTranslation();
  const name = ({ number }: Numbers): string => (number === null ? t('arrange.new_campaign') : `#${number}`);
  const lines: [string, (numbers: Numbers) => string][] = [
    ['reports', ({ reports }) => sayNumber(reports)],
    ['open_reports', ({ open_reports }) => sayNumber(open_reports)],
    ['independent_reporters', ({ independent_reporters }) => sayNumber(independent_reporters)],
    ['lost', ({ lost }) => sayNumber(lost)],
    ['alerts', ({ alerts }) => sayNumber(alerts)],
    ['countries', ({ countries }) => countries.map(sayCountry).join(', ') || '–'],
    ['languages', ({ languages }) => languages.map(sayLanguage).join(', ') || '–'],
    ['first_seen_at', ({ first_seen_at }) => (first_seen_at === null ? '–' : sayTime(first_seen_at))],
    ['last_seen_at', ({ last_seen_at }) => (last_seen_at === null ? '–' : sayTime(last_seen_at))],
  ];
  return (
    <div className="scrolls" tabIndex={0} role="region" aria-label={t('arrange.preview')}>
      <Table aria-label={t('arrange.preview')} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            <Table.Th scope="colgroup" colSpan={before.length}>
              {t('arrange.before')}
            </Table.Th>
            <Table.Th scope="colgroup" colSpan={after.length}>
              {t('arrange.after')}
            </Table.Th>
          </Table.Tr>
          <Table.Tr>
            <Table.Td />
            {before.map((each) => (
              <Table.Th scope="col" key={`before ${each.number ?? ''}`}>
                {name(each)}
              </Table.Th>
            ))}
            {after.map((each) => (
              <Table.Th scope="col" key={`after ${each.number ?? ''}`}>
                {name(each)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map(([line, say]) => (
            <Table.Tr key={line}>
              <Table.Th scope="row">{t(`csv.${line}`)}</Table.Th>
              {before.map((each) => (
                <Table.Td key={`before ${each.number ?? ''}`}>{say(each)}</Table.Td>
              ))}
              {after.map((each) => (
                <Table.Td key={`after ${each.number ?? ''}`} fw={700}>
                  {say(each)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" mt="xs">
        {t('arrange.moved', { count: moved })}
      </Text>
    </div>
  );
}
