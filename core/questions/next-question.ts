// Which question comes next: only what is neither answered, nor read from what was sent, nor beside the point.

import { readMessage } from '#core/reading/read-message.ts';
import type { Reading } from '#core/reading/reading.ts';
import { LOSS_OF_KIND } from '#core/safety/loss-kinds.ts';
import { HOME_COUNTRIES, type Rail } from '#core/taxonomy/taxonomy.ts';
import { QUESTIONS, type Answers, type Question } from './answers.ts';

export type Amount = Pick<Reading['amounts'][number], 'minor' | 'currency'>;

export function readingOf({ text, channel, country }: Answers): Reading {
  const home = HOME_COUNTRIES.find((each) => each === country);
  return readMessage({ text, ...(channel !== undefined && { channel }), ...(home !== undefined && { country: home }) });
}

/** The one that the reader takes for the loss, or the only one there is. */
export function readAmount({ loss, amounts }: Reading): Amount | null {
  if (loss.amount !== null) return loss.amount;
  const [only, ...others] = amounts;
  return only !== undefined && others.length === 0 ? only : null;
}

/** null: all is said; what is left is to look over the answers and send them. */
export function nextQuestion(answers: Answers, reading: Reading): Question | null {
  return asked(answers, reading).find((question) => !answers.done.includes(question)) ?? null;
}

/** null: it is the first. */
export function questionBefore(question: Question | null, answers: Answers, reading: Reading): Question | null {
  const before = asked(answers, reading).filter((each) => question === null || QUESTIONS.indexOf(each) < QUESTIONS.indexOf(question));
  return before.at(-1) ?? null;
}

function asked(answers: Answers, reading: Reading): readonly Question[] {
  return QUESTIONS.filter((question) => isAsked(question, answers, reading));
}

function isAsked(question: Question, answers: Answers, reading: Reading): boolean {
  const paid = answers.loss === 'within_24h' || answers.loss === 'earlier';
  const wasAsked = answers.done.includes(question);
  switch (question) {
    case 'card':
      return answers.loss === 'within_24h';
    case 'country':
      return (paid || answers.loss === 'unsure') && (answers.country === undefined || wasAsked);
    case 'amount':
      return paid && answers.amount_right !== 'yes';
    case 'rail':
      return paid && (wasAsked || railOf(answers, reading) === null);
    case 'channel':
      return reading.facets.channel === null || wasAsked;
    case 'share_kr':
    case 'share_my':
    case 'contact':
      return answers.behalf !== 'not_asked';
    case 'loss':
    case 'text':
    case 'found':
    case 'when':
    case 'behalf':
    case 'region':
      return true;
    default:
      return question satisfies never;
  }
}

/** What is known of how the money went: said, tapped beside the card, or read. */
export function railOf(answers: Answers, reading: Reading): Rail | null {
  const tapped = answers.what === undefined ? undefined : LOSS_OF_KIND[answers.what].rail;
  return answers.rail ?? tapped ?? reading.facets.rail;
}
