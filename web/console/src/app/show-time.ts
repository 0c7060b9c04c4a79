// Times in the officer's zone: as they chose on the account page, else the computer's.

import { useTranslation } from 'react-i18next';
import { useMe } from './session.ts';

export function useShowTime(): (instant: string) => string {
  const { i18n } = useTranslation();
  const timeZone = useMe()?.time_zone ?? undefined;
  const format = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short', ...(timeZone !== undefined && { timeZone }) });
  return (instant) => format.format(new Date(instant));
}
