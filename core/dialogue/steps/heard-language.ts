// Which language to answer in: what the person chose, else what they write in, else what their phone is set to.
// A forwarded text is the scammer's and says nothing about the person.

import type { DialogueEvent, DialogueState } from '../dialogue.ts';
import { writtenLanguage } from '../understanding/small-talk.ts';

export function withHeardLanguage(state: DialogueState, event: DialogueEvent): DialogueState {
  if (state.language_source === 'chosen') return state;
  // What is pasted to be checked is somebody else's as well.
  const written = state.checking && state.language !== null ? null : writtenIn(event);
  if (written !== null) return { ...state, language: written, language_source: 'written' };
  if (state.language !== null || !('from_language' in event) || event.from_language === null) return state;
  return { ...state, language: event.from_language, language_source: 'phone' };
}

function writtenIn(event: DialogueEvent): DialogueState['language'] {
  if (event.kind === 'text' && !event.forwarded) return writtenLanguage(event.text);
  if (event.kind === 'attachment' && !event.forwarded) return writtenLanguage(event.caption);
  return null;
}
