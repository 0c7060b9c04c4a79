// The words of a warning's life that the API's schemas share; free of anything a browser does not have.

/** Notice, caution, warning, danger (관심/주의/경고/위험). */
export const ALERT_GRADES = ['notice', 'caution', 'warning', 'danger'] as const;
export type AlertGrade = (typeof ALERT_GRADES)[number];

export const ALERT_STATES = ['proposed', 'draft', 'scheduled', 'published', 'withdrawn', 'expired', 'dismissed'] as const;
export type AlertState = (typeof ALERT_STATES)[number];
/** Somebody is being warned, or is to be: no second one about the same. */
export const OPEN_ALERT_STATES = ['proposed', 'draft', 'scheduled', 'published'] as const satisfies readonly AlertState[];

/** Approvals by different people needed before anything is sent; the author's own does not count. */
export const APPROVALS_NEEDED = 2;

/** What an officer may do with one. */
export const ALERT_STEPS = ['edit', 'correct', 'approve', 'dismiss', 'withdraw', 'all_clear', 'pause', 'resume', 'pace'] as const;
export type AlertStepName = (typeof ALERT_STEPS)[number];

/** Messages a second: what Telegram sends at most, too. */
export const FASTEST_PACE = 1_000;

/** Why not, the one that outlasts the others first. */
export const ALERT_REFUSALS = [
  'not_your_role',
  /** Withdrawn, expired or dismissed. */
  'over',
  'not_published',
  'published_already',
  /** The newest version is on the subscribers' screens, or on its way there. */
  'nothing_to_approve',
  /** Authors do not approve their own version. */
  'own_work',
  'approved_already',
  'faulty',
  'paused_already',
  'not_paused',
  /** Everybody has it. */
  'delivered',
] as const;
export type AlertRefusal = (typeof ALERT_REFUSALS)[number];

export const WITHDRAWAL_REASONS = ['wrong', 'outdated', 'innocent_party', 'appeal', 'superseded', 'other'] as const;
export type WithdrawalReason = (typeof WITHDRAWAL_REASONS)[number];

export const DISMISSAL_REASONS = ['not_a_scam', 'too_little', 'already_known', 'duplicate', 'other'] as const;
export type DismissalReason = (typeof DISMISSAL_REASONS)[number];

/** Characters of one field: with headline and hotlines it stays one Telegram message (4,096) in every language. */
export const TEXT_LIMIT = 900;

/** What looks for scams to warn of: a series that rises, an entity or a campaign that several people tell of, a script that no known type fits. */
export const ALARM_DETECTORS = ['surge', 'velocity', 'campaign', 'novel'] as const;
export type AlarmDetector = (typeof ALARM_DETECTORS)[number];
