// What may be done with a report, by whom, and why not: the one table. The report's page asks it what to show as possible, and each decision asks
// it once more when it is taken, so that the two cannot differ.

import { DECISIONS, nextReportState, type Decision } from '#core/reports/report.ts';
import { mayDo, type Capability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import { sameStanding, storeStanding } from '../standing.ts';
import type { ForceCountry, Refusal } from './decision-words.ts';
import { otherForce, type Situation } from './situation.ts';

/** Who asks, when, and what the decision was given; a page that only shows what is possible gives no more than the first two. */
export interface Asking {
  by: Actor;
  now: Date;
  /** With `confirm`. */
  type?: string | undefined;
  /** With `mark_duplicate`: id of the report it repeats. */
  original?: string | undefined;
  /** With `claim`: from the colleague who has it. */
  takeOver?: boolean | undefined;
  /** With `hand_over` and `hand_over_by_law`; absent: to the other country. */
  to?: ForceCountry | undefined;
  /** With `assign`. */
  assignee?: string | undefined;
}

type Check = (situation: Situation, asking: Asking) => Refusal | null;

interface Rule {
  capability: Capability;
  /** A second press of the same key by the same officer, and what would change nothing. */
  isDone?: (situation: Situation, asking: Asking) => boolean;
  needs: readonly Check[];
}

const free: Check = (situation, { by, now }) => (isHeldByAnother(situation, by, now) ? 'claimed_by_another' : null);
const freeOrTakenOver: Check = (situation, asking) => (asking.takeOver === true ? null : free(situation, asking));
const notEscalated: Check = ({ escalated_at }, { by }) => (escalated_at !== null && !mayDo(by, 'report.decide_escalated') ? 'escalated' : null);
const ownEscalation: Check = (situation, asking) => (situation.escalated_by === asking.by.id ? null : notEscalated(situation, asking));
const firstOfPerson: Check = ({ adds_to }) => (adds_to === null ? null : 'is_addition');
const mayBeContacted: Check = ({ consent }) => (consent.contact ? null : 'no_contact_consent');
const canBeReached: Check = ({ reachable }) => (reachable ? null : 'no_channel');
const noOpenQuestion: Check = ({ question_open }) => (question_open ? 'question_open' : null);
const agreedToShare: Check = (situation, { to }) => (situation.consent.share.includes(to ?? otherForce(situation)) ? null : 'no_consent');

const isHandedOver = (situation: Situation, { to }: Asking): boolean => situation.handed_over.includes(to ?? otherForce(situation));
const isDecidedBy =
  (state: Situation['state']) =>
  (situation: Situation, { by }: Asking): boolean =>
    situation.state === state && situation.decided_by === by.id;

const RULES: Record<Decision, Rule> = {
  claim: { capability: 'report.decide', needs: [notEscalated, freeOrTakenOver] },
  release: { capability: 'report.decide', isDone: ({ state }) => state === 'received', needs: [free] },
  confirm: {
    capability: 'report.decide',
    isDone: (situation, asking) => isDecidedBy('confirmed')(situation, asking) && (asking.type === undefined || asking.type === situation.decided_type),
    needs: [notEscalated, free],
  },
  reject: { capability: 'report.decide', isDone: isDecidedBy('rejected'), needs: [notEscalated, free] },
  mark_duplicate: {
    capability: 'report.decide',
    isDone: (situation, asking) => isDecidedBy('duplicate')(situation, asking) && asking.original !== undefined && situation.duplicate_of === asking.original,
    needs: [notEscalated, free],
  },
  reopen: { capability: 'report.decide', isDone: ({ state, claimed_by }, { by }) => state === 'in_review' && claimed_by === by.id, needs: [] },
  ask_reporter: { capability: 'report.decide', needs: [free, firstOfPerson, canBeReached, mayBeContacted, noOpenQuestion] },
  escalate: { capability: 'report.decide', isDone: ({ escalated_at }) => escalated_at !== null, needs: [free] },
  deescalate: { capability: 'report.decide', isDone: ({ escalated_at }) => escalated_at === null, needs: [ownEscalation, free] },
  hand_over: { capability: 'report.decide', isDone: isHandedOver, needs: [free, agreedToShare] },
  hand_over_by_law: { capability: 'report.hand_over_by_law', isDone: isHandedOver, needs: [free] },
  request_freeze: { capability: 'report.decide', needs: [free] },
  assign: { capability: 'report.decide', isDone: ({ assigned_to }, { assignee }) => assignee !== undefined && assigned_to === assignee, needs: [free] },
  unassign: { capability: 'report.decide', isDone: ({ assigned_to }) => assigned_to === null, needs: [free] },
};

export function capabilityOf(decision: Decision): Capability {
  return RULES[decision].capability;
}

/** null: it may be done now. */
export function whyNot(decision: Decision, situation: Situation, asking: Asking): Refusal | null {
  const { capability, isDone, needs } = RULES[decision];
  if (!mayDo(asking.by, capability)) return 'role';
  if (isDone?.(situation, asking) === true) return 'done_already';
  if (nextReportState(situation.state, decision) === null) return 'not_possible_now';
  return firstOf(needs, situation, asking);
}

/** Taking back the last step: exactly as it was before, or not at all. */
export function whyNotUndo(situation: Situation, asking: Asking): Refusal | null {
  const { last } = situation;
  if (!mayDo(asking.by, 'report.decide')) return 'role';
  if (last === null || situation.state === 'erased') return 'nothing_to_undo';
  if (last.made_by !== asking.by.id && !mayDo(asking.by, 'report.decide_escalated')) return 'made_by_another';
  if (!sameStanding(last.after, storeStanding(situation))) return 'changed_since';
  return last.is_told ? 'told_already' : free(situation, asking);
}

export type Verdict = { allowed: true } | { allowed: false; why: Refusal };
export type May = Record<Decision | 'undo', Verdict>;

/** Each decision with whether this officer may take it now. */
export function mayOf(situation: Situation, asking: Asking): May {
  const all = DECISIONS.map((decision): [Decision | 'undo', Verdict] => [decision, verdictOf(whyNot(decision, situation, asking))]);
  return Object.fromEntries([...all, ['undo', verdictOf(whyNotUndo(situation, asking))]]) as May;
}

function verdictOf(why: Refusal | null): Verdict {
  return why === null ? { allowed: true } : { allowed: false, why };
}

function firstOf(needs: readonly Check[], situation: Situation, asking: Asking): Refusal | null {
  for (const check of needs) {
    const refusal = check(situation, asking);
    if (refusal !== null) return refusal;
  }
  return null;
}

function isHeldByAnother({ state, claimed_by, claim_expires_at }: Situation, by: Actor, now: Date): boolean {
  return state === 'in_review' && claimed_by !== null && claimed_by !== by.id && claim_expires_at !== null && claim_expires_at > now;
}
