// The reports in it, and taking some of them out.

import { Button, Checkbox, Group } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty, Failed, Waiting } from '../app/states.tsx';
import { CsvLink } from '../parts/csv-link.tsx';
import { ReportLink } from '../parts/links.tsx';
import { PermittedButton, type Permission } from '../parts/permitted-button.tsx';
import { sayCountry, sayLanguage, sayType, word } from '../parts/say.ts';
import { DataTable } from '../parts/table.tsx';
import { Time } from '../parts/time.tsx';
import { SplitDialog } from './arrange/split-dialog.tsx';
import { useCampaignReports, type CampaignDetail } from './use-campaign.ts';

export function ReportsTab({ campaign }: { campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation();
  const reports = useCampaignReports(campaign.number);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [taking, setTaking] = useState<'split' | 'detach' | null>(null);
  const { may } = campaign;
  const items = reports.data?.pages.flatMap((page) => page.items) ?? [];
  const all = Math.max(campaign.items.length, campaign.reports);
  const toggle = (reference: string): void =>
    setChosen((before) => new Set(before.has(reference) ? [...before].filter((each) => each !== reference) : [...before, reference]));
  const when = (permission: Permission, fits: boolean, why: string): Permission => (permission.allowed && !fits ? { allowed: false, why } : permission);
  if (reports.isPending) return <Waiting />;
  if (reports.isError) return <Failed error={reports.error} again={() => void reports.refetch()} />;
  if (items.length === 0) return <Empty title={t('campaign.no_reports')} />;
  return (
    <>
      <Group mb="sm" justify="space-between">
        <Group gap="xs">
          <PermittedButton may={when(may.split, chosen.size > 0 && chosen.size < all, 'choose_some')} onPress={() => setTaking('split')} variant="default">
            {t('arrange.split', { count: chosen.size })}
          </PermittedButton>
          <PermittedButton may={when(may.detach, chosen.size === 1, 'choose_one')} onPress={() => setTaking('detach')} variant="default">
            {t('arrange.detach')}
          </PermittedButton>
        </Group>
        <CsvLink
          table="reports"
          query={{ campaign: campaign.number, state: 'received,in_review,confirmed,rejected,duplicate' }}
          what={t('campaign.tab.reports')}
        />
      </Group>
      <DataTable
        name={t('campaign.tab.reports')}
        rows={items}
        rowKey={({ reference }) => reference}
        columns={[
          {
            key: 'choose',
            heading: t('arrange.choose'),
            cell: ({ reference }) => (
              <Checkbox
                aria-label={t('arrange.choose_report', { reference })}
                checked={chosen.has(reference)}
                onChange={() => toggle(reference)}
                disabled={!may.split.allowed}
              />
            ),
          },
          { key: 'reference', heading: t('csv.reference'), cell: ({ reference }) => <ReportLink reference={reference} /> },
          { key: 'received', heading: t('csv.received_at'), cell: ({ received_at }) => <Time at={received_at} /> },
          { key: 'state', heading: t('csv.state'), cell: ({ state }) => word(`states.${state}`, state) },
          { key: 'type', heading: t('csv.type'), cell: ({ type }) => sayType(type) },
          { key: 'where', heading: t('campaigns.column.where'), cell: ({ country, language }) => `${sayCountry(country)}, ${sayLanguage(language)}` },
          { key: 'lost', heading: t('csv.lost'), cell: ({ loss_state }) => word(`loss.${loss_state}`, loss_state) },
        ]}
      />
      {reports.hasNextPage && (
        <Button mt="md" variant="default" loading={reports.isFetchingNextPage} onClick={() => void reports.fetchNextPage()}>
          {t('more')}
        </Button>
      )}
      {taking !== null && (
        <SplitDialog
          campaign={campaign}
          reports={[...chosen]}
          kind={taking}
          onClose={(done) => {
            setTaking(null);
            if (done) setChosen(new Set());
          }}
        />
      )}
    </>
  );
}
