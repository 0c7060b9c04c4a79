// The words of a warning's life that the API's schemas share; free of anything a browser does not have.

/** Notice, caution, warning, danger (관심/주의/경고/위험). */
export const ALERT_GRADES = ['notice', 'caution', 'warning', 'danger'] as const;
export type AlertGrade = (typeof ALERT_GRADES)[number];

export const ALERT_STATES = ['proposed', 'draft', 'published', 'withdrawn', 'expired', 'dismissed'] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export const WITHDRAWAL_REASONS = ['wrong', 'outdated', 'innocent_party', 'appeal', 'superseded', 'other'] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

export const DISMISSAL_REASONS = ['not_a_scam', 'too_little', 'already_known', 'duplicate', 'other'] as const;
export type DismissalReason = (typeof DISMISSAL_REASONS)[number];

/** Characters of one field: with headline and hotlines it stays one Telegram message (4,096) in every language. */
export const TEXT_LIMIT = 900;

/** What looks for scams to warn of: a series that rises, an entity or a campaign that several people tell of, a script that no known type fits. */
export const ALARM_DETECTORS = ['surge', 'velocity', 'campaign', 'novel'] as const;
export type AlarmDetector = (typeof ALARM_DETECTORS)[number];
