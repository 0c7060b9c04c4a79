// The sentences and buttons that several steps share.

import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { formatButtonData, LOSS_ANSWERS, type ButtonData } from '../button-data.ts';
import type { Button, DialogueEffect, DialogueState, DialogueStep, MessageText, Reply } from '../dialogue.ts';

export type MessageReply = Extract<Reply, { kind: 'message' }>;

export function answered(state: DialogueState, replies: Reply[], effects: DialogueEffect[] = []): DialogueStep {
  return { state, effects, replies };
}

/** `key` is under `dialogue`. */
export function sentence(key: string, params?: Record<string, string | number>): MessageText {
  return params === undefined ? { key: `dialogue:${key}` } : { key: `dialogue:${key}`, params };
}

export function say(key: string, params?: Record<string, string | number>): MessageReply {
  return { kind: 'message', text: sentence(key, params) };
}

export function button(labelKey: string, data: ButtonData): Button {
  return { label: sentence(`buttons.${labelKey}`), data: formatButtonData(data) };
}

export function lossQuestion(key = 'loss.question', belongsTo: string | null = null): Reply {
  const buttons = LOSS_ANSWERS.map((answer) => [button(`loss.${answer}`, { kind: 'loss', answer })]);
  const same =
    belongsTo === null
      ? []
      : [[{ label: sentence('buttons.draft.same', { reference: belongsTo }), data: formatButtonData({ kind: 'draft', action: 'same' }) }]];
  return { ...say(key), buttons: [...buttons, [safeButton('held')], ...same] };
}

export function safeButton(action: 'with_me' | 'alone' | 'held'): Button {
  return { label: { key: `interview:safe.${action}` }, data: formatButtonData({ kind: 'safe', action }) };
}

/** Bare “yes”: only the time is missing. */
export function whenQuestion(): Reply {
  return {
    ...say('loss.when'),
    buttons: [[button('loss.within_24h', { kind: 'loss', answer: 'within_24h' })], [button('loss.earlier', { kind: 'loss', answer: 'earlier' })]],
  };
}

function languageRow(): Button[] {
  return LANGUAGES.map(languageButton);
}

export function languageButton(language: Language): Button {
  return button(`language.${language}`, { kind: 'language', language });
}

/** In all three languages at once, since none is known yet. */
export function languageMenu(): Reply {
  return { ...say('language.choose'), buttons: [languageRow()] };
}

function menuRows(): Button[][] {
  return [
    [button('emergency', { kind: 'loss', answer: 'within_24h' })],
    [button('subscribe', { kind: 'subscription', action: 'open' }), button('status', { kind: 'menu', item: 'status' })],
    [button('page', { kind: 'page' })],
  ];
}

export function welcome(): Reply {
  return { ...say('start.welcome'), buttons: [...menuRows(), languageRow()] };
}

export function help(key = 'help.text'): Reply {
  return { ...say(key), buttons: [...menuRows(), [button('language.menu', { kind: 'menu', item: 'language' })]] };
}

export function addingButtons(): Button[][] {
  return [[button('draft.done', { kind: 'draft', action: 'done' }), button('draft.separate', { kind: 'draft', action: 'separate' })]];
}
