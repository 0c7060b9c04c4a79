// Somebody wrote, forwarded or sent something. Whatever could be a report is kept first and asked about second.

import { formatDay } from '#platform/format.ts';
import type { AttachmentEvent, DialogueContext, DialogueEvent, DialogueState, DialogueStep, ReportDraft, Reply } from '../dialogue.ts';
import { typedAnswer } from '../interview/answer.ts';
import { askPresent, inInterview } from '../interview/ask.ts';
import { formatButtonData } from '../button-data.ts';
import { readSpokenCommand } from '../understanding/spoken-command.ts';
import { readLossAnswer } from '../understanding/read-answer.ts';
import { isReadable, isSubstantive, readCountry, readReference, readSmallTalk } from '../understanding/small-talk.ts';
import { checkHeard, withJustCheck } from './on-check.ts';
import { looksLikeOurs } from '../understanding/looks-like-ours.ts';
import { aboutOfficer, answerOfficer, openForOfficer } from './officer-question.ts';
import { onHeld } from './danger.ts';
import { answerLoss, answerYes, cardReply, wantedFor, wantedOf, withTold } from './loss-answer.ts';
import { parseCommand, onCommand } from './on-command.ts';
import {
  addHeard,
  canCorrectLast,
  factsOf,
  fileDraft,
  isEmpty,
  isHeld,
  isTooLarge,
  openAddition,
  openDraft,
  recentReference,
  withCountry,
  withEdited,
  type Heard,
} from './report-draft.ts';
import { addingButtons, answered, help, languageMenu, lossQuestion, say } from './replies.ts';

type TextEvent = Extract<DialogueEvent, { kind: 'text' }>;
type EditedEvent = Extract<DialogueEvent, { kind: 'edited' }>;

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
  if (event.place !== undefined && isHeld(state)) return onPlace(state, event.place, context);
  if (event.what === 'contact' && isReadable(event.caption)) return withLanguageMenu(askOwner(state, event.caption));
  const { file, forwarded, origin, message_id } = event;
  const lead = file === undefined ? leadOf(event) : say(`attachment.${keptKind(file.content_type)}`);
  const text = wordsOf(event);
  if (file === undefined && text === '') {
    const asked = isQuestionOpen(state, context) ? lossQuestion('loss.again') : askPresent(state);
    return withLanguageMenu(answered(state, asked === null ? [lead] : [lead, asked]));
  }
  const heard = { text, file, forwarded, ...(origin !== undefined && { origin }), ...(message_id !== undefined && { message_id }) };
  const step = onReportText(state, heard, context);
  const isNamed = file === undefined && event.file_name !== undefined;
  if (file === undefined && !isNamed) return withLanguageMenu({ ...step, replies: [...step.replies, say('attachment.words_kept')] });
  const [first, ...others] = step.replies;
  // Whom to call comes before anything else.
  const replies = first?.kind === 'safety_card' ? [first, lead, ...others] : [lead, ...step.replies];
  return withLanguageMenu({ ...step, replies });
}

/** The name of a file that is not kept is worth knowing: an app's is what others look for. */
function wordsOf({ caption, file_name }: AttachmentEvent): string {
  const words = isReadable(caption) ? [caption] : [];
  return [...words, ...(file_name === undefined || !isReadable(file_name) ? [] : [`[${file_name}]`])].join('\n');
}

function leadOf({ what, file_name }: AttachmentEvent): Reply {
  if (file_name !== undefined && /\.(?:apk|xapk|apks)$/i.test(file_name)) return { kind: 'message', text: inInterview('app_file') };
  return say(`attachment.${attachmentKind(what)}`);
}

function keptKind(contentType: string): string {
  if (contentType === 'application/pdf') return 'file_kept';
  return contentType.startsWith('image/') ? 'photo_kept' : 'voice_kept';
}

/** Of somebody who is held: shown to officers at once. */
function onPlace(state: DialogueState, { latitude, longitude }: { latitude: number; longitude: number }, context: DialogueContext): DialogueStep {
  const text = `📍 ${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
  const draft = addHeard(state.draft ?? openAddition(state, context) ?? openDraft(state, context, 'unsure'), { text, forwarded: false });
  const filed = fileDraft(state, { ...draft, what: 'held', loss: draft.loss ?? 'unsure' }, context);
  return answered(filed.state, [{ kind: 'message', text: inInterview('place_kept') }], [filed.effect]);
}

const CONTACT_LIMIT = 120;

/** A suspect's number is evidence, a friend's is nobody's business. */
function askOwner(state: DialogueState, contact: string): DialogueStep {
  const owner = (whose: 'theirs' | 'mine') => ({ label: inInterview(`contact.${whose}`), data: formatButtonData({ kind: 'contact', owner: whose }) });
  const question: Reply = { kind: 'message', text: inInterview('contact.question'), buttons: [[owner('theirs')], [owner('mine')]] };
  // A second contact before the first was explained: the first is kept like words.
  const kept = state.contact === null ? contact : `${state.contact}\n${contact}`;
  return answered({ ...state, contact: kept.slice(0, CONTACT_LIMIT * 4).toWellFormed() }, [question]);
}

export function onContactOwner(state: DialogueState, owner: 'theirs' | 'mine', context: DialogueContext): DialogueStep {
  const { contact } = state;
  if (contact === null) return onNothingReadable(state, context);
  const next: DialogueState = { ...state, contact: null };
  if (owner === 'theirs') return onReportText(next, { text: contact, forwarded: false }, context);
  const asked = isQuestionOpen(next, context) ? lossQuestion('loss.again') : askPresent(next);
  return answered(next, [{ kind: 'message', text: inInterview('contact.dropped'), replaces: true }, ...(asked === null ? [] : [asked])]);
}

/** A person puts right what they told: in the report that is being written, or as a correction of the filed one. */
export function onEdited(state: DialogueState, { text, message_id }: EditedEvent, context: DialogueContext): DialogueStep {
  const draft = state.draft === null ? null : withEdited(state.draft, message_id, text);
  if (draft !== null && !isTooLarge(draft)) return answered({ ...state, draft }, [{ kind: 'message', text: inInterview('edited.draft') }]);
  const last = state.last_report;
  if (draft === null && (last?.reference == null || !last.message_ids.includes(message_id))) return answered(state, []);
  if (last?.reference == null || !isReadable(text)) return answered(state, []);
  const correction: ReportDraft = { ...openDraft(state, context, last.loss), country: last.country, continues: last.reference, corrects: true };
  const filed = fileDraft(state, addHeard(correction, { text, forwarded: false }), context);
  // What is being written stays open.
  return answered({ ...filed.state, draft: state.draft, phase: state.phase }, [], [filed.effect]);
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
  const spoken = readSpokenCommand(event.text);
  if (spoken !== null) return onCommand(state, { name: spoken, args: '' }, context);
  return (
    answerOfficer(state, event.text, context) ??
    onAnswer(state, event, context) ??
    typedAnswer(state, event.text, context) ??
    onCountryName(state, event, context) ??
    onSmallTalk(state, event, context) ??
    onReportText(state, event, context)
  );
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
  const wanted = wantedOf(state, last ?? { loss: null, country, types: [], what: null, sent_to: null });
  return answered(withCountry(state, country), [cardReply(state, { ...wanted, country }, context)]);
}

function onSmallTalk(state: DialogueState, heard: Heard, context: DialogueContext): DialogueStep | null {
  const talk = readSmallTalk(heard.text);
  if (talk === null) return null;
  if (state.draft !== null && isQuestionOpen(state, context)) return answered(state, [lossQuestion('loss.again')]);
  const asked = askPresent(state);
  if (asked !== null) return answered(state, [asked]);
  if (talk === 'thanks') return answered(state, [say('small_talk.thanks')]);
  return answered(state, [help(talk === 'greeting' ? 'small_talk.greeting' : 'help.text')]);
}

/** Taken back or answered elsewhere meanwhile: what was written is lost to nobody. */
export function onOfficerAnswer(
  state: DialogueState,
  { kept, reference, answer }: Extract<DialogueEvent, { kind: 'officer_answer_recorded' }>,
  context: DialogueContext,
): DialogueStep {
  if (kept) return answered(state, [{ kind: 'message', text: aboutOfficer('kept', { reference }) }]);
  const step = onReportText(state, { text: answer, forwarded: false }, context);
  return { ...step, replies: [{ kind: 'message', text: aboutOfficer('over') }, ...step.replies] };
}

/** Genuine, and nothing more is to be done; or somebody copies us, and that is a report. */
export function onMessageVerified(
  state: DialogueState,
  verified: Extract<DialogueEvent, { kind: 'message_verified' }>,
  context: DialogueContext,
): DialogueStep {
  const { verdict, code, date, heard } = verified;
  const lead = say(`verify.${verdict}`, { code: code ?? '', date: date === null ? '' : formatDay(date, state.language ?? 'en') });
  if (verdict !== 'not_ours' && verdict !== 'changed') return withLanguageMenu(answered(state, [lead]));
  const step = onReportText(state, heard, context);
  return withLanguageMenu({ ...step, replies: [lead, ...step.replies] });
}

function onReportText(state: DialogueState, heard: Heard, context: DialogueContext): DialogueStep {
  const opened = state.draft ?? openForOfficer(state, context) ?? openAddition(state, context) ?? openDraft(state, context);
  const isFirst = isEmpty(opened);
  const isFragment = !isFirst && isReadable(heard.text);
  const isReport = heard.file !== undefined || isFragment || isSubstantive(heard.text) || (heard.forwarded && isReadable(heard.text));
  if (!isReport) return onNothingReadable(state, context);
  const draft = addHeard(opened, heard);
  if (!heard.forwarded && factsOf([heard.text], context).held) return onHeld({ ...state, draft }, context);
  if (draft.continues !== undefined) return onAddition(state, { draft, isFirst }, context);
  const ready = draft.loss !== null || isTooLarge(draft);
  return ready ? fileAtOnce(state, draft, context) : keepAndAsk(state, { draft, isFirst }, context);
}

function onNothingReadable(state: DialogueState, context: DialogueContext): DialogueStep {
  if (isQuestionOpen(state, context)) return answered(state, [lossQuestion('loss.again')]);
  const asked = askPresent(state);
  return answered(state, [asked ?? help('small_talk.not_understood')]);
}

interface Gathered {
  draft: ReportDraft;
  /** Nothing had been said before. */
  isFirst: boolean;
}

function onAddition(state: DialogueState, { draft, isFirst }: Gathered, context: DialogueContext): DialogueStep {
  if (isTooLarge(draft)) return fileAtOnce(state, draft, context);
  const card = draft.loss === 'within_24h' || draft.loss === 'earlier' ? null : cardForClearLoss(state, draft, context);
  if (card !== null) return onLateLoss(state, { draft, card }, context);
  const key = isFirst ? 'report.adding' : 'report.added_more';
  const reply = say(key, { reference: draft.continues ?? '' });
  return answered({ ...state, draft }, [{ ...reply, buttons: addingButtons() }]);
}

/** Nothing was lost when they reported; now something is. */
function onLateLoss(state: DialogueState, { draft, card }: { draft: ReportDraft; card: Reply }, context: DialogueContext): DialogueStep {
  const loss = clearLoss(draft.texts.at(-1) ?? '', context);
  if (loss === null) return answered({ ...state, draft, phase: 'asking_loss', card_shown: true }, [card, lossQuestion('loss.gathered')]);
  const filed = fileDraft(state, withTold({ ...draft, loss }, context), context);
  return answered({ ...filed.state, card_shown: true }, [card], [filed.effect]);
}

function fileAtOnce(state: DialogueState, draft: ReportDraft, context: DialogueContext): DialogueStep {
  const filed = fileDraft(state, withTold(draft, context), context);
  return answered(filed.state, [], [filed.effect]);
}

function keepAndAsk(state: DialogueState, { draft, isFirst }: Gathered, context: DialogueContext): DialogueStep {
  const shown = isFirst ? false : state.card_shown;
  const card = shown ? null : cardForClearLoss(state, draft, context);
  const next: DialogueState = { ...state, draft, phase: 'asking_loss', card_shown: shown || card !== null };
  const question = withJustCheck(lossQuestion(isFirst ? 'loss.question' : 'loss.gathered', recentReference(state, context)), draft);
  return answered(next, card === null ? [question] : [card, question]);
}

/** The first words may already say that money has just left: then nobody waits for a question. */
export function cardForClearLoss(state: DialogueState, draft: ReportDraft, context: DialogueContext): Reply | null {
  if (draft.forwarded || context.readLoss === undefined) return null;
  const reading = context.readLoss(draft.texts.at(-1) ?? '');
  if (reading.state !== 'lost' || reading.within_24h === false) return null;
  return cardReply(state, wantedFor(withTold(draft, context), 'within_24h', context), context);
}

export function isQuestionOpen(state: DialogueState, context: DialogueContext): boolean {
  return state.phase === 'asking_loss' && (state.draft !== null || canCorrectLast(state, context));
}

export function withLanguageMenu(step: DialogueStep): DialogueStep {
  return step.state.language === null ? { ...step, replies: [...step.replies, languageMenu()] } : step;
}
