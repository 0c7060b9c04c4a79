// Whether a text is a command, and for this bot: in a group other bots' commands come along.

import { knowsCommand } from '#core/dialogue/steps/on-command.ts';

/** Of a group, for its admins. */
export const GROUP_COMMANDS = ['check', 'quiet'] as const;

export interface CommandHeard {
  name: string;
  args: string;
}

/** `me`: the bot's user name without @. A link's word (`t.me/bot?start=word`) comes as the arguments of /start. */
export function readCommand(text: string, { me, inGroup }: { me: string; inGroup: boolean }): CommandHeard | null {
  const found = /^\/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]{1,64}))?(?:\s([^]*))?$/.exec(text);
  if (found === null) return null;
  const [, name = '', addressee, args = ''] = found;
  if (addressee !== undefined && addressee.toLowerCase() !== me.toLowerCase()) return null;
  const isOurs = knowsCommand(name) || GROUP_COMMANDS.some((command) => command === name.toLowerCase());
  if (inGroup && addressee === undefined && !isOurs) return null;
  return { name, args: args.trim() };
}
