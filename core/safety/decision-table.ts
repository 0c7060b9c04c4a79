// What to do first for each kind of loss, as data: which sentences, in which order, and whom to call. Rows A, B, G, H, K
// follow the pages of FSS, NSRC and the Korean foreign ministry; C, D, E, F, I, J are common practice and worded modestly
// until the police forces have signed them.

import type { LossReading } from '#core/reading/reading.ts';
import type { Rail, ScamType } from '#core/taxonomy/taxonomy.ts';

/** Where the victim's bank is. `unknown` shows both home countries. */
export type Place = 'KR' | 'MY' | 'elsewhere' | 'unknown';

export type GuidanceKind =
  | 'held'
  | 'malware'
  | 'cash'
  | 'cross_border'
  | 'transfer'
  | 'card'
  | 'crypto'
  | 'sextortion'
  | 'lent_account'
  | 'credentials'
  | 'nothing_lost';

export interface Facts {
  loss: LossReading['state'];
  rail: Rail | null;
  types: readonly ScamType[];
  crossBorder: boolean;
}

type ByPlace = Record<'KR' | 'MY' | 'elsewhere', readonly string[]>;

/** Steps are keys under `safety:steps`; hotlines are ids of hotlines.json, in calling order. */
export interface Guidance {
  kind: GuidanceKind;
  /** Letters of the sources' table, for the officer who signs it off. */
  row: string;
  applies: (facts: Facts) => boolean;
  steps: ByPlace;
  /** Follow-ups that come after the first steps of every kind. */
  later: ByPlace;
  hotlines: ByPlace;
}

const GOODS: readonly ScamType[] = ['SHOP', 'RENTTRIP', 'BIZ'];
const MONEY_LINES = {
  KR: ['kr-112', 'kr-1394', 'kr-1332'],
  MY: ['my-997', 'my-ccid-1559'],
  elsewhere: [],
};
const NONE = everywhere([]);

function everywhere(keys: readonly string[]): ByPlace {
  return { KR: keys, MY: keys, elsewhere: keys };
}

function mayBeLost(facts: Facts): boolean {
  return facts.loss === 'lost' || facts.loss === 'unknown';
}

function has(facts: Facts, type: ScamType): boolean {
  return facts.types.includes(type);
}

/** Without a rail and with a story that has a row of its own, money is only assumed when the person says it left. */
function paidByTransfer(facts: Facts): boolean {
  if (!mayBeLost(facts) || facts.crossBorder) return false;
  if (facts.rail === 'bank_transfer' || facts.rail === 'instant') return true;
  if (facts.rail === 'e_wallet' || facts.rail === 'other') return true;
  return facts.rail === null && (facts.loss === 'lost' || !(has(facts, 'TRAFFICK') || has(facts, 'SEXTORT') || has(facts, 'MULE')));
}

/** Most urgent first: a life, then the phone the calls are made with, then money, then what follows. */
export const DECISION_TABLE: readonly Guidance[] = [
  {
    kind: 'held',
    row: 'K',
    applies: (facts) => has(facts, 'TRAFFICK'),
    steps: {
      KR: ['held.danger', 'held.korean_mission', 'held.cambodia'],
      MY: ['held.danger', 'held.malaysian_mission', 'held.cambodia'],
      elsewhere: ['held.danger', 'held.own_mission', 'held.cambodia'],
    },
    later: everywhere(['held.location', 'held.no_ransom']),
    hotlines: { KR: ['kr-mofa', 'kh-117', 'kh-117-telegram'], MY: ['kh-117', 'kh-117-telegram'], elsewhere: ['kh-117', 'kh-117-telegram'] },
  },
  {
    kind: 'malware',
    row: 'G',
    applies: (facts) => has(facts, 'MALWARE'),
    steps: everywhere(['malware.offline']),
    later: everywhere(['malware.clean']),
    hotlines: MONEY_LINES,
  },
  {
    kind: 'cash',
    row: 'F',
    applies: (facts) => mayBeLost(facts) && facts.rail === 'cash',
    steps: { KR: ['cash.call_kr'], MY: ['cash.call_my'], elsewhere: ['cash.call_elsewhere'] },
    later: everywhere(['cash.remember']),
    hotlines: MONEY_LINES,
  },
  {
    kind: 'cross_border',
    row: 'C',
    applies: (facts) => mayBeLost(facts) && facts.crossBorder && facts.rail !== 'cash' && facts.rail !== 'crypto',
    steps: {
      KR: ['cross_border.sending_bank', 'cross_border.then_kr'],
      MY: ['cross_border.sending_bank', 'cross_border.then_my'],
      elsewhere: ['cross_border.sending_bank', 'transfer.police_elsewhere'],
    },
    later: {
      KR: ['cross_border.recall', 'cross_border.police_to_police'],
      MY: ['cross_border.recall', 'cross_border.police_to_police'],
      elsewhere: ['cross_border.recall'],
    },
    hotlines: MONEY_LINES,
  },
  {
    kind: 'transfer',
    row: 'A, B',
    applies: paidByTransfer,
    steps: {
      KR: ['transfer.call_kr'],
      MY: ['transfer.call_my'],
      elsewhere: ['transfer.call_elsewhere', 'transfer.police_elsewhere'],
    },
    later: {
      KR: ['transfer.advice_kr', 'transfer.papers_kr'],
      MY: ['transfer.police_my', 'transfer.prepare_my'],
      elsewhere: [],
    },
    hotlines: MONEY_LINES,
  },
  {
    kind: 'card',
    row: 'D',
    applies: (facts) => mayBeLost(facts) && (facts.rail === 'card' || facts.rail === 'gift_card'),
    steps: {
      KR: ['card.issuer', 'card.carrier_kr', 'card.report_kr'],
      MY: ['card.issuer', 'card.report_my'],
      elsewhere: ['card.issuer', 'transfer.police_elsewhere'],
    },
    later: everywhere(['card.gift_card']),
    hotlines: MONEY_LINES,
  },
  {
    kind: 'crypto',
    row: 'E',
    applies: (facts) => mayBeLost(facts) && facts.rail === 'crypto',
    steps: {
      KR: ['crypto.exchange', 'crypto.report_kr'],
      MY: ['crypto.exchange', 'crypto.report_my'],
      elsewhere: ['crypto.exchange', 'transfer.police_elsewhere'],
    },
    later: everywhere(['crypto.keep']),
    hotlines: MONEY_LINES,
  },
  {
    kind: 'sextortion',
    row: 'I',
    applies: (facts) => has(facts, 'SEXTORT'),
    steps: {
      KR: ['sextortion.do_not_pay', 'sextortion.report_kr'],
      MY: ['sextortion.do_not_pay', 'sextortion.report_my'],
      elsewhere: ['sextortion.do_not_pay', 'transfer.police_elsewhere'],
    },
    later: everywhere(['sextortion.lock', 'sextortion.minor']),
    hotlines: { KR: ['kr-112', 'kr-1366'], MY: ['my-997'], elsewhere: [] },
  },
  {
    kind: 'lent_account',
    row: 'J',
    applies: (facts) => has(facts, 'MULE'),
    steps: {
      KR: ['lent_account.stop', 'lent_account.police'],
      MY: ['lent_account.stop', 'lent_account.police_my'],
      elsewhere: ['lent_account.stop', 'lent_account.police'],
    },
    later: { KR: ['lent_account.objection_kr'], MY: [], elsewhere: [] },
    hotlines: { KR: ['kr-1332', 'kr-1394'], MY: ['my-ccid-1559'], elsewhere: [] },
  },
  {
    kind: 'credentials',
    row: 'H',
    applies: (facts) => mayBeLost(facts) && (has(facts, 'PHISH') || has(facts, 'IDTHEFT') || has(facts, 'MALWARE')),
    steps: NONE,
    later: {
      KR: ['credentials.change', 'credentials.register_kr'],
      MY: ['credentials.change', 'credentials.bank_my'],
      elsewhere: ['credentials.change'],
    },
    hotlines: NONE,
  },
  {
    kind: 'nothing_lost',
    row: 'L',
    applies: (facts) => !mayBeLost(facts),
    steps: {
      KR: ['nothing_lost.stop', 'nothing_lost.official', 'nothing_lost.report_kr'],
      MY: ['nothing_lost.stop', 'nothing_lost.official', 'nothing_lost.report_my'],
      elsewhere: ['nothing_lost.stop', 'nothing_lost.official'],
    },
    later: NONE,
    hotlines: { KR: ['kr-1394'], MY: ['my-ccid-infoline'], elsewhere: [] },
  },
];

/** Korea's refund law leaves out most sales of goods and services, so that a freeze cannot be promised there. */
export function mayLackFreeze(facts: Facts): boolean {
  return mayBeLost(facts) && facts.types.some((type) => GOODS.includes(type));
}
