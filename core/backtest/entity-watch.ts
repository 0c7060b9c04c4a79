// Entity velocity over a stream: one account, phone or link that several independent people name within days, whatever else they say.
// NOTE the service proposes nothing on it yet: here is where one sees what it would.

import { tellingIndicators } from '#core/matching/indicator-weight.ts';
import { SAME_SCORE } from '#core/matching/match-score.ts';
import { entityVelocity, type EntityEvent } from '#core/surge/entity-velocity.ts';
import type { Found, ReportRead } from './backtest.ts';
import { BoundedMap } from './bounded-map.ts';

const WINDOW_MS = 72 * 60 * 60 * 1_000;
/** Reports kept of one entity; beyond, so many that name it are far above the threshold or one ring's. */
const EVENTS = 500;

interface Watched {
  first: { id: string; at: number };
  events: EntityEvent[];
  countries: Set<string>;
  proposed: boolean;
}

export interface EntityWatch {
  add(report: ReportRead): Found[];
  forgotten(): number;
}

export function createEntityWatch(limit: number): EntityWatch {
  const entities = new BoundedMap<Watched>(limit);
  return { add, forgotten: () => entities.forgotten };

  /** Indicators that join two reports by themselves; those of ordinary messages are nobody's. */
  function add(report: ReportRead): Found[] {
    if (report.reading.verdict === 'benign') return [];
    return tellingIndicators(report.reading.indicators)
      .filter(({ weight }) => weight >= SAME_SCORE)
      .flatMap(({ key }) => note(key, report));
  }

  function note(key: string, report: ReportRead): Found[] {
    const watched = entities.get(key) ?? { first: { id: report.id, at: report.at }, events: [], countries: new Set<string>(), proposed: false };
    entities.set(key, watched);
    if (report.country !== null) watched.countries.add(report.country);
    if (watched.proposed) return [];
    const recent = watched.events.filter(({ at }) => at >= report.at - WINDOW_MS);
    watched.events = [...recent, { entity: key, ...report.voice }].slice(-EVENTS);
    const [fast] = entityVelocity(watched.events);
    if (fast === undefined) return [];
    const reports = watched.events.length;
    watched.proposed = true;
    watched.events = [];
    const why = { entity: key, reports, independent_reporters: fast.independentReporters, window_from: new Date(fast.from).toISOString() };
    return [{ detector: 'entity', key: `entity/${key}`, type: report.reading.type, countries: [...watched.countries], why, first: watched.first }];
  }
}
