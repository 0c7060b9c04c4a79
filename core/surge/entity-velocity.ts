// Notices one account, phone or domain that several independent people report within days: what counts by type cannot
// see while a scam is small (under one report a day).

import type { ReporterVoice } from '#core/clustering/independent-reporters.ts';
import { independentReporters } from '#core/clustering/independent-reporters.ts';
import { voiceOf } from '#core/clustering/voice-count.ts';

/** One report that names an entity (an indicator's key, such as `bank_account:KR/004/…`). */
export interface EntityEvent extends ReporterVoice {
  entity: string;
}

export interface VelocityOptions {
  /** Hours. */
  windowHours?: number;
  /** Independent reporters needed within the window. */
  independent?: number;
}

export interface FastEntity {
  entity: string;
  /** Independent reporters in the window in which the number was first reached. */
  independentReporters: number;
  /** First report of that window and the one that reached the number, ms since 1970. */
  from: number;
  reachedAt: number;
}

const HOUR_MS = 3_600_000;
// ≥ 3 independent reporters in 72 h: domain rules §6.6; precedent: the Korean police look-up answers from 3 reports in 3 months.
const DEFAULTS = { windowHours: 72, independent: 3 };

/** Entities that reach the number of independent reporters within a window, earliest first. Events in any order. */
export function entityVelocity(events: readonly EntityEvent[], options: VelocityOptions = {}): FastEntity[] {
  const { windowHours, independent } = { ...DEFAULTS, ...options };
  const byEntity = Map.groupBy(events, ({ entity }) => entity);
  const fast = [...byEntity].map(([entity, own]) =>
    firstReached(
      entity,
      own.toSorted((a, b) => a.at - b.at),
      { windowHours, independent },
    ),
  );
  return fast.filter((found) => found !== null).toSorted((a, b) => a.reachedAt - b.reachedAt || (a.entity < b.entity ? -1 : 1));
}

function firstReached(entity: string, events: readonly EntityEvent[], options: Required<VelocityOptions>): FastEntity | null {
  const voices = new Map<string, number>();
  let from = 0;
  for (const [at, event] of events.entries()) {
    voices.set(voiceOf(event), (voices.get(voiceOf(event)) ?? 0) + 1);
    for (let first = events[from]; first !== undefined && first.at < event.at - options.windowHours * HOUR_MS; first = events[from]) {
      forget(voices, voiceOf(first));
      from += 1;
    }
    // There are never more independent reporters than voices, so a flood of one template is never counted through.
    if (voices.size < options.independent) continue;
    const reached = independentReporters(events.slice(from, at + 1));
    if (reached >= options.independent) return { entity, independentReporters: reached, from: events[from]?.at ?? event.at, reachedAt: event.at };
  }
  return null;
}

function forget(voices: Map<string, number>, voice: string): void {
  const left = (voices.get(voice) ?? 1) - 1;
  if (left === 0) voices.delete(voice);
  else voices.set(voice, left);
}
