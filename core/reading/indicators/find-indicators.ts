// All indicators of a message in the one order that works: links before numbers (ids in links are no phones), national ids
// before phones and accounts (a victim's own id is never a suspect), phones before accounts.

import type { HomeCountry } from '#core/taxonomy/taxonomy.ts';

import { findSensitive, maskableText } from '../masking/find-sensitive.ts';
import type { MaskableText } from '../masking/find-sensitive.ts';
import { mergeSensitive } from '../masking/mask.ts';
import type { SensitiveSpan } from '../masking/mask.ts';
import { findOwnContacts } from '../masking/own/own-contacts.ts';
import { findCodes } from '../masking/secrets/codes.ts';
import type { Indicator } from '../reading.ts';
import { findDigitRuns } from '../text/digit-runs.ts';
import type { DigitRun } from '../text/digit-runs.ts';
import { originalSpan } from '../text/mapped-text.ts';
import type { NormalisedText } from '../text/normalise.ts';
import { findApps } from './apps.ts';
import { isPlainlyNoId } from './numbers/plainly-no-id.ts';
import { findBankAccounts } from './numbers/bank-accounts.ts';
import { findCryptoAddresses } from './crypto-addresses.ts';
import { findEmails } from './emails.ts';
import { findAppLinks, findHandles, handleInLink } from './handles.ts';
import { findLinks } from './links.ts';
import type { FoundLink } from './links.ts';
import { findPhones } from './numbers/phones.ts';
import { findShortLines } from './numbers/short-lines.ts';
import { TakenRanges } from './spans.ts';

/** What settles ambiguous numbers. */
export interface ReaderContext {
  language: string;
  country?: HomeCountry;
}

/** Indicators in order of their place in the original, and what must be masked (offsets into the clean text). */
export interface FoundIndicators {
  indicators: Indicator[];
  /** The same, by their place in the clean text. */
  placed: readonly PlacedIndicator[];
  sensitive: SensitiveSpan[];
  links: FoundLink[];
}

export type PlacedIndicator = Omit<Indicator, 'raw'>;
type Found = PlacedIndicator;

/** Everything that identifies somebody in a message, the scammer's to keep and the victim's to mask. */
export function findIndicators(text: NormalisedText, context: ReaderContext): FoundIndicators {
  const { skeleton: words, seen } = text;
  const clean = text.clean.text;
  const taken = new TakenRanges();
  const links = findLinks(text.clean, taken);
  const emails = findEmails(clean, taken);
  const crypto = findCryptoAddresses(clean, taken, seen);
  const appLinks = findAppLinks(words, taken);
  const { runs, excess } = bounded(findDigitRuns(words, seen));
  for (const span of excess) taken.add(span);
  const lines = findShortLines(runs, words, taken);
  const maskable = maskableText(clean, words, seen);
  const ids = findSensitive(
    runs.filter((run) => !isPlainlyNoId(run, words)),
    maskable,
    taken,
  );
  const phones = findPhones(runs, { words, ...context }, taken);
  const accounts = findBankAccounts(runs, { words, seen, ...context }, taken);
  const codes = seen.mayHold('codes') ? findCodes(runs, maskable.words, taken) : [];
  const handles = findHandles(words, taken, seen);
  const found: Found[] = [
    ...links.flatMap(linkIndicators),
    ...emails.map((email): Found => ({ kind: 'email', ...email })),
    ...crypto.map((address): Found => ({ kind: 'crypto_address', ...address })),
    ...[...lines, ...phones].map((phone): Found => ({ kind: 'phone', ...phone })),
    ...accounts.map((account): Found => ({ kind: 'bank_account', ...account })),
    ...appLinks,
    ...handles,
    ...(seen.mayHold('app') ? findApps(words, taken) : []).map((app): Found => ({ kind: 'app', ...app })),
  ];
  const own = markOwn(maskable, found);
  return { indicators: inOriginal(text, found), placed: found, sensitive: mergeSensitive([...excess, ...ids, ...codes, ...own]), links };
}

/** Numbers that are looked at one by one; a text with more of them is a table, and every look costs (a stall of 50 ms is too long). */
const MAX_GROUPS = 2_000;
/** Fewer digits beyond the bound are left: no id has so few. */
const LEAST_HIDDEN = 6;

/** What is beyond the bound is hidden without a look, whatever it is. */
function bounded(all: readonly DigitRun[]): { runs: readonly DigitRun[]; excess: SensitiveSpan[] } {
  let groups = 0;
  const within = all.findIndex((run) => (groups += run.groups.length) > MAX_GROUPS);
  if (within < 0) return { runs: all, excess: [] };
  const excess = all.slice(within).flatMap(({ groups: hidden }): SensitiveSpan[] => {
    const digits = hidden.reduce((sum, group) => sum + group.digits.length, 0);
    return digits < LEAST_HIDDEN ? [] : [{ label: 'ID', start: hidden[0]?.start ?? 0, end: hidden.at(-1)?.end ?? 0 }];
  });
  return { runs: all.slice(0, within), excess };
}

/** Marks accounts and phones of the person who wrote the message; returns all that the words call so. */
function markOwn({ words, seen }: MaskableText, found: Found[]): SensitiveSpan[] {
  const own = findOwnContacts(words, found, seen);
  for (const each of found) {
    if (each.kind !== 'phone' && each.kind !== 'bank_account') continue;
    if (own.some(({ start, end }) => each.start < end && each.end > start)) each.own = true;
  }
  return own;
}

function linkIndicators(link: FoundLink): Found[] {
  const { start, end, url, host } = link;
  const marks = {
    ...(host?.official === true && { official: true }),
    ...(host?.shared === true && { shared: true }),
    ...(host?.lookalike !== undefined && { lookalike: host.lookalike }),
  };
  const found: Found[] = [{ kind: 'url', value: url.href, start, end, ...marks }];
  if (host !== null) {
    found.push({ kind: 'domain', value: host.host, registrable: host.registrable, start: host.start, end: host.end, ...marks });
  }
  const handle = handleInLink(link);
  if (handle !== null) found.push(handle);
  return found;
}

/** Offsets and raw text as in the message as given; a malformed half of a surrogate pair stays as it was. */
function inOriginal(text: NormalisedText, found: readonly Found[]): Indicator[] {
  return found
    .map((indicator): Indicator => ({ ...indicator, ...originalSpan(text.clean, indicator.start, indicator.end) }))
    .sort((a, b) => a.start - b.start || b.end - a.end);
}
