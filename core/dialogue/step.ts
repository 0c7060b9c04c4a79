// The whole conversation: an event and a state give a new state, effects and replies. Pure: no clock, no database, no
// network, so that a victim's first answer depends on nothing that can fail.

import type { DialogueContext, DialogueEvent, DialogueState, DialogueStep } from './dialogue.ts';
import { withHeardLanguage } from './steps/heard-language.ts';
import { onButton } from './steps/on-button.ts';
import { onCommand } from './steps/on-command.ts';
import { withDiscretion } from './steps/danger.ts';
import { onErased } from './steps/my-reports.ts';
import { onFollowUp, onReportReceived, onSilence, onStatusFound, onSubscriptionSaved } from './steps/on-outcome.ts';
import { onAttachment, onEdited, onText } from './steps/on-text.ts';

/** Never throws for any event in any state, provided the locales are complete. */
export function step(state: DialogueState, event: DialogueEvent, context: DialogueContext): DialogueStep {
  const heard = withHeardLanguage(state, event);
  return withDiscretion(take(heard, event, context), { event, wasDiscreet: state.discreet });
}

function take(heard: DialogueState, event: DialogueEvent, context: DialogueContext): DialogueStep {
  switch (event.kind) {
    case 'command':
      return onCommand(heard, event, context);
    case 'text':
      return onText(heard, event, context);
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
    case 'follow_up':
      return onFollowUp(heard, event);
    case 'subscription_saved':
      return onSubscriptionSaved(heard, event);
    default:
      return event satisfies never;
  }
}
