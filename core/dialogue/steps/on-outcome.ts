// What an effect yielded, or that nothing was heard for a while.

import type { DialogueContext, DialogueEvent, DialogueState, DialogueStep, MessageText, ReportStatusLine } from '../dialogue.ts';
import { fileDraft, isEmpty } from './report-draft.ts';
import { answered, lossQuestion, say, sentence } from './replies.ts';
import { knownSubscription, subscriptionSummary } from './subscription-menu.ts';

type Outcome<K extends DialogueEvent['kind']> = Extract<DialogueEvent, { kind: K }>;

/** Longer lists are cut: newest first is the caller's order. */
const MOST_STATUS_LINES = 20;
const REFERENCE_LIMIT = 64;

export const REPORT_STATUSES = ['received', 'read', 'in_review', 'confirmed', 'rejected', 'duplicate', 'merged', 'closed'] as const;

/** An open draft is filed as it stands; an empty one is forgotten. */
export function onSilence(state: DialogueState, context: DialogueContext): DialogueStep {
  if (state.draft === null) return answered({ ...state, checked: null, checking: false }, []);
  if (isEmpty(state.draft)) return answered({ ...state, draft: null, phase: 'idle' }, []);
  const filed = fileDraft(state, state.draft, context);
  return answered(filed.state, [], [filed.effect]);
}

export function onReportReceived(state: DialogueState, event: Outcome<'report_received'>): DialogueStep {
  const last = state.last_report;
  const reference = event.reference.slice(0, REFERENCE_LIMIT);
  if (last !== null && last.reference === reference) return answered(state, [say('report.added', { reference })]);
  const replies = [
    say('report.received'),
    say('report.reference', { reference }),
    say('report.receipt', { receipt: event.receipt }),
    ...(last?.loss === null ? [lossQuestion('loss.still_open')] : []),
  ];
  const next = last === null ? state : { ...state, last_report: { ...last, reference } };
  return answered(next, replies);
}

export function onStatusFound(state: DialogueState, event: Outcome<'status_found'>): DialogueStep {
  if (event.reports.length === 0) return answered(state, [say('status.none')]);
  const lines = event.reports.slice(0, MOST_STATUS_LINES).map(statusLine);
  return answered(state, [{ ...say('status.head'), lines }]);
}

/** Generic on purpose: what an investigation found is not told to a chat. */
function statusLine(report: ReportStatusLine): MessageText {
  const known = REPORT_STATUSES.find((status) => status === report.status) ?? 'received';
  return sentence(`status.line.${known}`, { reference: report.reference, date: report.received_at.slice(0, 10) });
}

export function onSubscriptionSaved(state: DialogueState, event: Outcome<'subscription_saved'>): DialogueStep {
  const subscription = knownSubscription(event.subscription);
  return answered({ ...state, subscription, choosing: null }, [subscriptionSummary(subscription)]);
}
