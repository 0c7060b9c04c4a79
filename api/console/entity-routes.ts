// Accounts, phones, domains, wallets and handles that several campaigns share.

import { entityPage, neighbours } from '#api/contract/campaign-answers.ts';
import { entityQuery } from '#api/contract/console.ts';
import { neighboursOf, openSharedEntities } from '#core/entities/shared-entities.ts';
import { findCampaignId } from '#core/triage/campaign-list.ts';
import { numberOf, orNotFound, pageOf, route, type ConsoleCall, type ConsoleRoute } from './console-route.ts';

/** Entities looked through for the neighbours of one campaign. */
const NEIGHBOURING = 200;

export const ENTITY_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/entities',
    capability: 'entity.read',
    summary: 'What several campaigns share, bank accounts first; that it was seen is in the audit trail',
    query: entityQuery,
    answer: entityPage,
    run: async ({ context, by, query }) => pageOf(await openSharedEntities(context, { by, ...query }), query.limit, ({ id }) => id),
  }),
  route({
    method: 'get',
    path: '/campaigns/:number/neighbours',
    capability: 'entity.read',
    summary: 'What a campaign shares with others, and with which; that it was seen is in the audit trail',
    answer: neighbours,
    run: showNeighbours,
  }),
];

async function showNeighbours(call: ConsoleCall): Promise<unknown> {
  const { context, by } = call;
  const id = orNotFound(await findCampaignId(context.db, numberOf(call)));
  const campaign = await context.db.selectFrom('campaigns').select(['id', 'number']).where('id', '=', id).executeTakeFirstOrThrow();
  const entities = await openSharedEntities(context, { by, campaign, limit: NEIGHBOURING });
  return { campaigns: neighboursOf(campaign.number, entities), entities };
}
