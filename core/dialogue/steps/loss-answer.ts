// The answer to “has money or a code left, and when?”. The safety card comes first, the paperwork after it.

import { safetyCard } from '#core/safety/safety-card.ts';
import type { SafetyCardRequest } from '#core/safety/safety.ts';
import type { Rail, ScamType } from '#core/taxonomy/taxonomy.ts';
import { LOSS_KINDS, LOSS_OF_KIND, type LossKind } from '#core/safety/loss-kinds.ts';
import { CARD_COUNTRIES, type CardCountry, formatButtonData } from '../button-data.ts';
import type { Button, DialogueContext, DialogueState, DialogueStep, LossAnswer, Reply, ReportDraft } from '../dialogue.ts';
import { inInterview, inRows } from '../interview/ask.ts';
import { canCorrectLast, factsOf, fileDraft, isEmpty, likelyCountry, openDraft, typesOf } from './report-draft.ts';
import { answered, safeButton, say, sentence, whenQuestion } from './replies.ts';

const LOSS_FACTS: Record<LossAnswer, Pick<SafetyCardRequest, 'loss' | 'within_24h'>> = {
  within_24h: { loss: 'lost', within_24h: true },
  earlier: { loss: 'lost', within_24h: false },
  no: { loss: 'none', within_24h: null },
  unsure: { loss: 'unknown', within_24h: null },
};

type CardReply = Extract<Reply, { kind: 'safety_card' }>;

export interface CardWanted {
  answer: LossAnswer;
  country: string | null;
  types: ScamType[];
  /** null: not said. */
  what: LossKind | null;
  /** Country of the receiving bank. */
  sent_to: string | null;
}

/** What is known of a filed report, or of one that is being written. */
export function wantedOf(
  state: DialogueState,
  told: { loss: LossAnswer | null; country: string | null; types: ScamType[]; what: LossKind | null; sent_to: string | null },
): CardWanted {
  return { answer: told.loss ?? 'unsure', country: told.country ?? likelyCountry(state), types: told.types, what: told.what, sent_to: told.sent_to };
}

/** What the words say of how it left and where it went joins what was chosen. */
export function withTold(draft: ReportDraft, context: DialogueContext): ReportDraft {
  const facts = factsOf(draft.texts, context);
  const what = draft.what ?? (facts.rail === null ? undefined : WHAT_OF_RAIL[facts.rail]);
  const sent_to = draft.sent_to ?? facts.sent_to ?? undefined;
  return { ...draft, ...(what !== undefined && { what }), ...(sent_to !== undefined && { sent_to }) };
}

const WHAT_OF_RAIL: Partial<Record<Rail, LossKind>> = {
  bank_transfer: 'transfer',
  instant: 'transfer',
  e_wallet: 'transfer',
  cash: 'cash',
  card: 'card',
  gift_card: 'gift_card',
  crypto: 'crypto',
};

/** The card; its buttons make it more exact in its place, and tell that somebody dangerous is near. */
export function cardReply(state: DialogueState, wanted: CardWanted, context: DialogueContext): CardReply {
  const chosen = wanted.what === null ? {} : LOSS_OF_KIND[wanted.what];
  const card = safetyCard(
    {
      ...LOSS_FACTS[wanted.answer],
      ...chosen,
      types: [...new Set([...(chosen.types ?? []), ...wanted.types])],
      sent_to: wanted.sent_to,
      country: wanted.country,
      language: state.language ?? 'en',
      now: context.now,
    },
    context.translator,
  );
  const nearby = wanted.answer === 'no' ? [] : [[safeButton('with_me')]];
  return { kind: 'safety_card', card, buttons: [...nearby, CARD_COUNTRIES.map((country) => countryButton(country, wanted)), ...whatRows(wanted)] };
}

/** Where the words did not say what left. Once chosen, one button opens the choice again. */
function whatRows(wanted: CardWanted): Button[][] {
  if (wanted.answer === 'no' || wanted.what === 'held') return [];
  if (wanted.what !== null) return [[cardButton(inInterview('what.other'), { ...wanted, what: null })]];
  return inRows(LOSS_KINDS.map((what) => cardButton(inInterview(`what.${what}`), { ...wanted, what })));
}

function cardButton(label: Button['label'], wanted: CardWanted): Button {
  const country = CARD_COUNTRIES.find((each) => each === wanted.country) ?? 'other';
  return { label, data: formatButtonData({ kind: 'card', ...wanted, country: wanted.country === null ? 'any' : country }) };
}

function countryButton(country: CardCountry, wanted: CardWanted): Button {
  return {
    label: sentence(`buttons.country.${country}`),
    data: formatButtonData({ kind: 'card', ...wanted, country }),
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
  const draft = withTold({ ...(state.draft ?? openDraft(state, context)), loss: answer }, context);
  const replies = [cardOrReminder(state, wantedFor(draft, answer, context), context)];
  if (isEmpty(draft)) return answered({ ...state, draft }, [...replies, say('emergency.tell_me')]);
  const filed = fileDraft(state, draft, context);
  return answered(filed.state, replies, [filed.effect]);
}

export function wantedFor(draft: ReportDraft, answer: LossAnswer, context: DialogueContext): CardWanted {
  return { answer, country: draft.country, types: typesOf(draft.texts, context), what: draft.what ?? null, sent_to: draft.sent_to ?? null };
}

/** A late or corrected answer is worth an addition: it moves the report up in the officers' queue. */
function answerForLast(state: DialogueState, answer: LossAnswer, context: DialogueContext): DialogueStep {
  const last = state.last_report;
  if (last === null) return answerForNothing(state, answer, context);
  const replies = [cardReply(state, { ...wantedOf(state, last), answer }, context)];
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
  const replies = [cardReply(state, { answer, country, types: [], what: null, sent_to: null }, context), say('emergency.tell_me')];
  if (answer === 'no') return answered({ ...state, phase: 'idle' }, replies);
  return answered({ ...state, phase: 'idle', draft: openDraft(state, context, answer), card_shown: true }, replies);
}

/** “Yes” without a time: the numbers at once, since it may have been a minute ago. */
export function answerYes(state: DialogueState, context: DialogueContext): DialogueStep {
  const draft = withTold(state.draft ?? openDraft(state, context), context);
  const wanted: CardWanted = { ...wantedFor(draft, 'within_24h', context), country: draft.country ?? state.last_report?.country ?? likelyCountry(state) };
  const replies = state.card_shown ? [] : [cardReply(state, wanted, context)];
  return answered({ ...state, phase: 'asking_loss', card_shown: true }, [...replies, whenQuestion()]);
}

function cardOrReminder(state: DialogueState, wanted: CardWanted, context: DialogueContext): Reply {
  const isLoss = wanted.answer === 'within_24h' || wanted.answer === 'earlier';
  return state.card_shown && isLoss ? say('loss.keep_calling') : cardReply(state, wanted, context);
}
