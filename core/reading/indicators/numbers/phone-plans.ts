// Which numbers exist in Korea, Malaysia and Singapore: libphonenumber's patterns, compiled once. Kept apart from the
// library's own parser, which finds no number glued to Hangul and settles on one country where two are possible.

import metadata from 'libphonenumber-js/max/metadata';

import type { HomeCountry } from '#core/taxonomy/taxonomy.ts';

/** Calling codes of the three countries whose plans are read. */
export const CALLING_CODES: Readonly<Record<HomeCountry, string>> = { KR: '82', MY: '60', SG: '65' };

// libphonenumber-js metadata v4: field 11 of a country holds [pattern, lengths] by number type.
const TYPES_FIELD = 11;

// Shapes of domain rules §3.2 that the library's list of assigned ranges is too strict for: a scammer's caller id
// need not be assigned.
const WIDER: Readonly<Record<HomeCountry, RegExp>> = {
  KR: /^(?:10\d{8}|70\d{8}|50\d{8,9}|2\d{7,8}|(?:3[1-3]|4[1-4]|5[1-5]|6[1-4])\d{7,8})$/,
  MY: /^(?:1[02346-9]\d{7}|11\d{8}|154\d{7}|156\d{7}|1[378]00\d{6})$/,
  SG: /^[3689]\d{7}$/,
};

const ASSIGNED: Readonly<Record<HomeCountry, RegExp>> = {
  KR: compile('KR'),
  MY: compile('MY'),
  SG: compile('SG'),
};

function compile(country: HomeCountry): RegExp {
  const fields: unknown = metadata.countries[country];
  const types: unknown = Array.isArray(fields) ? fields[TYPES_FIELD] : undefined;
  const patterns = Array.isArray(types) ? types.flatMap(patternOfType) : [];
  if (patterns.length === 0) throw new Error(`libphonenumber-js metadata has no number types for ${country}`);
  return new RegExp(`^(?:${patterns.join('|')})$`);
}

function patternOfType(type: unknown): string[] {
  const pattern: unknown = Array.isArray(type) ? type[0] : undefined;
  return typeof pattern === 'string' ? [pattern] : [];
}

/** Whether a national significant number (no trunk 0) is one that libphonenumber lists as assigned. */
export function isAssigned(country: HomeCountry, national: string): boolean {
  return ASSIGNED[country].test(national);
}

/** Whether it has at least the shape of a number of that country. */
export function isPlausible(country: HomeCountry, national: string): boolean {
  return WIDER[country].test(national) || ASSIGNED[country].test(national);
}
