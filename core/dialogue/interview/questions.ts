// What an interview may ask, in which order, and what can be pressed. Only what the report does not say yet is asked.

import { REGIONS_OF, REGION_COUNTRIES } from '#core/taxonomy/regions.ts';
import type { LossAnswer } from '../dialogue.ts';
import type { ToldFacts } from './told-facts.ts';

/** After `region` come those of later messages; see core/conversations/plan-follow-ups.ts. */
export const QUESTIONS = ['confirm', 'what_left', 'country', 'amount', 'when', 'channel', 'consent', 'region', 'call', 'case_number', 'frozen'] as const;
export type Question = (typeof QUESTIONS)[number];

/** Answers that can be pressed; a question without any waits for words. `consent` has ticks instead. */
export const CHOICES: Record<Question, readonly string[]> = {
  confirm: ['right', 'wrong'],
  what_left: ['transfer', 'cash', 'card', 'gift_card', 'crypto', 'code', 'app', 'other'],
  country: ['KR', 'MY', 'other'],
  amount: [],
  when: ['yesterday', 'this_week', 'this_month', 'longer'],
  channel: ['call', 'sms', 'kakaotalk', 'whatsapp', 'telegram', 'social', 'marketplace', 'other'],
  consent: [],
  region: [],
  call: ['reached', 'not_reached', 'not_yet'],
  case_number: [],
  frozen: ['yes', 'no', 'waiting'],
};

/** Regions are those of the person's country; where that is not known, words are waited for. */
export function choicesOf(question: Question, country: string | null): readonly string[] {
  const home = REGION_COUNTRIES.find((each) => each === country);
  return question === 'region' && home !== undefined ? REGIONS_OF[home] : CHOICES[question];
}

/** Somebody in distress gives up after few. */
const MOST_QUESTIONS = 6;
/** Left out first. */
const LEAST_WANTED: readonly Question[] = ['region', 'channel'];

export interface Known {
  loss: LossAnswer | null;
  /** Where the person's bank is. */
  country: string | null;
  /** What left was chosen on the card. */
  what_left: boolean;
}

export function questionsFor(known: Known, facts: ToldFacts): Question[] {
  const isLoss = known.loss === 'within_24h' || known.loss === 'earlier';
  const wanted: [Question, boolean][] = [
    ['confirm', facts.found.length > 0 || facts.amount !== null],
    ['what_left', isLoss && facts.rail === null && !known.what_left],
    ['country', isLoss && known.country === null],
    ['amount', isLoss && facts.amount === null],
    ['when', known.loss === 'earlier'],
    ['channel', facts.channel === null],
    ['consent', true],
    // The least of them: only officers' figures want it.
    ['region', true],
  ];
  const questions = wanted.flatMap(([question, lacks]) => (lacks ? [question] : []));
  return LEAST_WANTED.reduce((kept, least) => (kept.length > MOST_QUESTIONS ? kept.filter((question) => question !== least) : kept), questions);
}
