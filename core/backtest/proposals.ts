// Which alarms of a stream belong together: what findRelatedAlert() does on stored alerts (alarm-store.ts). No officer decides on a stream, so every
// proposal still waits for one.

import { dayOf } from '#core/surge/tested-series.ts';
import type { Found } from './backtest.ts';
import { BoundedMap } from './bounded-map.ts';

/** As there. */
const TOGETHER_MS = 7 * 86_400_000;

interface Proposal {
  key: string;
  /** ms since 1970. */
  at: number;
}

/** An alarm as the others are compared with it. */
interface Told {
  proposal: Proposal;
  type: string;
  countries: readonly string[];
  at: number;
}

export interface Proposals {
  /** @returns the key of the proposal that an alarm belongs to: its own, if there is no other. */
  place(found: Found, now: number): string;
  /** A campaign's reports went over to another. */
  absorb(from: string, into: string): void;
  /** What was told of the campaign until then is another story. */
  woke(campaign: string, at: number): void;
}

export function createProposals(limit: number): Proposals {
  const ofCampaign = new BoundedMap<{ proposals: Proposal[]; wokeAt: number }>(limit);
  /** Where a campaign's reports went over to. */
  const gone = new BoundedMap<string>(limit);
  const ofEntity = new BoundedMap<Proposal>(limit);
  /** By alarm and day. */
  const told = new Map<string, Told>();
  return { place, absorb, woke };

  function place(found: Found, now: number): string {
    for (const [alarm, { at }] of told) if (at < now - TOGETHER_MS) told.delete(alarm);
    const proposal = related(found) ?? { key: found.key, at: now };
    for (const campaign of found.campaigns.map(rootOf)) {
      const { proposals, wokeAt } = campaignOf(campaign);
      ofCampaign.set(campaign, { proposals: [...proposals.filter((each) => each !== proposal), proposal], wokeAt });
    }
    for (const entity of found.entities) ofEntity.set(entity, newest([ofEntity.get(entity), proposal]) ?? proposal);
    told.set(`${found.key}@${dayOf(now)}`, { proposal, type: found.type, countries: found.countries, at: now });
    return proposal.key;
  }

  /** The closest tie first, then the newest. */
  function related({ campaigns, entities, type, countries }: Found): Proposal | undefined {
    const own = campaigns.map(campaignOf);
    const slept = new Set(own.flatMap(({ proposals, wokeAt }) => proposals.filter(({ at }) => at < wokeAt)));
    const unlessSlept = (proposals: (Proposal | undefined)[]) => newest(proposals.filter((each) => each !== undefined && !slept.has(each)));
    const isSameKind = (other: Told): boolean =>
      type !== 'OTHER' &&
      other.type === type &&
      (other.countries.some((each) => countries.includes(each)) || (other.countries.length === 0 && countries.length === 0));
    return (
      unlessSlept(own.flatMap(({ proposals }) => proposals)) ??
      unlessSlept(entities.map((entity) => ofEntity.get(entity))) ??
      unlessSlept([...told.values()].filter(isSameKind).map(({ proposal }) => proposal))
    );
  }

  function campaignOf(campaign: string): { proposals: Proposal[]; wokeAt: number } {
    return ofCampaign.get(rootOf(campaign)) ?? { proposals: [], wokeAt: Number.NEGATIVE_INFINITY };
  }

  function absorb(from: string, into: string): void {
    const { proposals: more } = campaignOf(from);
    const { proposals, wokeAt } = campaignOf(into);
    ofCampaign.delete(from);
    gone.set(from, into);
    if (more.length > 0) ofCampaign.set(into, { proposals: [...new Set([...proposals, ...more])], wokeAt });
  }

  function rootOf(campaign: string): string {
    const into = gone.get(campaign);
    return into === undefined ? campaign : rootOf(into);
  }

  function woke(campaign: string, at: number): void {
    ofCampaign.set(campaign, { ...campaignOf(campaign), wokeAt: at });
  }
}

function newest(proposals: readonly (Proposal | undefined)[]): Proposal | undefined {
  return proposals.reduce((best, each) => (each !== undefined && (best === undefined || each.at >= best.at) ? each : best), undefined);
}
