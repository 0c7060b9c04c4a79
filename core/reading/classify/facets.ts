// What stands beside the story (domain rules §1.2): how it came, how money was to go, under what pretext, and what harm it does.
// Agencies mix these up with the type; kept apart they join a Korean and a Malay report of the same way of working.

import type { Channel, Rail, ScamType } from '#core/taxonomy/taxonomy.ts';

import type { Concept } from '../phrases/concepts.ts';
import type { FoundConcepts } from './find-concepts.ts';
import type { Sign } from './rules.ts';

export const HARMS = ['money', 'credentials', 'identity_documents', 'device', 'intimate_images', 'liberty'] as const;
export type Harm = (typeof HARMS)[number];

export const THEMES = ['parcel', 'fine', 'tax', 'subsidy', 'wedding', 'obituary', 'card_delivery', 'health_check', 'utility'] as const;
export type Theme = (typeof THEMES)[number];

/** null: the message does not say. */
export interface Facets {
  channel: Channel | null;
  rail: Rail | null;
  theme: Theme | null;
  /** What the scam takes, gravest last named first in `HARMS` order; empty for ordinary messages. */
  harms: Harm[];
}

export const NO_FACETS: Facets = { channel: null, rail: null, theme: null, harms: [] };

// Most telling first: a call that goes on in a messenger began as a call.
const CHANNEL_WORDS: readonly (readonly [Channel, RegExp])[] = [
  [
    'call',
    /전화(?:가|를|로)? ?(?:왔|와서|받|걸려)|보이스 ?피싱 전화|통화 ?(?:중|내용|로)|\b(?:called me|got a call|phone call|caller|rang me|on the phone)\b|\b(?:dapat|terima|kena) (?:call|panggilan)\b|\bpemanggil\b|\btelefon saya\b/,
  ],
  ['kakaotalk', /카톡|카카오 ?톡|오픈 ?(?:채팅|톡)|kakao ?talk/],
  ['whatsapp', /왓츠 ?앱|whats ?app|wasap|\bws saya\b|wa\.me/],
  ['telegram', /텔레(?:그램)?(?![가-힣])|텔레그램|telegram|t\.me\//],
  ['line', /라인 ?(?:아이디|id|으로|에서|톡)|\bline id\b/],
  ['sms', /web ?발신|국제 ?발신|국외 ?발신|문자(?:가|로|를|메시지| )|\bsms\b|\btext message\b|\bgot (?:a|this) text\b|^rm0(?:\.00)?\b/],
  ['email', /이메일|메일(?:로|이|을)|\be-?mail(?:ed)?\b|\bemel\b/],
  ['marketplace', /당근|중고나라|번개장터|carousell|mudah\.my|marketplace|ebay|gumtree|shopee chat/],
  ['social', /인스타|페이스북|페북|틱톡|유튜브|밴드에서|\b(?:instagram|facebook|tiktok|fb|ig|linkedin|tinder|bumble|twitter)\b/],
  ['in_person', /집으로 찾아|직접 만나|현관|\b(?:at my door|came to my house|in person)\b|\bdatang (?:ke )?rumah\b/],
  ['web', /사이트(?:에|에서|로)|홈페이지|\b(?:website|web page|laman web|google ad)\b/],
];

const RAIL_WORDS: readonly (readonly [Rail, RegExp])[] = [
  ['gift_card', /상품권|기프트 ?카드|핀 ?번호|\bgift ?cards?\b|\bgoogle play cards?\b|\bsteam cards?\b|\brazer (?:gold|pin)\b|\bitunes\b|\bkad hadiah\b/],
  ['crypto', /코인|비트|이더리움|테더|usdt|btc|\b(?:bitcoin|crypto|ethereum|binance)\b/],
  ['cash', /현금(?:을|으로|수거| )|\b(?:cash (?:to|in|pick)|in cash|hand(?:ed)? over the cash|courier collects)\b|\bwang tunai\b|\bserah(?:kan)? tunai\b/],
  ['instant', /\b(?:duitnow|paynow|zelle|venmo|cash ?app|upi|gpay|pix|faster payment)\b/],
  ['e_wallet', /카카오 ?페이|토스로|네이버 ?페이|\b(?:tng|touch ?'?n ?go|grabpay|gcash|dana|ovo|gopay|boost|e-?wallet|ewallet|paypal)\b/],
  ['card', /카드(?:번호|로 결제|결제)|\b(?:credit|debit) card\b|\bcvv\b|\bkad kredit\b/],
  [
    'bank_transfer',
    /계좌|이체|송금|입금|무통장|\b(?:bank transfer|transfer(?:red)?|bank ?in|wired?|account number|sort code)\b|\b(?:akaun|rekening|pindah(?:kan)? wang)\b/,
  ],
];

const THEME_CONCEPTS: readonly (readonly [Theme, readonly Concept[]])[] = [
  ['card_delivery', ['CARD_DELIVERY']],
  ['obituary', ['FUNERAL']],
  ['wedding', ['INVITATION']],
  ['parcel', ['PARCEL_PROBLEM', 'COURIER']],
  ['fine', ['FINE']],
  ['health_check', ['HEALTH_CHECK']],
  ['tax', ['TAX']],
  ['subsidy', ['SUBSIDY']],
  ['utility', ['UTILITY']],
];

const HARMS_OF_TYPE: Readonly<Record<ScamType, readonly Harm[]>> = {
  IMP_AUTH: ['money'],
  IMP_CORP: ['money', 'credentials'],
  IMP_KNOWN: ['money'],
  LOAN: ['money'],
  INVEST: ['money'],
  ROMANCE: ['money'],
  TASKJOB: ['money'],
  TRAFFICK: ['liberty'],
  SHOP: ['money'],
  BIZ: ['money'],
  PHISH: ['credentials'],
  MALWARE: ['device', 'credentials'],
  SEXTORT: ['intimate_images', 'money'],
  ADVFEE: ['money'],
  RENTTRIP: ['money'],
  RECOVERY: ['money'],
  MULE: ['identity_documents'],
  IDTHEFT: ['identity_documents', 'credentials'],
  OTHER: [],
};

const HARM_CONCEPTS: readonly (readonly [Harm, readonly Concept[]])[] = [
  ['credentials', ['CREDENTIAL']],
  ['device', ['REMOTE']],
  ['intimate_images', ['INTIMATE']],
  ['liberty', ['HELD']],
];

export interface FacetSource {
  /** Folded text. */
  skeleton: string;
  concepts: FoundConcepts;
  signs: ReadonlySet<Sign>;
  /** null: an ordinary message. */
  type: ScamType | null;
  /** As the sender stated it. */
  channel?: Channel;
}

export function facetsOf({ skeleton, concepts, signs, type, channel }: FacetSource): Facets {
  if (type === null) return { ...NO_FACETS, channel: channel ?? null };
  const harms = new Set<Harm>(HARMS_OF_TYPE[type]);
  for (const [harm, telling] of HARM_CONCEPTS) if (telling.some((concept) => concepts.has(concept))) harms.add(harm);
  if (signs.has('APK') || signs.has('REMOTE_APP')) harms.add('device');
  if (signs.has('LOST')) harms.add('money');
  return {
    channel: channel ?? firstMatch(CHANNEL_WORDS, skeleton),
    rail: firstMatch(RAIL_WORDS, skeleton),
    theme: THEME_CONCEPTS.find(([, telling]) => telling.some((concept) => concepts.has(concept)))?.[0] ?? null,
    harms: HARMS.filter((harm) => harms.has(harm)),
  };
}

function firstMatch<T>(words: readonly (readonly [T, RegExp])[], text: string): T | null {
  return words.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
