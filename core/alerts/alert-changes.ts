// What a correction changed, for readers: which parts. Never the earlier words, for they may name somebody who has objected since.

import type { Database } from '#core/database.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { AlertContent } from './alert.ts';
import { earlierVersions } from './published-alerts.ts';

export const ALERT_PARTS = ['grade', 'countries', 'regions', 'headline', 'what_happens', 'what_to_do', 'valid_until'] as const;
export type AlertPart = (typeof ALERT_PARTS)[number];

/** In the order in which they are read; texts as that language has them. */
export function changedParts(before: AlertContent, after: AlertContent, language: Language): AlertPart[] {
  const partsOf = ({ grade, countries, regions = [], valid_until, texts }: AlertContent): Record<AlertPart, string> => ({
    grade,
    countries: countries.toSorted().join(),
    regions: regions.toSorted().join(),
    valid_until: new Date(valid_until).toISOString(),
    ...texts[language],
  });
  const [old, now] = [partsOf(before), partsOf(after)];
  return ALERT_PARTS.filter((part) => old[part] !== now[part]);
}

/** What the public read before `version`. null: `version` is the first. */
export async function versionBefore(db: Database, alert: { id: string; version: number }): Promise<AlertContent | null> {
  return (await earlierVersions(db, alert)).at(-1)?.content ?? null;
}
