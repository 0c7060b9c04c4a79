// Where somebody lives, as part of choosing what to be warned about: a country, then its regions. None ticked is everywhere in it.

import { countryOfRegion, isRegion, REGIONS_OF, regionsWithin, type Region } from '#core/taxonomy/regions.ts';
import { formatButtonData, WARNING_COUNTRIES, type AreaChoice, type WarningCountry } from '../button-data.ts';
import type { Button, MessageText, SubscriptionChoice } from '../dialogue.ts';
import { button, type MessageReply, say, sentence } from './replies.ts';

/** Buttons side by side that a phone still shows whole. */
const IN_A_ROW: Record<WarningCountry, number> = { KR: 3, MY: 2 };

export function areaButton(choice: SubscriptionChoice): Button {
  const { length: count } = choice.regions ?? [];
  const label = count === 0 ? sentence('subscription.area.all') : sentence('subscription.area.some', { count });
  return { label, data: formatButtonData({ kind: 'warning_area', at: 'open' }) };
}

/** Where only one country is chosen, its regions are shown at once. */
export function areaMenu(choice: SubscriptionChoice, at: AreaChoice): MessageReply {
  const country = at === 'open' ? onlyCountry(choice) : countryOf(at);
  const last = [button('subscription.back', { kind: 'warning_area', at: 'back' }), button('subscription.done', { kind: 'subscription', action: 'done' })];
  const rows = country === null ? countriesOf(choice).map((each) => [countryButton(each, choice)]) : regionRows(country, choice);
  return { ...say('subscription.area.choose'), buttons: [...rows, last] };
}

/** A region of a country that was not asked for asks for that country as well. */
export function withArea(choice: SubscriptionChoice, at: AreaChoice): SubscriptionChoice {
  const country = countryOf(at);
  if (country === null || at === country) return choice;
  const regions = isRegion(at) ? toggled(choice.regions ?? [], at) : (choice.regions ?? []).filter((each) => countryOfRegion(each) !== country);
  const countries = choice.countries.length === 0 || choice.countries.includes(country) ? choice.countries : [...choice.countries, country];
  return withRegions({ ...choice, countries: WARNING_COUNTRIES.every((each) => countries.includes(each)) ? [] : countries }, regions);
}

/** Only those of the countries that are chosen. */
export function withRegions({ regions: _before, ...choice }: SubscriptionChoice, regions: readonly string[]): SubscriptionChoice {
  const kept = regionsWithin(regions, choice.countries);
  return kept.length === 0 ? choice : { ...choice, regions: kept };
}

/** All of a country ticked is the same as none: everywhere in it. */
function toggled(chosen: readonly Region[], region: Region): Region[] {
  const next = chosen.includes(region) ? chosen.filter((each) => each !== region) : [...chosen, region];
  const country = countryOfRegion(region);
  const isWhole = REGIONS_OF[country].every((each) => next.includes(each));
  return isWhole ? next.filter((each) => countryOfRegion(each) !== country) : next;
}

function countryOf(at: AreaChoice): WarningCountry | null {
  return WARNING_COUNTRIES.find((country) => at === country || at === `all-${country}` || at.startsWith(`${country}-`)) ?? null;
}

function countriesOf({ countries }: SubscriptionChoice): WarningCountry[] {
  return WARNING_COUNTRIES.filter((country) => countries.length === 0 || countries.includes(country));
}

function onlyCountry(choice: SubscriptionChoice): WarningCountry | null {
  const [only = null, ...others] = countriesOf(choice);
  return others.length === 0 ? only : null;
}

function countryButton(country: WarningCountry, { regions = [] }: SubscriptionChoice): Button {
  const checked = regionsWithin(regions, [country]).length > 0;
  return { label: { key: `taxonomy:countries.${country}` }, data: formatButtonData({ kind: 'warning_area', at: country }), checked };
}

function regionRows(country: WarningCountry, { regions = [] }: SubscriptionChoice): Button[][] {
  const all = { ...areaOption(sentence('subscription.area.everywhere'), `all-${country}`), checked: regionsWithin(regions, [country]).length === 0 };
  const buttons = REGIONS_OF[country].map((region) => ({
    ...areaOption({ key: `taxonomy:regions.${region}.short` }, region),
    checked: regions.includes(region),
  }));
  const width = IN_A_ROW[country];
  return [[all], ...buttons.flatMap((_, at) => (at % width === 0 ? [buttons.slice(at, at + width)] : []))];
}

function areaOption(label: MessageText, at: AreaChoice): Button {
  return { label, data: formatButtonData({ kind: 'warning_area', at }) };
}
