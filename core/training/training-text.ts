// The words of a report as a script of the corpus: masked, with what identifies anybody replaced by the corpus's slots, and read once more.
// What is doubtful stays behind: a script too few costs nothing, a number too many cannot be taken back.

import { outgoingText, OUTGOING_LIMIT } from '#core/advice/outgoing-text.ts';
import { MASK } from '#core/reading/masking/mask.ts';
import { readMessage } from '#core/reading/read-message.ts';
import type { Indicator, MessageToRead } from '#core/reading/reading.ts';
import { findNames } from './find-names.ts';

export type LeftOutText =
  /** Something personal was found in a text that should have been masked. */
  | 'held_back'
  /** Something that identifies is left once the slots are in. */
  | 'identifying'
  /** Of more than OUTGOING_LIMIT UTF-16 units: a chat log, no script. */
  | 'too_long'
  /** Hardly a word but slots. */
  | 'no_words';

export type TrainingText = { kind: 'text'; text: string } | { kind: 'left_out'; reason: LeftOutText };

export interface TextToTrain {
  /** The masked text with the hints it was first read with. */
  masked: MessageToRead;
  /** An ordinary message: its links and lines are those of honest senders. */
  benign: boolean;
  /** What the report says elsewhere of people and accounts; never part of a script. */
  known: readonly string[];
}

/** Slots of core/reading/training/slots.ts. */
const SLOTS = [
  'phone',
  'okphone',
  'link',
  'short',
  'oklink',
  'account',
  'messenger',
  'app',
  'name',
  'code',
  'card',
  'date',
  'time',
  'place',
  'refno',
  'amount',
] as const;
export type Slot = (typeof SLOTS)[number];

// While the text is worked on, a slot is one character for private use: no rule of the reader matches it, and no report can write one. One that
// stands for an indicator has a character of its own, that says which.
const FIRST = 0xe100;
const FIRST_VALUE = 0xe200;
const PRIVATE = /[\ue000-\uf8ff]/g;
const ANY_SIGN = /[\ue100-\uf8ff]/g;

const MASKED_AS: Readonly<Record<string, Slot>> = { CARD: 'card', CODE: 'code', PHONE: 'phone', ACCOUNT: 'account', ADDRESS: 'place', DOB: 'date' };
const CHAT_KINDS: readonly Indicator['kind'][] = ['telegram', 'whatsapp', 'kakaotalk', 'line', 'handle', 'email'];
/** Letters that a script needs to teach anything. */
const FEWEST_LETTERS = 4;
/** Digits that a word with letters in it needs to be a number of something. */
const FEWEST_DIGITS = 3;
/** Shorter words of a report's other fields are no identification ("KB"). */
const TELLING_LENGTH = 4;

export function trainingText(text: TextToTrain): TrainingText {
  const slotted = slottedText(text);
  return slotted.kind === 'text' ? { kind: 'text', text: fillSlots(slotted, (slot) => `{${slot}}`) } : slotted;
}

/** A text in which nothing identifies, and the indicators that stood in its slots. */
export interface SlottedText {
  kind: 'text';
  /** Slots are characters for private use: {@link fillSlots}. */
  text: string;
  values: { slot: Slot; indicator: Indicator }[];
}

export function slottedText({ masked, benign, known }: TextToTrain): SlottedText | { kind: 'left_out'; reason: LeftOutText } {
  const { text: given, ...hints } = masked;
  const text = tidy(given);
  if (text.length > OUTGOING_LIMIT) return leftOut('too_long');
  if (outgoingText({ text, ...hints }) === null) return leftOut('held_back');
  const values: SlottedText['values'] = [];
  const worked = withoutNumbers(withoutNames(withoutIndicators({ text, ...hints }, benign, values)));
  if (identifies({ text: worked, ...hints }, known)) return leftOut('identifying');
  if (lettersOf(worked) < FEWEST_LETTERS) return leftOut('no_words');
  return { kind: 'text', text: worked, values };
}

/** @param fill what stands in a slot; the indicator that stood there is null where it was a mask or found by its form. */
export function fillSlots({ text, values }: SlottedText, fill: (slot: Slot, indicator: Indicator | null) => string): string {
  const filled = text.replace(ANY_SIGN, (sign) => {
    const value = values[sign.charCodeAt(0) - FIRST_VALUE];
    const slot = value?.slot ?? SLOTS[sign.charCodeAt(0) - FIRST];
    return slot === undefined ? '' : fill(slot, value?.indicator ?? null);
  });
  return filled.trim();
}

function leftOut(reason: LeftOutText): { kind: 'left_out'; reason: LeftOutText } {
  return { kind: 'left_out', reason };
}

function signOf(slot: Slot): string {
  return String.fromCharCode(FIRST + SLOTS.indexOf(slot));
}

/** Composed, without what nobody sees, and without what means something to the corpus: braces are slots, `\n` is a line break, `||` a sum. */
function tidy(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, '')
    .replace(PRIVATE, '')
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replaceAll('\\', '/')
    .replace(/\|{2,}/g, '|');
}

interface Replaced {
  start: number;
  end: number;
  slot: Slot;
  /** Instead of the slot's own. */
  sign?: string;
}

function withSlots(text: string, spans: readonly Replaced[]): string {
  let done = '';
  let last = 0;
  for (const { start, end, slot, sign } of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (start < last) continue;
    done += text.slice(last, start) + (sign ?? signOf(slot));
    last = end;
  }
  return done + text.slice(last);
}

/** Numbers and domains of authorities stay: both are public and telling. */
function withoutIndicators(message: MessageToRead, benign: boolean, values: SlottedText['values']): string {
  const { indicators } = readMessage(message);
  const masks = [...message.text.matchAll(MASK)].map(({ index, 0: mask }): Replaced => ({
    start: index,
    end: index + mask.length,
    slot: MASKED_AS[mask.slice(1, -1)] ?? 'refno',
  }));
  const found = indicators.flatMap((indicator): Replaced[] => {
    const slot = slotOf(indicator, { indicators, benign });
    if (slot === null) return [];
    values.push({ slot, indicator });
    return [{ start: indicator.start, end: indicator.end, slot, sign: String.fromCharCode(FIRST_VALUE + values.length - 1) }];
  });
  return withSlots(message.text, [...masks, ...found]);
}

function slotOf(indicator: Indicator, { indicators, benign }: { indicators: readonly Indicator[]; benign: boolean }): Slot | null {
  const { kind, official, shared } = indicator;
  if (official === true) return kind === 'url' ? 'oklink' : null;
  if (kind === 'url' && isChat(indicator, indicators)) return 'messenger';
  if (kind === 'url' || kind === 'domain') return benign ? 'oklink' : shared === true ? 'short' : 'link';
  if (kind === 'phone') return benign ? 'okphone' : 'phone';
  if (kind === 'app') return 'app';
  return CHAT_KINDS.includes(kind) ? 'messenger' : 'account';
}

function isChat(link: Indicator, indicators: readonly Indicator[]): boolean {
  return indicators.some(({ kind, start, end }) => CHAT_KINDS.includes(kind) && kind !== 'email' && start < link.end && end > link.start);
}

function withoutNames(text: string): string {
  return withSlots(
    text,
    findNames(text).map((span) => ({ ...span, slot: 'name' })),
  );
}

const DATE = /(?<!\p{Nd})(?:20)?\p{Nd}{2}\s?[-./년]\s?\p{Nd}{1,2}\s?[-./월]\s?(?:20)?\p{Nd}{1,2}(?!\p{Nd})/gu;
const TIME = /(?<!\p{Nd})\p{Nd}{1,2}[:.]\p{Nd}{2}\s?(?:[ap]\.?m|ptg|pagi|petang|malam|wib)(?!\p{L})/giu;
/** Ends of card numbers, as banks write them. */
const CARD_TAIL = /(?:\bending(?: in| with)?\s?[*x]{0,4}|[*•xX]{1,12}[-\s]?)\p{Nd}{4}(?!\p{Nd})/gu;
/** Letters and digits in one, as orders, cases and handles have: `2676A78`, `kim7544`. */
const MIXED = /(?<![\p{L}\p{Nd}])(?=[a-z]{0,20}[0-9])(?=[0-9]{0,20}[a-z])[a-z0-9_]{5,40}(?![\p{L}\p{Nd}])/giu;
const CHAT_NAME =
  /(?<=(?:라인|카톡|카카오톡|텔레그램|텔레|위챗|아이디|(?<![a-z])(?:id|line|wechat|telegram|tele|insta|ig))(?: ?(?:아이디|id))?\s{0,2}[:：@]?\s{0,2})[a-z][a-z0-9_.-]{3,30}/giu;
/** Five digits or more, as cases, orders and accounts have that the reader does not know. */
const LONG_NUMBER = /(?<!\p{Nd}[.,]?)\p{Nd}(?:[ .\-–/()]{0,2}\p{Nd}){4,}/gu;
const SUM_BEFORE = /(?:rm|₩|\$|£|€|rp|krw|usd|myr|idr|sgd|s\$)\.?\s?$/i;
const SUM_AFTER = /^\s?(?:,\p{Nd}{3}|[원만천억불]|won|krw|usd|myr|idr|ringgit|ribu|rb|juta|jt|dollars?)/iu;

function withoutNumbers(text: string): string {
  const dated = text
    .replace(DATE, signOf('date'))
    .replace(TIME, signOf('time'))
    .replace(CARD_TAIL, signOf('card'))
    .replace(CHAT_NAME, (name) => (/[0-9_]/.test(name) ? signOf('messenger') : name))
    .replace(MIXED, (token) => (isNumberOfSomething(token) ? signOf('refno') : token));
  return dated.replace(LONG_NUMBER, (written, at: number) => {
    const isSum = SUM_BEFORE.test(dated.slice(Math.max(0, at - 6), at)) || SUM_AFTER.test(dated.slice(at + written.length, at + written.length + 8));
    return signOf(isSum ? 'amount' : 'refno');
  });
}

/** `RM5000` and `500rb` are sums. */
function isNumberOfSomething(token: string): boolean {
  if (/^(?:rm|rp|usd|krw|myr|idr|sgd|s)[0-9]+$|^[0-9]+(?:k|rb|ribu|jt|juta|won|usd|gb|mb|hb)$/i.test(token)) return false;
  return token.replace(/[^0-9]/g, '').length >= FEWEST_DIGITS;
}

function identifies(message: MessageToRead, known: readonly string[]): boolean {
  const { masked, indicators } = readMessage(message);
  if (masked !== message.text || indicators.some(({ official }) => official !== true)) return true;
  const text = plain(message.text);
  return known.map(plain).some((each) => each.length >= TELLING_LENGTH && text.includes(each));
}

function plain(text: string): string {
  return text.toLowerCase().replace(/[\s-]/g, '');
}

function lettersOf(text: string): number {
  return text.replace(/[^\p{L}]/gu, '').length;
}
