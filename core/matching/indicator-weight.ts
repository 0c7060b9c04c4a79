// How much one shared indicator says about two reports being the work of the same people. Authorities' own numbers
// and places that everybody uses say nothing: joining by them would pile strangers into one campaign.

import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';

import type { MatchIndicator } from './match.ts';

/**
 * Strength, 0…1, of one shared value on the scale of a match score (0.8 joins alone). A decision, not a measurement: accounts and wallets
 * cost the gang most to replace; numbers can be spoofed and handles renamed; apps are used by many gangs.
 */
const WEIGHTS: Record<IndicatorKind, number> = {
  crypto_address: 0.97,
  bank_account: 0.95,
  phone: 0.9,
  whatsapp: 0.9,
  url: 0.9,
  domain: 0.88,
  email: 0.88,
  telegram: 0.86,
  kakaotalk: 0.86,
  line: 0.86,
  handle: 0.82,
  app: 0.4,
};
/** Bumped whenever the same indicators may give other keys or weights; stored keys of an earlier version are made again. */
export const KEYS_VERSION = 2;
/** Digits alone, without the bank: 10 to 14 equal digits are still rarely a coincidence. */
const UNKNOWN_BANK = 0.85;
/** A number that is valid in several countries is nobody's in particular (domain rules §3.2: never merged across countries). */
const AMBIGUOUS_PHONE = 0.6;
/** One short link is one target, but a target may be a news page that many quote. */
const SHORT_LINK = 0.6;
/** Remote-control tools sold to everybody. */
const COMMON_TOOL = 0.2;
const PACKAGE_FILE = /\.(?:apk|xapk|apks|ipa|mobileconfig)$/;
/** An invitation's or a short link's own part; a bare `bit.ly/` is no target. */
const SHORTEST_PATH = 4;

/** Sites that scams merely mention; beyond those the reader already marks as shared. By registrable domain. */
const EVERYBODYS_SITES: ReadonlySet<string> = new Set([
  '11st.co.kr',
  'aliexpress.com',
  'amazon.com',
  'apple.com',
  'auction.co.kr',
  'binance.com',
  'booking.com',
  'bunjang.co.kr',
  'carousell.sg',
  'coupang.com',
  'daangn.com',
  'ebay.com',
  'gmarket.co.kr',
  'icloud.com',
  'interpark.com',
  'jobstreet.com.my',
  'joongna.com',
  'kakao.co.kr',
  'lazada.sg',
  'linkedin.com',
  'live.com',
  'microsoft.com',
  'netflix.com',
  'nate.com',
  'paypal.com',
  'shopee.sg',
  'telegram.org',
  'temu.com',
  'upbit.com',
  'wechat.com',
  'wikipedia.org',
  'zoom.us',
]);

/** An indicator as it is compared: equal keys mean the same thing in the gang's hands. */
export interface TellingIndicator {
  key: string;
  kind: IndicatorKind;
  weight: number;
}

/** Strength of one shared indicator, 0…1; 0 for official and commonly shared ones, and for the reporter's own. */
export function indicatorWeight(indicator: MatchIndicator): number {
  const { kind, value } = indicator;
  if (indicator.official === true || indicator.own === true) return 0;
  if (kind === 'url') return urlWeight(value, indicator.shared === true);
  if (indicator.shared === true) return 0;
  if (kind === 'domain') return EVERYBODYS_SITES.has(indicator.registrable ?? value) ? 0 : WEIGHTS.domain;
  if (kind === 'bank_account' && value.split('/')[1] === '?') return UNKNOWN_BANK;
  if (kind === 'phone' && !value.startsWith('+')) return indicator.countries === undefined ? 0 : AMBIGUOUS_PHONE;
  if (kind === 'app' && !PACKAGE_FILE.test(value)) return COMMON_TOOL;
  return WEIGHTS[kind];
}

/**
 * The indicators of one report that are worth comparing, best first and each key once. A link whose domain is official or shared is
 * weighed as such even if only the domain carries the mark.
 */
export function tellingIndicators(indicators: readonly MatchIndicator[]): TellingIndicator[] {
  const hosts = new Map(indicators.filter(({ kind }) => kind === 'domain').map((domain) => [domain.value, domain]));
  const byKey = new Map<string, TellingIndicator>();
  for (const indicator of indicators) {
    const weight = indicatorWeight(withMarksOfHost(indicator, hosts));
    const key = indicatorKey(indicator);
    if (weight > (byKey.get(key)?.weight ?? 0)) byKey.set(key, { key, kind: indicator.kind, weight });
  }
  return [...byKey.values()].toSorted((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
}

function withMarksOfHost(indicator: MatchIndicator, hosts: ReadonlyMap<string, MatchIndicator>): MatchIndicator {
  if (indicator.kind !== 'url') return indicator;
  const host = hosts.get(URL.parse(indicator.value)?.hostname ?? '');
  if (host?.official === true) return { ...indicator, official: true };
  return host?.shared === true || (host !== undefined && indicatorWeight(host) === 0) ? { ...indicator, shared: true } : indicator;
}

function urlWeight(value: string, shared: boolean): number {
  const url = URL.parse(value);
  if (url === null) return 0;
  const common = shared || [...EVERYBODYS_SITES].some((site) => url.hostname === site || url.hostname.endsWith(`.${site}`));
  if (!common) return WEIGHTS.url;
  return url.pathname.length + url.search.length > SHORTEST_PATH ? SHORT_LINK : 0;
}

/**
 * A WhatsApp account is its phone number; an @name is a Telegram name that the writer did not call so; subdomains are free to change; an
 * account is its digits, for one victim names the bank in Korean, another in English, a third not at all.
 */
export function indicatorKey({ kind, value, registrable }: MatchIndicator): string {
  if (kind === 'whatsapp' && value.startsWith('+')) return `phone:${value}`;
  if (kind === 'handle') return `telegram:${value}`;
  if (kind === 'bank_account') return `bank_account:${value.slice(value.lastIndexOf('/') + 1)}`;
  return kind === 'domain' ? `domain:${registrable ?? value}` : `${kind}:${value}`;
}
