// A button was pressed: maybe the last one shown, maybe one of last year. Pressing twice does no harm.

import { type ButtonData, parseButtonData } from '../button-data.ts';
import type { DialogueContext, DialogueEffect, DialogueState, DialogueStep } from '../dialogue.ts';
import { answerLoss, cardReply } from './loss-answer.ts';
import { onCheckButton, onWatchButton } from './on-check.ts';
import { onCommand } from './on-command.ts';
import { isQuestionOpen } from './on-text.ts';
import { fileDraft, isEmpty, withCountry } from './report-draft.ts';
import { answered, help, lossQuestion, say, welcome } from './replies.ts';
import { onSettingButton } from './settings-menu.ts';
import { onSubscriptionButton, openSubscriptionMenu } from './subscription-menu.ts';
import { onTrustButton } from './trusted-contact.ts';

type Pressed<K extends ButtonData['kind']> = Extract<ButtonData, { kind: K }>;

export function onButton(state: DialogueState, data: string, context: DialogueContext): DialogueStep {
  const pressed = parseButtonData(data);
  if (pressed === null) return answered(state, [help('help.old_button')]);
  switch (pressed.kind) {
    case 'language':
      return onLanguage(state, pressed, context);
    case 'loss':
      return answerLoss(state, pressed.answer, context);
    case 'card':
      return onCard(state, pressed, context);
    case 'draft':
      return pressed.action === 'done' ? onDone(state, context) : onSeparate(state);
    case 'menu':
      return onCommand(state, { name: pressed.item, args: '' }, context);
    case 'setting':
      return onSettingButton(state, pressed, context);
    case 'trust':
      return onTrustButton(state, pressed.action);
    case 'subscription':
    case 'warning_type':
    case 'warning_country':
      return onSubscriptionButton(state, pressed);
    case 'check':
      return onCheckButton(state, pressed.action, context);
    case 'watch':
      return onWatchButton(state, pressed.codes);
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
  return answered(next, [say('language.set'), welcome()], effects);
}

function onCard(state: DialogueState, pressed: Pressed<'card'>, context: DialogueContext): DialogueStep {
  return answered(withCountry(state, pressed.country), [{ ...cardReply(state, pressed, context), replaces: true }]);
}

function onDone(state: DialogueState, context: DialogueContext): DialogueStep {
  if (state.draft === null || isEmpty(state.draft)) return answered(state, [say('report.nothing_open')]);
  const filed = fileDraft(state, state.draft, context);
  return answered(filed.state, [], [filed.effect]);
}

/** What was taken for an addition is a report of its own. */
function onSeparate(state: DialogueState): DialogueStep {
  if (state.draft === null) return answered({ ...state, last_report: null, phase: 'idle' }, [say('report.send_new')]);
  const { continues: _continues, ...draft } = state.draft;
  const next: DialogueState = { ...state, draft: { ...draft, loss: null }, phase: 'asking_loss', card_shown: false, last_report: null };
  return answered(next, [lossQuestion()]);
}
