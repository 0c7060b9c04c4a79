// A browser shows what was said only while its page is open: what comes later by itself (warnings, a trusted contact's call) is arranged elsewhere.

import { parseButtonData } from '../button-data.ts';
import type { DialogueContext, DialogueEvent, DialogueState, DialogueStep, Reply } from '../dialogue.ts';
import { readSpokenCommand } from '../understanding/spoken-command.ts';
import { parseCommand } from './on-command.ts';
import { answered, say } from './replies.ts';

const ELSEWHERE: ReadonlySet<string> = new Set(['subscribe', 'unsubscribe', 'settings', 'trust', 'exercise']);
const ELSEWHERE_BUTTONS: ReadonlySet<string | undefined> = new Set([
  'subscription',
  'warning_type',
  'warning_country',
  'warning_area',
  'setting',
  'trust',
  'page',
]);

/** Tells where it is arranged; null: it is nothing of that kind, or the conversation is held in Telegram. */
export function arrangedElsewhere(state: DialogueState, event: DialogueEvent, { pages_url: url }: DialogueContext): DialogueStep | null {
  if (url === undefined || !isElsewhere(event)) return null;
  return answered(state, [say('browser.elsewhere', { link: `${url}/subscribe` })]);
}

function isElsewhere(event: DialogueEvent): boolean {
  if (event.kind === 'button') return ELSEWHERE_BUTTONS.has(parseButtonData(event.data)?.kind);
  const name = event.kind === 'command' ? event.name : event.kind === 'text' ? (parseCommand(event.text)?.name ?? readSpokenCommand(event.text)) : null;
  return name !== null && ELSEWHERE.has(name.toLowerCase());
}

export function withoutElsewhere(step: DialogueStep, { pages_url: url }: DialogueContext): DialogueStep {
  return url === undefined ? step : { ...step, replies: step.replies.map(withoutButtons) };
}

function withoutButtons(reply: Reply): Reply {
  const kept = reply.buttons?.map((row) => row.filter(({ data }) => !ELSEWHERE_BUTTONS.has(parseButtonData(data)?.kind))).filter((row) => row.length > 0);
  return kept === undefined ? reply : { ...reply, buttons: kept };
}
