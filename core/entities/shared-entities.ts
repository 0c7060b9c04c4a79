// The graph of entities as an officer sees it: what several campaigns share, and whom one campaign shares with. Who saw which is written down.

import { appendAudit } from '#core/audit/append-audit.ts';
import type { CoreContext } from '#core/context.ts';
import { requireCapability } from '#core/staff/capability.ts';
import type { Actor } from '#core/staff/staff.ts';
import type { SharedEntity } from './entity.ts';
import { entityReporters, findSharedEntities, type EntityFilter } from './entity-queries.ts';
import { openValues } from './open-values.ts';

/** Bank accounts first. Audited as `entities.opened`. @throws DomainError `forbidden`. */
export async function openSharedEntities(
  context: CoreContext,
  { by, campaign, ...filter }: Omit<EntityFilter, 'campaign'> & { by: Actor; campaign?: { id: string; number: number } },
): Promise<SharedEntity[]> {
  requireCapability(by, 'entity.read');
  const found = await findSharedEntities(context.db, { ...filter, campaign: campaign?.id });
  const ids = found.map(({ id }) => id);
  const [values, reporters] = [await openValues(context, ids), await entityReporters(context.db, ids)];
  const details = { shown: ids.length, ids: ids.join(',') };
  await appendAudit(context, {
    actor: by.id,
    action: 'entities.opened',
    subject: { kind: 'entities', id: campaign === undefined ? (filter.kind ?? 'all') : `campaign ${campaign.number}` },
    details,
  });
  return found.map((entity) => ({ ...entity, value: values.get(entity.id) ?? null, independent_reporters: reporters.get(entity.id) ?? 0 }));
}

export interface Neighbour {
  number: number;
  type: string;
  /** What the two share, bank accounts first. */
  shared: Pick<SharedEntity, 'id' | 'kind' | 'value'>[];
}

/** Campaigns that share something with one, those that share most first. */
export function neighboursOf(number: number, entities: readonly SharedEntity[]): Neighbour[] {
  const links = entities.flatMap(({ id, kind, value, campaigns }) =>
    campaigns.filter((campaign) => campaign.number !== number).map((campaign) => ({ campaign, entity: { id, kind, value } })),
  );
  const byCampaign = Map.groupBy(links, ({ campaign }) => campaign.number);
  return [...byCampaign]
    .flatMap(([other, shared]) =>
      shared.slice(0, 1).map(({ campaign }) => ({ number: other, type: campaign.type, shared: shared.map(({ entity }) => entity) })),
    )
    .toSorted((a, b) => b.shared.length - a.shared.length || a.number - b.number);
}
