// The present question as a message: how far it is, the choices, and always a way back, past it and out.

import { minorPerMajor } from '#core/reading/money/amounts.ts';
import { CONSENT_PURPOSES } from '#core/reports/consent.ts';
import { formatButtonData } from '../button-data.ts';
import type { Button, DialogueState, Interview, MessageText, Reply } from '../dialogue.ts';
import { sentence } from '../steps/replies.ts';
import { choicesOf, type Question } from './questions.ts';
import type { Money } from './told-facts.ts';

export function presentQuestion({ interview }: DialogueState): Question | null {
  if (interview === null || interview.reference === '' || interview.paused) return null;
  return interview.questions[interview.at] ?? null;
}

/** null: nothing is asked at present. `replaces`: where a button of the question before was pressed. */
export function askPresent(state: DialogueState, replaces = false): Reply | null {
  const question = presentQuestion(state);
  const { interview } = state;
  if (question === null || interview === null) return null;
  const progress = { at: interview.at + 1, of: interview.questions.length, reference: interview.reference };
  if (interview.correcting) return { kind: 'message', text: inInterview('correcting', progress), buttons: [wayOut(interview, question)], replaces };
  return {
    kind: 'message',
    text: inInterview(`question.${question}`, progress),
    ...(question === 'confirm' && { lines: foundLines(interview, state.language) }),
    buttons: [...choiceRows(interview, question, state.last_report?.country ?? null), wayOut(interview, question)],
    replaces,
  };
}

export function inInterview(key: string, params?: Record<string, string | number>): MessageText {
  return params === undefined ? { key: `interview:${key}` } : { key: `interview:${key}`, params };
}

export function askButton(label: MessageText, to: { question: Question; answer: string; reference: string }): Button {
  return { label, data: formatButtonData({ kind: 'ask', ...to }) };
}

function choiceRows({ reference, agreed }: Interview, question: Question, country: string | null): Button[][] {
  if (question === 'consent') {
    const ticks = CONSENT_PURPOSES.map((purpose) => [
      { label: inInterview(`consent.${purpose}`), data: formatButtonData({ kind: 'agree', purpose, reference }), checked: agreed.includes(purpose) },
    ]);
    return [...ticks, [askButton(inInterview('consent.done'), { question, answer: 'done', reference })]];
  }
  const choices = choicesOf(question, country).map((answer) => askButton(labelOf(question, answer), { question, answer, reference }));
  return question === 'region' ? inRows(choices, 3) : inRows(choices);
}

function labelOf(question: Question, answer: string): MessageText {
  if (question === 'region') return { key: `taxonomy:regions.${answer}.short` };
  return question === 'country' ? sentence(`buttons.country.${answer}`) : inInterview(`answer.${question}.${answer}`);
}

/** Two short labels beside each other; three are one row. */
export function inRows(buttons: readonly Button[], abreast = 2): Button[][] {
  if (buttons.length === 3) return buttons.map((each) => [each]);
  return buttons.flatMap((_, at) => (at % abreast === 0 ? [buttons.slice(at, at + abreast)] : []));
}

function wayOut({ reference, at }: Interview, question: Question): Button[] {
  const ways = [...(at > 0 ? ['back'] : []), ...(question === 'consent' ? [] : ['skip']), 'enough'];
  const labelled = (way: string): string => (question === 'region' && way === 'skip' ? 'leave_out' : way);
  return ways.map((answer) => askButton(inInterview(`way.${labelled(answer)}`), { question, answer, reference }));
}

function foundLines({ found, amount }: Interview, language: string | null): MessageText[] {
  const facts = found.map(({ kind, value }) => inInterview(`found.${kind}`, { value }));
  return amount === null ? facts : [...facts, inInterview('found.amount', { value: moneyWords(amount, language ?? 'en') })];
}

/** As people of the country write it: 3,000,000원, RM5,000. */
export function moneyWords({ minor, currency }: Money, language: string): string {
  const number = new Intl.NumberFormat('en', { maximumFractionDigits: 8 }).format(minor / minorPerMajor(currency));
  if (currency === 'KRW') return language === 'ko' ? `${number}원` : `₩${number}`;
  return currency === 'MYR' ? `RM${number}` : `${currency} ${number}`;
}
