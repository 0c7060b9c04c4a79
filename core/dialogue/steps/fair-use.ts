// What is said to somebody who sent too much at once, and to somebody whom officers have blocked. The emergency button is under each: limits are
// for floods, never for whoever has just lost money.

import { formatDay } from '#platform/format.ts';
import type { Button, DialogueContext, DialogueEvent, DialogueState, DialogueStep, MessageText, Reply } from '../dialogue.ts';
import { formatButtonData } from '../button-data.ts';
import { cardReply } from './loss-answer.ts';
import { likelyCountry } from './report-draft.ts';
import { answered, button } from './replies.ts';

type Outcome<K extends DialogueEvent['kind']> = Extract<DialogueEvent, { kind: K }>;

function inLimits(key: string, params?: Record<string, string | number>): MessageText {
  return params === undefined ? { key: `limits:${key}` } : { key: `limits:${key}`, params };
}

function emergency(): Button[] {
  return [button('emergency', { kind: 'loss', answer: 'within_24h' })];
}

export function onHeldBack(state: DialogueState, { what, minutes }: Outcome<'held_back'>): DialogueStep {
  return answered(state, [{ kind: 'message', text: inLimits(`held_back.${what}`, { minutes }), buttons: [emergency()] }]);
}

/** Whom to call comes first and always; the rest once in a while. */
export function onBlocked(state: DialogueState, event: Outcome<'blocked'>, context: DialogueContext): DialogueStep {
  const card = event.says_loss
    ? [cardReply(state, { answer: 'within_24h', country: likelyCountry(state), types: [], what: null, sent_to: null }, context)]
    : [];
  return answered(state, [...card, ...(event.tell ? [blockNotice(state, event, context)] : [])]);
}

function blockNotice(state: DialogueState, { reason, until }: Outcome<'blocked'>, { translator }: DialogueContext): Reply {
  const language = state.language ?? 'en';
  const params = { reason: translator.t(language, `limits:blocked.reason.${reason}`), until: formatDay(until, language) };
  const appeal: Button = { label: inLimits('appeal.button'), data: formatButtonData({ kind: 'menu', item: 'appeal' }) };
  return { kind: 'message', text: inLimits('blocked.notice', params), buttons: [emergency(), [appeal]] };
}

/** `/appeal`: the next words are it. */
export function onAppealOpened(state: DialogueState, { outcome, page }: Outcome<'appeal_opened'>): DialogueStep {
  return answered({ ...state, appealing: outcome === 'write' }, [{ kind: 'message', text: inLimits(`appeal.${outcome}`, { page }) }]);
}

export function onAppealWritten(state: DialogueState, { text }: Outcome<'appeal_written'>): DialogueStep {
  return answered({ ...state, appealing: false }, [], [{ kind: 'file_appeal', text }]);
}

export function onAppealFiled(state: DialogueState, { reference }: Outcome<'appeal_filed'>): DialogueStep {
  return answered(state, [{ kind: 'message', text: inLimits('appeal.filed', { reference }), buttons: [emergency()] }]);
}
