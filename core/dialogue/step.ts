// The whole conversation: an event and a state give a new state, effects and replies. Pure: no clock, no database, no
// network, so that a victim's first answer depends on nothing that can fail.

import type { DialogueContext, DialogueEvent, DialogueState, DialogueStep } from './dialogue.ts';
import { onAppealFiled, onAppealOpened, onAppealWritten, onBlocked, onHeldBack } from './steps/fair-use.ts';
import { withHeardLanguage } from './steps/heard-language.ts';
import { arrangedElsewhere, withoutElsewhere } from './steps/in-browser.ts';
import { onButton } from './steps/on-button.ts';
import { onCheckDone, onWatchesFound, onWatchStarted } from './steps/on-check.ts';
import { onCommand } from './steps/on-command.ts';
import { answered, say } from './steps/replies.ts';
import { onTrustChanged } from './steps/trusted-contact.ts';
import { withDiscretion } from './steps/danger.ts';
import { onErased, onReceiptIssued } from './steps/my-reports.ts';
import { onOfficerQuestion } from './steps/officer-question.ts';
import { onFollowUp, onReportReceived, onSilence, onStatusFound, onSubscriptionSaved } from './steps/on-outcome.ts';
import { onAttachment, onEdited, onMessageVerified, onOfficerAnswer, onText } from './steps/on-text.ts';

/** Never throws for any event in any state, provided the locales are complete. */
export function step(state: DialogueState, event: DialogueEvent, context: DialogueContext): DialogueStep {
  const next = withoutElsewhere(stepOn(state, event, context), context);
  // Who tells something does not need what they checked before: the state stays small.
  return next.state.draft === null || next.state.checked === null ? next : { ...next, state: { ...next.state, checked: null } };
}

function stepOn(state: DialogueState, event: DialogueEvent, context: DialogueContext): DialogueStep {
  const heard = withHeardLanguage(state, event);
  const taken = arrangedElsewhere(heard, event, context) ?? take(heard, event, context);
  return withDiscretion(taken, { event, wasDiscreet: state.discreet });
}

function take(heard: DialogueState, event: DialogueEvent, context: DialogueContext): DialogueStep {
  switch (event.kind) {
    case 'command':
      return onCommand(heard, event, context);
    case 'text':
      // Words that the dialogue hears are none.
      return onText({ ...heard, appealing: false }, event, context);
    case 'edited':
      return onEdited(heard, event, context);
    case 'button':
      return onButton(heard, event.data, context);
    case 'attachment':
      return onAttachment(heard, event, context);
    case 'silence':
      return onSilence(heard, context);
    case 'report_received':
      return onReportReceived(heard, event);
    case 'status_found':
      return onStatusFound(heard, event);
    case 'report_erased':
      return onErased(heard, event);
    case 'receipt_issued':
      return onReceiptIssued(heard, event);
    case 'held_back':
      return onHeldBack(heard, event);
    case 'blocked':
      return onBlocked(heard, event, context);
    case 'appeal_opened':
      return onAppealOpened(heard, event);
    case 'appeal_written':
      return onAppealWritten(heard, event);
    case 'appeal_filed':
      return onAppealFiled(heard, event);
    case 'follow_up':
      return onFollowUp(heard, event);
    case 'officer_question':
      return onOfficerQuestion(heard, event, context);
    case 'officer_answer_recorded':
      return onOfficerAnswer(heard, event, context);
    case 'subscription_saved':
      return onSubscriptionSaved(heard, event);
    case 'trust_changed':
      return onTrustChanged(heard, event.outcome, context);
    case 'exercises_changed':
      return answered(heard, [say(event.takes_part ? 'exercises.on' : 'exercises.off')]);
    case 'message_verified':
      return onMessageVerified(heard, event, context);
    case 'check_done':
      return onCheckDone(heard, event, context);
    case 'watch_started':
      return onWatchStarted(heard, event);
    case 'watches_found':
      return onWatchesFound(heard, event, context);
    default:
      return event satisfies never;
  }
}
