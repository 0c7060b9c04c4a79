// What may be wrong with an answer. Every question may be left out; what is given must be readable.

import { CURRENCIES, TEXT_LIMIT, type Answers, type Question } from './answers.ts';
import { parseDecimal } from './decimal.ts';
import { instantOf } from './instant.ts';

/** By field: key of a sentence in `report:errors`. */
export type Faults = Partial<Record<string, Fault>>;
export type Fault = 'choose' | 'too_long' | 'empty_text' | 'amount' | 'currency' | 'date' | 'future' | 'contact_how';

export function faultsOf(question: Question, answers: Answers, now: Date): Faults {
  switch (question) {
    case 'loss':
    case 'country':
    case 'rail':
    case 'channel':
    case 'behalf':
    case 'share_kr':
    case 'share_my':
      return answers[question] === undefined ? { [question]: 'choose' } : {};
    case 'text':
      if (answers.text.length > TEXT_LIMIT) return { text: 'too_long' };
      return answers.text.trim() === '' ? { text: 'empty_text' } : {};
    case 'amount':
      if (parseDecimal(answers.amount) === null) return { amount: 'amount' };
      return answers.currency === undefined || !CURRENCIES.includes(answers.currency) ? { currency: 'currency' } : {};
    case 'when':
      return faultsOfTime(answers, now);
    case 'contact':
      if (answers.contact === undefined) return { contact: 'choose' };
      return answers.contact === 'yes' && answers.contact_how.trim() === '' ? { contact_how: 'contact_how' } : {};
    case 'card':
    case 'found':
    // None is an answer as well.
    case 'region':
      return {};
    default:
      return question satisfies never;
  }
}

function faultsOfTime(answers: Answers, now: Date): Faults {
  const at = instantOf(answers);
  if (at === null) return { day: 'date' };
  return at.earliest.getTime() > now.getTime() ? { day: 'future' } : {};
}
