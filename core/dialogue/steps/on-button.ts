// A button was pressed: maybe the last one shown, maybe one of last year. Pressing twice does no harm.

import { type ButtonData, parseButtonData } from '../button-data.ts';
import type { DialogueContext, DialogueEffect, DialogueState, DialogueStep, Reply } from '../dialogue.ts';
import { onAgree, onAsk, expired } from '../interview/answer.ts';
import { askPresent, presentQuestion } from '../interview/ask.ts';
import { onSafeButton } from './danger.ts';
import { answerLoss, cardReply } from './loss-answer.ts';
import { onCheckButton, onWatchButton } from './on-check.ts';
import { onSettingButton } from './settings-menu.ts';
import { onOwnReport } from './my-reports.ts';
import { onOfficerButton } from './officer-question.ts';
import { onCommand } from './on-command.ts';
import { isQuestionOpen, onContactOwner } from './on-text.ts';
import { fileDraft, isEmpty, recentReference, withCountry, withWhat } from './report-draft.ts';
import { answered, lossQuestion, say, welcome } from './replies.ts';
import { onSubscriptionButton, openSubscriptionMenu } from './subscription-menu.ts';
import { onTrustButton } from './trusted-contact.ts';

type Pressed<K extends ButtonData['kind']> = Extract<ButtonData, { kind: K }>;

export function onButton(state: DialogueState, data: string, context: DialogueContext): DialogueStep {
  const pressed = parseButtonData(data);
  if (pressed === null) return isQuestionOpen(state, context) ? answered(state, [lossQuestion('loss.again')]) : expired(state);
  switch (pressed.kind) {
    case 'language':
      return onLanguage(state, pressed, context);
    case 'loss':
      return answerLoss(state, pressed.answer, context);
    case 'card':
      return onCard(state, pressed, context);
    case 'draft':
      return onDraft(state, pressed.action, context);
    case 'safe':
      return onSafeButton(state, pressed.action, context);
    case 'ask':
      return onAsk(state, pressed, context);
    case 'agree':
      return onAgree(state, pressed);
    case 'own_report':
      return onOwnReport(state, pressed, context);
    case 'contact':
      return onContactOwner(state, pressed.owner, context);
    case 'officer':
      return onOfficerButton(state, pressed.action, context);
    case 'menu':
      return onCommand(state, { name: pressed.item, args: '' }, context);
    case 'setting':
      return onSettingButton(state, pressed, context);
    case 'trust':
      return onTrustButton(state, pressed.action);
    case 'subscription':
    case 'warning_type':
    case 'warning_country':
    case 'warning_area':
      return onSubscriptionButton(state, pressed);
    case 'check':
      return onCheckButton(state, pressed.action, context);
    case 'watch':
      return onWatchButton(state, pressed.codes);
    case 'page':
      return answered(state, [welcome()]);
    case 'unwatch':
      return answered(state, [], [{ kind: 'unwatch', code: pressed.code }]);
    default:
      return pressed satisfies never;
  }
}

/** Warnings follow the language, so a subscriber's choice is saved again. */
function onLanguage(state: DialogueState, pressed: Pressed<'language'>, context: DialogueContext): DialogueStep {
  const next: DialogueState = { ...state, language: pressed.language, language_source: 'chosen' };
  const effects: DialogueEffect[] = state.subscription.active ? [{ kind: 'save_subscription', subscription: state.subscription }] : [];
  if (isQuestionOpen(state, context)) return answered(next, [say('language.set'), lossQuestion()], effects);
  if (state.choosing !== null) return { ...openSubscriptionMenu(next), effects };
  const asked = askPresent(next);
  if (asked !== null) return answered(next, [say('language.set'), asked], effects);
  return answered(next, [say('language.set'), welcome()], effects);
}

/** The card becomes more exact in its place; what was chosen is part of the report. A card of an older report changes nothing but itself. */
function onCard(state: DialogueState, pressed: Pressed<'card'>, context: DialogueContext): DialogueStep {
  const country = pressed.country === 'any' ? null : pressed.country;
  const card: Reply = { ...cardReply(state, { ...pressed, country }, context), replaces: true };
  const placed = country === null ? state : withCountry(state, country);
  const next = pressed.what === null ? placed : withWhat(placed, pressed.what);
  const reference = state.draft === null ? (state.last_report?.reference ?? null) : null;
  if (reference === null) return answered(next, [card]);
  const effects: DialogueEffect[] = [
    ...(country !== null && state.last_report?.country !== country
      ? [{ kind: 'record_answer' as const, reference, question: 'country' as const, answer: country }]
      : []),
    ...(pressed.what !== null && state.last_report?.what !== pressed.what
      ? [{ kind: 'record_answer' as const, reference, question: 'what_left' as const, answer: pressed.what }]
      : []),
  ];
  return withoutAnswered(answered(next, [card], effects));
}

/** What the card told already is not asked again. */
function withoutAnswered(step: DialogueStep): DialogueStep {
  const present = presentQuestion(step.state);
  const { interview } = step.state;
  if (interview === null || !step.effects.some((effect) => effect.kind === 'record_answer' && effect.question === present)) return step;
  const state: DialogueState = { ...step.state, interview: { ...interview, at: interview.at + 1 } };
  const asked = askPresent(state);
  return { ...step, state, replies: asked === null ? step.replies : [...step.replies, asked] };
}

function onDraft(state: DialogueState, action: Pressed<'draft'>['action'], context: DialogueContext): DialogueStep {
  if (action === 'same') return onSame(state, context);
  return action === 'done' ? onDone(state, context) : onSeparate(state);
}

/** What was taken for a report of its own belongs to the last one. */
function onSame(state: DialogueState, context: DialogueContext): DialogueStep {
  const continues = recentReference(state, context);
  if (state.draft === null || isEmpty(state.draft) || continues === null) return expired(state);
  const filed = fileDraft(state, { ...state.draft, continues, loss: state.draft.loss ?? state.last_report?.loss ?? null }, context);
  return answered(filed.state, [], [filed.effect]);
}

function onDone(state: DialogueState, context: DialogueContext): DialogueStep {
  if (state.draft === null || isEmpty(state.draft)) return answered(state, [say('report.nothing_open')]);
  const filed = fileDraft(state, state.draft, context);
  return answered(filed.state, [], [filed.effect]);
}

/** What was taken for an addition is a report of its own. */
function onSeparate(state: DialogueState): DialogueStep {
  if (state.draft === null) return answered({ ...state, last_report: null, phase: 'idle' }, [say('report.send_new')]);
  const { continues: _continues, corrects: _corrects, ...draft } = state.draft;
  const next: DialogueState = { ...state, draft: { ...draft, loss: null }, phase: 'asking_loss', card_shown: false, last_report: null };
  return answered(next, [lossQuestion()]);
}
