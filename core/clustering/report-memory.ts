// What the clusterer remembers of earlier reports: enough to find and score them, found by signature key or indicator.
// Copies that add nothing new are not kept again, so a flood of one template takes one place.

import { tellingIndicators } from '#core/matching/indicator-weight.ts';
import type { MatchIndicator } from '#core/matching/match.ts';
import type { TextSignature } from '#core/matching/text-signature.ts';
import { resemblance } from '#core/matching/text-signature.ts';

export interface RememberedReport {
  id: string;
  campaign: string;
  signature: TextSignature;
  indicators: readonly MatchIndicator[];
  template: string;
}

/** Newest reports tried under one key: a phrase or link of thousands of reports must not make each next one slower. */
const NEWEST_UNDER_KEY = 64;
/** Reports scored for one new report, those sharing most keys first. */
const CANDIDATE_LIMIT = 128;
/** A shared indicator counts as so many signature keys when candidates are ranked. */
const INDICATOR_KEYS = 100;
/** From this resemblance on a text is a copy. */
const COPY = 0.95;

export class ReportMemory {
  readonly #limit: number;
  readonly #reports = new Map<string, RememberedReport>();
  readonly #underKey = new Map<string, string[]>();
  readonly #reportsOf = new Map<string, Set<string>>();
  #next = 1;

  constructor(limit: number) {
    this.#limit = Math.max(1, limit);
  }

  /** Earlier reports sharing a signature key or a telling indicator, most shared keys first; they count as met again. */
  candidates({ signature, indicators }: Pick<RememberedReport, 'signature' | 'indicators'>): RememberedReport[] {
    const shared = new Map<string, number>();
    const count = (key: string, weight: number): void => {
      for (const id of this.#underKey.get(key) ?? []) shared.set(id, (shared.get(id) ?? 0) + weight);
    };
    for (const band of signature.bands) count(band, 1);
    for (const { key } of tellingIndicators(indicators)) count(key, INDICATOR_KEYS);
    const ranked = [...shared].toSorted(([a, ofA], [b, ofB]) => ofB - ofA || Number(a) - Number(b)).slice(0, CANDIDATE_LIMIT);
    const found = ranked.map(([id]) => this.#reports.get(id)).filter((report) => report !== undefined);
    const nearest = found[0];
    if (nearest !== undefined) this.#touch(nearest);
    return found;
  }

  /** Keeps a placed report if it adds a text or an indicator to its campaign; returns campaigns forgotten to make room. */
  remember(report: Omit<RememberedReport, 'id'>): string[] {
    const keys = keysOf(report);
    if (this.#addsNothing(report, keys)) return [];
    const id = String(this.#next);
    this.#next += 1;
    this.#reports.set(id, { ...report, id });
    this.#reportsOf.set(report.campaign, (this.#reportsOf.get(report.campaign) ?? new Set()).add(id));
    for (const key of keys) this.#underKey.set(key, [...(this.#underKey.get(key) ?? []), id].slice(-NEWEST_UNDER_KEY));
    return this.#reports.size > this.#limit ? this.#forgetOldest() : [];
  }

  /** Reports of one campaign belong to another from here on. */
  move(from: string, into: string): void {
    const target = this.#reportsOf.get(into) ?? new Set();
    for (const id of this.#reportsOf.get(from) ?? []) {
      const report = this.#reports.get(id);
      if (report !== undefined) report.campaign = into;
      target.add(id);
    }
    this.#reportsOf.delete(from);
    this.#reportsOf.set(into, target);
  }

  #addsNothing(report: Omit<RememberedReport, 'id'>, keys: readonly string[]): boolean {
    const [firstBand] = report.signature.bands;
    const known = this.#membersUnder(firstBand, report.campaign);
    const isCopy = firstBand === undefined || known.some(({ signature }) => resemblance(signature, report.signature) >= COPY);
    const indicatorKeys = keys.slice(report.signature.bands.length);
    return isCopy && indicatorKeys.every((key) => this.#membersUnder(key, report.campaign).length > 0) && this.#reportsOf.has(report.campaign);
  }

  #membersUnder(key: string | undefined, campaign: string): RememberedReport[] {
    const ids = key === undefined ? [] : (this.#underKey.get(key) ?? []);
    return ids
      .map((id) => this.#reports.get(id))
      .filter((report) => report?.campaign === campaign)
      .filter((report) => report !== undefined);
  }

  #touch(report: RememberedReport): void {
    this.#reports.delete(report.id);
    this.#reports.set(report.id, report);
  }

  #forgetOldest(): string[] {
    const oldest = this.#reports.values().next().value;
    if (oldest === undefined) return [];
    this.#reports.delete(oldest.id);
    for (const key of keysOf(oldest)) {
      const left = (this.#underKey.get(key) ?? []).filter((id) => id !== oldest.id);
      if (left.length === 0) this.#underKey.delete(key);
      else this.#underKey.set(key, left);
    }
    const left = this.#reportsOf.get(oldest.campaign);
    left?.delete(oldest.id);
    if (left === undefined || left.size > 0) return [];
    this.#reportsOf.delete(oldest.campaign);
    return [oldest.campaign];
  }
}

function keysOf({ signature, indicators }: Pick<RememberedReport, 'signature' | 'indicators'>): string[] {
  return [...signature.bands, ...tellingIndicators(indicators).map(({ key }) => key)];
}
