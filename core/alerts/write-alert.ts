// A warning comes into being (proposed by a detector, drafted by an officer) and gets new versions. None of this sends anything:
// approvals belong to one version and do not carry over.

import { appendAudit } from '#core/audit/append-audit.ts';
import { inTransaction } from '#core/audit/in-transaction.ts';
import type { CoreContext } from '#core/context.ts';
import { requireCapability } from '#core/staff/capability.ts';
import { SYSTEM_ACTOR, type Actor } from '#core/staff/staff.ts';
import { publishFacts } from '#platform/outbox.ts';
import { contentHash, nextAlertState, type AlertContent, type AlertEvidence } from './alert.ts';
import { alertEvent, type AlertOutcome } from './alert-outcome.ts';
import { findProposal, findVersion, insertAlert, insertVersion, lockAlert, updateAlert, type AlertNow, type AlertVersion } from './alert-store.ts';
import { standingOf, whyNot } from './may-alert.ts';

export interface ProposeAlert {
  /** Names what is proposed, so that the same evidence proposes once: `campaign/42`, `surge/PHISH/2026-11-23`. */
  proposalKey: string;
  content: AlertContent;
  campaignId?: string;
  evidence: AlertEvidence;
}

/** Idempotent by `proposalKey`, whatever became of the first proposal. Fact: `alert_proposed {alert_id}`. */
export async function proposeAlert(context: CoreContext, command: ProposeAlert): Promise<{ kind: 'proposed' | 'already_proposed'; alert: AlertNow }> {
  const found = await findProposal(context.db, command.proposalKey);
  if (found !== null) return { kind: 'already_proposed', alert: found };
  const proposed = await inTransaction(context, (inside) => insertProposal(inside, command));
  if (proposed === null) return { kind: 'already_proposed', alert: await existingProposal(context, command.proposalKey) };
  alertEvent(context, 'proposed', proposed);
  return { kind: 'proposed', alert: proposed };
}

/** In the caller's transaction, which tells of it afterwards (`alertEvent`). null: the key has been proposed before. */
export async function insertProposal(inside: CoreContext, { proposalKey, content, campaignId, evidence }: ProposeAlert): Promise<AlertNow | null> {
  const alert = await insertAlert(inside.db, {
    state: 'proposed',
    proposalKey,
    campaignId: campaignId ?? null,
    evidence,
    content,
    author: SYSTEM_ACTOR.id,
    at: inside.clock.now(),
  });
  if (alert === null) return null;
  await publishFacts(inside.db, [{ fact: 'alert_proposed', payload: { alert_id: alert.id } }]);
  await appendAudit(inside, {
    actor: SYSTEM_ACTOR.id,
    action: 'alert.proposed',
    subject: { kind: 'alert', id: alert.id },
    details: { detector: evidence.detector, content_hash: contentHash(content) },
  });
  return alert;
}

async function existingProposal({ db }: CoreContext, proposalKey: string): Promise<AlertNow> {
  const found = await findProposal(db, proposalKey);
  if (found === null) throw new Error('a proposal vanished between two statements');
  return found;
}

export interface DraftAlert {
  by: Actor;
  content: AlertContent;
  campaignId?: string;
  evidence?: Omit<AlertEvidence, 'detector'>;
}

/** @throws DomainError `forbidden`. */
export async function draftAlert(context: CoreContext, command: DraftAlert): Promise<AlertNow> {
  requireCapability(command.by, 'alert.edit');
  const isExercise = command.content.exercise === true;
  const drafted = await inTransaction(context, async (inside) => {
    const alert = await insertAlert(inside.db, {
      state: 'draft',
      proposalKey: null,
      // Nobody has been warned of a campaign by a rehearsal.
      campaignId: isExercise ? null : (command.campaignId ?? null),
      evidence: isExercise ? { detector: 'officer' } : { ...command.evidence, detector: 'officer' },
      content: command.content,
      author: command.by.id,
      at: inside.clock.now(),
    });
    if (alert === null) throw new Error('an alert without a proposal key was refused as a duplicate');
    await appendAudit(inside, {
      actor: command.by.id,
      action: 'alert.drafted',
      subject: { kind: 'alert', id: alert.id },
      details: { content_hash: contentHash(command.content), ...(isExercise && { exercise: true }) },
    });
    return alert;
  });
  alertEvent(context, 'drafted', drafted);
  return drafted;
}

export interface NewAlertVersion {
  by: Actor;
  alertId: string;
  /** The version that was on the officer's screen. */
  seenVersion: number;
  content: AlertContent;
}

/** A new version of what is not yet published. Idempotent: the same content by the same author again changes nothing. */
export async function editAlert(context: CoreContext, command: NewAlertVersion): Promise<AlertOutcome> {
  return addVersion(context, command, 'edit');
}

/** A new version of a published warning; subscribers keep the published one until this has its own approvals. */
export async function correctAlert(context: CoreContext, command: NewAlertVersion): Promise<AlertOutcome> {
  return addVersion(context, command, 'correct');
}

async function addVersion(context: CoreContext, asked: NewAlertVersion, action: 'edit' | 'correct'): Promise<AlertOutcome> {
  requireCapability(asked.by, 'alert.edit');
  const outcome = await inTransaction(context, async (inside): Promise<AlertOutcome> => {
    const alert = await lockAlert(inside.db, asked.alertId);
    if (alert === null) return { kind: 'not_found' };
    const newest = await findVersion(inside.db, alert.id, alert.version);
    const command = { ...asked, content: asNextOf(alert, newest, asked.content) };
    if (isSameAs(newest, alert, command)) return { kind: 'unchanged', alert };
    const why = whyNot(action, await standingOf(inside.db, alert), { by: command.by, now: inside.clock.now() });
    const state = nextAlertState(alert.state, action);
    if (why !== null || state === null) return { kind: 'conflict', reason: 'not_possible_now', alert };
    if (alert.version !== command.seenVersion) return { kind: 'conflict', reason: 'changed_since', alert };
    return { kind: 'done', alert: await insertNext(inside, { ...alert, state }, command, action) };
  });
  if (outcome.kind === 'done') alertEvent(context, action === 'edit' ? 'edited' : 'corrected', outcome.alert);
  return outcome;
}

/** What is rehearsed stays a rehearsal, and what is real stays real; a correction waits for no hour. */
function asNextOf(alert: AlertNow, newest: AlertVersion | null, { send_at, exercise: _asked, ...content }: AlertContent): AlertContent {
  return {
    ...content,
    ...(send_at !== undefined && alert.published_version === null && { send_at }),
    ...(newest?.content.exercise === true && { exercise: true }),
  };
}

function isSameAs(newest: AlertVersion | null, alert: AlertNow, command: NewAlertVersion): boolean {
  return newest?.author === command.by.id && newest.content_hash === contentHash(command.content) && command.seenVersion >= alert.version - 1;
}

async function insertNext(context: CoreContext, alert: AlertNow, { by, content }: NewAlertVersion, action: 'edit' | 'correct'): Promise<AlertNow> {
  const version = alert.version + 1;
  await insertVersion(context.db, { alertId: alert.id, version, content, author: by.id, at: context.clock.now() });
  await updateAlert(context.db, alert.id, { state: alert.state, current_version: version, scheduled_for: null });
  await appendAudit(context, {
    actor: by.id,
    action: action === 'edit' ? 'alert.edited' : 'alert.corrected',
    subject: { kind: 'alert', id: alert.id },
    details: { version, content_hash: contentHash(content) },
  });
  return { ...alert, version, scheduled_for: null };
}
