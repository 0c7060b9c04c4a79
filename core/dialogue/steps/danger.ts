// Somebody is held or threatened, or the scammer is beside them. A life goes first: before the question about money, before the interview.
// While somebody dangerous is near, everything said here is short, silent and neutral.

import type { DialogueContext, DialogueEvent, DialogueState, DialogueStep, Reply } from '../dialogue.ts';
import { askPresent, inInterview } from '../interview/ask.ts';
import { cardReply, wantedOf } from './loss-answer.ts';
import { fileDraft, isEmpty, openDraft, typesOf, withWhat } from './report-draft.ts';
import { answered, lossQuestion, safeButton } from './replies.ts';

type Pressed = 'with_me' | 'alone' | 'held';

export function onSafeButton(state: DialogueState, action: Pressed, context: DialogueContext): DialogueStep {
  if (action === 'with_me') return answered({ ...state, discreet: true }, [nearby('with_me')]);
  return action === 'alone' ? onAlone(state, context) : onHeld(state, context);
}

function nearby(key: string): Reply {
  return { kind: 'message', text: inInterview(`safe_text.${key}`), buttons: [[safeButton('alone')]] };
}

/** The numbers again, then the question that waits. */
function onAlone(state: DialogueState, context: DialogueContext): DialogueStep {
  const next: DialogueState = { ...state, discreet: false };
  const { last_report: last, draft } = state;
  const reference = last?.reference ?? null;
  const lead: Reply =
    reference === null
      ? { kind: 'message', text: inInterview('safe_text.alone') }
      : { kind: 'message', text: inInterview('safe_text.alone_filed', { reference }) };
  const card = last !== null && last.loss !== 'no' ? [cardReply(next, wantedOf(next, last), context)] : [];
  const asked = draft !== null && draft.loss === null && !isEmpty(draft) ? lossQuestion('loss.again') : askPresent(next);
  return answered(next, [lead, ...card, ...(asked === null ? [] : [asked])]);
}

/** Told or pressed. What was told is filed at once, urgent, with whatever follows. */
export function onHeld(state: DialogueState, context: DialogueContext): DialogueStep {
  if (state.draft === null && state.last_report?.what !== 'held') return heldWith({ ...state, draft: openDraft(state, context, 'unsure') }, context);
  return heldWith(state, context);
}

function heldWith(state: DialogueState, context: DialogueContext): DialogueStep {
  const marked = withWhat(state, 'held');
  const { draft } = marked;
  const country = draft?.country ?? marked.last_report?.country ?? null;
  const types = typesOf(draft?.texts ?? [], context);
  const card = cardReply(marked, { answer: 'unsure', country, types, what: 'held', sent_to: null }, context);
  const replies: Reply[] = [card, { kind: 'message', text: inInterview('safe_text.where') }];
  if (draft === null || isEmpty(draft)) return answered({ ...marked, card_shown: true }, replies);
  const filed = fileDraft(marked, { ...draft, loss: draft.loss ?? 'unsure' }, context);
  return answered(filed.state, replies, [filed.effect]);
}

/** Asked for in so many words, or nothing was kept: answered in full, without a sound. */
const PLAIN: ReadonlySet<DialogueEvent['kind']> = new Set(['command', 'blocked']);

/** Applied to every step while somebody dangerous is near. */
export function withDiscretion(step: DialogueStep, { event, wasDiscreet }: { event: DialogueEvent; wasDiscreet: boolean }): DialogueStep {
  if (!step.state.discreet) return step;
  const entered = !wasDiscreet;
  const inFull = entered || PLAIN.has(event.kind);
  const isPerson = 'from_language' in event;
  const replies: Reply[] = inFull ? step.replies : isPerson ? [nearby('kept')] : [];
  return { ...step, replies: replies.map((reply) => ({ ...reply, quiet: true })) };
}
