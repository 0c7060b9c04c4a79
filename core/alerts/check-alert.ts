// What must hold before officers may approve a warning: three languages that say the same, nothing dialled, opened or paid that is not
// official, and nobody's data (the publication ladder allows a pattern, not its tools).

import { countryOfRegion } from '#core/taxonomy/regions.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { sendingTime, type AlertContent, type AlertText } from './alert.ts';
import { TEXT_LIMIT } from './alert-words.ts';
import { contactsIn, type Contacts } from './texts/contacts.ts';
import { identifiersIn } from './texts/identifiers.ts';
import { missingNegations } from './texts/negations.ts';
import { monthsIn, quantitiesIn, showMonth } from './texts/quantities.ts';

export type AlertFaultCode =
  | 'text_missing'
  | 'text_too_long'
  | 'no_longer_valid'
  /** A region of none of its countries. */
  | 'region_outside'
  /** A number that the other languages have and this one has not. */
  | 'number_missing'
  | 'link_missing'
  | 'phone_missing'
  /** The other languages say "do not" here, this one does not. */
  | 'negation_missing'
  /** To be dialled, but not certain in hotlines.json. */
  | 'unknown_phone'
  /** A link that can be opened and is not a government's. */
  | 'live_link'
  /** Account, card, identity number, wallet, handle or e-mail address. */
  | 'identifier';

export interface AlertFault {
  code: AlertFaultCode;
  language?: Language;
  field?: keyof AlertText;
  value?: string;
}

/** Where readers are told what to do. */
const TELLING = ['headline', 'what_to_do'] as const satisfies readonly (keyof AlertText)[];
const FIELDS = ['headline', 'what_happens', 'what_to_do'] as const satisfies readonly (keyof AlertText)[];

/** Empty: it may be approved. */
export function alertFaults(content: AlertContent, now: Date): AlertFault[] {
  const faults = LANGUAGES.flatMap((language) => FIELDS.flatMap((field) => fieldFaults(content, language, field)));
  if (!(Date.parse(content.valid_until) > sendingTime(content, now).getTime())) faults.push({ code: 'no_longer_valid', value: content.valid_until });
  faults.push(...regionFaults(content));
  return [...faults, ...parityFaults(content), ...monthFaults(content), ...negationFaults(content)];
}

/** Everywhere is no country: who names a region names its country. */
function regionFaults({ countries, regions = [] }: AlertContent): AlertFault[] {
  return regions.filter((region) => !countries.includes(countryOfRegion(region))).map((value): AlertFault => ({ code: 'region_outside', value }));
}

function fieldFaults(content: AlertContent, language: Language, field: keyof AlertText): AlertFault[] {
  const text = content.texts[language][field];
  if (text.trim() === '') return [{ code: 'text_missing', language, field }];
  if (text.length > TEXT_LIMIT) return [{ code: 'text_too_long', language, field, value: String(text.length) }];
  const at = { language, field };
  return unfit(text).map(({ code, value }) => ({ code, ...at, value }));
}

/** By shape, and by what the reader sees through disguises; the same thing once. */
function unfit(text: string): { code: AlertFaultCode; value: string }[] {
  const { links, phones, accounts, emails } = contactsIn(text);
  const shaped = [
    ...links.filter(({ live }) => live).map(({ value }) => ({ code: 'live_link' as const, value })),
    ...phones.filter(({ official }) => !official).map(({ value }) => ({ code: 'unknown_phone' as const, value })),
    ...[...accounts, ...emails].map(({ value }) => ({ code: 'identifier' as const, value })),
  ];
  const dialled = phones.filter(({ official }) => official);
  const read = identifiersIn(text)
    .filter(({ value }) => ![...shaped, ...dialled].some((known) => known.value.includes(value) || value.includes(known.value)))
    .map(({ kind, value }) => ({ code: kind === 'phone' ? ('unknown_phone' as const) : ('identifier' as const), value }));
  // A mask's label has no place in the text: it is told only when nothing that has one was found.
  return shaped.length > 0 && read.every(({ value }) => value.startsWith('[')) ? shaped : [...shaped, ...read];
}

interface Facts {
  link_missing: Set<string>;
  phone_missing: Set<string>;
  number_missing: Set<string>;
}

function parityFaults(content: AlertContent): AlertFault[] {
  const facts = LANGUAGES.map((language) => ({ language, found: factsOf(content.texts[language]) }));
  const kinds = ['link_missing', 'phone_missing', 'number_missing'] as const;
  return kinds.flatMap((code) => {
    const all = [...new Set(facts.flatMap(({ found }) => [...found[code]]))];
    return facts.flatMap(({ language, found }) => all.filter((value) => !found[code].has(value)).map((value): AlertFault => ({ code, language, value })));
  });
}

/** Where months are written as bare numbers, the numbers are compared alone. */
function monthFaults({ texts }: AlertContent): AlertFault[] {
  const named = LANGUAGES.map((language) => ({ language, months: monthsIn(wholeOf(texts[language])) })).filter(({ months }) => months.size > 0);
  const all = new Set(named.flatMap(({ months }) => [...months]));
  return [...all].flatMap((month) =>
    named.filter(({ months }) => !months.has(month)).map(({ language }): AlertFault => ({ code: 'number_missing', language, value: showMonth(month) })),
  );
}

function negationFaults({ texts }: AlertContent): AlertFault[] {
  return TELLING.flatMap((field) => {
    const said = { ko: texts.ko[field], ms: texts.ms[field], en: texts.en[field] };
    return missingNegations(said).map((language): AlertFault => ({ code: 'negation_missing', language, field }));
  });
}

function wholeOf(text: AlertText): string {
  return FIELDS.map((field) => text[field].slice(0, 10 * TEXT_LIMIT)).join('\n');
}

function factsOf(text: AlertText): Facts {
  const whole = wholeOf(text);
  const contacts = contactsIn(whole);
  return {
    link_missing: new Set(contacts.links.map(({ value }) => value.toLowerCase())),
    phone_missing: new Set(contacts.phones.map(({ value }) => value.replaceAll(/\D/g, ''))),
    number_missing: quantitiesIn(withoutContacts(whole, contacts)),
  };
}

function withoutContacts(text: string, { links, phones, accounts, emails }: Contacts): string {
  return [...links, ...phones, ...accounts, ...emails].reduce((left, { start, end }) => left.slice(0, start) + ' '.repeat(end - start) + left.slice(end), text);
}
