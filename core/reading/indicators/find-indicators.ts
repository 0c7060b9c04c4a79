// All indicators of a message in the one order that works: links before numbers (ids in links are no phones), national ids
// before phones and accounts (a victim's own id is never a suspect), phones before accounts.

import type { HomeCountry } from '#core/taxonomy/taxonomy.ts';

import { findNationalIds } from '../masking/national-ids.ts';
import { mergeSensitive } from '../masking/mask.ts';
import type { SensitiveSpan } from '../masking/mask.ts';
import { findCodes, findSecrets } from '../masking/secrets.ts';
import type { Indicator } from '../reading.ts';
import { digitsOfRun, findDigitRuns } from '../text/digit-runs.ts';
import type { DigitRun } from '../text/digit-runs.ts';
import { originalSpan } from '../text/mapped-text.ts';
import type { NormalisedText } from '../text/normalise.ts';
import { findApps } from './apps.ts';
import { banksNear, findBankNames } from './numbers/banks.ts';
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
  const clean = text.clean.text;
  const words = text.skeleton;
  const taken = new TakenRanges();
  const links = findLinks(text.clean, taken);
  const emails = findEmails(clean, taken);
  const crypto = findCryptoAddresses(clean, taken);
  const appLinks = findAppLinks(words, taken);
  const runs = findDigitRuns(text);
  const lines = findShortLines(runs, words, taken);
  const ids = findIds(runs, { clean, words, ...context }, taken);
  const phones = findPhones(runs, { words, ...context }, taken);
  const accounts = findBankAccounts(runs, { words, ...context }, taken);
  const codes = findCodes(runs, words, taken);
  const handles = findHandles(words, taken);
  const found: Found[] = [
    ...links.flatMap(linkIndicators),
    ...emails.map((email): Found => ({ kind: 'email', ...email })),
    ...crypto.map((address): Found => ({ kind: 'crypto_address', ...address })),
    ...[...lines, ...phones].map((phone): Found => ({ kind: 'phone', ...phone })),
    ...accounts.map((account): Found => ({ kind: 'bank_account', ...account })),
    ...appLinks,
    ...handles,
    ...findApps(words, taken).map((app): Found => ({ kind: 'app', ...app })),
  ];
  return { indicators: inOriginal(text, found), placed: found, sensitive: mergeSensitive([...ids, ...codes]), links };
}

/** National ids and secrets; a number inside a link is the link's, unless it is written like an id. */
function findIds(runs: readonly DigitRun[], source: { clean: string; words: string } & ReaderContext, taken: TakenRanges): SensitiveSpan[] {
  const numbers = runs.filter((run) => !isPlainlyPhone(run, source));
  const spans = mergeSensitive([...findNationalIds(numbers, source.words), ...findSecrets(source.clean, source.words)]);
  const free = spans.filter(({ start, end }) => !taken.overlaps(start, end));
  for (const span of free) taken.add(span);
  return free;
}

/** `+225 …` is no id, whatever date its digits hold; nor is 0507-1234-5678 for Koreans, though its twelve digits look like a MyKad. */
function isPlainlyPhone(run: DigitRun, { words, language, country }: { words: string } & ReaderContext): boolean {
  if (run.count < 8 || run.count > 15) return false;
  const digits = digitsOfRun(run);
  const before = words.slice(Math.max(0, (run.groups[0]?.start ?? 0) - 2), run.groups[0]?.start ?? 0);
  if (/\+\(?$/.test(before)) return true;
  const isKorean = country === 'KR' || (country === undefined && language === 'ko');
  return isKorean && digits.length === 12 && (/^050[2-8]/.test(digits) || (run.groups.length === 1 && hasKoreanBankBeside(words, run)));
}

/** `신한 110123456789`, not grouped as a MyKad is: Korean ids have thirteen digits. */
function hasKoreanBankBeside(words: string, run: DigitRun): boolean {
  const [start, end] = [run.groups[0]?.start ?? 0, run.groups.at(-1)?.end ?? 0];
  const from = Math.max(0, start - 24);
  const names = findBankNames(words.slice(from, end + 24));
  return banksNear(names, start - from, end - from).some(({ bank, distance }) => bank.country === 'KR' && distance <= 3);
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
