// Whether somebody says that money has left, or that a person is held: no limit and no block stands in the way of that.

import { parseButtonData } from '../button-data.ts';
import type { DialogueContext, DialogueEvent, DialogueState } from '../dialogue.ts';
import { factsOf } from '../steps/report-draft.ts';
import { isQuestionOpen } from '../steps/on-text.ts';
import { readLossAnswer } from './read-answer.ts';
import { readSpokenCommand } from './spoken-command.ts';

/** `held`: a life is in danger. null: neither. */
export type Urgency = 'held' | 'loss' | null;

export function urgencyOf(state: DialogueState, event: DialogueEvent, context: DialogueContext): Urgency {
  switch (event.kind) {
    case 'command':
      return event.name.toLowerCase() === 'emergency' || (event.name.toLowerCase() === 'start' && event.args === 'emergency') ? 'loss' : null;
    case 'button':
      return ofButton(event.data);
    case 'text':
    case 'edited':
      return 'forwarded' in event && event.forwarded ? null : ofWords(state, event.text, context);
    case 'attachment':
      return event.forwarded ? null : ofWords(state, event.caption, context);
    default:
      return null;
  }
}

function ofButton(data: string): Urgency {
  const pressed = parseButtonData(data);
  if (pressed?.kind === 'safe') return 'held';
  if (pressed?.kind === 'card') return 'loss';
  return pressed?.kind === 'loss' && (pressed.answer === 'within_24h' || pressed.answer === 'earlier') ? 'loss' : null;
}

function ofWords(state: DialogueState, text: string, context: DialogueContext): Urgency {
  if (text === '') return null;
  if (factsOf([text], context).held) return 'held';
  if (readSpokenCommand(text) === 'emergency' || context.readLoss?.(text).state === 'lost') return 'loss';
  const answer = isQuestionOpen(state, context) ? readLossAnswer(text) : null;
  return answer === 'yes' || answer === 'within_24h' || answer === 'earlier' ? 'loss' : null;
}
