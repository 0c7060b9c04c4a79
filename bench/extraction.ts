// R4: indicators extracted a second on one core, beside what an engineer puts together in an afternoon: libphonenumber's text search for the three
// home countries and a good URL pattern. Both read the same messages in the same rounds; recall of both is on disguised links and numbers.
// Ours masks ids and secrets in the same call, since they settle what is a number; the baseline does not.

import { findPhoneNumbersInText } from 'libphonenumber-js/max';

import { median, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { findIndicators } from '#core/reading/indicators/find-indicators.ts';
import { createRandom } from '#core/reading/training/random.ts';
import { normalise } from '#core/reading/text/normalise.ts';
import { disguisedLink } from '#tests/support/disguise/disguised-links.ts';
import { disguisedPhone } from '#tests/support/disguise/disguised-phones.ts';

const ROUNDS = 7;
const DISGUISED = 4_000;
const HOME = ['KR', 'MY', 'SG'] as const;
// Scheme or www, or a bare host with a common ending, and what follows it.
const URL_PATTERN =
  /(?:https?:\/\/|www\.)[^\s<>"'()]+|(?<![@\w.-])(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:com|net|org|info|biz|xyz|top|shop|site|online|click|club|vip|link|app|dev|io|co|me|ly|gl|cc|icu|kr|my|sg|id|cn|jp|tk|ml|ga|cf|gq|ru|uk|de|fr|eu|us)(?![a-z0-9])(?:[/?#][^\s<>"'()]*)?/gi;

function baseline(text: string): string[] {
  const found = new Set<string>();
  for (const country of HOME) for (const { number } of findPhoneNumbersInText(text, country)) found.add(number.number);
  for (const [written] of text.matchAll(URL_PATTERN)) {
    const trimmed = written.replace(/[.,;:!?)\]}'"]+$/, '');
    const url = URL.parse(/^https?:/i.test(trimmed) ? trimmed : `http://${trimmed}`);
    if (url !== null) found.add(url.href);
  }
  return [...found];
}

function ours(text: string, country?: (typeof HOME)[number]): string[] {
  const context = { language: /[가-힣]/.test(text) ? 'ko' : 'en', ...(country !== undefined && { country }) };
  return findIndicators(normalise(text), context).indicators.map(({ value }) => value);
}

export async function measureExtraction(): Promise<Record<string, BenchEntry>> {
  const texts = loadKnownPatterns().flatMap(({ text }, index) => Array.from({ length: 6 }, (_, copy) => `${text} ${index}-${copy}`));
  const [us, them]: [number[], number[]] = [[], []];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const rates = [rate(texts, ours), rate(texts, baseline)];
    // The first round warms both up.
    if (round > 0) [us, them].forEach((into, side) => into.push(rates[side] ?? 0));
  }
  const settings = { texts: texts.length, median_characters: median(texts.map(({ length }) => length)), aim_ratio: 10, also_masks: 'yes', ...recalls() };
  return {
    extract: {
      value: rounded(median(us)),
      unit: 'messages/s',
      baseline: rounded(median(them)),
      baseline_name: 'findPhoneNumbersInText × KR, MY, SG + URL pattern',
      ratio: rounded(median(us.map((value, round) => value / (them[round] ?? Number.NaN)))),
      runs: ROUNDS,
      settings,
    },
  };
}

function rate(texts: readonly string[], read: (text: string) => unknown): number {
  const begin = performance.now();
  for (const text of texts) read(text);
  return texts.length / ((performance.now() - begin) / 1_000);
}

/** Share of disguised links and numbers found with their canonical value, in per cent. */
function recalls(): Record<string, number> {
  const random = createRandom(41);
  const links = Array.from({ length: DISGUISED }, () => disguisedLink(random)).map(({ text, value }) => ({ text, values: [value] }));
  const phones = Array.from({ length: DISGUISED }, () => disguisedPhone(random));
  return {
    links_found: recall(links, ours),
    links_found_baseline: recall(links, baseline),
    phones_found: recall(phones, ours),
    phones_found_baseline: recall(phones, baseline),
  };
}

interface Case {
  text: string;
  values: readonly string[];
  country?: (typeof HOME)[number];
}

function recall(cases: readonly Case[], read: (text: string, country?: (typeof HOME)[number]) => string[]): number {
  const hits = cases.filter(({ text, values, country }) => {
    const found = read(text, country);
    return values.every((value) => found.includes(value));
  });
  return rounded((100 * hits.length) / cases.length);
}
