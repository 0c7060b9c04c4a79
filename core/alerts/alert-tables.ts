// Tables of alarms and of the warnings that come of them; part of core/database.ts.

import type { Generated, JSONColumnType } from 'kysely';
import type { AlarmDetector } from '#core/alerts/alert-words.ts';
import type { AlertContent, AlertEvidence, AlertState } from '#core/alerts/alert.ts';

export interface AlertTables {
  alarms: AlarmsTable;
  alerts: AlertsTable;
  alert_versions: { alert_id: string; version: number; content: JSONColumnType<AlertContent>; content_hash: string; author: string; created_at: Date };
  alert_approvals: { alert_id: string; version: number; approver: string; content_hash: string; approved_at: Date };
}

interface AlarmsTable {
  id: Generated<number>;
  detector: AlarmDetector;
  /** Series, campaign id, or an entity's keyed hash in hex. */
  subject: string;
  /** `YYYY-MM-DD`, UTC; pg hands out dates as local midnight: select it as text. */
  day: string;
  type: string;
  countries: string[];
  campaign_ids: string[];
  entities: Buffer[];
  window_days: number;
  count: number;
  expected: number | null;
  p: number | null;
  reports: number;
  reporters: number;
  independent_reporters: number;
  first_report_at: Date;
  alert_id: string;
  raised_at: Date;
  updated_at: Date;
}

interface AlertsTable {
  id: string;
  code: string;
  state: AlertState;
  proposal_key: string | null;
  campaign_id: string | null;
  evidence: JSONColumnType<AlertEvidence>;
  current_version: number;
  published_version: number | null;
  published_at: Date | null;
  expires_at: Date | null;
  /** Set with each publication or withdrawal, null once everybody concerned has been told. */
  delivery_due_since: Date | null;
  /** The same for partners' webhooks: null once it is entered for each. */
  webhooks_due_since: Date | null;
  /** When the first subscriber got it. */
  first_sent_at: Date | null;
  /** Held up by an officer, with the version that was on its way then. */
  paused_at: Date | null;
  paused_version: number | null;
  /** In the state `scheduled` alone. */
  scheduled_for: Date | null;
  /** A rehearsal, from its first draft on. */
  exercise: Generated<boolean>;
  /** Withdrawn because it was over, not because it was wrong. */
  all_clear: Generated<boolean>;
  /** Slowed down by an officer: messages a second to whom it is new, and when the next may be taken. */
  pace: Generated<number | null>;
  pace_free_at: Generated<Date | null>;
  /** Withdrawn or expired. */
  ended_at: Date | null;
  created_at: Date;
}
