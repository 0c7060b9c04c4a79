// The conversation as data: an event and a state give a new state, effects and replies. Knows no Telegram, no database:
// `bot` renders it for Telegram, `api` for the web chat. What an effect yielded comes back as the next event.

import type { MessageVerdict } from '#core/alerts/verify-text.ts';
import type { BlockReason } from '#core/blocks/block.ts';
import type { Check } from '#core/checking/check.ts';
import type { LossReading } from '#core/reading/reading.ts';
import type { ConsentPurpose } from '#core/reports/consent.ts';
import type { LossKind } from '#core/safety/loss-kinds.ts';
import type { SafetyCard } from '#core/safety/safety.ts';
import type { WarningSettings } from '#core/subscribers/warning-settings.ts';
import type { Region } from '#core/taxonomy/regions.ts';
import type { IndicatorKind, Language, ScamType } from '#core/taxonomy/taxonomy.ts';
import type { Translator } from '#platform/i18n.ts';
import type { Question } from './interview/questions.ts';
import type { FoundFact, Money, ToldFacts } from './interview/told-facts.ts';

/** Where a conversation is held. */
export type Face = 'telegram' | 'browser';

export type LossAnswer = 'within_24h' | 'earlier' | 'no' | 'unsure';

/**
 * Where a conversation stands. Kept sealed; at most 12 kB of JSON. Start with `initialDialogueState()` and read a
 * stored one with `parseDialogueState()` (both in dialogue-state.ts).
 */
export interface DialogueState {
  /** null until chosen or guessed from the first event; render in English then. */
  language: Language | null;
  /** Where `language` comes from. A phone's setting gives way to what the person writes; a choice gives way to nothing. */
  language_source: 'phone' | 'written' | 'chosen' | null;
  /** `asking_country`: the safety card was shown and the person may still name their bank's country. */
  phase: 'idle' | 'asking_loss' | 'asking_country';
  /** The report being gathered; null when none is. While it is set, send a `silence` event after a few quiet minutes. */
  draft: ReportDraft | null;
  /** The card was already shown for this draft, so that answering the question does not send it twice. */
  card_shown: boolean;
  /** As saved. */
  subscription: SubscriptionChoice;
  /** An invitation to be somebody's trusted contact, not answered yet. Absent: none. */
  invitation?: string;
  /** Ticked in the menu but not saved yet; null when the menu is closed. */
  choosing: SubscriptionChoice | null;
  /** The report filed last: texts that follow soon are added to it. */
  last_report: FiledReport | null;
  /** The next message is to be checked, not reported. */
  checking: boolean;
  /** What was checked last, so that one tap reports it; gone when the person is silent, or tells something else. */
  checked: CheckedDraft | null;
  /** What is asked of a filed report; it may rest for days. null: nothing was ever asked. */
  interview: Interview | null;
  /** Somebody dangerous is near: short, silent, neutral words until the person is alone. */
  discreet: boolean;
  /** What comes next is an appeal against being blocked. */
  appealing: boolean;
  /** Name and number of a contact whose owner was asked for; at most 120 characters. */
  contact: string | null;
  /** An officer asks something about a report. Absent: nobody does. */
  officer_question?: OfficerQuestion;
}

export interface OfficerQuestion {
  /** Of the question; nothing here says who asks. */
  id: string;
  reference: string;
  /** “Not now”: what is written is no answer until the person wants to. */
  paused: boolean;
  /** ISO 8601. */
  asked_at: string;
}

export interface CheckedDraft {
  draft: ReportDraft;
  /** What it names, by the codes that buttons carry; `shown` is masked. */
  items: WatchItem[];
}

export interface WatchItem {
  code: string;
  shown: string;
}

export interface Interview {
  /** Empty until the report is filed. */
  reference: string;
  questions: Question[];
  /** Position of the present question; after the last one it is over. */
  at: number;
  /** “Enough for now”: nothing is asked until the person wants to go on. */
  paused: boolean;
  /** What was read is not right; the next words say what is. */
  correcting: boolean;
  /** To be confirmed. */
  found: FoundFact[];
  amount: Money | null;
  /** Ticked, not yet given. */
  agreed: ConsentPurpose[];
}

export interface FiledReport {
  /** null until `report_received` came back. */
  reference: string | null;
  loss: LossAnswer | null;
  country: string | null;
  types: ScamType[];
  /** null: not said. */
  what: LossKind | null;
  /** Country of the receiving bank. */
  sent_to: string | null;
  /** Messages it was made of: an edited one corrects it. */
  message_ids: number[];
  /** ISO 8601. */
  filed_at: string;
}

export interface ReportDraft {
  /** Messages gathered so far, in order, byte for byte. */
  texts: string[];
  /** Of `texts`, by position, where the chat numbers its messages: 0 where it does not. */
  message_ids?: number[];
  /** Pictures and recordings, fetched once the report is filed. */
  files: DraftFile[];
  forwarded: boolean;
  /** Positions in `texts` of what was forwarded: somebody else's words. Absent: none. */
  forwarded_texts?: number[];
  /** Of the first message that was forwarded: the same for everybody who forwards it. */
  origin?: string;
  loss: LossAnswer | null;
  /** Where the person's bank is: as they said, else guessed from their language; `other` is somewhere else. */
  country: string | null;
  /** ISO 8601. */
  started_at: string;
  /** Reference of the report of the same person that this adds to. Absent: a report of its own. */
  continues?: string;
  /** It puts right what the report says. */
  corrects?: true;
  /** What left. Absent: not said. */
  what?: LossKind;
  /** Country of the receiving bank. Absent: not known. */
  sent_to?: string;
}

/** A file that still lies with the chat's platform. */
export interface DraftFile {
  /** The platform's own name for it. */
  file_id: string;
  /** As the sender's phone declares it. */
  content_type: string;
  name: string;
}

/** Empty list: all of them. `active` false: not subscribed. */
export interface SubscriptionChoice {
  active: boolean;
  types: ScamType[];
  countries: string[];
  /** Where they live. Absent: everywhere in the countries. */
  regions?: Region[];
  /** Absent: never changed. */
  settings?: WarningSettings;
}

export type DialogueEvent =
  | { kind: 'command'; name: string; args: string; from_language: Language | null }
  | { kind: 'text'; text: string; forwarded: boolean; origin?: string; message_id?: number; from_language: Language | null }
  /** A message that was sent before now reads so. */
  | { kind: 'edited'; text: string; message_id: number; from_language: Language | null }
  | { kind: 'button'; data: string; from_language: Language | null }
  /** A picture, voice note, sticker, location … : `caption` is text that came along, `file` what can be kept as evidence. */
  | AttachmentEvent
  /** Nothing was heard for a while although a draft is open. */
  | { kind: 'silence' }
  /** What an effect yielded. */
  | { kind: 'report_received'; reference: string; receipt: string }
  | { kind: 'status_found'; reports: ReportStatusLine[] }
  | { kind: 'subscription_saved'; subscription: SubscriptionChoice }
  | { kind: 'trust_changed'; outcome: TrustOutcome }
  /** Whether this chat gets rehearsals from now on. */
  | { kind: 'exercises_changed'; takes_part: boolean }
  | { kind: 'message_verified'; verdict: MessageVerdict; code: string | null; date: string | null; heard: HeardText }
  /** `replaces`: the answer may take the place of the message whose button was pressed. */
  | { kind: 'check_done'; check: Check; replaces: boolean }
  /** `until` is ISO 8601; null: the chat watches as much as it may. */
  | { kind: 'watch_started'; until: string | null }
  | { kind: 'watches_found'; watches: WatchLine[]; removed: boolean }
  | { kind: 'report_erased'; reference: string; erased: boolean }
  /** null: there is no such report of theirs. */
  | { kind: 'receipt_issued'; reference: string; receipt: IssuedReceipt | null }
  /** Too much at once: nothing is taken for so many minutes. */
  | { kind: 'held_back'; what: 'message' | 'report' | 'check'; minutes: number }
  /** Officers have blocked this person, until then (ISO 8601). `tell`: not only whom to call. */
  | { kind: 'blocked'; reason: BlockReason; until: string; says_loss: boolean; tell: boolean; from_language: Language | null }
  /** `page`: where a listing can be objected to. */
  | { kind: 'appeal_opened'; outcome: 'write' | 'waiting' | 'not_blocked'; page: string }
  | { kind: 'appeal_written'; text: string }
  | { kind: 'appeal_filed'; reference: string }
  /** Time to ask how it went on, or to warn. */
  | { kind: 'follow_up'; about: FollowUp; reference: string }
  /** An officer asks: in whole words, in the person's language. `code` says that it is ours, at `url`. */
  | { kind: 'officer_question'; id: string; reference: string; code: string; url: string; question: string }
  /** Whether the answer was taken; when the question is over, its words are a message like any other. */
  | { kind: 'officer_answer_recorded'; kept: boolean; reference: string; answer: string };

/** What was written or forwarded; when it is not ours after all, it is a report like any other. */
export interface HeardText {
  text: string;
  forwarded: boolean;
  origin?: string;
}

/** `secret` is the word of an invitation's link. */
export type TrustChange = { kind: 'show' } | { kind: 'invite' } | { kind: 'stop' } | { kind: 'accept'; secret: string };

export type TrustOutcome =
  | { kind: 'shown'; contacts: number; trusted_by: number; waiting: number }
  | { kind: 'invited'; secret: string }
  | { kind: 'stopped' }
  | { kind: 'accepted' }
  /** Used up, withdrawn, too old or somebody's own. */
  | { kind: 'unknown_invitation' };

export interface WatchLine extends WatchItem {
  kind: IndicatorKind;
  /** ISO 8601. */
  until: string;
}

export interface AttachmentEvent {
  kind: 'attachment';
  what: string;
  caption: string;
  file?: DraftFile;
  /** Name of a file that is not kept. */
  file_name?: string;
  /** Degrees. */
  place?: { latitude: number; longitude: number };
  forwarded: boolean;
  origin?: string;
  message_id?: number;
  from_language: Language | null;
}

export interface IssuedReceipt {
  code: string;
  /** Where anybody can check it, and where its reporter can have it, too. */
  verify_at: string;
  status_at: string;
}

/** What a later message is about; each at most once a report. */
export const FOLLOW_UPS = ['call', 'frozen', 'recovery'] as const;
export type FollowUp = (typeof FOLLOW_UPS)[number];

export interface ReportStatusLine {
  reference: string;
  status: string;
  received_at: string;
  /** Reports of others in the same campaign; absent when fewer than five. */
  joined?: number;
  /** A warning about it was published. */
  warned?: boolean;
}

export type DialogueEffect =
  | { kind: 'receive_report'; draft: ReportDraft }
  | { kind: 'find_status'; reference: string | null }
  | { kind: 'save_subscription'; subscription: SubscriptionChoice }
  /** Nothing is said of it: the menu shows it. */
  | { kind: 'save_settings'; subscription: SubscriptionChoice }
  | { kind: 'change_trust'; change: TrustChange }
  /** Joins rehearsals, or leaves them. */
  | { kind: 'change_exercises' }
  /** Looks like a warning or letter of ours: is it? */
  | { kind: 'verify_message'; heard: HeardText }
  | { kind: 'erase_report'; reference: string }
  | { kind: 'issue_receipt'; reference: string }
  | { kind: 'open_appeal' }
  | { kind: 'file_appeal'; text: string }
  /** Corrects the stored report. `answer` is one of the question's choices or the person's words. */
  | { kind: 'record_answer'; reference: string; question: Question; answer: string; amount?: Money }
  | { kind: 'record_officer_answer'; id: string; reference: string; answer: string }
  /** All purposes were asked; those not in `agreed` were refused. */
  | { kind: 'record_consents'; reference: string; agreed: ConsentPurpose[] }
  | CheckEffect;

export type CheckEffect =
  | { kind: 'check_text'; text: string; replaces: boolean }
  /** Of something that was checked elsewhere only the code is known. */
  | { kind: 'check_code'; code: string }
  | { kind: 'watch'; items: WatchItem[] }
  | { kind: 'unwatch'; code: string }
  | { kind: 'list_watches' };

export interface Button {
  label: MessageText;
  /** At most 64 bytes, as Telegram allows; the grammar is in button-data.ts. */
  data: string;
  /** A choice that can be ticked: shown with a mark. Absent: a plain button. */
  checked?: boolean;
}

/** `key` is `namespace:path` in the locales: `dialogue:buttons.done`, `taxonomy:types.PHISH.label`. */
export interface MessageText {
  key: string;
  params?: Record<string, string | number>;
}

/**
 * `lines` follow the text, one a line; `said` are somebody's own words after them, at most 500 characters. `replaces`: may take the place of the message whose button was pressed
 * (Telegram: edit it); sending it as a new message is right as well. `quiet`: without sound. Text for people comes from `renderReply()`.
 */
export type Reply =
  | { kind: 'message'; text: MessageText; lines?: MessageText[]; said?: string; buttons?: Button[][]; replaces?: boolean; quiet?: boolean }
  | { kind: 'safety_card'; card: SafetyCard; buttons?: Button[][]; replaces?: boolean; quiet?: boolean }
  /** A file with words under it; the file is made of the receipt with that code when it is sent. */
  | { kind: 'receipt'; code: string; text: MessageText; buttons?: Button[][]; replaces?: boolean; quiet?: boolean };

/** Send the replies first, then carry out the effects: the safety card must not wait for the database. */
export interface DialogueStep {
  state: DialogueState;
  effects: DialogueEffect[];
  replies: Reply[];
}

/** What a step may look at besides state and event. */
export interface DialogueContext {
  now: Date;
  /** The safety card is rendered inside the step. */
  translator: Translator;
  /** What the writer says happened to their money. Absent: only the question tells. */
  readLoss?: (text: string) => LossReading;
  /** Likely scam types, best first: choose the safety card's advice. Absent: general advice. */
  readTypes?: (text: string) => ScamType[];
  /** The bot's name, for links to it. */
  bot_username?: string;
  /** What a text says already, so that it is not asked. Absent: everything is asked. */
  readFacts?: (text: string) => ToldFacts;
  /** The conversation is held on our pages, at this address: what only Telegram does is told with a link. Absent: in Telegram. */
  pages_url?: string;
  /** Days a report is kept, told under /privacy. Default 90. */
  retention_days?: number;
}
