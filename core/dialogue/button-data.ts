// What a button carries, in at most 64 bytes. A button stays in the chat for years: it must mean the same without any
// state, so that an old one pressed again is still understood.
//
//   lang:<language>                         loss:<answer>
//   card:<country|any>:<answer>:<types|->[:<what left|->:<receiving country|->]
//   sub:open|all|done|stop                  safe:with_me|alone|held
//   type:<scam type>                        land:<country>
//   area:open|back|<country>|all-<country>|<region>
//   set:<setting>:<value>                   trust:invite|stop|accept|decline
//   check:draft|again|report|sources        watch:<code>[,<code>]
//   unwatch:<code>                          (codes: core/checking/indicator-code.ts)
//   draft:done|separate|same                menu:help|status|language|settings|appeal
//   ask:<question>:<answer>:<report>        agree:<purpose>:<report>
//   mine:<action>:<report>                  contact:theirs|mine
//   officer:answer|later                    (an officer's question)
//   page:home                               (opens our pages within Telegram)
//
// <report> is the reference without its prefix and hyphens.

import { parseIndicatorCode } from '#core/checking/indicator-code.ts';
import { REGIONS } from '#core/taxonomy/regions.ts';
import { isLanguage, type Language, SCAM_TYPES, type ScamType } from '#core/taxonomy/taxonomy.ts';
import { CONSENT_PURPOSES, type ConsentPurpose } from '#core/reports/consent.ts';
import { isLossKind, type LossKind } from '#core/safety/loss-kinds.ts';
import type { LossAnswer } from './dialogue.ts';
import { QUESTIONS, type Question } from './interview/questions.ts';

export const LOSS_ANSWERS = ['within_24h', 'earlier', 'no', 'unsure'] as const;
export const CARD_COUNTRIES = ['KR', 'MY', 'other'] as const;
export type CardCountry = (typeof CARD_COUNTRIES)[number];
/** Countries whose warnings can be chosen. */
export const WARNING_COUNTRIES = ['KR', 'MY'] as const;
export type WarningCountry = (typeof WARNING_COUNTRIES)[number];

export const AREA_CHOICES = ['open', 'back', ...WARNING_COUNTRIES, 'all-KR', 'all-MY', ...REGIONS] as const;
export type AreaChoice = (typeof AREA_CHOICES)[number];

const SUBSCRIPTION_ACTIONS = ['open', 'all', 'done', 'stop'] as const;
const MENU_ITEMS = ['help', 'status', 'language', 'settings', 'appeal'] as const;
/** What can be set of warnings, each with its values in the order in which one press leads to the next. */
export const SETTING_VALUES = {
  grade: ['notice', 'caution', 'warning', 'danger'],
  quiet: ['off', 'night', 'long'],
  zone: ['seoul', 'kl'],
  pace: ['once', 'daily'],
  words: ['all', 'easy'],
  snooze: ['off', 'day', 'week'],
} as const;
export type SettingName = keyof typeof SETTING_VALUES;
const TRUST_ACTIONS = ['invite', 'stop', 'accept', 'decline'] as const;
const CHECK_ACTIONS = ['draft', 'again', 'report', 'sources'] as const;
export type CheckAction = (typeof CHECK_ACTIONS)[number];
/** As many codes as fit into a button. */
export const MOST_CODES = 2;
const DRAFT_ACTIONS = ['done', 'separate', 'same'] as const;
const SAFE_ACTIONS = ['with_me', 'alone', 'held'] as const;
export const OWN_REPORT_ACTIONS = ['open', 'add', 'correct', 'more', 'receipt', 'erase', 'erase_now', 'keep'] as const;
export type OwnReportAction = (typeof OWN_REPORT_ACTIONS)[number];
/** Telegram opens our pages itself; only a client that knows no Mini Apps sends it. */
export const PAGE_BUTTON = 'page:home';
const OFFICER_ACTIONS = ['answer', 'later'] as const;
const CONTACT_OWNERS = ['theirs', 'mine'] as const;

export type ButtonData =
  | { kind: 'language'; language: Language }
  | { kind: 'loss'; answer: LossAnswer }
  /** Shows the safety card again, for a country. */
  | { kind: 'card'; country: CardCountry | 'any'; answer: LossAnswer; types: ScamType[]; what: LossKind | null; sent_to: string | null }
  | { kind: 'subscription'; action: (typeof SUBSCRIPTION_ACTIONS)[number] }
  | { kind: 'warning_type'; type: ScamType }
  | { kind: 'warning_country'; country: WarningCountry }
  /** Where somebody lives: opens the choice, leaves it, shows a country's regions, takes all of them or ticks one. */
  | { kind: 'warning_area'; at: AreaChoice }
  | { kind: 'draft'; action: (typeof DRAFT_ACTIONS)[number] }
  | { kind: 'menu'; item: (typeof MENU_ITEMS)[number] }
  | { kind: 'setting'; name: SettingName; value: string }
  | { kind: 'trust'; action: (typeof TRUST_ACTIONS)[number] }
  | { kind: 'check'; action: CheckAction }
  | { kind: 'watch'; codes: string[] }
  | { kind: 'unwatch'; code: string }
  /** Somebody dangerous is near, or not any more. */
  | { kind: 'safe'; action: (typeof SAFE_ACTIONS)[number] }
  /** An answer to a question of the interview. */
  | { kind: 'ask'; question: Question; answer: string; reference: string }
  | { kind: 'agree'; purpose: ConsentPurpose; reference: string }
  | { kind: 'own_report'; action: OwnReportAction; reference: string }
  /** An officer's question is answered now, or not now. */
  | { kind: 'officer'; action: (typeof OFFICER_ACTIONS)[number] }
  /** Whose number a contact's is. */
  | { kind: 'contact'; owner: (typeof CONTACT_OWNERS)[number] }
  | { kind: 'page' };

/** Three of the longest codes still fit into 64 bytes. */
const MOST_TYPES = 3;

/** ASCII, at most 64 bytes; `parseButtonData` reads it back. */
export function formatButtonData(data: ButtonData): string {
  switch (data.kind) {
    case 'language':
      return `lang:${data.language}`;
    case 'loss':
      return `loss:${data.answer}`;
    case 'card':
      return formatCard(data);
    case 'subscription':
      return `sub:${data.action}`;
    case 'warning_type':
      return `type:${data.type}`;
    case 'warning_country':
      return `land:${data.country}`;
    case 'warning_area':
      return `area:${data.at}`;
    case 'draft':
      return `draft:${data.action}`;
    case 'safe':
      return `safe:${data.action}`;
    case 'ask':
      return `ask:${data.question}:${data.answer}:${shortReference(data.reference)}`;
    case 'agree':
      return `agree:${data.purpose}:${shortReference(data.reference)}`;
    case 'own_report':
      return `mine:${data.action}:${shortReference(data.reference)}`;
    case 'contact':
      return `contact:${data.owner}`;
    case 'officer':
      return `officer:${data.action}`;
    case 'menu':
      return `menu:${data.item}`;
    case 'page':
      return PAGE_BUTTON;
    case 'setting':
      return `set:${data.name}:${data.value}`;
    case 'trust':
      return `trust:${data.action}`;
    case 'check':
      return `check:${data.action}`;
    case 'watch':
      return `watch:${data.codes.slice(0, MOST_CODES).join(',')}`;
    case 'unwatch':
      return `unwatch:${data.code}`;
    default:
      return data satisfies never;
  }
}

function formatCard({ country, answer, types, what, sent_to }: Extract<ButtonData, { kind: 'card' }>): string {
  const plain = `card:${country}:${answer}:${types.slice(0, MOST_TYPES).join(',') || '-'}`;
  return what === null && sent_to === null ? plain : `${plain}:${what ?? '-'}:${sent_to ?? '-'}`;
}

/** Null for anything that `formatButtonData` does not make: another bot's button, or one of a later version. */
export function parseButtonData(raw: string): ButtonData | null {
  if (raw.length > 64) return null;
  const [head = '', first = '', second = '', third = '', ...more] = raw.split(':');
  switch (head) {
    case 'lang':
      return isLanguage(first) ? { kind: 'language', language: first } : null;
    case 'loss':
      return isOneOf(LOSS_ANSWERS, first) ? { kind: 'loss', answer: first } : null;
    case 'card':
      return parseCard(first, second, [third, ...more]);
    case 'sub':
      return isOneOf(SUBSCRIPTION_ACTIONS, first) ? { kind: 'subscription', action: first } : null;
    case 'type':
      return isOneOf(SCAM_TYPES, first) ? { kind: 'warning_type', type: first } : null;
    case 'land':
      return isOneOf(WARNING_COUNTRIES, first) ? { kind: 'warning_country', country: first } : null;
    case 'area':
      return isOneOf(AREA_CHOICES, first) ? { kind: 'warning_area', at: first } : null;
    case 'draft':
      return isOneOf(DRAFT_ACTIONS, first) ? { kind: 'draft', action: first } : null;
    case 'safe':
      return isOneOf(SAFE_ACTIONS, first) ? { kind: 'safe', action: first } : null;
    case 'ask':
      return parseAsk(first, second, third);
    case 'agree':
      return isOneOf(CONSENT_PURPOSES, first) ? ofReport(second, (reference) => ({ kind: 'agree', purpose: first, reference })) : null;
    case 'mine':
      return isOneOf(OWN_REPORT_ACTIONS, first) ? ofReport(second, (reference) => ({ kind: 'own_report', action: first, reference })) : null;
    case 'contact':
      return isOneOf(CONTACT_OWNERS, first) ? { kind: 'contact', owner: first } : null;
    case 'officer':
      return isOneOf(OFFICER_ACTIONS, first) ? { kind: 'officer', action: first } : null;
    case 'menu':
      return isOneOf(MENU_ITEMS, first) ? { kind: 'menu', item: first } : null;
    case 'page':
      return raw === PAGE_BUTTON ? { kind: 'page' } : null;
    case 'set':
      return parseSetting(first, second);
    case 'trust':
      return isOneOf(TRUST_ACTIONS, first) ? { kind: 'trust', action: first } : null;
    case 'check':
      return isOneOf(CHECK_ACTIONS, first) ? { kind: 'check', action: first } : null;
    case 'watch':
      return parseWatch(first);
    case 'unwatch':
      return parseIndicatorCode(first) === null ? null : { kind: 'unwatch', code: first };
    default:
      return null;
  }
}

/** Cards of earlier versions say neither what left nor where it went. */
function parseCard(country: string, answer: string, [types = '', what = '', to = '']: readonly string[]): ButtonData | null {
  if (!(country === 'any' || isOneOf(CARD_COUNTRIES, country)) || !isOneOf(LOSS_ANSWERS, answer)) return null;
  const known = types.split(',').filter((type): type is ScamType => isOneOf(SCAM_TYPES, type));
  const sent_to = /^[A-Z]{2}$/.test(to) ? to : null;
  return { kind: 'card', country, answer, types: known.slice(0, MOST_TYPES), what: isLossKind(what) ? what : null, sent_to };
}

function parseAsk(question: string, answer: string, short: string): ButtonData | null {
  if (!isOneOf(QUESTIONS, question) || !/^[a-zA-Z0-9_-]{1,16}$/.test(answer)) return null;
  return ofReport(short, (reference) => ({ kind: 'ask', question, answer, reference }));
}

function shortReference(reference: string): string {
  return reference
    .replace(/^JG-/, '')
    .replaceAll(/[^0-9A-Z]/g, '')
    .slice(0, 9);
}

function ofReport(short: string, make: (reference: string) => ButtonData): ButtonData | null {
  const found = /^([0-9A-Z]{4})([0-9A-Z]{4})([0-9A-Z])$/.exec(short);
  return found === null ? null : make(`JG-${found[1]}-${found[2]}-${found[3]}`);
}

function parseSetting(name: string, value: string): ButtonData | null {
  if (!Object.hasOwn(SETTING_VALUES, name)) return null;
  const setting = name as SettingName;
  return isOneOf(SETTING_VALUES[setting], value) ? { kind: 'setting', name: setting, value } : null;
}

function parseWatch(list: string): ButtonData | null {
  const codes = list.split(',');
  return codes.length <= MOST_CODES && codes.every((code) => parseIndicatorCode(code) !== null) ? { kind: 'watch', codes } : null;
}

function isOneOf<T extends string>(values: readonly T[], value: string): value is T {
  return (values as readonly string[]).includes(value);
}
