// What the writer says happened to their own money or codes. Decides whether somebody is told at once to call the bank, so
// negation and near misses are read before anything else (domain rules §5.1, §5.2).

import { TOLD_STATES } from '../reading.ts';
import type { LossReading, LossState } from '../reading.ts';
import type { FoundAmount } from './amounts.ts';
import { LOSS_PATTERNS, NEWS, FIRST_PERSON, RECENT, LONG_AGO } from './loss-patterns.ts';

/** Ends of sentences; Korean and Malay writers often end one with a line break or ㅠㅠ alone. */
const SENTENCE = /[^.!?\n。]*(?:[.!?\n。]+|$)/g;
const DECIMAL_POINT = /(?<=[0-9])\.(?=[0-9])/g;
const BAIT_BEFORE = /(?:\bper|\ba|sehari|setiap|건당|하루|일당|매일|매달|월|시급|일급|연봉|수익|수익금|gaji|earn|komisen|profit|untung)[^0-9]{0,8}$/;
const BAIT_AFTER = /^[^0-9]{0,3}(?:per |a day|sehari|sebulan|seminggu|\/hari|each|건당|수익)/;
const MAX_SENTENCES = 400;

export interface Sentence {
  text: string;
  start: number;
}

/** What the patterns see: the state, and for a loss the sentence that tells of it. */
export interface ToldLoss {
  state: LossState;
  /** It reads like a report about others. */
  isNews?: true;
  sentence?: Sentence;
}

/** Reads the folded text sentence by sentence. */
export function findToldLoss(words: string): ToldLoss {
  if (NEWS.test(words) && !FIRST_PERSON.test(words)) return { state: 'unknown', isNews: true };
  const sentences = sentencesOf(words);
  const sentence = sentences.find(({ text }) => says(text, 'lost') && !isDenied(text));
  return sentence === undefined ? { state: stateWithoutLoss(sentences) } : { state: 'lost', sentence };
}

function stateWithoutLoss(sentences: readonly Sentence[]): LossState {
  if (sentences.some(({ text }) => says(text, 'nearMiss'))) return 'near_miss';
  const wasTold = sentences.some(({ text }) => says(text, 'told'));
  if (wasTold && sentences.some(({ text }) => says(text, 'refused'))) return 'near_miss';
  return sentences.some(({ text }) => says(text, 'nothing')) ? 'none' : 'unknown';
}

/** What the model says: is it somebody telling of a scam, and if so, the probability of each of TOLD_STATES. */
export interface LossOpinion {
  telling: number;
  shares: Float64Array;
  /** Probability of a scam or an account of one. */
  score: number;
}

// A missed loss is the worst error and a false one the second worst, so a fifth of a chance that somebody tells is enough to ask what
// they tell, and the model overrules a pattern only when it is sure. Thresholds were set on the exams, whose
// figures of losses are therefore flattering (docs/model-card.md).
const TELLS_FROM = 0.2;
const LOST_FROM = 0.55;
const NEAR_MISS_FROM = 0.5;
const LIKELY_KEPT = 0.55;
/** A pattern saw that it was kept (`nyaris`, `tak jadi`, `no money lost`) or that others tell. */
const LOST_ALL_THE_SAME_FROM = 0.8;
const ORDINARY_BELOW = 0.1;

/** Patterns and model together. */
export function decideLoss(told: ToldLoss, { telling, shares, score }: LossOpinion): LossState {
  const lost = shares[TOLD_STATES.indexOf('lost')] ?? 0;
  if (told.state === 'lost') return telling >= TELLS_FROM && 1 - lost >= LIKELY_KEPT ? 'near_miss' : 'lost';
  if (telling < TELLS_FROM || score < ORDINARY_BELOW) return told.state;
  const seemsKept = told.state !== 'unknown' || told.isNews === true;
  if (lost >= (seemsKept ? LOST_ALL_THE_SAME_FROM : LOST_FROM)) return 'lost';
  if (told.state !== 'unknown') return told.state;
  // That nothing happened is for the writer to say: silence about it is no answer.
  return (shares[TOLD_STATES.indexOf('near_miss')] ?? 0) >= NEAR_MISS_FROM ? 'near_miss' : 'unknown';
}

/** When and how much, for a state that has been decided; `amounts` are those found in the folded text. */
export function describeLoss(state: LossState, { words, amounts, told }: { words: string; amounts: readonly FoundAmount[]; told: ToldLoss }): LossReading {
  if (state !== 'lost') return { state, within_24h: null, amount: null };
  return { state, within_24h: isRecent(words), amount: amountLost(words, told.sentence, amounts) };
}

function sentencesOf(words: string): Sentence[] {
  const joined = words.replace(DECIMAL_POINT, ',');
  const found: Sentence[] = [];
  for (const match of joined.matchAll(SENTENCE)) {
    if (match[0].trim() !== '') found.push({ text: match[0], start: match.index });
    if (found.length >= MAX_SENTENCES) break;
  }
  return found;
}

function says(sentence: string, what: keyof typeof LOSS_PATTERNS): boolean {
  return LOSS_PATTERNS[what].some((pattern) => pattern.test(sentence));
}

interface Place {
  start: number;
  end: number;
}

/**
 * A telling of a loss that is part of a near miss (`I almost sent the money`) is none. In Korean the verb that counts comes
 * last, so `보낼 뻔했는데 결국 보냈어요` is a loss.
 */
function isDenied(sentence: string): boolean {
  const near = placesOf(sentence, LOSS_PATTERNS.nearMiss);
  if (near.length === 0) return false;
  return placesOf(sentence, LOSS_PATTERNS.lost).every((lost) =>
    near.some(({ start, end }) => start < lost.end && end > lost.start && !(isHangul(sentence, lost.end - 1) && lost.end > end)),
  );
}

function isHangul(text: string, at: number): boolean {
  return text.charAt(at) >= '가' && text.charAt(at) <= '힣';
}

function placesOf(sentence: string, patterns: readonly RegExp[]): Place[] {
  const places: Place[] = [];
  for (const pattern of patterns) {
    for (const match of sentence.matchAll(new RegExp(pattern, 'g'))) places.push({ start: match.index, end: match.index + match[0].length });
  }
  return places;
}

/** True or false only when the text says when; yesterday may be either and stays null. */
function isRecent(words: string): boolean | null {
  const hours = /([0-9]{1,3}) ?(?:시간|jam|hours?|hrs?) ?(?:전|lepas|tadi|lalu|yang lalu|ago)/.exec(words);
  if (hours?.[1] !== undefined) return Number(hours[1]) <= 24;
  const days = /([0-9]{1,3}) ?(?:일|hari|days?) ?(?:전|lepas|lalu|yang lalu|ago)/.exec(words);
  if (days?.[1] !== undefined) return Number(days[1]) >= 2 ? false : null;
  if (LONG_AGO.test(words)) return false;
  return RECENT.test(words) ? true : null;
}

/** The one clear sum of the sentence that tells of the loss, else of the whole text; several different ones give null. */
function amountLost(words: string, lost: Sentence | undefined, amounts: readonly FoundAmount[]): LossReading['amount'] {
  const candidates = amounts.filter((amount) => amount.confidence === 'clear' && !isBait(words, amount));
  const inSentence = lost === undefined ? [] : candidates.filter(({ start }) => start >= lost.start && start < lost.start + lost.text.length);
  return only(inSentence.length > 0 ? inSentence : candidates);
}

function only(amounts: readonly FoundAmount[]): LossReading['amount'] {
  const [first] = amounts;
  if (first === undefined) return null;
  const same = amounts.every(({ minor, currency }) => minor === first.minor && currency === first.currency);
  return same ? { minor: first.minor, currency: first.currency } : null;
}

function isBait(words: string, { start, end }: FoundAmount): boolean {
  return BAIT_BEFORE.test(words.slice(Math.max(0, start - 14), start)) || BAIT_AFTER.test(words.slice(end, end + 14));
}
