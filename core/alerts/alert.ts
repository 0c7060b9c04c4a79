// A warning to subscribers: one structured object in three languages, proposed by a detector or drafted by an officer, and never sent
// before two officers who did not write it have approved exactly this content.

import { createHash } from 'node:crypto';
import { canonicalJson } from '#core/audit/canonical-json.ts';
import type { NotCounted } from '#core/clustering/independent-reporters.ts';
import type { Region } from '#core/taxonomy/regions.ts';
import type { Language, ScamType } from '#core/taxonomy/taxonomy.ts';
import type { AlarmDetector, AlertGrade, AlertState, AlertStepName } from './alert-words.ts';

export { APPROVALS_NEEDED, type AlertGrade, type AlertState } from './alert-words.ts';

/** Days until an alert of that grade expires, unless set otherwise. */
export const VALID_DAYS = { notice: 14, caution: 14, warning: 14, danger: 7 } as const satisfies Record<AlertGrade, number>;

export interface AlertText {
  headline: string;
  what_happens: string;
  what_to_do: string;
}

export interface AlertContent {
  type: ScamType;
  grade: AlertGrade;
  /** ISO 3166-1 alpha-2; empty: everywhere. */
  countries: string[];
  /** ISO 3166-2, each of one of the countries; of a country of which none is named: everywhere in it. Absent or empty: the whole of the countries. */
  regions?: Region[];
  /** ISO 8601. */
  valid_until: string;
  /** ISO 8601: when its first version is published; absent, as soon as it is approved. */
  send_at?: string | undefined;
  /** A rehearsal, for those alone who take part: from its first draft to its end, or never. */
  exercise?: true | undefined;
  texts: Record<Language, AlertText>;
}

/** Why it was proposed; for officers, without personal data. The numbers are the strongest of all its alarms, the detector that of the first. */
export interface AlertEvidence {
  detector: AlarmDetector | 'officer';
  campaign?: number;
  /** The series that rises most beyond what it explains: `PHISH/KR`. */
  series?: string;
  /** Days over which `count` was counted. */
  window_days?: number;
  /** Reports that count: one a reporter and day, rings as one. */
  count?: number;
  expected?: number;
  p?: number;
  reports?: number;
  /** Different accounts, fresh ones included. */
  reporters?: number;
  independent_reporters?: number;
  /** The other accounts, by the reason for which they do not count. */
  not_counted?: Partial<Record<NotCounted, number>>;
  /** ISO 8601. */
  first_report_at?: string;
}

/** `return`: at its time it was no longer fit to be sent. */
export type AlertAction = AlertStepName | 'schedule' | 'publish' | 'return' | 'expire';

/** `correct` makes a new version of a published alert; it is sent once that version has its own approvals. */
export const ALERT_TRANSITIONS = {
  proposed: { edit: 'draft', approve: 'proposed', schedule: 'scheduled', publish: 'published', dismiss: 'dismissed' },
  draft: { edit: 'draft', approve: 'draft', schedule: 'scheduled', publish: 'published', dismiss: 'dismissed' },
  scheduled: { edit: 'draft', approve: 'scheduled', publish: 'published', return: 'draft', dismiss: 'dismissed' },
  published: {
    correct: 'published',
    approve: 'published',
    publish: 'published',
    pause: 'published',
    resume: 'published',
    pace: 'published',
    withdraw: 'withdrawn',
    all_clear: 'withdrawn',
    expire: 'expired',
  },
  withdrawn: {},
  expired: {},
  dismissed: {},
} as const satisfies Record<AlertState, Partial<Record<AlertAction, AlertState>>>;

/** null: not possible from here. */
export function nextAlertState(state: AlertState, action: AlertAction): AlertState | null {
  const possible: Partial<Record<AlertAction, AlertState>> = ALERT_TRANSITIONS[state];
  return possible[action] ?? null;
}

/** When its first version goes out if it is approved now. */
export function sendingTime({ send_at }: Pick<AlertContent, 'send_at'>, now: Date): Date {
  return send_at === undefined ? now : new Date(Math.max(now.getTime(), Date.parse(send_at)));
}

/** SHA-256 (hex) of the content with keys in order: what approvers approve and what is sent. */
export function contentHash(content: AlertContent): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
