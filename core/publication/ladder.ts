// The publication ladder: what may be said of an indicator, and to whom. Pure: the same facts give the same answer. It says "reported" or "under
// review", never that somebody is a scammer; it has no place for a name or a picture.
//
//   P0 any report                                 nothing
//   P1 pattern: a surge, approved by officers     the type of scam, no identifier
//   P2 artefact: 3 independent reporters in 90 days and an officer's review   masked, "reported N times or more"
//   P3 confirmed: a police reference or an agency's block                     "blocked by … on …"
//   R  retracted: error, appeal, reassigned number, hacked site               a correction to those who were told

import type { IndicatorKind } from '#core/taxonomy/taxonomy.ts';
import { maskIndicator } from './mask-indicator.ts';

export const LEVELS = ['P0', 'P1', 'P2', 'P3', 'R'] as const;
export type Level = (typeof LEVELS)[number];

/** Keys of `publication:` in the locales. */
export type Wording = 'nothing_known' | 'pattern' | 'reported' | 'confirmed' | 'under_review' | 'retracted';

const DAY_MS = 86_400_000;
/** Precedents: the Korean police look-up answers from 3 reports in 3 months on (domain rules §4.3). */
export const MARK_REPORTERS = 3;
export const MARK_DAYS = 90;
/** Phone numbers are given to other people soon, domains are not (domain rules §4.4). */
const VALID_DAYS = { phone: 30, other: 90 };
/** Counts are told as "N times or more": an exact one would show a single new report. */
const STEPS = [3, 5, 10, 20, 50, 100];

export interface DisputeFact {
  state: 'open' | 'upheld' | 'rejected';
  filedAt: Date;
  decidedAt: Date | null;
}

export interface LadderFacts {
  kind: IndicatorKind;
  /** Canonical. */
  value: string;
  /** An authority's or bank's own: never listed, whatever is reported. */
  official: boolean;
  /** A host that many share: answered to who asks for the exact link, never shown. */
  shared: boolean;
  reports: number;
  /** In the last {@link MARK_DAYS} days; see core/clustering/independent-reporters.ts. */
  independentReporters: number;
  /** Its reports that officers have confirmed. */
  reviews: number;
  /** null: never reported. */
  lastReportedAt: Date | null;
  /** Part of a pattern that officers have approved a warning about. */
  approvedPattern: boolean;
  confirmation: { by: 'police_reference' | 'agency_block'; agency: string; at: Date } | null;
  /** Taken back by officers. */
  retractedAt: Date | null;
  disputes: readonly DisputeFact[];
}

export interface PublicView {
  level: Level;
  wording: Wording;
  /** Masked or defanged; null: nothing of it is listed. */
  shown: string | null;
  /** To somebody who asks for exactly this value: reported so many times or more; null: no number is told. */
  reportedAtLeast: number | null;
  agency: string | null;
  /** ISO date; of the confirmation. */
  since: string | null;
  /** Its holder may object: in every answer that says something. */
  canAppeal: boolean;
}

export interface PartnerView extends PublicView {
  reports: number;
  independentReporters: number;
}

export interface OfficerView extends PartnerView {
  kind: IndicatorKind;
  value: string;
  reviews: number;
  /** Where it would stand without disputes. */
  levelWithoutDisputes: Level;
  openDisputes: number;
  /** ISO time; null: nothing is listed. */
  expiresAt: string | null;
}

export interface Publication {
  public: PublicView;
  partner: PartnerView;
  officer: OfficerView;
}

export function publicationOf(facts: LadderFacts, now: Date): Publication {
  const undisputed = levelOf(facts, now);
  const standing = standingOf(facts, undisputed, now);
  const seen = publicView(facts, standing);
  const { kind, value, reports, independentReporters, reviews } = facts;
  const partner = { ...seen, reports, independentReporters };
  const expiresAt = undisputed === 'P2' || undisputed === 'P3' ? (expiryOf(facts)?.toISOString() ?? null) : null;
  const openDisputes = facts.disputes.filter(({ state }) => state === 'open').length;
  return { public: seen, partner, officer: { ...partner, kind, value, reviews, levelWithoutDisputes: undisputed, openDisputes, expiresAt } };
}

/**
 * Whether an open dispute takes a mark down by itself. After officers have rejected one, the next is for them to decide first: otherwise who
 * runs a scam would keep it off the list by objecting every day.
 */
export function takesDown(dispute: DisputeFact, others: readonly DisputeFact[], kind: IndicatorKind): boolean {
  const rejected = others.filter(({ state, decidedAt }) => state === 'rejected' && decidedAt !== null && decidedAt <= dispute.filedAt);
  const latest = Math.max(...rejected.map(({ decidedAt }) => decidedAt?.getTime() ?? 0));
  return dispute.state === 'open' && !(dispute.filedAt.getTime() - latest < validDays(kind) * DAY_MS);
}

function levelOf(facts: LadderFacts, now: Date): Level {
  if (facts.official) return 'P0';
  if (isRetracted(facts)) return 'R';
  const expiry = expiryOf(facts);
  const isCurrent = expiry !== null && expiry > now;
  if (isCurrent && facts.confirmation !== null) return 'P3';
  if (isCurrent && facts.independentReporters >= MARK_REPORTERS && facts.reviews > 0) return 'P2';
  return facts.approvedPattern ? 'P1' : 'P0';
}

/** What is reported or confirmed after it was taken back begins anew. */
function isRetracted({ retractedAt, disputes, lastReportedAt, confirmation }: LadderFacts): boolean {
  const upheld = disputes.filter(({ state }) => state === 'upheld').map(({ decidedAt }) => decidedAt);
  const takenBack = Math.max(...[retractedAt, ...upheld].map((at) => at?.getTime() ?? 0));
  const told = Math.max(lastReportedAt?.getTime() ?? 0, confirmation?.at.getTime() ?? 0);
  return takenBack > 0 && takenBack >= told;
}

/** From the last report or the confirmation, whichever is later. */
function expiryOf({ kind, lastReportedAt, confirmation }: LadderFacts): Date | null {
  const latest = Math.max(lastReportedAt?.getTime() ?? 0, confirmation?.at.getTime() ?? 0);
  return latest === 0 ? null : new Date(latest + validDays(kind) * DAY_MS);
}

function validDays(kind: IndicatorKind): number {
  return kind === 'phone' || kind === 'whatsapp' ? VALID_DAYS.phone : VALID_DAYS.other;
}

interface Standing {
  level: Level;
  wording: Wording;
}

function standingOf({ kind, disputes }: LadderFacts, undisputed: Level, now: Date): Standing {
  const isListed = undisputed === 'P2' || undisputed === 'P3';
  const filed = disputes.filter(({ filedAt }) => filedAt <= now);
  if (isListed && filed.some((dispute) => takesDown(dispute, filed, kind))) return { level: 'P0', wording: 'under_review' };
  return { level: undisputed, wording: WORDINGS[undisputed] };
}

const WORDINGS = { P0: 'nothing_known', P1: 'pattern', P2: 'reported', P3: 'confirmed', R: 'retracted' } as const satisfies Record<Level, Wording>;

function publicView(facts: LadderFacts, { level, wording }: Standing): PublicView {
  const isListed = level === 'P2' || level === 'P3';
  return {
    level,
    wording,
    shown: isListed && !facts.shared ? maskIndicator(facts.kind, facts.value) : null,
    reportedAtLeast: level === 'P2' ? roundedDown(facts.independentReporters) : null,
    agency: level === 'P3' ? (facts.confirmation?.agency ?? null) : null,
    since: level === 'P3' ? (facts.confirmation?.at.toISOString().slice(0, 10) ?? null) : null,
    canAppeal: wording !== 'nothing_known' && wording !== 'pattern',
  };
}

function roundedDown(count: number): number {
  return STEPS.findLast((step) => step <= count) ?? MARK_REPORTERS;
}
