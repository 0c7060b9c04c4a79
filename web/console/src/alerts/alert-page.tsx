// One warning: what it says in three languages, why it was proposed, what keeps it from being approved, who would get it, and who has it.

import { Alert, SimpleGrid, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveQueries } from '../app/live-queries.ts';
import { useMay } from '../app/session.ts';
import { Failed, Waiting } from '../app/states.tsx';
import { sayDuration } from '../parts/say.ts';
import { Screen } from '../parts/screen.tsx';
import { headlineOf } from './say-alert.ts';
import { About } from './about.tsx';
import { Audience } from './audience.tsx';
import { Delivery } from './delivery.tsx';
import { Faults } from './faults.tsx';
import { Preview } from './preview.tsx';
import { AlertResponse } from './response.tsx';
import { Steps } from './steps.tsx';
import { Texts } from './texts.tsx';
import { useAlert, useAlertCheck, type AlertDetail } from './use-alerts.ts';
import { Versions } from './versions.tsx';

/** Without a report. */
const QUIET_DAYS = 7;

export function AlertPage(): ReactNode {
  const { id } = useParams({ from: '/inside/alerts/$id' });
  useLiveQueries('alerts deliveries', 'alert');
  const alert = useAlert(id);
  if (alert.isPending) return <Waiting />;
  if (alert.isError) return <Failed error={alert.error} again={() => void alert.refetch()} />;
  return <OneAlert key={id} alert={alert.data} />;
}

function OneAlert({ alert }: { alert: AlertDetail }): ReactNode {
  const { t } = useTranslation();
  const isOver = alert.may.edit.allowed === false && alert.may.edit.why === 'over';
  const isWaiting = !isOver && alert.version !== alert.published_version;
  return (
    <Screen title={headlineOf(alert, t('alerts.no_headline'))} actions={<Steps alert={alert} />}>
      <Stack>
        <CorrectionWaits alert={alert} />
        <Quiet alert={alert} />
        {isWaiting && alert.faults.length > 0 && <Faults faults={alert.faults} />}
        <About alert={alert} />
        {alert.published_at !== null && <Delivery alert={alert} />}
        {alert.published_at !== null && <AlertResponse id={alert.id} />}
        <Texts alert={alert} />
        {isWaiting && <Outlook alert={alert} />}
        <Versions alert={alert} />
      </Stack>
    </Screen>
  );
}

/** Subscribers keep what was published until the correction has its own approvals. */
function CorrectionWaits({ alert: { state, version, published_version } }: { alert: AlertDetail }): ReactNode {
  const { t } = useTranslation();
  if (state !== 'published' || version === published_version) return null;
  return (
    <Alert color="orange" title={t('alerts.correction_waits')}>
      <Text size="sm">{t('alerts.correction_waits_text', { version, published: published_version })}</Text>
    </Alert>
  );
}

/** A scam that is no longer told of may be over, and so may its warning. */
function Quiet({ alert: { state, may, last_report_at } }: { alert: AlertDetail }): ReactNode {
  const { t } = useTranslation();
  const seconds = last_report_at === null ? 0 : (Date.now() - Date.parse(last_report_at)) / 1_000;
  if (state !== 'published' || !may.all_clear.allowed || seconds < QUIET_DAYS * 86_400) return null;
  return (
    <Alert color="green" title={t('alerts.quiet')}>
      <Text size="sm">{t('alerts.quiet_text', { time: sayDuration(seconds) })}</Text>
    </Alert>
  );
}

/** Who would get the version that waits, and how it would look. */
function Outlook({ alert }: { alert: AlertDetail }): ReactNode {
  const mayWrite = useMay('alert.edit');
  const check = useAlertCheck(alert.content, { alert: alert.id, enabled: mayWrite });
  if (!mayWrite) return null;
  if (check.isPending) return <Waiting />;
  if (check.isError) return <Failed error={check.error} again={() => void check.refetch()} />;
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }}>
      <Audience audience={check.data.audience} isPublished={alert.published_at !== null} />
      <Preview shown={check.data.shown} />
    </SimpleGrid>
  );
}
