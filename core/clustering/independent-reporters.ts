// How many people's word a campaign rests on. Warnings and public marks need a number of independent reporters, so this is what somebody with
// many accounts attacks. All rules stand here, each with its reason. Reports are weighed one by one in order of arrival and a report, once
// counted, stays counted: nobody can push others out by imitating them afterwards.

import { SIMILAR_SCORE, textScore } from '#core/matching/match-score.ts';
import { commonShingles, type ShingleSample } from '#core/matching/text-signature.ts';
import type { Telling } from './telling/own-words.ts';

const SECOND_MS = 1_000;
const DAY_MS = 86_400_000;
/** An account younger than this when it reports is fresh: making accounts is what a ring can do at will (decision). */
export const FRESH_MS = DAY_MS;
/** Reports closer together come from one hand: people who know nothing of each other meet so in one of twenty at twenty an hour (decision 19). */
const BURST_MS = 10 * SECOND_MS;
/** Two gaps that differ by less are a machine's; looked for among so many reports before: of people's (a Poisson stream) 6 % come so by chance. */
const BEAT = 0.01;
const BEAT_REPORTS = 4;
/**
 * Share of the shorter of two own tellings that the other has as well, from which on they are one person's; so many shingles are taken off as
 * chance, as in match-score.ts. See decision 19 for how many pairs of different people lie above and of paraphrases below.
 */
const SAME_HAND = 0.22;
const CHANCE_SHINGLES = 5;
/** Reporters remembered of one campaign; beyond, the number is a lower bound, far above every threshold that uses it. */
const REPORTER_LIMIT = 100_000;
/** Tellings remembered, the first: each costs every later report a comparison. */
const TELLINGS_LIMIT = 500;

/** One report as evidence. Times are in ms since 1970. */
export interface ReporterVoice {
  /** Pseudonym of the reporter; all reports without one count as one fresh reporter's. */
  reporter?: string;
  /** When the reporter became known; unknown counts as vouched for: a partner that sends none has its own checks of who its customers are. */
  reporterSince?: number;
  at: number;
  /** The time says nothing of the sender: a batch, or a file without times. */
  untimed?: boolean;
  /** What the report says, equal for copies of one template: {@link TextSignature.template}. */
  template: string;
  /** Absent: not read. */
  telling?: Telling;
  /** Keyed hash of the device, where the channel gives something stable of one. */
  device?: string;
  /** Keyed hash of the message that was forwarded, the same for all who forward it. */
  forwardOf?: string;
}

/** Why an account does not count, the first that holds. */
export const NOT_COUNTED = [
  /** It says that it is no scam. */
  'vouching',
  /** Another account of the same device. */
  'same_device',
  /** The same words of one's own as another account, however old both are: people share a script, not their own words. */
  'same_words',
  /** A message that others forwarded as well, without a telling of one's own: hearsay. */
  'forwarded',
  /** A fresh account that only repeats a text. */
  'new_repeats',
  /** A fresh account, or one without words of its own, in a burst or at a machine's pace. */
  'machine_pace',
] as const;
export type NotCounted = (typeof NOT_COUNTED)[number];

/** The count and how it comes about: `independent` and all of `not_counted` together are `accounts`. */
export interface WeighedReporters {
  reports: number;
  accounts: number;
  independent: number;
  not_counted: Partial<Record<NotCounted, number>>;
}

/** Accounts that may be honest although they do not count: real first victims are new to the service, copy the script and come all at once, and
 * of a script that reads like a victim's account their own words cannot be told. */
const DOUBTFUL = ['new_repeats', 'machine_pace', 'same_words'] as const satisfies readonly NotCounted[];

/** Accounts of which enough together are worth an officer's look. */
export function plausibleAccounts({ independent, not_counted }: WeighedReporters): number {
  return DOUBTFUL.reduce((sum, reason) => sum + (not_counted[reason] ?? 0), independent);
}

/** Weighs reports as they come in. A reporter speaks once a day (UTC): later reports of that day are not heard, unless they add a first telling. */
export class ReporterTally {
  readonly #counted = new Set<string>();
  readonly #notCounted = new Map<string, NotCounted>();
  readonly #accountsOf = new Map<NotCounted, number>();
  readonly #lastDay = new Map<string, number>();
  readonly #devices = new Map<string, string>();
  readonly #forwards = new Map<string, string>();
  readonly #templates = new Map<string, string>();
  readonly #tellings: (Telling & { reporter: string })[] = [];
  /** Of the last reports whose time says something of their sender. */
  #times: number[] = [];
  #reports = 0;

  add(voice: ReporterVoice): void {
    this.#reports += 1;
    const reporter = voice.reporter ?? '';
    const day = Math.floor(voice.at / DAY_MS);
    if (this.#lastDay.get(reporter) === day && !this.#addsTelling(voice, reporter)) return;
    if (!this.#lastDay.has(reporter) && this.#lastDay.size >= REPORTER_LIMIT) return;
    this.#lastDay.set(reporter, day);
    const reason = this.#whyNot(voice, reporter);
    this.#remember(voice, reporter);
    if (this.#counted.has(reporter)) return;
    if (reason === null) this.#counted.add(reporter);
    this.#judge(reporter, reason);
  }

  #judge(reporter: string, reason: NotCounted | null): void {
    const before = this.#notCounted.get(reporter);
    if (before !== undefined) this.#accountsOf.set(before, (this.#accountsOf.get(before) ?? 1) - 1);
    if (reason === null) this.#notCounted.delete(reporter);
    else {
      this.#notCounted.set(reporter, reason);
      this.#accountsOf.set(reason, (this.#accountsOf.get(reason) ?? 0) + 1);
    }
  }

  get count(): number {
    return this.#counted.size;
  }

  get weighed(): WeighedReporters {
    const not_counted: WeighedReporters['not_counted'] = Object.fromEntries([...this.#accountsOf].filter(([, accounts]) => accounts > 0));
    return { reports: this.#reports, accounts: this.#counted.size + this.#notCounted.size, independent: this.#counted.size, not_counted };
  }

  #whyNot(voice: ReporterVoice, reporter: string): NotCounted | null {
    if (voice.telling?.vouching === true) return 'vouching';
    if (isAnothers(this.#devices, voice.device, reporter)) return 'same_device';
    const own = hasOwnWords(voice);
    if (!isVouchedFor(voice) && this.#isToldBefore(voice, reporter, shareOwnWords)) return 'same_words';
    if (!own && isAnothers(this.#forwards, voice.forwardOf, reporter)) return 'forwarded';
    if (!own && isFresh(voice) && this.#isCopy(voice, reporter)) return 'new_repeats';
    return this.#isMachinePaced(voice, own) ? 'machine_pace' : null;
  }

  #addsTelling(voice: ReporterVoice, reporter: string): boolean {
    const before = this.#notCounted.get(reporter);
    return hasOwnWords(voice) && (before === 'forwarded' || before === 'new_repeats');
  }

  #isCopy(voice: ReporterVoice, reporter: string): boolean {
    const asOne = ({ whole: a }: Telling, { whole: b }: Telling): boolean =>
      textScore({ common: commonShingles(a, b), lengths: [a.length, b.length] }) >= SIMILAR_SCORE;
    return isAnothers(this.#templates, voice.template, reporter) || this.#isToldBefore(voice, reporter, asOne);
  }

  #isToldBefore({ telling }: ReporterVoice, reporter: string, alike: (a: Telling, b: Telling) => boolean): boolean {
    return telling !== undefined && this.#tellings.some((other) => other.reporter !== reporter && alike(other, telling));
  }

  #isMachinePaced(voice: ReporterVoice, own: boolean): boolean {
    if (!tellsTime(voice) || (own && !isFresh(voice))) return false;
    const gaps = this.#times.map((time) => voice.at - time);
    // Equal times are those of a batch.
    if (gaps.includes(0)) return false;
    if (gaps.some((gap) => gap < BURST_MS)) return true;
    return isFresh(voice) && gaps.some((gap) => gaps.some((longer) => Math.abs(longer - 2 * gap) <= BEAT * gap));
  }

  #remember(voice: ReporterVoice, reporter: string): void {
    const { device, forwardOf, template, telling } = voice;
    if (device !== undefined && !this.#devices.has(device)) this.#devices.set(device, reporter);
    if (forwardOf !== undefined && !this.#forwards.has(forwardOf)) this.#forwards.set(forwardOf, reporter);
    if (isFresh(voice) && !hasOwnWords(voice) && !this.#templates.has(template)) this.#templates.set(template, reporter);
    if (tellsTime(voice) && !this.#times.includes(voice.at)) this.#times = [...this.#times, voice.at].slice(-BEAT_REPORTS);
    if (telling !== undefined && this.#tellings.length < TELLINGS_LIMIT) this.#tellings.push({ reporter, ...telling });
  }
}

/** How much a campaign's reports, given in order of arrival, weigh; see {@link ReporterTally}. */
export function weighReporters(voices: Iterable<ReporterVoice>): WeighedReporters {
  const tally = new ReporterTally();
  for (const voice of voices) tally.add(voice);
  return tally.weighed;
}

/** Independent reporters of one campaign's reports, given in order of arrival; see {@link ReporterTally}. */
export function independentReporters(voices: Iterable<ReporterVoice>): number {
  return weighReporters(voices).independent;
}

export function isFresh({ reporter, reporterSince, at }: ReporterVoice): boolean {
  if (reporter === undefined) return true;
  return reporterSince !== undefined && at - reporterSince < FRESH_MS;
}

function isVouchedFor({ reporter, reporterSince }: ReporterVoice): boolean {
  return reporter !== undefined && reporterSince === undefined;
}

function hasOwnWords({ telling }: ReporterVoice): boolean {
  return telling !== undefined && telling.own !== null;
}

/** A partner sends when its own day's work is done. */
function tellsTime(voice: ReporterVoice): boolean {
  return voice.untimed !== true && !isVouchedFor(voice);
}

function isAnothers(first: ReadonlyMap<string, string>, key: string | undefined, reporter: string): boolean {
  const owner = key === undefined ? undefined : first.get(key);
  return owner !== undefined && owner !== reporter;
}

/** One's own words are like the other's or stand in the other's text: what a paraphrase changes may hide which sentences are somebody's own. */
function shareOwnWords(a: Telling, b: Telling): boolean {
  const pairs = [
    [a.own, b.own],
    [a.own, b.whole],
    [b.own, a.whole],
  ] as const;
  return pairs.some(([own, other]) => own !== null && other !== null && shareOf(own, other) >= SAME_HAND);
}

function shareOf(own: ShingleSample, other: ShingleSample): number {
  return commonShingles(own, other) / (Math.min(own.length, other.length) + CHANCE_SHINGLES);
}
