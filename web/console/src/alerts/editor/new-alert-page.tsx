import { Alert, List, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { alertNow } from '../../../../../api/contract/alert-answers.ts';
import { post, type Answer } from '../../app/api.ts';
import { Failed, Waiting } from '../../app/states.tsx';
import { WarningLink } from '../../parts/links.tsx';
import { sayDone } from '../../parts/notify.tsx';
import { Screen } from '../../parts/screen.tsx';
import { headlineOf } from '../say-alert.ts';
import { startOfAlert, useReloadAlerts, type AlertContent, type AlertStart } from '../use-alerts.ts';
import { Editor } from './editor.tsx';

export function NewAlertPage(): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { campaign } = useSearch({ from: '/inside/alerts/new' });
  const start = useQuery({
    queryKey: ['alert-start', campaign ?? null],
    queryFn: () => startOfAlert(campaign === undefined ? {} : { campaign }),
    // It must not change under what is being written.
    staleTime: Infinity,
    gcTime: 0,
  });
  const reload = useReloadAlerts();
  const draft = useMutation({
    meta: { told: true },
    mutationFn: (content: AlertContent) => post<Answer<typeof alertNow>>('/alerts', { content, ...(campaign !== undefined && { campaign }) }),
    onSuccess: async ({ id }) => {
      sayDone(t('alerts.done.draft'));
      await reload();
      await navigate({ to: '/alerts/$id', params: { id } });
    },
  });
  if (start.isPending) return <Waiting />;
  if (start.isError) return <Failed error={start.error} again={() => void start.refetch()} />;
  return (
    <Screen title={campaign === undefined ? t('alerts.write') : t('alerts.write_about', { campaign })}>
      <OpenOnes open={start.data.open} />
      <Editor
        name={`new ${campaign ?? ''}`}
        start={start.data.content}
        save={(content) => draft.mutateAsync(content)}
        saveLabel={t('alerts.save')}
        reload={() => void start.refetch()}
        leave={() => window.history.back()}
      />
    </Screen>
  );
}

/** So that nobody writes twice about the same. */
function OpenOnes({ open }: { open: AlertStart['open'] }): ReactNode {
  const { t } = useTranslation();
  if (open.length === 0) return null;
  return (
    <Alert color="orange" title={t('alerts.open_ones')} mb="md">
      <List size="sm">
        {open.map((alert) => (
          <List.Item key={alert.id}>
            <WarningLink id={alert.id}>{headlineOf(alert, t('alerts.no_headline'))}</WarningLink>{' '}
            <Text span size="sm">
              {t(`alert_state.${alert.state}`)}
            </Text>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
