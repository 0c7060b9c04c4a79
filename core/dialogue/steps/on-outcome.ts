// What an effect yielded, or that nothing was heard for a while.

import type { DialogueContext, DialogueEvent, DialogueState, DialogueStep, Reply } from '../dialogue.ts';
import { askPresent, inInterview } from '../interview/ask.ts';
import { withQuestions } from '../interview/begin.ts';
import type { Question } from '../interview/questions.ts';
import { receiptButton, showReports } from './my-reports.ts';
import { addHeard, fileDraft, isEmpty, openDraft } from './report-draft.ts';
import { answered, lossQuestion, say } from './replies.ts';
import { knownSubscription, subscriptionSummary } from './subscription-menu.ts';

type Outcome<K extends DialogueEvent['kind']> = Extract<DialogueEvent, { kind: K }>;

const REFERENCE_LIMIT = 64;

/** An open draft is filed as it stands; an empty one is forgotten. */
export function onSilence(before: DialogueState, context: DialogueContext): DialogueStep {
  const state = before.contact === null ? before : withContact(before, before.contact, context);
  if (state.draft === null) return answered({ ...state, checked: null, checking: false }, []);
  if (isEmpty(state.draft)) return answered({ ...state, draft: null, phase: 'idle' }, []);
  const filed = fileDraft(state, state.draft, context);
  return answered(filed.state, [], [filed.effect]);
}

/** Nobody said whose number it is: it stays with the report. */
function withContact(state: DialogueState, contact: string, context: DialogueContext): DialogueState {
  return { ...state, contact: null, draft: addHeard(state.draft ?? openDraft(state, context), { text: contact, forwarded: false }) };
}

/** One message to keep, then the first question. */
export function onReportReceived(state: DialogueState, event: Outcome<'report_received'>): DialogueStep {
  const last = state.last_report;
  const reference = event.reference.slice(0, REFERENCE_LIMIT);
  if (last !== null && last.reference === reference) return onAdded(state, reference);
  const { interview } = state;
  const next: DialogueState = {
    ...state,
    ...(last !== null && { last_report: { ...last, reference } }),
    ...(interview?.reference === '' && { interview: { ...interview, reference } }),
  };
  const filed = say('report.filed', { reference, receipt: event.receipt });
  return answered(next, [offeringReceipt(filed, next, reference), ...nextQuestion(next)]);
}

function onAdded(state: DialogueState, reference: string): DialogueStep {
  return answered(state, [offeringReceipt(say('report.added', { reference }), state, reference), ...nextQuestion(state)]);
}

/** Whoever lost money is asked for a paper at the bank. */
function offeringReceipt(reply: Reply, { last_report: last }: DialogueState, reference: string): Reply {
  const isLoss = last?.loss === 'within_24h' || last?.loss === 'earlier';
  return isLoss ? { ...reply, buttons: receiptButton(reference) } : reply;
}

/** Whether money left is asked before anything else. */
function nextQuestion(state: DialogueState): Reply[] {
  if (state.last_report?.loss === null) return [lossQuestion('loss.still_open')];
  const asked = askPresent(state);
  return asked === null ? [] : [asked];
}

export function onStatusFound(state: DialogueState, event: Outcome<'status_found'>): DialogueStep {
  return showReports(state, event.reports);
}

const QUESTIONS_OF: Record<'call' | 'frozen', readonly Question[]> = { call: ['call', 'case_number'], frozen: ['frozen', 'case_number'] };

/** A message of ours that nobody asked for: short, and never in the way of what the person is writing. */
export function onFollowUp(state: DialogueState, { about, ...event }: Outcome<'follow_up'>): DialogueStep {
  const reference = event.reference.slice(0, REFERENCE_LIMIT);
  if (about === 'recovery') return answered(state, [{ kind: 'message', text: inInterview('recovery', { reference }) }]);
  const next: DialogueState = { ...state, interview: withQuestions(state, reference, QUESTIONS_OF[about]) };
  const asked = askPresent(next);
  return answered(next, asked === null ? [] : [asked]);
}

export function onSubscriptionSaved(state: DialogueState, event: Outcome<'subscription_saved'>): DialogueStep {
  const subscription = knownSubscription(event.subscription);
  return answered({ ...state, subscription, choosing: null }, [subscriptionSummary(subscription)]);
}
