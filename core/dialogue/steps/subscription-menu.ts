// Choosing what to be warned about. Ticks are kept apart until “done”, so that a half-made choice never changes what
// somebody receives.

import { LANGUAGES, SCAM_TYPES, type ScamType } from '#core/taxonomy/taxonomy.ts';
import { formatButtonData, type AreaChoice, type ButtonData, WARNING_COUNTRIES } from '../button-data.ts';
import type { Button, DialogueState, DialogueStep, MessageText, Reply, SubscriptionChoice } from '../dialogue.ts';
import { areaButton, areaMenu, withArea, withRegions } from './area-menu.ts';
import { answered, button, languageButton, type MessageReply, say, sentence } from './replies.ts';

/** `OTHER` is not something to be warned about. */
const WARNING_TYPES = SCAM_TYPES.filter((type) => type !== 'OTHER');

type MenuButton = Extract<ButtonData, { kind: 'subscription' | 'warning_type' | 'warning_country' | 'warning_area' }>;

export function openSubscriptionMenu(state: DialogueState): DialogueStep {
  const choosing = state.choosing ?? state.subscription;
  return answered({ ...state, choosing }, [menu(state, choosing)]);
}

/** Where the person lives is forgotten with it. */
export function stopSubscription(state: DialogueState): DialogueStep {
  const subscription = withRegions({ ...state.subscription, active: false }, []);
  return answered({ ...state, choosing: null }, [], [{ kind: 'save_subscription', subscription }]);
}

/** An old menu's buttons work as well: they start from what is saved. */
export function onSubscriptionButton(state: DialogueState, pressed: MenuButton): DialogueStep {
  const choice = state.choosing ?? state.subscription;
  switch (pressed.kind) {
    case 'warning_type':
      return ticked(state, { ...choice, types: toggled(choice.types, pressed.type, WARNING_TYPES) });
    case 'warning_country':
      return ticked(state, withRegions({ ...choice, countries: toggled(choice.countries, pressed.country, WARNING_COUNTRIES) }, choice.regions ?? []));
    case 'warning_area':
      return onArea(state, pressed.at, choice);
    case 'subscription':
      return onAction(state, pressed.action, choice);
    default:
      return pressed satisfies never;
  }
}

function onAction(state: DialogueState, action: string, choice: SubscriptionChoice): DialogueStep {
  if (action === 'open') return openSubscriptionMenu(state);
  if (action === 'stop') return stopSubscription(state);
  const { settings } = state.subscription;
  const wanted = action === 'all' ? { active: true, types: [], countries: [] } : { ...choice, active: true };
  const subscription = { ...wanted, ...(settings !== undefined && { settings }) };
  return answered({ ...state, choosing: null }, [], [{ kind: 'save_subscription', subscription }]);
}

function onArea(state: DialogueState, at: AreaChoice, choice: SubscriptionChoice): DialogueStep {
  if (at === 'back') return ticked(state, choice);
  const choosing = withArea(choice, at);
  return answered({ ...state, choosing }, [{ ...areaMenu(choosing, at), replaces: true }]);
}

function ticked(state: DialogueState, choosing: SubscriptionChoice): DialogueStep {
  return answered({ ...state, choosing }, [{ ...menu(state, choosing), replaces: true }]);
}

/** Ticking the last one is the same as ticking none: all. */
function toggled<T extends string>(chosen: readonly T[], item: T, all: readonly string[]): T[] {
  const next = chosen.includes(item) ? chosen.filter((other) => other !== item) : [...chosen, item];
  return all.every((each) => (next as readonly string[]).includes(each)) ? [] : next;
}

/** Warnings come in the language of the conversation, so it can be chosen here as well. */
function menu(state: DialogueState, choice: SubscriptionChoice): MessageReply {
  const last = [button('subscription.all', { kind: 'subscription', action: 'all' }), button('subscription.done', { kind: 'subscription', action: 'done' })];
  const stop = state.subscription.active ? [[button('subscription.stop', { kind: 'subscription', action: 'stop' })]] : [];
  const languages = LANGUAGES.map((language) => ({ ...languageButton(language), checked: language === state.language }));
  return { ...say('subscription.choose'), buttons: [...typeRows(choice), countryRow(choice), [areaButton(choice)], languages, last, ...stop] };
}

function typeRows(choice: SubscriptionChoice): Button[][] {
  const buttons = WARNING_TYPES.map((type) => typeButton(type, choice));
  return buttons.flatMap((_, at) => (at % 2 === 0 ? [buttons.slice(at, at + 2)] : []));
}

function typeButton(type: ScamType, choice: SubscriptionChoice): Button {
  return {
    label: { key: `taxonomy:types.${type}.short` },
    data: formatButtonData({ kind: 'warning_type', type }),
    checked: choice.types.includes(type),
  };
}

function countryRow(choice: SubscriptionChoice): Button[] {
  return WARNING_COUNTRIES.map((country) => ({
    label: { key: `taxonomy:countries.${country}` },
    data: formatButtonData({ kind: 'warning_country', country }),
    checked: choice.countries.includes(country),
  }));
}

/** What somebody is subscribed to, as saved. */
export function subscriptionSummary(subscription: SubscriptionChoice): Reply {
  if (!subscription.active) return say('subscription.off');
  const types: MessageText[] = subscription.types.map((type) => ({ key: `taxonomy:types.${type}.label` }));
  const countries: MessageText[] = subscription.countries.map((country) => ({ key: `taxonomy:countries.${country}` }));
  const regions: MessageText[] = (subscription.regions ?? []).map((region) => ({ key: `taxonomy:regions.${region}.name` }));
  const lines = [
    ...(types.length === 0 ? [sentence('subscription.all_types')] : types),
    ...(countries.length === 0 ? [sentence('subscription.all_countries')] : countries),
    ...regions,
  ];
  return { ...say('subscription.on'), lines };
}

/** Drops what this version does not know. */
export function knownSubscription(subscription: SubscriptionChoice): SubscriptionChoice {
  const known = {
    ...subscription,
    types: SCAM_TYPES.filter((type) => subscription.types.includes(type)),
    countries: WARNING_COUNTRIES.filter((country) => subscription.countries.includes(country)),
  };
  return withRegions(known, subscription.regions ?? []);
}
