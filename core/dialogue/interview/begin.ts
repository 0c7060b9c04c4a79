// An interview begins when a report is filed, or goes on with what a later message asks.

import type { DialogueState, Interview, ReportDraft } from '../dialogue.ts';
import { questionsFor, type Question } from './questions.ts';
import type { ToldFacts } from './told-facts.ts';

/** Its reference is not known yet. Whoever is held has other things to do than to answer. */
export function interviewFor(draft: ReportDraft, facts: ToldFacts): Interview | null {
  if (draft.what === 'held') return null;
  const questions = questionsFor({ loss: draft.loss, country: draft.country, what_left: draft.what !== undefined }, facts);
  return { reference: '', questions, at: 0, paused: false, correcting: false, found: facts.found, amount: facts.amount, agreed: [] };
}

/** Questions of a later message come before what was left open; those of another report wait behind its own buttons no longer. */
export function withQuestions({ interview }: DialogueState, reference: string, questions: readonly Question[]): Interview {
  const open =
    interview !== null && interview.reference === reference ? interview.questions.slice(interview.at).filter((each) => !questions.includes(each)) : [];
  const known = interview !== null && interview.reference === reference ? interview : { found: [], amount: null, agreed: [] };
  return {
    reference,
    questions: [...questions, ...open],
    at: 0,
    paused: false,
    correcting: false,
    found: known.found,
    amount: known.amount,
    agreed: known.agreed,
  };
}
