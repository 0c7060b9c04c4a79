import { Alert, Text } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed, Waiting } from '../../app/states.tsx';
import { sayDone } from '../../parts/notify.tsx';
import { Screen } from '../../parts/screen.tsx';
import { useAlert, useAlertStep, type AlertDetail } from '../use-alerts.ts';
import { Editor } from './editor.tsx';

export function EditAlertPage(): ReactNode {
  const { id } = useParams({ from: '/inside/alerts/$id/edit' });
  const alert = useAlert(id);
  if (alert.isPending) return <Waiting />;
  if (alert.isError) return <Failed error={alert.error} again={() => void alert.refetch()} />;
  return <EditOne key={id} latest={alert.data} />;
}

function EditOne({ latest }: { latest: AlertDetail }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  // One goes on writing on what one began with; a newer version is told when it is saved, and taken by a button.
  const [alert, setAlert] = useState(latest);
  const isPublished = alert.published_at !== null;
  const step = isPublished ? 'correct' : 'edit';
  const write = useAlertStep(alert.id);
  const back = (): void => void navigate({ to: '/alerts/$id', params: { id: alert.id } });
  const may = alert.may[step];
  if (!may.allowed)
    return (
      <Screen title={t(`alerts.step.${step}`)}>
        <Alert color="orange">
          <Text>{t(`may_not.${may.why}`)}</Text>
        </Alert>
      </Screen>
    );
  return (
    <Screen title={t(`alerts.${step}_title`)}>
      {isPublished && (
        <Alert mb="md" color="blue">
          {t('alerts.correct_leads')}
        </Alert>
      )}
      <Editor
        key={alert.version}
        name={`${alert.id} ${alert.version}`}
        start={alert.content}
        alert={{ id: alert.id, isPublished }}
        save={async (content) => {
          await write.mutateAsync({ step, body: { seen_version: alert.version, content } });
          sayDone(t(`alerts.done.${step}`));
          back();
        }}
        saveLabel={t('alerts.save')}
        reload={() => setAlert(latest)}
        leave={back}
      />
    </Screen>
  );
}
