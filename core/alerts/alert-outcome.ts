// What became of something an officer did with a warning. Expected outcomes are answers, not errors.

import type { CoreContext } from '#core/context.ts';
import type { AlertRefusal } from './alert-words.ts';
import type { AlertFault } from './check-alert.ts';
import type { AlertNow } from './alert-store.ts';

export type AlertConflict =
  /** Published, withdrawn, expired or dismissed meanwhile. */
  | 'not_possible_now'
  /** There is a newer version, or the content is not the one that was shown. */
  | 'changed_since'
  /** Authors do not approve their own version. */
  | 'own_work'
  /** The newest version is published already. */
  | 'nothing_to_approve'
  /** There is nothing to pause: everybody has it. */
  | 'delivered';

export type AlertOutcome =
  | { kind: 'done'; alert: AlertNow }
  /** The same was done before: nothing happened now. */
  | { kind: 'unchanged'; alert: AlertNow }
  | { kind: 'not_found' }
  | { kind: 'conflict'; reason: AlertConflict; alert: AlertNow }
  | { kind: 'faulty'; faults: AlertFault[]; alert: AlertNow };

/** What comes of a step that may-alert.ts refuses: of the same done before, nothing. */
export function refused(why: Exclude<AlertRefusal, 'faulty'>, alert: AlertNow): AlertOutcome {
  switch (why) {
    case 'approved_already':
    case 'paused_already':
    case 'not_paused':
      return { kind: 'unchanged', alert };
    case 'nothing_to_approve':
    case 'own_work':
    case 'delivered':
      return { kind: 'conflict', reason: why, alert };
    case 'over':
    case 'not_published':
    case 'published_already':
    case 'not_your_role':
      return { kind: 'conflict', reason: 'not_possible_now', alert };
    default:
      return why satisfies never;
  }
}

/** @param action past tense, as in the audit trail. */
export function alertEvent({ telemetry }: Pick<CoreContext, 'telemetry'>, action: string, alert: { id: string }): void {
  telemetry.record('alert_changed', { outcome: action }, { alert_id: alert.id });
}

/** Seconds from the first report of the evidence to the first publication: what Jaga is measured by, up to delivery. */
export function alertPublished({ telemetry, clock }: Pick<CoreContext, 'telemetry' | 'clock'>, alert: AlertNow): void {
  telemetry.record('alert_published', {}, { alert_id: alert.id, version: alert.version });
  const first = Date.parse(alert.evidence.first_report_at ?? '');
  if (Number.isFinite(first)) telemetry.observe('jaga_first_report_to_published_seconds', (clock.now().getTime() - first) / 1_000);
}
