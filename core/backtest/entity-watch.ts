// Entity velocity over a stream: what watch-entities.ts does on stored reports.

import { ENTITY_REPORTS, judgeEntity } from '#core/detection/entity-rule.ts';
import { campaignEvidence, type WindowReport } from '#core/detection/campaign-rule.ts';
import { NEWS_MS } from '#core/detection/news.ts';
import type { Found, FirstReport, ReportRead } from './backtest.ts';
import { BoundedMap } from './bounded-map.ts';

interface Watched {
  first: FirstReport;
  reports: (WindowReport & { campaign: string })[];
  /** It is not weighed again while reports follow within the window: it is the same alarm. `until`: ms since 1970. */
  found: { alarm: Found; until: number } | null;
}

export interface EntityWatch {
  /** @param campaign where the report was placed. */
  add(report: ReportRead, campaign: string): Found[];
  forgotten(): number;
}

export function createEntityWatch(limit: number): EntityWatch {
  const entities = new BoundedMap<Watched>(limit);
  return { add: (report, campaign) => (report.news ? report.entities.flatMap((key) => note(key, report, campaign)) : []), forgotten: () => entities.forgotten };

  function note(key: string, { id, at, evidence }: ReportRead, campaign: string): Found[] {
    const watched = entities.get(key) ?? { first: { id, at }, reports: [], found: null };
    entities.set(key, watched);
    const recent = watched.reports.filter(({ voice }) => voice.at >= at - NEWS_MS);
    watched.reports = [...recent, { ...evidence, campaign }].toSorted((a, b) => a.voice.at - b.voice.at).slice(-ENTITY_REPORTS);
    const campaigns = [...new Set(watched.reports.map((each) => each.campaign))];
    if (watched.found !== null && at <= watched.found.until) {
      watched.found.until = at + NEWS_MS;
      return [{ ...watched.found.alarm, countries: campaignEvidence(watched.reports)?.countries ?? [], campaigns }];
    }
    const found = judgeEntity(watched.reports);
    if (found === null) return [];
    const { type, countries, reports, reporters, weighed, firstReportAt } = found;
    const why = { entity: key, reports, reporters, independent_reporters: weighed.independent, window_from: firstReportAt.toISOString() };
    const alarm: Found = { detector: 'entity', key: `entity/${key}`, type, countries, why, first: watched.first, campaigns, entities: [key] };
    watched.found = { alarm, until: at + NEWS_MS };
    return [alarm];
  }
}
