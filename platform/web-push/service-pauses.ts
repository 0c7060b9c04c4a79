// When a push service is left alone: as long as it asked for (429), and longer and longer while it does not answer at all. After an outage one
// push goes first; the others follow once it was answered. Shared by everything that sends in this process.

import type { Clock } from '#platform/clock.ts';

export interface ServicePauses {
  /** null: it may be asked. */
  until(service: string): Date | null;
  /** Like `until`, by whoever asks right now: after an outage they are the one who goes first. */
  enter(service: string): Date | null;
  asked(service: string, seconds: number): void;
  answered(service: string): void;
  /** Whether it is the service that does not answer, rather than this endpoint of it. */
  unanswered(service: string, endpoint: string): boolean;
}

interface Standing {
  askedUntil: number;
  outageUntil: number;
  /** In a row. */
  unanswered: number;
  /** Of those, the endpoints; at most OUTAGE_OF. */
  endpoints: Set<string>;
  /** How often in a row an outage was met. */
  outages: number;
  /** When the one that goes first must have been answered. */
  probeUntil: number;
}

/** More in a row than this, of so many endpoints, are no accident any more. */
const OUTAGE_AFTER = 3;
const OUTAGE_OF = 2;
/** Longer than a call may take. */
const PROBE_MS = 15_000;
const LONGEST_MS = 15 * 60_000;

export function createServicePauses(clock: Clock, baseMs = 1_000): ServicePauses {
  const services = new Map<string, Standing>();
  const now = (): number => clock.now().getTime();

  function standingOf(service: string): Standing {
    const known = services.get(service);
    if (known !== undefined) return known;
    const fresh = { askedUntil: 0, ...atPeace() };
    services.set(service, fresh);
    return fresh;
  }

  function until(service: string): Date | null {
    const { askedUntil, outageUntil, probeUntil } = standingOf(service);
    // The one that goes first is back soon: the others look again.
    const probed = probeUntil > now() ? now() + 5 * baseMs : 0;
    const end = Math.max(askedUntil, outageUntil, probed);
    return end > now() ? new Date(end) : null;
  }

  return {
    until,
    enter(service) {
      const end = until(service);
      const standing = standingOf(service);
      if (end === null && standing.outages > 0) standing.probeUntil = now() + PROBE_MS;
      return end;
    },
    asked(service, seconds) {
      const standing = standingOf(service);
      standing.askedUntil = Math.max(standing.askedUntil, now() + seconds * 1_000);
    },
    answered(service) {
      Object.assign(standingOf(service), atPeace());
    },
    unanswered(service, endpoint) {
      const standing = standingOf(service);
      standing.unanswered += 1;
      if (standing.endpoints.size < OUTAGE_OF) standing.endpoints.add(endpoint);
      if (standing.unanswered <= OUTAGE_AFTER || standing.endpoints.size < OUTAGE_OF) return false;
      // What was under way when the outage was met says nothing new.
      if (standing.outages === 0 || standing.probeUntil > 0) {
        standing.outages += 1;
        standing.probeUntil = 0;
        standing.outageUntil = now() + Math.ceil(Math.min(LONGEST_MS, baseMs * 2 ** Math.min(standing.outages, 20)) * (0.5 + Math.random() / 2));
      }
      return true;
    },
  };
}

function atPeace(): Omit<Standing, 'askedUntil'> {
  return { outageUntil: 0, unanswered: 0, endpoints: new Set(), outages: 0, probeUntil: 0 };
}
