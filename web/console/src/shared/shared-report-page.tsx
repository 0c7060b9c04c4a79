// One shared report: of one's own what became of it, of a handover the copy as it was made. The words stay as they were told.

import { Button, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../app/api.ts';
import { useMe } from '../app/session.ts';
import { Failed, NotFound, Waiting } from '../app/states.tsx';
import { Fact } from '../campaign/headline.tsx';
import { sayTime, word } from '../parts/say.ts';
import { Screen } from '../parts/screen.tsx';
import { Time } from '../parts/time.tsx';
import { Campaign } from './campaign.tsx';
import { Handover } from './handover.tsx';
import { useSharedReport, type SharedReport } from './use-shared.ts';

export function SharedReportPage(): ReactNode {
  const { reference } = useParams({ from: '/inside/shared/$reference' });
  const shared = useSharedReport(reference);
  if (shared.isPending) return <Waiting />;
  if (shared.isError)
    return shared.error instanceof ApiProblem && shared.error.status === 404 ? (
      <NotFound />
    ) : (
      <Failed error={shared.error} again={() => void shared.refetch()} />
    );
  return <Sheet shared={shared.data} />;
}

function Sheet({ shared }: { shared: SharedReport }): ReactNode {
  const { t } = useTranslation();
  const me = useMe();
  return (
    <Screen title={shared.reference} actions={<Button onClick={() => window.print()}>{t('sheet.print')}</Button>}>
      <Stack>
        <Text size="sm" className="only-print">
          {t('sheet.made', { name: me?.name ?? '', at: sayTime(new Date().toISOString()) })}
        </Text>
        {shared.handover === null ? <Filed shared={shared} /> : <Handover shared={shared} handover={shared.handover} />}
        <Text size="sm">{t('sheet.confidential')}</Text>
      </Stack>
    </Screen>
  );
}

function Filed({ shared }: { shared: SharedReport }): ReactNode {
  const { t } = useTranslation();
  const { state, source_ref: sourceRef, shared_at: sharedAt, decided_at: decidedAt, repeats, type } = shared;
  return (
    <Paper withBorder p="md">
      <SimpleGrid component="dl" m={0} cols={{ base: 1, sm: 2 }}>
        <Fact name={t('shared.your_number')}>{sourceRef ?? '–'}</Fact>
        <Fact name={t('csv.state')}>{t(`shared.state.${state}`)}</Fact>
        <Fact name={t('shared.at.filed')}>
          <Time at={sharedAt} />
        </Fact>
        <Fact name={t('csv.decided_at')}>{decidedAt === null ? '–' : <Time at={decidedAt} />}</Fact>
        <Fact name={t('shared.outcome')}>{t(`shared.became.${state}`, { type: type === null ? '–' : word(`taxonomy:types.${type}.label`, type) })}</Fact>
        {repeats !== null && (
          <Fact name={t('shared.repeats')}>
            <span className="mono">{repeats}</span>
          </Fact>
        )}
        <Campaign campaign={shared.campaign} />
      </SimpleGrid>
    </Paper>
  );
}
