// What a correction changed, for readers: which parts. Never the earlier words, for they may name somebody who has objected since.

import { sql } from 'kysely';
import type { Database } from '#core/database.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import type { AlertContent } from './alert.ts';

export const ALERT_PARTS = ['grade', 'countries', 'headline', 'what_happens', 'what_to_do', 'valid_until'] as const;
export type AlertPart = (typeof ALERT_PARTS)[number];

/** In the order in which they are read; texts as that language has them. */
export function changedParts(before: AlertContent, after: AlertContent, language: Language): AlertPart[] {
  const partsOf = ({ grade, countries, valid_until, texts }: AlertContent): Record<AlertPart, string> => ({
    grade,
    countries: countries.toSorted().join(),
    valid_until: new Date(valid_until).toISOString(),
    ...texts[language],
  });
  const [old, now] = [partsOf(before), partsOf(after)];
  return ALERT_PARTS.filter((part) => old[part] !== now[part]);
}

/** What the public read before `version`: approved by two others than its author, or a name taken out. null: `version` is the first. */
export async function versionBefore(db: Database, { id, version }: { id: string; version: number }): Promise<AlertContent | null> {
  const row = await db
    .selectFrom('alert_versions as v')
    .select('v.content')
    .where('v.alert_id', '=', id)
    .where('v.version', '<', version)
    .where(
      sql<boolean>`(
        (select count(distinct p.approver) from alert_approvals p
          where p.alert_id = v.alert_id and p.version = v.version and p.content_hash = v.content_hash and p.approver <> v.author) >= 2
        or exists (select from dispute_alerts d where d.alert_id = v.alert_id and d.version_after = v.version))`,
    )
    .orderBy('v.version', 'desc')
    .executeTakeFirst();
  return row?.content ?? null;
}
