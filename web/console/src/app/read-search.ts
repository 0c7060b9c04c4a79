// What stands in an address is anybody's writing: only what has the right shape is taken.

type Search = Record<string, unknown>;

export function readText(search: Search, name: string, pattern: RegExp): string | undefined {
  const value = search[name];
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && pattern.test(text) ? text : undefined;
}

export function readNumber(search: Search, name: string): number | undefined {
  const value = Number(search[name]);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

export function readChoice<Choice extends string>(search: Search, name: string, choices: readonly Choice[]): Choice | undefined {
  return choices.find((choice) => choice === search[name]);
}

export function readFlag(search: Search, name: string): boolean | undefined {
  const value = search[name];
  return value === true || value === 'true' ? true : value === false || value === 'false' ? false : undefined;
}

type Kept<Read> = { [Name in keyof Read]?: Exclude<Read[Name], undefined> };

/** Without what is not there: the address stays short. */
export function kept<Read extends object>(read: Read): Kept<Read> {
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined)) as Kept<Read>;
}

export const PATTERNS = {
  type: /^[A-Z_]{2,12}$/,
  country: /^[A-Z]{2}$/,
  language: /^[a-z]{2,3}$/,
  reference: /^JG-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]$/,
  code: /^[\w.:-]{1,64}$/,
  day: /^\d{4}-\d{2}-\d{2}$/,
} as const;
