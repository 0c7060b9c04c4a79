// The report while it is being gathered, and how it is handed over. Nothing a person wrote or showed is cut or dropped: what no
// longer fits into the state is filed at once.

import type { LossKind } from '#core/safety/loss-kinds.ts';
import type { CardCountry } from '../button-data.ts';
import { interviewFor } from '../interview/begin.ts';
import { NO_FACTS, type ToldFacts } from '../interview/told-facts.ts';
import type { DialogueContext, DialogueEffect, DialogueState, DraftFile, LossAnswer, ReportDraft } from '../dialogue.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';

/** Bytes of JSON. The state is read and written with every message, so it stays small. */
const DRAFT_LIMIT_BYTES = 8_000;
/** As many as Telegram puts into one album, and as a partner may send. */
const FILES_LIMIT = 10;
/** Texts within this time after filing belong to the same report, unless the person says otherwise. */
const ADDS_WITHIN_MS = 60 * 60 * 1000;
/** An answer to the question can correct the report for this long. */
const CORRECTS_WITHIN_MS = 24 * 60 * 60 * 1000;
/** What the reader is asked about; a type shows itself long before that. */
const READ_LIMIT = 8_000;
/** Of a report's messages, the last: an older one is rarely edited. */
const MOST_MESSAGE_IDS = 30;

export function openDraft(state: DialogueState, context: DialogueContext, loss: LossAnswer | null = null): ReportDraft {
  return { texts: [], files: [], forwarded: false, loss, country: likelyCountry(state), started_at: context.now.toISOString() };
}

/** Null when the last report is too old or not yet filed: then a new text is a report of its own. */
export function openAddition(state: DialogueState, context: DialogueContext): ReportDraft | null {
  const last = state.last_report;
  if (last === null || last.reference === null || !filedWithin(state, context, ADDS_WITHIN_MS)) return null;
  return { ...openDraft(state, context, last.loss), country: last.country, continues: last.reference };
}

/** A report this old is asked about: the same person may be at it again. */
const SAME_CASE_WITHIN_MS = 14 * 24 * 60 * 60 * 1000;

/** Reference of a report that what comes now may belong to; null: none is recent. */
export function recentReference(state: DialogueState, context: DialogueContext): string | null {
  return filedWithin(state, context, SAME_CASE_WITHIN_MS) ? (state.last_report?.reference ?? null) : null;
}

export function canCorrectLast(state: DialogueState, context: DialogueContext): boolean {
  return filedWithin(state, context, CORRECTS_WITHIN_MS);
}

/** Words, a file, or a file with words. */
export interface Heard {
  text: string;
  file?: DraftFile | undefined;
  forwarded: boolean;
  /** Of a forwarded message. */
  origin?: string;
  message_id?: number;
}

export function addHeard(draft: ReportDraft, { text, file, forwarded, origin, message_id }: Heard): ReportDraft {
  const first = draft.origin ?? origin;
  return {
    ...draft,
    ...(forwarded && text !== '' && { forwarded_texts: [...(draft.forwarded_texts ?? []), draft.texts.length] }),
    ...(first !== undefined && { origin: first }),
    ...(text !== '' && message_id !== undefined && { message_ids: [...idsOf(draft), message_id] }),
    texts: text === '' ? draft.texts : [...draft.texts, text],
    files: file === undefined ? draft.files : [...draft.files, file],
    forwarded: draft.forwarded || forwarded,
  };
}

/** A position without a number: 0. */
function idsOf({ texts, message_ids = [] }: ReportDraft): number[] {
  return texts.map((_, at) => message_ids[at] ?? 0);
}

/** null: the draft does not hold that message. */
export function withEdited(draft: ReportDraft, message_id: number, text: string): ReportDraft | null {
  const at = (draft.message_ids ?? []).indexOf(message_id);
  return at < 0 || draft.texts[at] === undefined ? null : { ...draft, texts: draft.texts.with(at, text) };
}

export function isEmpty(draft: ReportDraft): boolean {
  return draft.texts.length === 0 && draft.files.length === 0;
}

export function isTooLarge({ texts, files }: ReportDraft): boolean {
  return files.length >= FILES_LIMIT || Buffer.byteLength(JSON.stringify([texts, files])) > DRAFT_LIMIT_BYTES;
}

/** Hands the draft over. The question stays open while the loss is not known. */
export function fileDraft(state: DialogueState, draft: ReportDraft, context: DialogueContext): { state: DialogueState; effect: DialogueEffect } {
  const last = state.last_report;
  const own = draft.continues === undefined;
  const known = own || last?.reference !== draft.continues ? null : last;
  const facts = own ? factsOf(draft.texts, context) : NO_FACTS;
  const ids = [...(known?.message_ids ?? []), ...(draft.message_ids ?? [])].filter((id) => id !== 0);
  return {
    effect: { kind: 'receive_report', draft },
    state: {
      ...state,
      draft: null,
      phase: draft.loss === null ? 'asking_loss' : 'asking_country',
      interview: own ? interviewFor(draft, facts) : state.interview,
      last_report: {
        reference: draft.continues ?? null,
        loss: draft.loss,
        country: draft.country,
        types: known?.types ?? typesOf(draft.texts, context),
        what: draft.what ?? known?.what ?? null,
        sent_to: draft.sent_to ?? known?.sent_to ?? null,
        message_ids: ids.slice(-MOST_MESSAGE_IDS),
        filed_at: context.now.toISOString(),
      },
    },
  };
}

/** What the texts say already. */
export function factsOf(texts: readonly string[], context: DialogueContext): ToldFacts {
  const text = texts.join('\n').slice(0, READ_LIMIT);
  return text === '' ? NO_FACTS : (context.readFacts?.(text) ?? NO_FACTS);
}

/** At most three. */
export function typesOf(texts: readonly string[], context: DialogueContext): ScamType[] {
  const text = texts.join('\n').slice(0, READ_LIMIT);
  return text === '' ? [] : (context.readTypes?.(text) ?? []).slice(0, 3);
}

/** As for the draft or the report before it, else as the language suggests; English suggests nothing. */
export function likelyCountry(state: DialogueState): string | null {
  const said = state.draft?.country ?? state.last_report?.country ?? null;
  if (said !== null) return said;
  if (state.language === 'ko') return 'KR';
  return state.language === 'ms' ? 'MY' : null;
}

/** What left, as chosen on a card or told. */
export function withWhat(state: DialogueState, what: LossKind): DialogueState {
  const draft = state.draft === null ? null : { ...state.draft, what };
  const last = state.last_report === null || draft !== null ? state.last_report : { ...state.last_report, what };
  return { ...state, draft, last_report: last };
}

/** Whoever is held shows where; nobody else's place is kept. */
export function isHeld({ draft, last_report: last }: DialogueState): boolean {
  return (draft === null ? last?.what : draft.what) === 'held';
}

/** Keeps the country the person named with the draft or the report it belongs to. */
export function withCountry(state: DialogueState, country: CardCountry): DialogueState {
  const draft = state.draft === null ? null : { ...state.draft, country };
  const last = state.last_report === null ? null : { ...state.last_report, country };
  return { ...state, draft, last_report: last };
}

function filedWithin(state: DialogueState, context: DialogueContext, milliseconds: number): boolean {
  const filedAt = Date.parse(state.last_report?.filed_at ?? '');
  return Number.isFinite(filedAt) && context.now.getTime() - filedAt < milliseconds;
}
