// What an officer may do with a warning, and if not why: the one table. Its page asks it what to show as possible, and each step asks it once more
// when it is taken, so that the two cannot differ.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import { mayDo, type Capability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { ALERT_TRANSITIONS, nextAlertState, type AlertContent } from './alert.ts';
import { ALERT_STEPS, type AlertRefusal, type AlertStepName } from './alert-words.ts';
import type { AlertNow } from './alert-store.ts';
import { alertFaults } from './check-alert.ts';

/** What the table looks at. */
export interface AlertStanding extends Pick<AlertNow, 'id' | 'state' | 'version' | 'published_version' | 'expires_at' | 'paused_at'> {
  /** Of the newest version, with its hash and author. */
  content: AlertContent;
  content_hash: string;
  author: string;
  /** Staff ids of who approved exactly this. */
  approvers: readonly string[];
  /** Somebody is still to be told. */
  undelivered: boolean;
}

export interface AskingOfAlert {
  by: Actor;
  now: Date;
}

type Check = (standing: AlertStanding, asking: AskingOfAlert) => AlertRefusal | null;

/** What is scheduled has its approvals. */
const newVersion: Check = ({ state, version, published_version }) => (state === 'scheduled' || version === published_version ? 'nothing_to_approve' : null);
const byAnother: Check = ({ author }, { by }) => (author === by.id ? 'own_work' : null);
const notYetByThem: Check = ({ approvers }, { by }) => (approvers.includes(by.id) ? 'approved_already' : null);
const faultless: Check = ({ content }, { now }) => (alertFaults(content, now).length > 0 ? 'faulty' : null);
const running: Check = ({ paused_at }) => (paused_at === null ? null : 'paused_already');
const paused: Check = ({ paused_at }) => (paused_at === null ? 'not_paused' : null);
const undelivered: Check = (standing) => (standing.undelivered ? null : 'delivered');

interface Rule {
  capability: Capability;
  /** Besides a state from which it is possible. */
  needs: readonly Check[];
}

const RULES: Record<AlertStepName, Rule> = {
  edit: { capability: 'alert.edit', needs: [] },
  correct: { capability: 'alert.edit', needs: [] },
  approve: { capability: 'alert.approve', needs: [newVersion, byAnother, notYetByThem, faultless] },
  dismiss: { capability: 'alert.dismiss', needs: [] },
  withdraw: { capability: 'alert.withdraw', needs: [] },
  // It says earlier what running out says by itself.
  all_clear: { capability: 'alert.withdraw', needs: [] },
  pause: { capability: 'alert.pause', needs: [running, undelivered] },
  resume: { capability: 'alert.pause', needs: [paused] },
  pace: { capability: 'alert.pause', needs: [undelivered] },
};

/** null: it may be done now. */
export function whyNot(step: AlertStepName, standing: AlertStanding, asking: AskingOfAlert): AlertRefusal | null {
  const { capability, needs } = RULES[step];
  if (!mayDo(asking.by, capability)) return 'not_your_role';
  if (isOver(standing, asking.now)) return 'over';
  if (nextAlertState(standing.state, step) === null) return standing.state === 'published' ? 'published_already' : 'not_published';
  for (const check of needs) {
    const refusal = check(standing, asking);
    if (refusal !== null) return refusal;
  }
  return null;
}

/** Past its time it is over before the schedule has ended it. */
function isOver({ state, expires_at }: AlertStanding, now: Date): boolean {
  return Object.keys(ALERT_TRANSITIONS[state]).length === 0 || (state === 'published' && expires_at !== null && expires_at <= now);
}

export type AlertPermission = { allowed: true } | { allowed: false; why: AlertRefusal };
export type AlertMay = Record<AlertStepName, AlertPermission>;

/** Each step with whether this officer may take it now. */
export function mayAlert(standing: AlertStanding, asking: AskingOfAlert): AlertMay {
  const decide = (step: AlertStepName): AlertPermission => {
    const why = whyNot(step, standing, asking);
    return why === null ? { allowed: true } : { allowed: false, why };
  };
  return Object.fromEntries(ALERT_STEPS.map((step) => [step, decide(step)])) as AlertMay;
}

/** @param alert as it was read or locked. */
export async function standingOf(
  db: Database,
  alert: Pick<AlertNow, 'id' | 'state' | 'version' | 'published_version' | 'expires_at' | 'paused_at'>,
): Promise<AlertStanding> {
  const { rows } = await sql<Pick<AlertStanding, 'content' | 'content_hash' | 'author' | 'approvers' | 'undelivered'>>`
    select v.content, v.content_hash, v.author,
      array(select p.approver from alert_approvals p where p.alert_id = v.alert_id and p.version = v.version and p.content_hash = v.content_hash) as approvers,
      -- Published a moment ago, the ledger is still empty.
      a.delivery_due_since is not null
        or exists (select from deliveries d where d.alert_id = a.id and d.state = 'waiting')
        or exists (select from deliveries d where d.alert_id = a.id and d.state = 'claimed') as undelivered
    from alerts a join alert_versions v on v.alert_id = a.id and v.version = ${alert.version}
    where a.id = ${alert.id}`.execute(db);
  const [newest] = rows;
  if (newest === undefined) throw new Error(`alert ${alert.id} has no version ${alert.version}`);
  return { ...alert, ...newest };
}
