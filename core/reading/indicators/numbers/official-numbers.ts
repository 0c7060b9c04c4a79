// Numbers of authorities come from the one hotline file, so that a number corrected there is corrected here.

import { z } from 'zod';

import hotlines from '#core/safety/hotlines.json' with { type: 'json' };

const hotlineFile = z.object({ hotlines: z.array(z.object({ country: z.string(), tel: z.string() })) });

/** Numbers that belong to authorities. */
export interface OfficialNumbers {
  /** E.164. */
  full: ReadonlySet<string>;
  /** Short codes dialled as they are, such as 1394 or 997. */
  short: ReadonlySet<string>;
}

// Short official lines of domain rules §3.2; some are for other emergencies and so are in no list of scam hotlines.
const SHORT_LINES = ['112', '119', '118', '1332', '1394', '1366', '111', '110', '997', '999', '15999', '1799', '995'];
const CALLING_CODE: ReadonlyMap<string, string> = new Map([
  ['KR', '82'],
  ['MY', '60'],
  ['SG', '65'],
]);

/** Reads numbers out of a hotline file's content. Throws when the content has another shape. */
export function officialNumbersFrom(content: unknown): OfficialNumbers {
  const full = new Set<string>();
  const short = new Set(SHORT_LINES);
  for (const { tel, country } of hotlineFile.parse(content).hotlines) {
    const digits = tel.replace(/[^0-9]/g, '');
    if (digits.length >= 3 && digits.length <= 5) short.add(digits);
    else if (tel.trimStart().startsWith('+')) full.add(`+${digits}`);
    else full.add(toInternational(digits, country));
  }
  return { full, short };
}

function toInternational(digits: string, country: string): string {
  const code = CALLING_CODE.get(country) ?? '';
  return `+${code}${digits.startsWith('0') ? digits.slice(1) : digits}`;
}

/** The numbers of `core/safety/hotlines.json`, read once at start. Throws when that file is broken. */
export const OFFICIAL_NUMBERS: OfficialNumbers = officialNumbersFrom(hotlines);
