// One campaign on paper: what it is, whom it reached, what it says, what was done. Opened as the scripts are, so it is in the audit trail.

import { Button, Stack, Text, Title } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed, Waiting } from '../app/states.tsx';
import { sayLanguage, sayTime, sayType, word } from '../parts/say.ts';
import { Screen } from '../parts/screen.tsx';
import { useMe } from '../app/session.ts';
import { Headline } from './headline.tsx';
import { Places } from './places.tsx';
import { Timeline } from './timeline.tsx';
import { useCampaign, useContents } from './use-campaign.ts';
import { Warned } from './warned.tsx';

export function SheetPage(): ReactNode {
  const { t } = useTranslation();
  const number = Number(useParams({ from: '/inside/campaigns/$number/sheet' }).number);
  const campaign = useCampaign(number);
  const contents = useContents(number, true);
  const me = useMe();
  if (campaign.isPending || contents.isPending) return <Waiting />;
  if (campaign.isError) return <Failed error={campaign.error} again={() => void campaign.refetch()} />;
  return (
    <Screen
      title={t('campaign.title', { number: campaign.data.number, type: sayType(campaign.data.type) })}
      actions={
        <>
          <Button onClick={() => window.print()}>{t('sheet.print')}</Button>
          <Button variant="default" renderRoot={(props) => <Link {...props} to="/campaigns/$number" params={{ number: String(number) }} />}>
            {t('sheet.back')}
          </Button>
        </>
      }
    >
      <Stack>
        <Text size="sm">{t('sheet.made', { name: me?.name ?? '', at: sayTime(new Date().toISOString()) })}</Text>
        <Headline campaign={campaign.data} />
        <Places campaign={campaign.data} />
        <Warned number={campaign.data.number} />
        <Title order={2} size="h5">
          {t('campaign.tab.scripts')}
        </Title>
        {contents.data?.scripts.map(({ template, text, language, reports }) => (
          <section key={template}>
            <Text size="sm" c="dimmed">
              {sayLanguage(language)} · {t('scripts.reports', { count: reports })}
            </Text>
            <pre className="script">{text ?? t('scripts.erased')}</pre>
          </section>
        ))}
        <Title order={2} size="h5">
          {t('scripts.indicators')}
        </Title>
        <ul>
          {contents.data?.indicators.map(({ id, kind, value, reports }) => (
            <li key={id} className="break">
              {word(`kinds.${kind}`, kind)}: <span className="mono">{value ?? t('scripts.erased')}</span> · {t('scripts.reports', { count: reports })}
            </li>
          ))}
        </ul>
        <Timeline number={campaign.data.number} />
        <Text size="sm">{t('sheet.confidential')}</Text>
      </Stack>
    </Screen>
  );
}
