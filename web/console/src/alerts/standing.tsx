import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { APPROVALS_NEEDED } from '../../../../core/alerts/alert-words.ts';
import { sayTime } from '../parts/say.ts';
import type { AlertItem } from './use-alerts.ts';

/** Where it stands, and how many approvals its newest version has. */
export function Standing({
  alert,
}: {
  alert: Pick<AlertItem, 'state' | 'all_clear' | 'scheduled_for' | 'content' | 'approvals' | 'version' | 'published_version'>;
}): ReactNode {
  const { t } = useTranslation();
  const { state, all_clear, scheduled_for, content, approvals, version, published_version } = alert;
  const isWaiting = state === 'proposed' || state === 'draft' || (state === 'published' && version !== published_version);
  return (
    <>
      {t(`alert_state.${all_clear ? 'all_clear' : state}`)}
      {content.exercise === true && <div>{t('alerts.exercise')}</div>}
      {scheduled_for !== null && <div>{sayTime(scheduled_for)}</div>}
      {isWaiting && <div>{t(state === 'published' ? 'alerts.correction_approvals' : 'alerts.approvals', { given: approvals, needed: APPROVALS_NEEDED })}</div>}
    </>
  );
}
