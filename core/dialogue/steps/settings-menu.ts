// How warnings come: one menu, one press a change, saved at once.

import { initialSettings, QUIET_CHOICES, type WarningSettings } from '#core/subscribers/warning-settings.ts';
import { formatButtonData, SETTING_VALUES, type ButtonData, type SettingName } from '../button-data.ts';
import type { Button, DialogueContext, DialogueState, DialogueStep, Reply } from '../dialogue.ts';
import { answered, button, say } from './replies.ts';

const DAY_MS = 86_400_000;
const ZONES = { seoul: 'Asia/Seoul', kl: 'Asia/Kuala_Lumpur' } as const;
const SNOOZE_DAYS = { off: 0, day: 1, week: 7 } as const;

export function openSettingsMenu(state: DialogueState, context: DialogueContext): DialogueStep {
  if (!state.subscription.active) return answered(state, [notSubscribed()]);
  return answered(state, [menu(settingsOf(state), context)]);
}

export function onSettingButton(state: DialogueState, pressed: Extract<ButtonData, { kind: 'setting' }>, context: DialogueContext): DialogueStep {
  if (!state.subscription.active) return answered(state, [notSubscribed()]);
  const settings = changed(settingsOf(state), pressed, context.now);
  const subscription = { ...state.subscription, settings };
  const next: DialogueState = { ...state, subscription };
  return answered(next, [{ ...menu(settings, context), replaces: true }], [{ kind: 'save_settings', subscription }]);
}

export function changeExercises(state: DialogueState): DialogueStep {
  if (!state.subscription.active) return answered(state, [notSubscribed()]);
  return answered(state, [], [{ kind: 'change_exercises' }]);
}

function notSubscribed(): Reply {
  return { ...say('settings.not_subscribed'), buttons: [[button('subscribe', { kind: 'subscription', action: 'open' })]] };
}

function settingsOf(state: DialogueState): WarningSettings {
  return state.subscription.settings ?? initialSettings(state.language);
}

function changed(settings: WarningSettings, { name, value }: { name: SettingName; value: string }, now: Date): WarningSettings {
  switch (name) {
    case 'grade':
      return { ...settings, least_grade: value as WarningSettings['least_grade'] };
    case 'quiet':
      return { ...settings, quiet: QUIET_CHOICES[value as keyof typeof QUIET_CHOICES] };
    case 'zone':
      return { ...settings, time_zone: ZONES[value as keyof typeof ZONES] };
    case 'pace':
      return { ...settings, daily: value === 'daily' };
    case 'words':
      return { ...settings, easy_read: value === 'easy' };
    case 'snooze': {
      const days = SNOOZE_DAYS[value as keyof typeof SNOOZE_DAYS];
      return { ...settings, snoozed_until: days === 0 ? null : new Date(now.getTime() + days * DAY_MS).toISOString() };
    }
    default:
      return name satisfies never;
  }
}

/** The value in force of each setting. */
function valuesOf(settings: WarningSettings, now: Date): Record<SettingName, string> {
  const { least_grade, quiet, time_zone, daily, easy_read, snoozed_until } = settings;
  const left = snoozed_until === null ? 0 : (new Date(snoozed_until).getTime() - now.getTime()) / DAY_MS;
  return {
    grade: least_grade,
    quiet: quiet === null ? 'off' : quiet.from === QUIET_CHOICES.night.from ? 'night' : 'long',
    zone: time_zone === ZONES.seoul ? 'seoul' : 'kl',
    pace: daily ? 'daily' : 'once',
    words: easy_read ? 'easy' : 'all',
    snooze: left <= 0 ? 'off' : left <= SNOOZE_DAYS.day ? 'day' : 'week',
  };
}

/** One row a setting, saying how it stands; a press leads to its next value. */
function menu(settings: WarningSettings, { now }: DialogueContext): Extract<Reply, { kind: 'message' }> {
  const values = valuesOf(settings, now);
  const names = Object.keys(SETTING_VALUES) as SettingName[];
  return { ...say('settings.menu'), buttons: names.map((name) => [settingButton(name, values[name])]) };
}

function settingButton(name: SettingName, value: string): Button {
  const values: readonly string[] = SETTING_VALUES[name];
  const next = values[(values.indexOf(value) + 1) % values.length] ?? value;
  return { label: { key: `dialogue:settings.${name}.${value}` }, data: formatButtonData({ kind: 'setting', name, value: next }) };
}
