// The answer to “has money or a code left, and when?”. The safety card comes first, the paperwork after it.

import { safetyCard } from '#core/safety/safety-card.ts';
import type { SafetyCardRequest } from '#core/safety/safety.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';
import { CARD_COUNTRIES, type CardCountry, formatButtonData } from '../button-data.ts';
import type { Button, DialogueContext, DialogueState, DialogueStep, LossAnswer, Reply } from '../dialogue.ts';
import { canCorrectLast, fileDraft, isEmpty, likelyCountry, openDraft, typesOf } from './report-draft.ts';
import { answered, say, sentence, whenQuestion } from './replies.ts';

const LOSS_FACTS: Record<LossAnswer, Pick<SafetyCardRequest, 'loss' | 'within_24h'>> = {
  within_24h: { loss: 'lost', within_24h: true },
  earlier: { loss: 'lost', within_24h: false },
  no: { loss: 'none', within_24h: null },
  unsure: { loss: 'unknown', within_24h: null },
};

export interface CardWanted {
  answer: LossAnswer;
  country: string | null;
  types: ScamType[];
}

/** The card, with buttons that show it for another country. */
export function cardReply(state: DialogueState, wanted: CardWanted, context: DialogueContext): Reply {
  const card = safetyCard(
    {
      ...LOSS_FACTS[wanted.answer],
      types: wanted.types,
      country: wanted.country,
      language: state.language ?? 'en',
      now: context.now,
    },
    context.translator,
  );
  return { kind: 'safety_card', card, buttons: [CARD_COUNTRIES.map((country) => countryButton(country, wanted))] };
}

function countryButton(country: CardCountry, wanted: CardWanted): Button {
  return {
    label: sentence(`buttons.country.${country}`),
    data: formatButtonData({ kind: 'card', country, answer: wanted.answer, types: wanted.types }),
    checked: wanted.country === country,
  };
}

/** By button or typed. */
export function answerLoss(state: DialogueState, answer: LossAnswer, context: DialogueContext): DialogueStep {
  if (state.draft !== null) return answerForDraft(state, answer, context);
  if (canCorrectLast(state, context)) return answerForLast(state, answer, context);
  return answerForNothing(state, answer, context);
}

function answerForDraft(state: DialogueState, answer: LossAnswer, context: DialogueContext): DialogueStep {
  const draft = { ...(state.draft ?? openDraft(state, context)), loss: answer };
  const types = typesOf(draft.texts, context);
  const replies = [cardOrReminder(state, { answer, country: draft.country, types }, context)];
  if (isEmpty(draft)) return answered({ ...state, draft }, [...replies, say('emergency.tell_me')]);
  const filed = fileDraft(state, draft, context);
  return answered(filed.state, replies, [filed.effect]);
}

/** A late or corrected answer is worth an addition: it moves the report up in the officers' queue. */
function answerForLast(state: DialogueState, answer: LossAnswer, context: DialogueContext): DialogueStep {
  const last = state.last_report;
  if (last === null) return answerForNothing(state, answer, context);
  const replies = [cardReply(state, { answer, country: last.country, types: last.types }, context)];
  const corrected: DialogueState = { ...state, phase: 'asking_country', last_report: { ...last, loss: answer } };
  if (last.loss === answer || last.reference === null) return answered(corrected, replies);
  const label = context.translator.t(state.language ?? 'en', `dialogue:buttons.loss.${answer}`);
  const addition = { ...openDraft(state, context, answer), country: last.country, continues: last.reference, texts: [label] };
  const filed = fileDraft(state, addition, context);
  return answered(filed.state, replies, [filed.effect]);
}

/** The emergency button: numbers first, then the story, which is filed as soon as it comes. */
function answerForNothing(state: DialogueState, answer: LossAnswer, context: DialogueContext): DialogueStep {
  const country = likelyCountry(state);
  const replies = [cardReply(state, { answer, country, types: [] }, context), say('emergency.tell_me')];
  if (answer === 'no') return answered({ ...state, phase: 'idle' }, replies);
  return answered({ ...state, phase: 'idle', draft: openDraft(state, context, answer), card_shown: true }, replies);
}

/** “Yes” without a time: the numbers at once, since it may have been a minute ago. */
export function answerYes(state: DialogueState, context: DialogueContext): DialogueStep {
  const wanted: CardWanted = {
    answer: 'within_24h',
    country: state.draft?.country ?? state.last_report?.country ?? likelyCountry(state),
    types: typesOf(state.draft?.texts ?? [], context),
  };
  const replies = state.card_shown ? [] : [cardReply(state, wanted, context)];
  return answered({ ...state, phase: 'asking_loss', card_shown: true }, [...replies, whenQuestion()]);
}

function cardOrReminder(state: DialogueState, wanted: CardWanted, context: DialogueContext): Reply {
  const isLoss = wanted.answer === 'within_24h' || wanted.answer === 'earlier';
  return state.card_shown && isLoss ? say('loss.keep_calling') : cardReply(state, wanted, context);
}
