// What rings achieve and honest waves suffer by the rules of independent-reporters.ts. Each report is weighed when it comes, as the worker does.

import { basisOf } from '#core/detection/campaign-rule.ts';
import { createRandom } from '#core/reading/training/random.ts';
import { weighReporters } from '../independent-reporters.ts';
import { RING_KINDS, simulateRing, simulateWave, TRACELESS_KINDS, type RingKind, type SimulatedVoice, type TracelessKind } from './simulate-ring.ts';

const WINDOW_MS = 72 * 3_600_000;
/** Independent reporters that a public mark needs (core/publication/ladder.ts). */
const MARK = 3;

export interface RingRow {
  kind: RingKind | TracelessKind;
  rings: number;
  accounts: number;
  honest: number;
  /** Campaigns proposed as resting on independent reporters while fewer people than that had really reported. */
  false_warnings: number;
  /** Campaigns that would reach a public mark, an officer's review given, with fewer real people than it needs. */
  false_marks: number;
  /** Most accounts of one ring that counted. */
  most_counted: number;
  /** Honest reporters who did not count. */
  honest_lost: number;
}

/** `each` rings of every kind, of 4 to 40 accounts, with 0 to 4 honest reporters among them. */
export function measureRings(each: (kind: RingKind | TracelessKind) => number, seed = 19): RingRow[] {
  return [...RING_KINDS, ...TRACELESS_KINDS].map((kind) => measureKind(kind, each(kind), seed));
}

function measureKind(kind: RingKind | TracelessKind, rings: number, seed: number): RingRow {
  const row: RingRow = { kind, rings, accounts: 0, honest: 0, false_warnings: 0, false_marks: 0, most_counted: 0, honest_lost: 0 };
  for (let at = 0; at < rings; at += 1) {
    const random = createRandom(seed * 1_000_003 + at * 7_919 + kind.length);
    const size = { accounts: 4 + random.below(37), honest: random.below(5) };
    const voices = simulateRing(kind, size, random);
    const honest = voices.filter((voice) => voice.honest);
    const { independent } = weighReporters(voices);
    const honestCounted = weighReporters(honest).independent;
    row.accounts += size.accounts;
    row.honest += size.honest;
    row.false_warnings += isWronglyProposed(kind, voices) ? 1 : 0;
    row.false_marks += independent >= MARK && peopleIn(kind, voices) < MARK ? 1 : 0;
    row.most_counted = Math.max(row.most_counted, independent - honestCounted);
    row.honest_lost += size.honest - honestCounted;
  }
  return row;
}

/** A ring is one person who reports, or none where it vouches. */
function peopleIn(kind: RingKind | TracelessKind, voices: readonly SimulatedVoice[]): number {
  const honest = voices.filter((voice) => voice.honest).length;
  return honest + (kind !== 'whitewashing' && honest < voices.length ? 1 : 0);
}

function isWronglyProposed(kind: RingKind | TracelessKind, voices: readonly SimulatedVoice[]): boolean {
  return voices.some((voice, at) => {
    const window = voices.slice(0, at + 1).filter((earlier) => earlier.at >= voice.at - WINDOW_MS);
    const weighed = weighReporters(window);
    return basisOf(weighed) === 'independent' && peopleIn(kind, window) < weighed.independent;
  });
}

export interface WaveRow {
  /** How much of the victims say something of their own, 0…1. */
  share: number;
  waves: number;
  /** Without a proposal within the hour. */
  missed: number;
  as_independent: number;
  by_accounts: number;
  /** Median number of the report that made the proposal. */
  proposed_at: number;
}

/** Waves of 20 victims of one script within an hour, all new to the service. */
export function measureWaves(waves: number, seed = 7): WaveRow[] {
  return [1, 0.5, 0].map((share) => {
    const proposals = Array.from({ length: waves }, (_, at) => firstProposal(simulateWave(20, share, createRandom(seed * 65_537 + at))));
    const found = proposals.filter((proposal) => proposal !== null);
    const numbers = found.map(({ report }) => report).toSorted((a, b) => a - b);
    return {
      share,
      waves,
      missed: waves - found.length,
      as_independent: found.filter(({ basis }) => basis === 'independent').length,
      by_accounts: found.filter(({ basis }) => basis === 'accounts').length,
      proposed_at: numbers[Math.floor(numbers.length / 2)] ?? Number.NaN,
    };
  });
}

function firstProposal(voices: readonly SimulatedVoice[]): { report: number; basis: 'independent' | 'accounts' } | null {
  for (let report = 1; report <= voices.length; report += 1) {
    const basis = basisOf(weighReporters(voices.slice(0, report)));
    if (basis !== null) return { report, basis };
  }
  return null;
}
