// Who may go on: what a person says passes here before the dialogue hears it. Somebody blocked is told so, somebody who floods is asked to wait,
// once; whoever says that money has left, or that a person is held, passes always.

import { hasOpenAppeal } from '#core/blocks/appeal-block.ts';
import { isToBeTold, type Block } from '#core/blocks/block.ts';
import { findBlock, markTold } from '#core/blocks/block-store.ts';
import type { CoreContext } from '#core/context.ts';
import type { ChatPerson } from '#core/conversations/conversation.ts';
import { reporterKey } from '#core/conversations/file-report.ts';
import { parseButtonData } from '#core/dialogue/button-data.ts';
import type { DialogueContext, DialogueEvent, DialogueState, ReportDraft } from '#core/dialogue/dialogue.ts';
import { step } from '#core/dialogue/step.ts';
import { urgencyOf } from '#core/dialogue/understanding/urgency.ts';
import { minutesUntil, type AllowanceKind, type Answer } from '#core/limits/allowance.ts';
import { askAllowance, spendAllowance, takeAllowance } from '#core/limits/take-allowance.ts';

/** `event`: what the dialogue hears instead; null: nothing. */
export type Admission = { kind: 'admitted' } | { kind: 'instead'; event: DialogueEvent | null };

export interface Said {
  chat: ChatPerson;
  event: DialogueEvent;
  state: DialogueState;
}

/** Commands, and links that open the bot with one. */
const SHUT_OUT = /^(?:start )?(?:emergency|check)(?:$|[ _])/i;
const ADMITTED: Admission = { kind: 'admitted' };
/** A loss that was told so recently is still being told of. */
const STORY_MS = 24 * 60 * 60_000;

export function personHash({ vault }: Pick<CoreContext, 'vault'>, chat: ChatPerson): Buffer {
  return vault.hash('reporter', reporterKey(chat));
}

export async function admitTurn(context: CoreContext, dialogue: DialogueContext, said: Said): Promise<Admission> {
  if (!isFromPerson(said.event)) return ADMITTED;
  const person = personHash(context, said.chat);
  const urgency = urgencyOf(said.state, said.event, dialogue);
  if (urgency === 'held') return ADMITTED;
  const block = isHeldStory(said.state, context.clock.now()) ? null : await findBlock(context, person);
  if (block !== null && isShutOut(said.event)) return onBlocked(context, block, { ...said, says_loss: urgency === 'loss' });
  if (urgency === 'loss') return ADMITTED;
  return withinLimits(context, dialogue, { ...said, person });
}

function isFromPerson(event: DialogueEvent): event is Extract<DialogueEvent, { from_language: unknown }> {
  return 'from_language' in event;
}

/** Reporting and checking. One's own reports, warnings, data and language stay one's own. */
function isShutOut(event: DialogueEvent): boolean {
  if (event.kind === 'command') return SHUT_OUT.test(`${event.name} ${event.args}`);
  if (event.kind !== 'button') return true;
  const pressed = parseButtonData(event.data);
  return pressed?.kind === 'loss' || pressed?.kind === 'draft' || pressed?.kind === 'check';
}

async function onBlocked(context: CoreContext, block: Block, { event, state, says_loss }: Said & { says_loss: boolean }): Promise<Admission> {
  if (!isFromPerson(event)) return ADMITTED;
  if (event.kind === 'text' && state.appealing && !says_loss) return { kind: 'instead', event: { kind: 'appeal_written', text: event.text } };
  const asked = event.kind === 'command' || event.kind === 'button';
  const tell = asked || isToBeTold(block, context.clock.now());
  if (!tell && !says_loss) return { kind: 'instead', event: null };
  if (tell) await markTold(context, block.id);
  const { reason, until } = block;
  return { kind: 'instead', event: { kind: 'blocked', reason, until: until.toISOString(), says_loss, tell, from_language: event.from_language } };
}

async function withinLimits(context: CoreContext, dialogue: DialogueContext, { person, ...said }: Said & { person: Buffer }): Promise<Admission> {
  const inStory = isLossStory(said.state, context.clock.now());
  const messages = await takeAllowance(context, person, inStory ? 'story' : 'message');
  if (messages.kind === 'closed') return { kind: 'instead', event: heldBack(context, 'message', messages) };
  if (inStory || !beginsReport(dialogue, said)) return ADMITTED;
  const reports = await askAllowance(context, person, 'report');
  return reports.kind === 'open' ? ADMITTED : { kind: 'instead', event: heldBack(context, 'report', reports) };
}

type Told = { loss: ReportDraft['loss']; what?: string | null };

function isLoss({ loss }: Told): boolean {
  return loss === 'within_24h' || loss === 'earlier';
}

function isHeld({ what }: Told): boolean {
  return what === 'held';
}

/** What is being told, or was told a short while ago. */
function isTold({ draft, last_report: last }: DialogueState, now: Date, tells: (told: Told) => boolean): boolean {
  const isRecent = last !== null && now.getTime() - Date.parse(last.filed_at) < STORY_MS;
  return (draft !== null && tells(draft)) || (isRecent && tells(last));
}

/** Where they are, and whatever else they can say. */
function isHeldStory(state: DialogueState, now: Date): boolean {
  return isTold(state, now, isHeld);
}

/** Whoever lost money, is held, or has the scammer beside them. */
function isLossStory(state: DialogueState, now: Date): boolean {
  return state.discreet || isTold(state, now, (told) => isLoss(told) || isHeld(told));
}

/** The dialogue itself is asked, without anything coming of it. */
function beginsReport(dialogue: DialogueContext, { event, state }: Said): boolean {
  if ((event.kind !== 'text' && event.kind !== 'attachment') || state.draft !== null) return false;
  const next = step(state, event, dialogue);
  return next.state.draft !== null || next.effects.some(({ kind }) => kind === 'receive_report');
}

function heldBack({ clock }: CoreContext, what: 'message' | 'report' | 'check', answer: Extract<Answer, { kind: 'closed' }>): DialogueEvent | null {
  return answer.isNew ? { kind: 'held_back', what, minutes: minutesUntil(answer.until, clock.now()) } : null;
}

/** A check is about to be made. `open`, or what the dialogue hears instead. */
export async function admitCheck(context: CoreContext, chat: ChatPerson): Promise<Admission> {
  const answer = await takeAllowance(context, personHash(context, chat), 'check');
  return answer.kind === 'open' ? ADMITTED : { kind: 'instead', event: heldBack(context, 'check', answer) };
}

/** A report was filed; one of a loss counts for nothing. */
export async function countReport(context: CoreContext, chat: ChatPerson, draft: ReportDraft): Promise<void> {
  if (isLoss(draft) || isHeld(draft)) return;
  await spendAllowance(context, personHash(context, chat), 'report');
}

/** Outside the dialogue, where nothing is said to a person: in groups and inline. */
export async function mayCheck(context: CoreContext, userId: number, what: Extract<AllowanceKind, 'check' | 'inline'>): Promise<Answer | { kind: 'blocked' }> {
  const person = personHash(context, { chatId: userId, userId });
  return (await findBlock(context, person)) === null ? takeAllowance(context, person, what) : { kind: 'blocked' };
}

/** `/appeal`: write, wait, or there is nothing to object to. */
export async function openAppeal(context: CoreContext, chat: ChatPerson): Promise<'write' | 'waiting' | 'not_blocked'> {
  const person = personHash(context, chat);
  if ((await findBlock(context, person)) === null || chat.chatId !== chat.userId) return 'not_blocked';
  return (await hasOpenAppeal(context, person)) ? 'waiting' : 'write';
}
