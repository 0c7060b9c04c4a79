// Commands are named alike in all languages; `commands.json` describes them for Telegram's menu.

import type { DialogueContext, DialogueState, DialogueStep } from '../dialogue.ts';
import { readReference } from '../understanding/small-talk.ts';
import { goBack } from '../interview/answer.ts';
import { askPresent } from '../interview/ask.ts';
import { answerLoss } from './loss-answer.ts';
import { onCheckCommand, onCheckLink } from './on-check.ts';
import { answered, help, languageMenu, say, welcome } from './replies.ts';
import { changeExercises, openSettingsMenu } from './settings-menu.ts';
import { onInvitation, openTrustMenu, readInvitation } from './trusted-contact.ts';
import { openSubscriptionMenu, stopSubscription } from './subscription-menu.ts';

/** In the order of Telegram's menu. */
export const COMMANDS = [
  'emergency',
  'check',
  'status',
  'subscribe',
  'unsubscribe',
  'settings',
  'watches',
  'trust',
  'language',
  'help',
  'privacy',
  'appeal',
  'back',
  'cancel',
  'start',
] as const;
/** For who was told of it: joining rehearsals, and leaving them. */
const UNLISTED = ['exercise'] as const;
export type CommandName = (typeof COMMANDS)[number] | (typeof UNLISTED)[number];

/** Other names for the same, as people expect them; not in the menu. */
const ALIASES: Record<string, CommandName> = { myreports: 'status', report: 'start' };

export interface Command {
  name: string;
  args: string;
}

const DEFAULT_RETENTION_DAYS = 90;

type CommandStep = (state: DialogueState, args: string, context: DialogueContext) => DialogueStep;

const STEPS: Record<CommandName, CommandStep> = {
  start: onStart,
  emergency: (state, _args, context) => answerLoss(state, 'within_24h', context),
  check: onCheckCommand,
  status: onStatus,
  subscribe: (state) => openSubscriptionMenu(state),
  unsubscribe: (state) => stopSubscription(state),
  settings: (state, _args, context) => openSettingsMenu(state, context),
  trust: (state) => openTrustMenu(state),
  watches: (state) => answered(state, [], [{ kind: 'list_watches' }]),
  language: (state) => answered(state, [languageMenu()]),
  help: (state) => answered(state, [help()]),
  privacy: (state, _args, context) => answered(state, [say('privacy.text', { days: context.retention_days ?? DEFAULT_RETENTION_DAYS })]),
  appeal: (state) => answered(state, [], [{ kind: 'open_appeal' }]),
  back: (state) => goBack(state),
  cancel: (state) => onCancel(state),
  exercise: changeExercises,
};

export function onCommand(state: DialogueState, command: Command, context: DialogueContext): DialogueStep {
  // Whoever gives a command does not send what they were asked for.
  const heard = { ...state, checking: false, appealing: false };
  const typed = command.name.toLowerCase();
  const name = Object.hasOwn(ALIASES, typed) ? (ALIASES[typed] ?? typed) : typed;
  return isCommand(name) ? STEPS[name](heard, command.args.trim(), context) : answered(heard, [help('help.unknown_command')]);
}

/** Whether the bot knows a command by that name. */
export function knowsCommand(name: string): boolean {
  const typed = name.toLowerCase();
  return isCommand(typed) || Object.hasOwn(ALIASES, typed);
}

/** `/status JG-…`, `/status@JagaBot`: for faces that hand commands over as text. Null when it is none. */
export function parseCommand(text: string): Command | null {
  const found = /^\/([A-Za-z_]{1,32})(?:@[A-Za-z0-9_]{1,64})?(?:\s([^]*))?$/.exec(text.slice(0, 600).trim());
  return found ? { name: found[1] ?? '', args: (found[2] ?? '').trim() } : null;
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(STEPS, name);
}

/** Links to the bot may carry a word (`?start=subscribe`); an unknown one is an ordinary start. */
function onStart(state: DialogueState, args: string, context: DialogueContext): DialogueStep {
  const invitation = readInvitation(args);
  if (invitation !== null) return onInvitation(state, invitation);
  const checked = onCheckLink(state, args, context);
  if (checked !== null) return checked;
  if (state.language !== null && args === 'subscribe') return openSubscriptionMenu(state);
  if (state.language !== null && args === 'emergency') return answerLoss(state, 'within_24h', context);
  return answered(state, [state.language === null ? languageMenu() : welcome()]);
}

/** Without a reference: all reports of this chat. */
function onStatus(state: DialogueState, args: string): DialogueStep {
  const reference = readReference(args);
  if (args !== '' && reference === null) return answered(state, [say('status.bad_reference')]);
  return answered(state, [], [{ kind: 'find_status', reference }]);
}

function onCancel(state: DialogueState): DialogueStep {
  const hadDraft = state.draft !== null;
  const next: DialogueState = { ...state, draft: null, contact: null, phase: 'idle', card_shown: false, choosing: null };
  const asked = askPresent(next);
  return answered(next, [say(hadDraft ? 'cancel.dropped' : 'cancel.nothing'), ...(asked === null ? [] : [asked])]);
}
