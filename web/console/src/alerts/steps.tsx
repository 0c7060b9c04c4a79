// What may be done with a warning now, by the server's own answer; what cannot be taken back is asked once, with what it leads to.

import { useNavigate } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../app/keys.tsx';
import { sayProblem } from '../app/say-problem.ts';
import { sayDone } from '../parts/notify.tsx';
import { PermittedButton } from '../parts/permitted-button.tsx';
import { ApproveDialog } from './approve-dialog.tsx';
import { EndDialog } from './end-dialog.tsx';
import { PaceDialog } from './pace-dialog.tsx';
import { useAlertStep, type AlertDetail } from './use-alerts.ts';

type Dialog = 'approve' | 'dismiss' | 'withdraw' | 'all_clear' | 'pace';

export function Steps({ alert }: { alert: AlertDetail }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  // What was on the screen when it was opened, whatever happens meanwhile.
  const [open, setOpen] = useState<{ dialog: Dialog; alert: AlertDetail } | null>(null);
  const { may, published_at } = alert;
  const isPublished = published_at !== null;
  const write = isPublished ? 'correct' : 'edit';
  const end = isPublished ? 'withdraw' : 'dismiss';
  const show = (dialog: Dialog): void => setOpen({ dialog, alert });
  const edit = (): void => void navigate({ to: '/alerts/$id/edit', params: { id: alert.id } });
  useKeys('alerts.one', [
    { keys: ['a'], what: 'alerts.step.approve', run: () => may.approve.allowed && show('approve') },
    { keys: ['e'], what: `alerts.step.${write}`, run: () => may[write].allowed && edit() },
  ]);
  return (
    <>
      <PermittedButton may={may[end]} onPress={() => show(end)} variant="default">
        {t(`alerts.step.${end}`)}
      </PermittedButton>
      {isPublished && (
        <PermittedButton may={may.all_clear} onPress={() => show('all_clear')} variant="default">
          {t('alerts.step.all_clear')}
        </PermittedButton>
      )}
      {isPublished && <Hold alert={alert} />}
      {isPublished && (
        <PermittedButton may={may.pace} onPress={() => show('pace')} variant="default">
          {t('alerts.step.pace')}
        </PermittedButton>
      )}
      <PermittedButton may={may[write]} onPress={edit} variant="default" shortcut="E">
        {t(`alerts.step.${write}`)}
      </PermittedButton>
      <PermittedButton may={may.approve} onPress={() => show('approve')} shortcut="A">
        {t('alerts.step.approve')}
      </PermittedButton>
      {open?.dialog === 'pace' && <PaceDialog alert={open.alert} onClose={() => setOpen(null)} />}
      {open?.dialog === 'approve' && <ApproveDialog alert={open.alert} onClose={() => setOpen(null)} />}
      {open !== null && open.dialog !== 'approve' && open.dialog !== 'pace' && (
        <EndDialog alert={open.alert} step={open.dialog} onClose={() => setOpen(null)} />
      )}
    </>
  );
}

/** Holds the sending, or goes on with it: at once, because either can be undone by the other. */
function Hold({ alert }: { alert: AlertDetail }): ReactNode {
  const { t } = useTranslation();
  const call = useAlertStep(alert.id);
  const step = alert.paused_at === null ? 'pause' : 'resume';
  const press = (): void => call.mutate({ step }, { onSuccess: () => sayDone(t(`alerts.done.${step}`)), onError: sayProblem });
  return (
    <PermittedButton may={alert.may[step]} onPress={press} variant="default" loading={call.isPending}>
      {t(`alerts.step.${step}`)}
    </PermittedButton>
  );
}
