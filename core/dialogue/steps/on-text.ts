// Somebody wrote, forwarded or sent something. Whatever could be a report is kept first and asked about second.

import type { DialogueContext, DialogueEvent, DialogueState, DialogueStep, ReportDraft, Reply } from '../dialogue.ts';
import { readLossAnswer } from '../understanding/read-answer.ts';
import { isReadable, isSubstantive, readCountry, readReference, readSmallTalk } from '../understanding/small-talk.ts';
import { answerLoss, answerYes, cardReply } from './loss-answer.ts';
import { checkHeard, withJustCheck } from './on-check.ts';
import { parseCommand, onCommand } from './on-command.ts';
import { addHeard, canCorrectLast, fileDraft, isEmpty, isTooLarge, openAddition, openDraft, typesOf, withCountry, type Heard } from './report-draft.ts';
import { looksLikeOurs } from '../understanding/looks-like-ours.ts';
import { addingButtons, answered, help, languageMenu, lossQuestion, say } from './replies.ts';

type TextEvent = Extract<DialogueEvent, { kind: 'text' }>;
type AttachmentEvent = Extract<DialogueEvent, { kind: 'attachment' }>;

export function onText(state: DialogueState, event: TextEvent, context: DialogueContext): DialogueStep {
  const { text, forwarded, origin } = event;
  if (looksLikeOurs(text)) return answered(state, [], [{ kind: 'verify_message', heard: { text, forwarded, ...(origin !== undefined && { origin }) } }]);
  if (state.checking && parseCommand(event.text) === null) return checkHeard(state, event, context);
  const step = event.forwarded ? onReportText(state, event, context) : onOwnText(state, event, context);
  return withLanguageMenu(step);
}

/** What can be kept is part of the report, like words. Of anything else the words that came along are kept, and the person is told so. */
export function onAttachment(state: DialogueState, event: AttachmentEvent, context: DialogueContext): DialogueStep {
  if (state.checking) return checkHeard(state, { ...event, text: event.caption }, context);
  const { file, forwarded, origin } = event;
  const lead = say(`attachment.${file === undefined ? attachmentKind(event.what) : keptKind(file.content_type)}`);
  const text = isReadable(event.caption) ? event.caption : '';
  if (file === undefined && text === '') {
    const replies = isQuestionOpen(state, context) ? [lead, lossQuestion('loss.again')] : [lead];
    return withLanguageMenu(answered(state, replies));
  }
  const step = onReportText(state, { text, file, forwarded, ...(origin !== undefined && { origin }) }, context);
  if (file === undefined) return withLanguageMenu({ ...step, replies: [...step.replies, say('attachment.words_kept')] });
  const [first, ...others] = step.replies;
  // Whom to call comes before anything else.
  const replies = first?.kind === 'safety_card' ? [first, lead, ...others] : [lead, ...step.replies];
  return withLanguageMenu({ ...step, replies });
}

function keptKind(contentType: string): string {
  return contentType.startsWith('image/') ? 'photo_kept' : 'voice_kept';
}

const ATTACHMENT_KINDS: Record<string, string> = {
  photo: 'photo',
  image: 'photo',
  video: 'video',
  document: 'file',
  file: 'file',
  voice: 'voice',
  audio: 'voice',
  video_note: 'video',
  sticker: 'sticker',
  animation: 'sticker',
  location: 'location',
  venue: 'location',
  too_large: 'too_large',
};

function attachmentKind(what: string): string {
  return Object.hasOwn(ATTACHMENT_KINDS, what) ? (ATTACHMENT_KINDS[what] ?? 'other') : 'other';
}

function onOwnText(state: DialogueState, event: TextEvent, context: DialogueContext): DialogueStep {
  const command = parseCommand(event.text);
  if (command !== null) return onCommand(state, command, context);
  const reference = readReference(event.text);
  if (reference !== null) return answered(state, [], [{ kind: 'find_status', reference }]);
  return onAnswer(state, event, context) ?? onCountryName(state, event, context) ?? onSmallTalk(state, event, context) ?? onReportText(state, event, context);
}

/** The answer is also a sentence of the report, so it is kept with it. */
function onAnswer(state: DialogueState, heard: Heard, context: DialogueContext): DialogueStep | null {
  if (!isQuestionOpen(state, context)) return null;
  const answer = readLossAnswer(heard.text) ?? clearLoss(heard.text, context);
  if (answer === null) return null;
  const draft = state.draft === null ? null : addHeard(state.draft, { ...heard, forwarded: false });
  if (draft !== null && isTooLarge(draft)) return null;
  const kept = { ...state, draft };
  return answer === 'yes' ? answerYes(kept, context) : answerLoss(kept, answer, context);
}

/** A longer account counts as an answer only when the reader is sure of both loss and time. */
function clearLoss(text: string, context: DialogueContext): 'within_24h' | 'earlier' | null {
  const reading = context.readLoss?.(text);
  if (reading?.state !== 'lost' || reading.within_24h === null) return null;
  return reading.within_24h ? 'within_24h' : 'earlier';
}

function onCountryName(state: DialogueState, heard: Heard, context: DialogueContext): DialogueStep | null {
  const country = state.phase === 'asking_country' ? readCountry(heard.text) : null;
  if (country === null) return null;
  const last = state.last_report;
  const wanted = { answer: last?.loss ?? ('unsure' as const), country, types: last?.types ?? [] };
  return answered(withCountry(state, country), [cardReply(state, wanted, context)]);
}

function onSmallTalk(state: DialogueState, heard: Heard, context: DialogueContext): DialogueStep | null {
  const talk = readSmallTalk(heard.text);
  if (talk === null) return null;
  if (state.draft !== null && isQuestionOpen(state, context)) return answered(state, [lossQuestion('loss.again')]);
  if (talk === 'thanks') return answered(state, [say('small_talk.thanks')]);
  return answered(state, [help(talk === 'greeting' ? 'small_talk.greeting' : 'help.text')]);
}

/** Genuine, and nothing more is to be done; or somebody copies us, and that is a report. */
export function onMessageVerified(
  state: DialogueState,
  verified: Extract<DialogueEvent, { kind: 'message_verified' }>,
  context: DialogueContext,
): DialogueStep {
  const { verdict, code, date, heard } = verified;
  const lead = say(`verify.${verdict}`, { code: code ?? '', date: date ?? '' });
  if (verdict !== 'not_ours' && verdict !== 'changed') return withLanguageMenu(answered(state, [lead]));
  const step = onReportText(state, heard, context);
  return withLanguageMenu({ ...step, replies: [lead, ...step.replies] });
}

function onReportText(state: DialogueState, heard: Heard, context: DialogueContext): DialogueStep {
  const opened = state.draft ?? openAddition(state, context) ?? openDraft(state, context);
  const isFirst = isEmpty(opened);
  const isFragment = !isFirst && isReadable(heard.text);
  const isReport = heard.file !== undefined || isFragment || isSubstantive(heard.text) || (heard.forwarded && isReadable(heard.text));
  if (!isReport) return onNothingReadable(state, context);
  const draft = addHeard(opened, heard);
  if (draft.continues !== undefined) return onAddition(state, { draft, isFirst }, context);
  const ready = draft.loss !== null || isTooLarge(draft);
  return ready ? fileAtOnce(state, draft, context) : keepAndAsk(state, { draft, isFirst }, context);
}

function onNothingReadable(state: DialogueState, context: DialogueContext): DialogueStep {
  if (isQuestionOpen(state, context)) return answered(state, [lossQuestion('loss.again')]);
  return answered(state, [help('small_talk.not_understood')]);
}

interface Gathered {
  draft: ReportDraft;
  /** Nothing had been said before. */
  isFirst: boolean;
}

function onAddition(state: DialogueState, { draft, isFirst }: Gathered, context: DialogueContext): DialogueStep {
  if (isTooLarge(draft)) return fileAtOnce(state, draft, context);
  const key = isFirst ? 'report.adding' : 'report.added_more';
  const reply = say(key, { reference: draft.continues ?? '' });
  return answered({ ...state, draft }, [{ ...reply, buttons: addingButtons() }]);
}

function fileAtOnce(state: DialogueState, draft: ReportDraft, context: DialogueContext): DialogueStep {
  const filed = fileDraft(state, draft, context);
  return answered(filed.state, [say('report.filing')], [filed.effect]);
}

function keepAndAsk(state: DialogueState, { draft, isFirst }: Gathered, context: DialogueContext): DialogueStep {
  const shown = isFirst ? false : state.card_shown;
  const card = shown ? null : cardForClearLoss(state, draft, context);
  const next: DialogueState = { ...state, draft, phase: 'asking_loss', card_shown: shown || card !== null };
  const question = withJustCheck(lossQuestion(isFirst ? 'loss.question' : 'loss.gathered'), draft);
  return answered(next, card === null ? [question] : [card, question]);
}

/** The first words may already say that money has just left: then nobody waits for a question. */
export function cardForClearLoss(state: DialogueState, draft: ReportDraft, context: DialogueContext): Reply | null {
  if (draft.forwarded || context.readLoss === undefined) return null;
  const reading = context.readLoss(draft.texts.at(-1) ?? '');
  if (reading.state !== 'lost' || reading.within_24h === false) return null;
  return cardReply(state, { answer: 'within_24h', country: draft.country, types: typesOf(draft.texts, context) }, context);
}

export function isQuestionOpen(state: DialogueState, context: DialogueContext): boolean {
  return state.phase === 'asking_loss' && (state.draft !== null || canCorrectLast(state, context));
}

export function withLanguageMenu(step: DialogueStep): DialogueStep {
  return step.state.language === null ? { ...step, replies: [...step.replies, languageMenu()] } : step;
}
