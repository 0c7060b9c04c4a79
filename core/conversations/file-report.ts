// What a person told in a chat becomes a report, or is added to the one they made before.

import type { CoreContext } from '#core/context.ts';
import { takeFiles } from '#core/browser-chat/chat-files.ts';
import type { ChatPerson } from '#core/conversations/conversation.ts';
import type { LossAnswer, ReportDraft } from '#core/dialogue/dialogue.ts';
import { isUrgent } from '#core/reports/prepare-report.ts';
import { LOSS_OF_KIND } from '#core/safety/loss-kinds.ts';
import { telegramReporter } from '#core/reports/reporter.ts';
import { isRegion } from '#core/taxonomy/regions.ts';
import { receiveReport } from '#core/reports/receive-report.ts';
import type { Consent, ReportToReceive } from '#core/reports/report.ts';
import { HOME_COUNTRIES, type Language } from '#core/taxonomy/taxonomy.ts';

export interface DraftToFile {
  chat: ChatPerson;
  draft: ReportDraft;
  language: Language | null;
  /** The words of the buttons that answer the loss question: an addition that says no more is no text. */
  answerLabels: readonly string[];
}

export interface FiledDraft {
  /** Of the report itself, also when something was added to it. */
  id: string;
  reference: string;
  receipt: string;
}

interface Original {
  id: string;
  reference: string;
  consent: Consent;
  region: string | null;
}

const LOSS_STATES: Record<LossAnswer, 'lost' | 'none' | 'unknown'> = { within_24h: 'lost', earlier: 'lost', no: 'none', unsure: 'unknown' };
const BETWEEN_TEXTS = '\n\n';
/** Nothing is agreed to before it was asked, which is after the report is filed. */
const NO_CONSENT: Consent = { share: [], contact: false, version: 1 };

/** Says who reports, for telling independent reporters apart and for finding one's own reports again. */
export function reporterKey(chat: ChatPerson): string {
  return typeof chat.userId === 'number' ? telegramReporter(chat.userId) : chat.userId;
}

/** Within the caller's transaction. */
export async function fileReport(context: CoreContext, filing: DraftToFile): Promise<FiledDraft> {
  const original = await findOriginal(context, filing);
  if (original === null) return fileNew(context, filing);
  await correctLoss(context, original.id, filing.draft);
  const filed = { id: original.id, reference: original.reference, receipt: context.vault.receiptOf(original.id) };
  // NOTE more words are a row of their own, so that they are read and matched like the first; source_ref ties the two together.
  if (!isMereAnswer(filing)) await fileNew(context, filing, original);
  return filed;
}

async function fileNew(context: CoreContext, filing: DraftToFile, addsTo?: Original): Promise<FiledDraft> {
  const files = await takeFiles(context, filing.draft.files);
  const { id, reference, receipt } = await receiveReport(context, toReport(filing, files, addsTo));
  return { id, reference, receipt };
}

function toReport({ chat, draft, language }: DraftToFile, files: Awaited<ReturnType<typeof takeFiles>>, addsTo: Original | undefined): ReportToReceive {
  const rail = draft.what === undefined ? undefined : (LOSS_OF_KIND[draft.what].rail ?? undefined);
  const country = HOME_COUNTRIES.find((each) => each === draft.country);
  return {
    source: typeof chat.chatId === 'number' ? 'telegram' : 'web',
    content: {
      text: draft.texts.join(BETWEEN_TEXTS),
      suspects: [],
      evidence: files.map(({ file }) => ({ filename: file.name, content_type: file.content_type })),
      reporter: { id: reporterKey(chat) },
      ...(typeof chat.chatId === 'number' && { chat_id: chat.chatId }),
      ...(draft.forwarded_texts !== undefined && { forwarded: forwardedSpans(draft.texts, draft.forwarded_texts) }),
      ...(addsTo !== undefined && { source_ref: addsTo.reference }),
      ...(draft.corrects === true && { corrects: true }),
      ...(rail !== undefined && { loss: { rail } }),
    },
    evidence: files.map(({ piece }) => piece),
    loss: { state: draft.loss === null ? 'unknown' : LOSS_STATES[draft.loss], earlier: draft.loss === 'earlier' },
    reporter_key: reporterKey(chat),
    consent: addsTo?.consent ?? NO_CONSENT,
    ...(draft.what === 'held' && { in_danger: true }),
    ...(draft.origin !== undefined && { forward_key: `telegram:${draft.origin}` }),
    ...(addsTo !== undefined && { adds_to: addsTo.id }),
    ...(addsTo?.region != null && isRegion(addsTo.region) && { region: addsTo.region }),
    ...(language !== null && { language }),
    ...(country !== undefined && { country }),
  };
}

function forwardedSpans(texts: readonly string[], forwarded: readonly number[]): [number, number][] {
  const starts = texts.map((_, at) => texts.slice(0, at).reduce((end, text) => end + text.length + BETWEEN_TEXTS.length, 0));
  return texts.map((text, at): [number, number] => [starts[at] ?? 0, (starts[at] ?? 0) + text.length]).filter((_, at) => forwarded.includes(at));
}

/** null: the draft adds to nothing, or to a report that is gone or somebody else's. */
async function findOriginal({ db, vault }: CoreContext, { chat, draft }: DraftToFile): Promise<Original | null> {
  if (draft.continues === undefined) return null;
  const found = await db
    .selectFrom('reports')
    .select(['id', 'reference', 'consent', 'region'])
    .where('reference', '=', draft.continues)
    .where('reporter_hash', '=', vault.hash('reporter', reporterKey(chat)))
    .where('state', '<>', 'erased')
    .executeTakeFirst();
  return found ?? null;
}

/** A late answer moves the report in the officers' queue. */
async function correctLoss({ db, clock }: CoreContext, id: string, { loss, what }: ReportDraft): Promise<void> {
  if (what === 'held') await db.updateTable('reports').set({ urgent: true }).where('id', '=', id).execute();
  if (loss === null) return;
  const state = LOSS_STATES[loss];
  const urgent = what === 'held' || (loss === 'within_24h' && isUrgent({ state }, clock.now()));
  await db.updateTable('reports').set({ loss_state: state, urgent }).where('id', '=', id).execute();
}

function isMereAnswer({ draft, answerLabels }: DraftToFile): boolean {
  return draft.files.length === 0 && draft.texts.every((text) => answerLabels.includes(text));
}
