import { kept, readChoice, readNumber, readText } from '../app/read-search.ts';

/** `waiting`: whose newest version waits for approvals. */
export const SHOWN_ALERTS = ['waiting', 'published', 'over', 'all'] as const;
export type ShownAlerts = (typeof SHOWN_ALERTS)[number];

export function readAlertsSearch(search: Record<string, unknown>) {
  return kept({ show: readChoice(search, 'show', SHOWN_ALERTS), code: readText(search, 'code', /^[0-9A-Za-z -]{8,11}$/) });
}

/** Of which campaign a new warning tells. */
export function readNewAlertSearch(search: Record<string, unknown>) {
  return kept({ campaign: readNumber(search, 'campaign') });
}
