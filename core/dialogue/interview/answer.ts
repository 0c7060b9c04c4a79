// An answer to a question of the interview, pressed or typed. The report is filed already: every answer corrects what is stored, at once,
// so that whoever stops answering has lost nothing. An answer given twice is the same answer.

import type { ConsentPurpose } from '#core/reports/consent.ts';
import type { ButtonData } from '../button-data.ts';
import type { DialogueContext, DialogueEffect, DialogueState, DialogueStep, Interview, Reply } from '../dialogue.ts';
import { cardReply, wantedOf } from '../steps/loss-answer.ts';
import { addHeard, fileDraft, openDraft, withCountry } from '../steps/report-draft.ts';
import { answered, help } from '../steps/replies.ts';
import { isLossKind } from '#core/safety/loss-kinds.ts';
import { regionIn } from '#core/taxonomy/read-region.ts';
import { readLossAnswer } from '../understanding/read-answer.ts';
import { readCountry } from '../understanding/small-talk.ts';
import { askButton, askPresent, inInterview, inRows, presentQuestion } from './ask.ts';
import { CHOICES, type Question } from './questions.ts';
import type { Money } from './told-facts.ts';

type Pressed<K extends ButtonData['kind']> = Extract<ButtonData, { kind: K }>;

export function onAsk(state: DialogueState, pressed: Pressed<'ask'>, context: DialogueContext): DialogueStep {
  const { interview } = state;
  if (interview === null || interview.reference !== pressed.reference) return expired(state);
  const position = interview.questions.indexOf(pressed.question);
  if (position < 0) return expired(state);
  if (pressed.answer === 'enough') return answered({ ...state, interview: { ...interview, paused: true, correcting: false } }, [enough(interview)]);
  if (pressed.answer === 'back') return goBack(state, true);
  if (pressed.answer === 'go_on') return proceed({ ...state, interview: { ...interview, paused: false } }, true);
  if (pressed.answer === 'skip') return proceed(passed(state, position), true);
  return take(state, { question: pressed.question, answer: pressed.answer, position, replaces: true }, context);
}

/** Ticks and unticks; given is only what “done” gives. */
export function onAgree(state: DialogueState, { purpose, reference }: Pressed<'agree'>): DialogueStep {
  const { interview } = state;
  if (interview === null || interview.reference !== reference || presentQuestion(state) !== 'consent') return expired(state);
  const agreed: ConsentPurpose[] = interview.agreed.includes(purpose) ? interview.agreed.filter((each) => each !== purpose) : [...interview.agreed, purpose];
  return proceed({ ...state, interview: { ...interview, agreed } }, true);
}

export function goBack(state: DialogueState, replaces = false): DialogueStep {
  const { interview } = state;
  if (interview === null || interview.reference === '') return answered(state, [help()]);
  const at = interview.correcting ? interview.at : Math.max(0, Math.min(interview.at, interview.questions.length) - 1);
  return proceed({ ...state, interview: { ...interview, at, paused: false, correcting: false } }, replaces);
}

/** Where the person is, after a button of another day. */
export function expired(state: DialogueState): DialogueStep {
  const present = askPresent(state);
  return answered(state, present === null ? [help('help.old_button')] : [{ kind: 'message', text: inInterview('expired') }, present]);
}

/** Words may answer the present question; null: they do not, and are part of the report like any others. */
export function typedAnswer(state: DialogueState, text: string, context: DialogueContext): DialogueStep | null {
  const question = presentQuestion(state);
  const { interview } = state;
  if (question === null || interview === null) return null;
  if (interview.correcting) return correct(state, text, context);
  if (readLossAnswer(text) === 'unsure') return proceed(passed(state, interview.at));
  const read = readTyped(question, text, context);
  if (read === null) return null;
  return take(state, { question, ...read, position: interview.at, replaces: false }, context);
}

const SHORT = 60;

function readTyped(question: Question, text: string, context: DialogueContext): { answer: string; amount?: Money } | null {
  if (text.length > SHORT) return null;
  const facts = context.readFacts?.(text);
  switch (question) {
    case 'amount': {
      const amount = facts?.amount ?? null;
      if (amount === null && !/\d/.test(text)) return null;
      return { answer: text.trim(), ...(amount !== null && { amount }) };
    }
    case 'country': {
      const country = readCountry(text);
      return country === null ? null : { answer: country };
    }
    case 'region': {
      const region = regionIn(text);
      return region === null ? null : { answer: region };
    }
    case 'channel':
      return facts?.channel != null && CHOICES.channel.includes(facts.channel) ? { answer: facts.channel } : null;
    case 'when':
      return facts !== undefined && facts.found.length > 0 ? null : { answer: text.trim() };
    case 'case_number':
      return /\d/.test(text) ? { answer: text.trim() } : null;
    default:
      return null;
  }
}

interface Taken {
  question: Question;
  answer: string;
  amount?: Money;
  position: number;
  replaces: boolean;
}

function take(state: DialogueState, taken: Taken, context: DialogueContext): DialogueStep {
  const { interview } = state;
  const { question, answer, amount, position, replaces } = taken;
  if (interview === null) return answered(state, [help()]);
  const { reference } = interview;
  if (question === 'confirm' && answer === 'wrong') return proceed({ ...state, interview: { ...interview, at: position, correcting: true } }, replaces);
  if (question === 'consent') return proceed(passed(state, position), replaces, [{ kind: 'record_consents', reference, agreed: interview.agreed }]);
  const effect: DialogueEffect = { kind: 'record_answer', reference, question, answer, ...(amount !== undefined && { amount }) };
  const after = withAnswer(passed(state, position), question, answer);
  const next = proceed(after, replaces, [effect]);
  const card = newCard(state, after, context);
  return card === null ? next : { ...next, replies: [card, ...next.replies.map((reply) => ({ ...reply, replaces: false }))] };
}

/** What the answer changes in what is known here. */
function withAnswer(state: DialogueState, question: Question, answer: string): DialogueState {
  const { interview, last_report: last } = state;
  if (question === 'country' && (answer === 'KR' || answer === 'MY' || answer === 'other')) return withCountry(state, answer);
  if (question === 'what_left' && last !== null && isLossKind(answer)) return { ...state, last_report: { ...last, what: answer } };
  // Nobody who was not reached has given a number.
  if (question === 'call' && answer !== 'reached' && interview !== null) {
    return { ...state, interview: { ...interview, questions: interview.questions.filter((each) => each !== 'case_number') } };
  }
  return state;
}

/** Other numbers, or another order, than the card that was shown. */
function newCard(before: DialogueState, after: DialogueState, context: DialogueContext): Reply | null {
  if (before.last_report?.loss !== 'within_24h' || after.last_report === null) return null;
  const shown = cardReply(before, wantedOf(before, before.last_report), context);
  const card = cardReply(after, wantedOf(after, after.last_report), context);
  return JSON.stringify(shown.card) === JSON.stringify(card.card) ? null : card;
}

/** The right words are an addition that is read like the first; nothing that was filed is changed. */
function correct(state: DialogueState, text: string, context: DialogueContext): DialogueStep {
  const { interview } = state;
  if (interview === null) return answered(state, [help()]);
  const addition = addHeard(
    { ...openDraft(state, context, state.last_report?.loss ?? null), continues: interview.reference, corrects: true },
    { text, forwarded: false },
  );
  const filed = fileDraft(passed(state, interview.at), addition, context);
  return answered(filed.state, [], [filed.effect]);
}

function passed(state: DialogueState, position: number): DialogueState {
  const { interview } = state;
  return interview === null ? state : { ...state, interview: { ...interview, paused: false, correcting: false, at: Math.max(interview.at, position + 1) } };
}

/** The next question, or the end. */
function proceed(state: DialogueState, replaces = false, effects: DialogueEffect[] = []): DialogueStep {
  return answered(state, [askPresent(state, replaces) ?? { kind: 'message', text: inInterview('finished'), replaces }], effects);
}

function enough({ reference, questions, at }: Interview): Reply {
  const question = questions[at] ?? questions[0];
  const goOn = question === undefined ? [] : [askButton(inInterview('way.go_on'), { question, answer: 'go_on', reference })];
  return { kind: 'message', text: inInterview('enough'), buttons: inRows(goOn), replaces: true };
}
