// Which combinations of concepts and signs make which scam. Weights are log-odds set by hand from the descriptions of each type
// (domain rules §1.2); the trained model takes how strongly the rules of each type hold as facts and weighs them anew.

import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';

import { CONCEPTS } from '../phrases/concepts.ts';
import type { Concept } from '../phrases/concepts.ts';

/** Signs that come from indicators and facts, not from words. */
export const SIGNS = [
  'LINK', // any link that is not an authority's own
  'BAD_LINK', // a link disguised, on a throw-away ending, with a look-alike host or by bare address
  'MESSENGER', // a messenger account or invitation
  'PHONE', // a number that is not official
  'ACCOUNT', // a bank account or crypto address
  'APK', // a package to be installed by hand
  'REMOTE_APP', // a remote-control tool by name
  'MONEY', // a sum
  'LOST', // the writer says money or codes are gone
  'NEAR_MISS',
] as const;
export type Sign = (typeof SIGNS)[number];

/** All of `needs` together speak for `type` with `weight`. */
export interface Rule {
  type: ScamType;
  weight: number;
  needs: readonly (Concept | Sign)[];
}

const RULES_BY_TYPE: Readonly<Partial<Record<ScamType, string>>> = {
  IMP_AUTH: `4 SAFE_ACCOUNT; 2 SAFE_ACCOUNT+AUTHORITY; 4.6 AUTHORITY+CRIME_LINK+YOU; 2.4 AUTHORITY+CRIME_LINK; 4.4 SECRECY+WARRANT+YOU; 4.2 SECRECY+WARRANT+PHONE; 2.2 SECRECY+WARRANT; 4.2 AUTHORITY+CRIME_LINK+CALLBACK; 4.2 AUTHORITY+CRIME_LINK+MINE; 4.2 AUTHORITY+CRIME_LINK+PHONE; 3.5 AUTHORITY+SECRECY+YOU; 2.2 AUTHORITY+SECRECY; 3.4 AUTHORITY+WARRANT+YOU; 2 AUTHORITY+WARRANT;
    3.6 CRIME_LINK+SECRECY; 3.4 CRIME_LINK+WARRANT; 3 AUTHORITY+MOVE_MONEY; 4.2 ISOLATE+SECRECY; 3.4 ISOLATE+AUTHORITY; 3.8 WARRANT+ISOLATE; 3 WARRANT+CLICK;
    2.4 AUTHORITY+TOLD; 3 AUTHORITY+LOST; 3.4 AUTHORITY+TOLD+LOST; 2.5 WARRANT+LINK; 4 SAFE_ACCOUNT+LOST; 3.4 ISOLATE+WARRANT; 2.4 SECRECY+AUTHORITY+PHONE`,
  IMP_CORP: `4.6 CARD_DELIVERY+CALLBACK; 3.6 CARD_DELIVERY+PHONE; 4 BLOCKED+PHONE+COMPANY; 3.4 BLOCKED+CALLBACK; 3.4 ARREARS+BLOCKED; 3.4 BLOCKED+COMPANY; 3.2 ARREARS+PHONE+URGENCY;
    2.8 COMPANY+CALLBACK+PHONE; 3 ARREARS+CALLBACK+COMPANY; 4 BLOCKED+URGENCY; 2.4 COMPANY+TOLD+LOST; 2.5 COMPANY+CREDENTIAL+CALLBACK; 3 ISOLATE+BLOCKED`,
  IMP_KNOWN: `4.6 NEW_NUMBER+BORROW; 4.2 NEW_NUMBER+FAMILY+ASK_GIVE; 3.4 NEW_NUMBER+FAMILY; 4.2 NEW_NUMBER+CREDENTIAL; 4.6 NEW_NUMBER+GIFT_CARD; 4 GIFT_CARD+ASK_GIVE; 3.6 GIFT_CARD+FAMILY;
    3.6 GIFT_CARD+BORROW; 3 GIFT_CARD+URGENCY; 2.6 FAMILY+BORROW+URGENCY; 3.6 NEW_NUMBER+LOST; 3.4 NEW_NUMBER+INSTALL; 3.4 FAMILY+BORROW+ACCOUNT`,
  LOAN: `4.2 LOAN+LOAN_LURE; 4.4 LOAN+FEE_FIRST; 2.2 LOAN_LURE+PHONE; 2.6 LOAN+PHONE; 2.8 LOAN+MESSENGER; 2.6 LOAN+LINK; 3.4 LOAN+SUBSIDY; 3.4 LOAN+FEE_FIRST+LOST; 3.2 LOAN_LURE+FEE_FIRST; 2.6 LOAN+TOLD`,
  INVEST: `4.6 INVEST+PROFIT; 4.4 INVEST+GROUP; 4 GROUP+PROFIT; 4.8 WITHDRAW_BLOCKED+FEE_FIRST; 4.2 WITHDRAW_BLOCKED+TAX; 4.4 WITHDRAW_BLOCKED+INVEST; 3.6 PROFIT+WITHDRAW_BLOCKED; 3 INVEST+MESSENGER; 2.6 GROUP+MESSENGER;
    3 PROFIT+MESSENGER; 3.6 INVEST+LOST; 3 INVEST+TOLD; 2.6 PROFIT+MONEY; 2.6 INVEST+WITHDRAW_BLOCKED+MONEY`,
  ROMANCE: `4.6 ROMANCE+CUSTOMS; 4.2 ROMANCE+LOST; 3.6 ROMANCE+FEE_FIRST; 3.2 ROMANCE+TOLD; 4 ROMANCE+INVEST; 3.2 ROMANCE+BORROW; 3.6 ROMANCE+PARCEL_PROBLEM; 2.8 ROMANCE+COURIER`,
  TASKJOB: `4.6 TASK+PAY_RATE; 4.6 TASK+FEE_FIRST; 4.4 TASK+WITHDRAW_BLOCKED; 3.6 TASK+MESSENGER; 3.2 TASK+JOB; 4 TASK+LOST; 3 PAY_RATE+MESSENGER; 2.8 PAY_RATE+JOB+PHONE; 4 TASK+PROFIT; 2.8 TASK+PHONE; 3.2 TASK+BORROW; 3.4 TASK+INVITATION`,
  TRAFFICK: `4.4 OVERSEAS+JOB; 4.8 OVERSEAS+TRAVEL_PAID; 5 OVERSEAS+TRAVEL_PAID+JOB; 4.6 HELD+OVERSEAS; 3.6 HELD+JOB; 4.2 OVERSEAS+PAY_RATE+JOB; 3.8 JOB+TRAVEL_PAID+PAY_RATE`,
  SHOP: `4 SALE+PAY_BEFORE; 4.4 SALE+CHEATED; 4 PAY_BEFORE+CHEATED; 4 SALE+LOST+CHEATED; 3.2 SALE+LOST; 4.4 SALE+VICTIM; 2.8 CHEATED+LOST; 3 SALE+PAY_BEFORE+MONEY; 3 SALE+LINK+FEE_FIRST`,
  BIZ: `4.6 BIZ_ORDER+BIZ_PROXY; 3.8 BIZ_PROXY+LOST; 3.6 BIZ_ORDER+LOST; 3.2 BIZ_PROXY+FEE_FIRST; 3 BIZ_PROXY+MONEY`,
  PHISH: `4.4 COURIER+PARCEL_PROBLEM; 3.2 PARCEL_PROBLEM+CLICK; 4.4 FINE+LINK; 3.8 FINE+CLICK; 4.4 TAX+LINK; 3.6 TAX+CLICK; 4.4 SUBSIDY+LINK; 4 SUBSIDY+CLICK; 4.4 HEALTH_CHECK+LINK; 3 HEALTH_CHECK+CLICK; 4.4 BLOCKED+LINK; 3.6 BLOCKED+CLICK;
    3.6 COMPANY+CLICK+LINK; 3.4 CREDENTIAL+LINK; 3.4 CREDENTIAL+ASK_GIVE; 3.4 COURIER+LINK; 4.6 BAD_LINK+CLICK; 3.4 BAD_LINK+URGENCY; 3.4 BAD_LINK+COMPANY; 4 BAD_LINK+AUTHORITY; 3.2 LINK+URGENCY+CLICK; 4 INVITATION+LINK+CLICK; 4.2 FUNERAL+LINK; 3.6 INVITATION+LINK+YOU; 2.8 INVITATION+LINK; 3.6 AUTHORITY+LINK+CLICK; 3 WARRANT+LINK; 4 SUBSIDY+LINK+YOU; 3.6 HEALTH_CHECK+BAD_LINK; 3 INVITATION+BAD_LINK;
    3.8 CREDENTIAL+LOST; 3.2 CREDENTIAL+TOLD; 3.6 ARREARS+LINK; 3.2 ARREARS+FINE; 2.6 BAD_LINK; 3.4 PARCEL_PROBLEM+FEE_FIRST; 3.6 COURIER+CUSTOMS+FEE_FIRST; 3.6 FINE+ARREARS+URGENCY; 3.6 AUTHORITY+TAX+URGENCY; 3 PRIZE+LINK; 4 CUSTOMS+PARCEL_PROBLEM`,
  MALWARE: `5 APK; 1.5 APK+INVITATION; 1.5 APK+FUNERAL; 1.5 APK+INSTALL; 4.2 REMOTE+INSTALL; 4.4 REMOTE_APP+INSTALL; 3.6 REMOTE_APP+TOLD; 4 REMOTE+LOST; 4.4 REMOTE_APP+LOST; 3.8 INVITATION+INSTALL; 3.8 FUNERAL+INSTALL; 3 INSTALL+COMPANY+TOLD; 3.2 INSTALL+FEE_FIRST; 3.4 INSTALL+LOST+COMPANY; 3.2 REMOTE+TOLD`,
  SEXTORT: `5 INTIMATE+SPREAD; 3.4 INTIMATE+LOST; 3.6 SPREAD+MONEY; 4 INTIMATE+MONEY+URGENCY; 3.6 SPREAD+URGENCY; 3.4 INTIMATE+TOLD`,
  ADVFEE: `4.4 PRIZE+FEE_FIRST; 3.6 PRIZE+MONEY; 4.6 INHERITANCE+FEE_FIRST; 4.2 INHERITANCE+CREDENTIAL; 3.4 INHERITANCE+MONEY; 4.2 SUBSIDY+FEE_FIRST; 3.4 PRIZE+CALLBACK; 3.2 PRIZE+URGENCY; 3.6 PRIZE+CREDENTIAL; 3.4 PRIZE+CLICK; 3.2 PRIZE+PHONE; 3.4 PRIZE+INHERITANCE`,
  RENTTRIP: `4.2 RENTAL+PAY_BEFORE; 4.2 RENTAL+CHEATED; 3.6 RENTAL+LOST; 3.6 RENTAL+FEE_FIRST; 3 RENTAL+URGENCY+MONEY; 4 RENTAL+VICTIM`,
  RECOVERY: `4.6 RECOVERY+FEE_FIRST; 3.2 RECOVERY+MESSENGER; 3 RECOVERY+VICTIM; 3.2 RECOVERY+INVEST; 3 RECOVERY+PHONE; 3.6 RECOVERY+LOST+TOLD`,
  MULE: `4.8 MULE; 1.5 MULE+MONEY; 1 MULE+MESSENGER; 1 MULE+PAY_RATE`,
  IDTHEFT: `4 ID_MISUSE+LOST; 3.4 ID_MISUSE+LOAN; 3.6 ID_MISUSE+VICTIM; 3.2 ID_MISUSE+MONEY; 2.8 ID_MISUSE+CREDENTIAL; 3.4 ID_MISUSE`,
  OTHER: `3.8 VICTIM+LOST; 2.2 VICTIM; 2 TOLD+LOST; 2 ACCOUNT+FEE_FIRST; 2 VICTIM+TOLD; 1.8 FEE_FIRST+URGENCY+MONEY`,
};

const signs: ReadonlySet<string> = new Set(SIGNS);
const concepts: ReadonlySet<string> = new Set(CONCEPTS);

export function isSign(name: string): name is Sign {
  return signs.has(name);
}

export function isConcept(name: string): name is Concept {
  return concepts.has(name);
}

/** All rules. Loading throws on a name that is neither a concept nor a sign, and on a weight that is no number. */
export const RULES: readonly Rule[] = SCAM_TYPES.flatMap((type) => (RULES_BY_TYPE[type] ?? '').split(';').map((line) => parseRule(type, line.trim())));

function parseRule(type: ScamType, line: string): Rule {
  const [written, names = ''] = line.split(' ');
  const weight = Number(written);
  const needs = names.split('+').map((name) => {
    if (isSign(name) || isConcept(name)) return name;
    throw new Error(`rule "${line}" of ${type} names ${name}, which is neither a concept nor a sign`);
  });
  if (!(weight > 0)) throw new Error(`rule "${line}" of ${type} has no positive weight`);
  return { type, weight, needs };
}

/** Place of each concept and sign in a list of facts that begins with all concepts and goes on with all signs. */
const FACT_OF: ReadonlyMap<string, number> = new Map([...CONCEPTS, ...SIGNS].map((name, index) => [name, index]));
const COMPILED = RULES.toSorted((a, b) => b.weight - a.weight).map((rule) => ({ rule, facts: rule.needs.map((need) => FACT_OF.get(need) ?? 0) }));

/** Rules that hold, weightiest first. `facts`: 1 for each concept and sign that a message shows, in the order of `CONCEPTS` and `SIGNS`. */
export function matchedRules(facts: Float32Array): Rule[] {
  const matched: Rule[] = [];
  for (const compiled of COMPILED) if (compiled.facts.every((fact) => facts[fact] === 1)) matched.push(compiled.rule);
  return matched;
}
