// What people see of the bot before they write: its menu and what it is for, in every language. Told anew only when it has changed, because
// Telegram limits these calls to a few a day.

import { createHash } from 'node:crypto';
import type { CoreContext } from '#core/context.ts';
import { COMMANDS } from '#core/dialogue/steps/on-command.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import type { TelegramClient } from '#platform/telegram.ts';

export interface ProfileDeps {
  telegram: Pick<TelegramClient, 'call'>;
  translator: Translator;
  botId: number;
}

interface Profile {
  /** Empty: for everybody whose language we do not speak. */
  language: Language | '';
  commands: { command: string; description: string }[];
  groupCommands: { command: string; description: string }[];
  description: string;
  short: string;
}

/** https://core.telegram.org/bots/api#setmydescription and #setmyshortdescription */
const DESCRIPTION_LIMIT = 512;
const SHORT_LIMIT = 120;

/** True when the profile stands as it should. */
export async function showProfile({ db, telemetry }: CoreContext, deps: ProfileDeps): Promise<boolean> {
  const profiles = [profileIn('', deps.translator), ...LANGUAGES.map((language) => profileIn(language, deps.translator))];
  const digest = createHash('sha256').update(JSON.stringify(profiles)).digest('hex');
  const key = `telegram_profile/${deps.botId}`;
  const shown = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
  if (JSON.stringify(shown?.value) === JSON.stringify({ digest })) return true;
  for (const profile of profiles) {
    if (await show(deps, profile)) continue;
    telemetry.log.warn('the menu and description of the bot could not be set; this is tried again at the next start');
    return false;
  }
  const value = JSON.stringify({ digest });
  await db
    .insertInto('settings')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
  return true;
}

function profileIn(language: Language | '', translator: Translator): Profile {
  const spoken = language === '' ? 'en' : language;
  return {
    language,
    commands: COMMANDS.map((command) => ({ command, description: translator.t(spoken, `commands:${command}`) })),
    groupCommands: [
      { command: 'check', description: translator.t(spoken, 'commands:check') },
      { command: 'quiet', description: translator.t(spoken, 'check:bot.group.quiet_command') },
    ],
    description: translator.t(spoken, 'dialogue:profile.description').slice(0, DESCRIPTION_LIMIT),
    short: translator.t(spoken, 'dialogue:profile.short').slice(0, SHORT_LIMIT),
  };
}

async function show({ telegram }: ProfileDeps, { language, commands, groupCommands, description, short }: Profile): Promise<boolean> {
  const inLanguage = language === '' ? {} : { language_code: language };
  const outcomes = [
    await telegram.call('setMyCommands', { commands, ...inLanguage }),
    await telegram.call('setMyCommands', { commands: groupCommands, scope: { type: 'all_group_chats' }, ...inLanguage }),
    await telegram.call('setMyDescription', { description, ...inLanguage }),
    await telegram.call('setMyShortDescription', { short_description: short, ...inLanguage }),
  ];
  return outcomes.every((outcome) => outcome.kind === 'ok');
}
