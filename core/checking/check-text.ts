// "Is this a scam?": what the text names is looked up, what it says is read. Nothing is kept of a check here; see core/watching/lookups.ts.

import { setImmediate as giveWay } from 'node:timers/promises';
import type { CoreContext } from '#core/context.ts';
import { indicatorKey } from '#core/matching/indicator-weight.ts';
import { buildKnownIndex, type KnownIndex } from '#core/matching/known-index.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { factsOfIndicators, indicatorKeyOf, type AskedIndicator, type IndicatorFacts, type IndicatorKey } from '#core/publication/indicator-facts.ts';
import { publicationOf } from '#core/publication/ladder.ts';
import { maskIndicator } from '#core/publication/mask-indicator.ts';
import { findInMessage } from '#core/reading/gather-evidence.ts';
import { OFFICIAL_NUMBERS } from '#core/reading/indicators/numbers/official-numbers.ts';
import { readMessage } from '#core/reading/read-message.ts';
import type { Indicator, Reading } from '#core/reading/reading.ts';
import type { IndicatorKind, ScamType } from '#core/taxonomy/taxonomy.ts';
import { changesAccount } from './changed-account.ts';
import { CHECK_LIMIT, noteOf, stateOf, type Check, type CheckedItem } from './check.ts';
import { formatIndicatorCode } from './indicator-code.ts';

/** Things looked up in one check: more are somebody's list, not a message. */
const MOST_ITEMS = 20;
/** Letters besides what is named, from which on there are words to judge. */
const FEWEST_LETTERS = 8;

export interface Checker {
  /** @param text at most {@link CHECK_LIMIT} units are read. */
  check(context: CoreContext, text: string): Promise<Check>;
  /** What is known of something that was checked elsewhere, by its hash alone. */
  checkKey(context: CoreContext, key: IndicatorKey): Promise<Check>;
  /** What it names that is confirmed or reported, without judging the words: for what nobody asked about. */
  listedIn(context: CoreContext, text: string): Promise<CheckedItem[]>;
}

export const CHECKER: Checker = {
  check: (context, text) => checkText(context, text.slice(0, CHECK_LIMIT)),
  checkKey,
  listedIn: (context, text) => listedIn(context, text.slice(0, CHECK_LIMIT)),
};

interface KnownScripts {
  index: KnownIndex;
  types: ReadonlyMap<string, ScamType>;
}

/** The seed's scripts, which do not change while a process runs: read once, for all that check in it. */
let scripts: Promise<KnownScripts> | undefined;

/** Reads them now, about a second's work in slices, so that nobody who asks first waits for it. */
export async function warmChecker(): Promise<void> {
  await knownScripts();
}

function knownScripts(): Promise<KnownScripts> {
  scripts ??= readScripts();
  return scripts;
}

async function readScripts(): Promise<KnownScripts> {
  const patterns = loadKnownPatterns();
  const readings = new Map<string, Reading>();
  for (const { text } of patterns) {
    readings.set(text, readMessage({ text }));
    await giveWay();
  }
  const index = buildKnownIndex(patterns, (text) => readings.get(text) ?? readMessage({ text }));
  return { index, types: new Map(patterns.map(({ id, type }) => [id, type])) };
}

async function checkText(context: CoreContext, text: string): Promise<Check> {
  const { index, types } = await knownScripts();
  const reading = readMessage({ text });
  const named = namedIn(text, reading);
  const hasWords = lettersBeside(text, reading.indicators) >= FEWEST_LETTERS;
  const script = hasWords ? index.match({ id: '', text, reading }).find(({ band }) => band === 'same') : undefined;
  const items = await lookUp(context, named.slice(0, MOST_ITEMS));
  // NOTE the reader judges messages; of a bare link or number it knows no more than whose name it imitates.
  const imitates = reading.indicators.some(({ lookalike }) => lookalike !== undefined);
  const bare = imitates ? ({ verdict: 'suspicious', type: 'PHISH' } as const) : ({ verdict: 'unclear', type: 'OTHER' } as const);
  const judged = hasWords ? { verdict: script === undefined ? reading.verdict : ('scam' as const), type: types.get(script?.id ?? '') ?? reading.type } : bare;
  const bareNumber = named.length === 0 && isBareNumber(text);
  return {
    items,
    left_out: Math.max(0, named.length - MOST_ITEMS),
    has_words: hasWords,
    ...judged,
    known_script: script !== undefined,
    changed_account: changesAccount(text, reading.indicators),
    bare_number: bareNumber,
    readable: named.length > 0 || bareNumber || /\p{L}{2}/u.test(text),
  };
}

async function listedIn(context: CoreContext, text: string): Promise<CheckedItem[]> {
  // Numbers, links and names have one of these.
  if (!/[\d.@/]/.test(text)) return [];
  const named = namedIn(text, findInMessage({ text }).found);
  const items = await lookUp(context, named.slice(0, MOST_ITEMS));
  return items.filter(({ state, covered }) => !covered && (state === 'confirmed' || state === 'reported'));
}

const NO_WORDS = { left_out: 0, has_words: false, verdict: 'unclear', type: 'OTHER', known_script: false, changed_account: false, bare_number: false } as const;

async function checkKey(context: CoreContext, key: IndicatorKey): Promise<Check> {
  const items = await lookUp(context, [{ kind: key.kind, value: '', official: false, covered: false, keys: [key] }]);
  return { ...NO_WORDS, items, readable: true };
}

interface Named extends AskedIndicator {
  official: boolean;
  covered: boolean;
  /** Of a domain: what its subdomains are reported under as well. */
  registrable?: string;
}

/** Each once, in the order of the text. The writer's own number is nobody's to look up. */
function namedIn(text: string, { indicators }: Pick<Reading, 'indicators'>): Omit<Named, 'keys'>[] {
  const digits = text.trim().replaceAll(/[\s-]/g, '');
  if (OFFICIAL_NUMBERS.short.has(digits)) return [{ kind: 'phone', value: digits, official: true, covered: false }];
  const hosts = new Map(indicators.filter(({ kind }) => kind === 'domain').map((domain) => [domain.value, domain]));
  const asked = indicators.filter(({ own }) => own !== true).map((indicator) => ({ ...namedBy(indicator, hosts), start: indicator.start }));
  const distinct = new Map(asked.toReversed().map((each) => [`${each.kind}\0${each.value}`, each]));
  return [...distinct.values()].toSorted((a, b) => a.start - b.start || a.kind.localeCompare(b.kind));
}

function namedBy(indicator: Indicator, hosts: ReadonlyMap<string, Indicator>): Omit<Named, 'keys'> {
  const { kind, value, registrable } = indicator;
  const host = kind === 'url' ? hosts.get(URL.parse(value)?.hostname ?? '') : undefined;
  const official = indicator.official === true || host?.official === true;
  // Of a shared host only the exact link says something, of any other the host says all that the link does.
  const covered = (kind === 'url' && host !== undefined && host.shared !== true) || (kind === 'domain' && indicator.shared === true);
  return { kind, value, official, covered, ...(registrable !== undefined && indicator.shared !== true && { registrable }) };
}

async function lookUp(context: CoreContext, named: readonly (Omit<Named, 'keys'> & Partial<Pick<Named, 'keys'>>)[]): Promise<CheckedItem[]> {
  const asked = named.map((each) => ({ ...each, keys: each.keys ?? keysOf(context, each) }));
  const facts = await factsOfIndicators(context, asked);
  return asked.flatMap((each, at) => {
    const found = facts[at];
    return found === undefined ? [] : [toItem(context, each, found)];
  });
}

/** Two names for one thing: a WhatsApp account is its number, a name with @ is most often Telegram's. A site is reported with its subdomains. */
function keysOf(context: CoreContext, { kind, value, registrable }: Pick<Named, 'kind' | 'value' | 'registrable'>): IndicatorKey[] {
  const others: { kind: IndicatorKind; value: string }[] = [];
  if ((kind === 'phone' || kind === 'whatsapp') && value.startsWith('+')) others.push({ kind: kind === 'phone' ? 'whatsapp' : 'phone', value });
  if (kind === 'telegram' || kind === 'handle') others.push({ kind: kind === 'telegram' ? 'handle' : 'telegram', value });
  if (kind === 'domain' && registrable !== undefined && registrable !== value) others.push({ kind, value: registrable });
  return [{ kind, value }, ...others].map((each) => indicatorKeyOf(context, each));
}

function toItem({ vault, clock }: CoreContext, named: Named, facts: IndicatorFacts): CheckedItem {
  const { kind, value, official, covered, keys, registrable } = named;
  const seen = publicationOf({ ...facts, official: official || facts.official }, clock.now()).public;
  const state = stateOf(seen, official || facts.official);
  const isListed = state === 'reported' || state === 'confirmed';
  const [key] = keys;
  return {
    kind,
    value: state === 'official' && kind === 'phone' ? value : shownOf(kind, value),
    state,
    note: noteOf(seen.wording),
    reporters: seen.reportedAtLeast,
    first_seen: isListed ? dayOf(facts.firstReportedAt) : null,
    last_seen: isListed ? dayOf(facts.lastReportedAt) : null,
    agency: seen.agency,
    since: seen.since,
    can_appeal: seen.canAppeal,
    code: key === undefined ? '' : formatIndicatorCode(key),
    codes: keys.map(formatIndicatorCode),
    thing: vault.hash('match-key', indicatorKey({ kind, value, ...(registrable !== undefined && { registrable }) })).toString('hex'),
    covered,
  };
}

/** Which bank it is says nothing of the holder. */
function shownOf(kind: IndicatorKind, value: string): string {
  if (kind === 'bank_account' && value !== '') return `${value.slice(0, value.lastIndexOf('/'))}/***`;
  return maskIndicator(kind, value) ?? '***';
}

function dayOf(time: Date | null): string | null {
  return time?.toISOString().slice(0, 10) ?? null;
}

function lettersBeside(text: string, indicators: readonly Indicator[]): number {
  const words: string[] = [];
  let end = 0;
  for (const named of [...indicators].toSorted((a, b) => a.start - b.start)) {
    if (named.start > end) words.push(text.slice(end, named.start));
    end = Math.max(end, named.end);
  }
  words.push(text.slice(end));
  // A Hangul syllable says as much as two letters.
  return [...words.join(' ').matchAll(/\p{L}/gu)].reduce((sum, [letter]) => sum + (/\p{Script=Hangul}/u.test(letter) ? 2 : 1), 0);
}

/** As long as an account number, and nothing else. */
function isBareNumber(text: string): boolean {
  return /^\d(?:[ -]?\d){7,19}$/.test(text.trim());
}
