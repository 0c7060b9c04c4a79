// Signs of a scam that lie in a message's tools rather than in its words.

import type { FoundAmount } from '../money/amounts.ts';
import type { Indicator, LossState } from '../reading.ts';
import type { KnownHost } from '../indicators/hosts.ts';
import type { FoundLink } from '../indicators/links.ts';
import type { NormalisedText } from '../text/normalise.ts';
import type { Sign } from './rules.ts';

/** What has been found in a message so far. */
export interface SignSource {
  indicators: readonly Indicator[];
  links: readonly FoundLink[];
  /** What the patterns of loss.ts see. */
  told: LossState;
  amounts: readonly FoundAmount[];
  text: NormalisedText;
}

// Endings that are cheap to register and abused for it (domain rules §3.6).
const THROW_AWAY =
  /\.(?:top|xyz|icu|cc|vip|shop|site|online|click|lol|sbs|cfd|buzz|rest|monster|quest|cyou|bond|fun|live|store|info|club|work|link|pw|tk|ml|ga|cf|gq|win|bid|life|world|today|ink)$/;
const PUNYCODE = /(?:^|\.)xn--/;

/** Signs shown by what was found. */
export function findSigns({ indicators, links, told, amounts, text }: SignSource): Set<Sign> {
  const signs = new Set<Sign>();
  for (const link of links) addLinkSigns(signs, link, text);
  for (const indicator of indicators) addIndicatorSign(signs, indicator);
  if (amounts.length > 0) signs.add('MONEY');
  if (told === 'lost') signs.add('LOST');
  if (told === 'near_miss') signs.add('NEAR_MISS');
  return signs;
}

function addLinkSigns(signs: Set<Sign>, link: FoundLink, text: NormalisedText): void {
  if (link.host?.official === true) return;
  signs.add('LINK');
  if (link.host === null || isSuspiciousHost(link.host) || isDisguised(link, text)) signs.add('BAD_LINK');
}

function isSuspiciousHost({ host, shared, lookalike }: KnownHost): boolean {
  if (lookalike !== undefined) return true;
  return shared !== true && (THROW_AWAY.test(host) || PUNYCODE.test(host));
}

/** The writer hid the link from filters, or a user name before @ hides where it leads. */
function isDisguised(link: FoundLink, { clean }: NormalisedText): boolean {
  if (link.url.username !== '') return true;
  const from = clean.starts?.[link.start] ?? link.start;
  const to = clean.ends?.[link.end - 1] ?? link.end;
  return to - from > link.end - link.start + 1;
}

function addIndicatorSign(signs: Set<Sign>, { kind, value, official }: Indicator): void {
  if (official === true) return;
  if (kind === 'phone') signs.add('PHONE');
  else if (kind === 'bank_account' || kind === 'crypto_address') signs.add('ACCOUNT');
  else if (kind === 'telegram' || kind === 'whatsapp' || kind === 'kakaotalk' || kind === 'line') signs.add('MESSENGER');
  else if (kind === 'app') signs.add(/\.[a-z]+$/.test(value) ? 'APK' : 'REMOTE_APP');
}
