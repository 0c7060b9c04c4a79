// Every alarm is a proposal to officers, and alarms that belong together are one: a later one adds to the evidence of the alert that is there.
// Nothing here publishes or tells anybody else.

import { sql } from 'kysely';
import { alertEvent } from '#core/alerts/alert-outcome.ts';
import { findProposal, lockAlert, updateEvidence, type AlertNow } from '#core/alerts/alert-store.ts';
import type { AlertEvidence } from '#core/alerts/alert.ts';
import { OPEN_ALERT_STATES } from '#core/alerts/alert-words.ts';
import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import { insertProposal } from '#core/alerts/write-alert.ts';
import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import { findAlarm, findRelatedAlert, storeAlarm, type Alarm } from '#core/detection/alarm-store.ts';
import type { WeighedReporters } from '#core/clustering/independent-reporters.ts';
import type { CoreContext } from '#core/context.ts';
import { SYSTEM_ACTOR } from '#core/staff/staff.ts';
import { ADVISORY_LOCKS } from '#platform/advisory-locks.ts';
import type { Translator } from '#platform/i18n.ts';

export type AlarmOutcome =
  | { kind: 'proposed'; alertId: string }
  /** To the alert it belongs to. */
  | { kind: 'added'; alertId: string }
  /** Told a moment ago, or officers have said no to as much as this. */
  | { kind: 'kept_quiet'; alertId: string };

/** A busy campaign is not written anew with each of its reports. */
export const REFRESH_MS = 60_000;
/** What officers turned down is proposed again when twice as many independent people tell of it. */
const AGAIN_FROM = 2;

/** Idempotent by detector, subject and day. Fact when it makes a proposal: `alert_proposed {alert_id}`. */
export async function raiseAlarm(context: CoreContext, translator: Pick<Translator, 't'>, found: { alarm: Alarm; campaign?: number }): Promise<AlarmOutcome> {
  const { alarm } = found;
  const told = await findAlarm(context.db, alarm);
  if (told !== null && context.clock.now().getTime() - told.updated_at.getTime() < REFRESH_MS) return { kind: 'kept_quiet', alertId: told.alert_id };
  const { outcome, proposed } = await inTransaction(context, async (inside) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(ADVISORY_LOCKS.proposing)})`.execute(inside.db);
    return place(inside, translator, found);
  });
  if (proposed !== undefined) alertEvent(context, 'proposed', proposed);
  context.telemetry.record('alarm_raised', { outcome: outcome.kind, detector: alarm.detector }, { alert_id: outcome.alertId });
  return outcome;
}

interface Placed {
  outcome: AlarmOutcome;
  proposed?: AlertNow;
}

async function place(inside: CoreContext, translator: Pick<Translator, 't'>, found: { alarm: Alarm; campaign?: number }): Promise<Placed> {
  const { alarm } = found;
  const at = inside.clock.now();
  const evidence = evidenceOf(found);
  const known = await findAlarm(inside.db, alarm);
  const alertId = known?.alert_id ?? (await findRelatedAlert(inside.db, alarm, at))?.id;
  const alert = alertId === undefined ? null : await lockAlert(inside.db, alertId);
  if (alert !== null && isRefused(alert) && !hasGrown(alert, alarm)) {
    await storeAlarm(inside.db, alarm, { alertId: alert.id, at });
    return { outcome: { kind: 'kept_quiet', alertId: alert.id } };
  }
  if (alert !== null && isOpen(alert)) {
    await storeAlarm(inside.db, alarm, { alertId: alert.id, at });
    await updateEvidence(inside.db, alert.id, joined(alert.evidence, evidence));
    if (known === null) await tellAdded(inside, alert, alarm);
    return { outcome: { kind: 'added', alertId: alert.id } };
  }
  return propose(inside, translator, { alarm, evidence, isAgain: alert !== null });
}

async function propose(
  inside: CoreContext,
  translator: Pick<Translator, 't'>,
  { alarm, evidence, isAgain }: { alarm: Alarm; evidence: AlertEvidence; isAgain: boolean },
): Promise<Placed> {
  const at = inside.clock.now();
  const content = draftFromEvidence({ type: alarm.type, countries: alarm.countries, evidence, translator, now: at });
  const proposalKey = `${alarm.detector}/${alarm.subject}/${alarm.day}${isAgain ? `/${alarm.weighed.independent}` : ''}`;
  const campaignId = alarm.campaigns.length === 1 ? alarm.campaigns[0] : undefined;
  const proposed = await insertProposal(inside, { proposalKey, content, evidence, ...(campaignId !== undefined && { campaignId }) });
  const there = proposed ?? (await findProposal(inside.db, proposalKey));
  if (there === null) throw new Error('a proposal vanished between two statements');
  await storeAlarm(inside.db, alarm, { alertId: there.id, at });
  return proposed === null ? { outcome: { kind: 'kept_quiet', alertId: there.id } } : { outcome: { kind: 'proposed', alertId: proposed.id }, proposed };
}

function isOpen({ state }: AlertNow): boolean {
  return OPEN_ALERT_STATES.some((open) => open === state);
}

/** What was right and is over may begin again. */
function isRefused({ state, all_clear }: AlertNow): boolean {
  return state === 'dismissed' || (state === 'withdrawn' && !all_clear);
}

function hasGrown({ evidence }: AlertNow, alarm: Alarm): boolean {
  return alarm.weighed.independent >= AGAIN_FROM * Math.max(1, evidence.independent_reporters ?? 1);
}

async function tellAdded(inside: CoreContext, alert: AlertNow, alarm: Alarm): Promise<void> {
  await appendAudit(inside, {
    actor: SYSTEM_ACTOR.id,
    action: 'alert.evidence_added',
    subject: { kind: 'alert', id: alert.id },
    details: { detector: alarm.detector, independent_reporters: alarm.weighed.independent },
  });
}

function evidenceOf({ alarm, campaign }: { alarm: Alarm; campaign?: number }): AlertEvidence {
  return {
    detector: alarm.detector,
    ...(campaign !== undefined && { campaign }),
    ...(alarm.detector === 'surge' && { series: alarm.subject }),
    window_days: alarm.windowDays,
    count: alarm.count,
    ...(alarm.expected !== undefined && { expected: alarm.expected }),
    ...(alarm.p !== undefined && { p: alarm.p }),
    reports: alarm.reports,
    ...weightOf(alarm.weighed),
    first_report_at: alarm.firstReportAt.toISOString(),
  };
}

/** The strongest of both: what was told once is not taken back by a quieter alarm. */
function joined(old: AlertEvidence, more: AlertEvidence): AlertEvidence {
  const test = more.p !== undefined && more.p < (old.p ?? 1) ? pick(more, ['series', 'window_days', 'count', 'expected', 'p']) : {};
  const first = [old.first_report_at, more.first_report_at].filter((time) => time !== undefined).toSorted()[0];
  return {
    ...more,
    ...old,
    ...test,
    reports: Math.max(old.reports ?? 0, more.reports ?? 0),
    ...(weighsMore(more, old) && pick(more, ['reporters', 'independent_reporters', 'not_counted'])),
    ...(first !== undefined && { first_report_at: first }),
  };
}

/** Of one alarm, so that the accounts that do not count are those that its number leaves out. */
function weightOf({ accounts, independent, not_counted }: WeighedReporters): Pick<AlertEvidence, 'reporters' | 'independent_reporters' | 'not_counted'> {
  return { reporters: accounts, independent_reporters: independent, not_counted };
}

function weighsMore(one: AlertEvidence, other: AlertEvidence): boolean {
  const more = (one.independent_reporters ?? 0) - (other.independent_reporters ?? 0);
  return more > 0 || (more === 0 && (one.reporters ?? 0) > (other.reporters ?? 0));
}

function pick(evidence: AlertEvidence, fields: readonly (keyof AlertEvidence)[]): Partial<AlertEvidence> {
  return Object.fromEntries(fields.filter((field) => evidence[field] !== undefined).map((field) => [field, evidence[field]]));
}
