// An officer asks something about a report, and what the person writes next is the answer, unless they say “not now”. The question says that it is
// ours and how to check that; never who asks.

import { formatButtonData } from '../button-data.ts';
import type { Button, DialogueContext, DialogueEvent, DialogueState, DialogueStep, MessageText, OfficerQuestion, ReportDraft } from '../dialogue.ts';
import { readSmallTalk } from '../understanding/small-talk.ts';
import { openDraft } from './report-draft.ts';
import { answered } from './replies.ts';

/** As long as an officer waits for it; see core/triage/decisions/situation.ts. */
const OPEN_MS = 7 * 24 * 60 * 60 * 1000;
/** Of what is kept as an answer; the rest of a long account is a report's matter. */
const ANSWER_LIMIT = 4_000;

export function aboutOfficer(key: string, params?: Record<string, string | number>): MessageText {
  return params === undefined ? { key: `officer_question:${key}` } : { key: `officer_question:${key}`, params };
}

function officerButton(action: 'answer' | 'later'): Button {
  return { label: aboutOfficer(`buttons.${action}`), data: formatButtonData({ kind: 'officer', action }) };
}

export function onOfficerQuestion(
  state: DialogueState,
  { id, reference, code, url, question }: Extract<DialogueEvent, { kind: 'officer_question' }>,
  { now }: DialogueContext,
): DialogueStep {
  const asked: OfficerQuestion = { id, reference, paused: false, asked_at: now.toISOString() };
  const text = aboutOfficer('message', { reference, code, url });
  return answered({ ...state, officer_question: asked }, [{ kind: 'message', text, said: question, buttons: [[officerButton('later')]] }]);
}

export function onOfficerButton(state: DialogueState, action: 'answer' | 'later', context: DialogueContext): DialogueStep {
  const asked = openQuestion(state, context);
  if (asked === null) return answered(withoutQuestion(state), [{ kind: 'message', text: aboutOfficer('over') }]);
  const next: DialogueState = { ...state, officer_question: { ...asked, paused: action === 'later' } };
  if (action === 'later') return answered(next, [{ kind: 'message', text: aboutOfficer('later'), buttons: [[officerButton('answer')]] }]);
  return answered(next, [{ kind: 'message', text: aboutOfficer('again', { reference: asked.reference }), buttons: [[officerButton('later')]] }]);
}

/** null: nothing is asked, or a report is being written. A mere greeting is no answer. */
export function answerOfficer(state: DialogueState, text: string, context: DialogueContext): DialogueStep | null {
  const asked = openQuestion(state, context);
  if (asked === null || asked.paused || state.draft !== null || text.length > ANSWER_LIMIT) return null;
  if (readSmallTalk(text) !== null) {
    return answered(state, [{ kind: 'message', text: aboutOfficer('again', { reference: asked.reference }), buttons: [[officerButton('later')]] }]);
  }
  return answered(withoutQuestion(state), [], [{ kind: 'record_officer_answer', id: asked.id, reference: asked.reference, answer: text }]);
}

/** Files that are sent as an answer, and what is forwarded as one, belong to the report that is asked about. null: nothing is asked. */
export function openForOfficer(state: DialogueState, context: DialogueContext): ReportDraft | null {
  const asked = openQuestion(state, context);
  if (asked === null || asked.paused) return null;
  const last = state.last_report?.reference === asked.reference ? state.last_report : null;
  return { ...openDraft(state, context, last?.loss ?? null), continues: asked.reference };
}

function openQuestion({ officer_question: asked }: DialogueState, { now }: DialogueContext): OfficerQuestion | null {
  return asked === undefined || now.getTime() - Date.parse(asked.asked_at) > OPEN_MS ? null : asked;
}

function withoutQuestion({ officer_question: _asked, ...state }: DialogueState): DialogueState {
  return state;
}
