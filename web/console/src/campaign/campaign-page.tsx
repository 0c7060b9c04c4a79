import { Button, Tabs } from '@mantine/core';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../app/keys.tsx';
import { useLiveQueries } from '../app/live-queries.ts';
import { Failed, Waiting } from '../app/states.tsx';
import { PermittedButton } from '../parts/permitted-button.tsx';
import { sayType } from '../parts/say.ts';
import { Screen } from '../parts/screen.tsx';
import { MergeDialog } from './arrange/merge-dialog.tsx';
import { CAMPAIGN_TABS, type CampaignTab } from './campaign-search.ts';
import { Changes } from './changes.tsx';
import { ReportsTab } from './reports-tab.tsx';
import { ScriptsTab } from './scripts-tab.tsx';
import { Summary } from './summary.tsx';
import { useCampaign, type CampaignDetail } from './use-campaign.ts';

const GraphTab = lazy(async () => ({ default: (await import('./graph/graph-tab.tsx')).GraphTab }));

export function CampaignPage(): ReactNode {
  const number = Number(useParams({ from: '/inside/campaigns/$number' }).number);
  useLiveQueries('campaigns alerts', 'campaign');
  const campaign = useCampaign(number);
  if (campaign.isPending) return <Waiting />;
  if (campaign.isError) return <Failed error={campaign.error} again={() => void campaign.refetch()} />;
  return <OneCampaign key={campaign.data.number} campaign={campaign.data} />;
}

function OneCampaign({ campaign }: { campaign: CampaignDetail }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/inside/campaigns/$number' });
  const [isMerging, setIsMerging] = useState(false);
  const { number, may } = campaign;
  const tab = search.tab ?? 'summary';
  const open = (chosen: CampaignTab): void =>
    void navigate({ to: '/campaigns/$number', params: { number: String(number) }, search: chosen === 'summary' ? {} : { tab: chosen } });
  useKeys('screens.campaigns', [
    ...CAMPAIGN_TABS.map((each, at) => ({ keys: [String(at + 1)], what: `campaign.tab.${each}`, run: () => open(each) })),
    { keys: ['m'], what: 'keys.merge', run: () => may.merge.allowed && setIsMerging(true) },
    { keys: ['p'], what: 'keys.sheet', run: () => void navigate({ to: '/campaigns/$number/sheet', params: { number: String(number) } }) },
  ]);
  return (
    <Screen
      title={t('campaign.title', { number, type: sayType(campaign.type) })}
      actions={
        <>
          <PermittedButton may={may.merge} onPress={() => setIsMerging(true)} variant="default" shortcut="M">
            {t('arrange.merge')}
          </PermittedButton>
          <PermittedButton may={may.warn} onPress={() => void navigate({ to: '/alerts/new', search: { campaign: number } })}>
            {t('alerts.write')}
          </PermittedButton>
          <Button variant="default" renderRoot={(props) => <Link {...props} to="/campaigns/$number/sheet" params={{ number: String(number) }} />}>
            {t('sheet.open')}
          </Button>
        </>
      }
    >
      <Tabs value={tab} onChange={(value) => open(CAMPAIGN_TABS.find((each) => each === value) ?? 'summary')} keepMounted={false}>
        <Tabs.List mb="md">
          {CAMPAIGN_TABS.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`campaign.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="summary">
          <Summary campaign={campaign} />
        </Tabs.Panel>
        <Tabs.Panel value="scripts">
          <ScriptsTab number={number} />
        </Tabs.Panel>
        <Tabs.Panel value="graph">
          <Suspense fallback={<Waiting />}>
            <GraphTab campaign={campaign} />
          </Suspense>
        </Tabs.Panel>
        <Tabs.Panel value="reports">
          <ReportsTab campaign={campaign} />
        </Tabs.Panel>
        <Tabs.Panel value="changes">
          <Changes campaign={campaign} />
        </Tabs.Panel>
      </Tabs>
      {isMerging && <MergeDialog number={number} into={null} onClose={() => setIsMerging(false)} />}
    </Screen>
  );
}
