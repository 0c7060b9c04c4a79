// What the graph is made of: this campaign, what it shares, and with whom. The table is made of the same.

import type { CampaignDetail, Neighbours } from '../use-campaign.ts';

export interface GraphNode {
  id: string;
  kind: 'self' | 'campaign' | 'entity';
  label: string;
  /** Of a campaign. */
  number?: number;
}

export interface GraphEdge {
  from: string;
  to: string;
  reports: number;
}

/** The most shared first; more could not be told apart. */
const ENTITIES_DRAWN = 60;

export function graphOf(
  campaign: Pick<CampaignDetail, 'number'>,
  { entities }: Neighbours,
  say: { campaign: (number: number, type: string) => string; entity: (kind: string, value: string | null) => string },
): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const nodes = new Map<string, GraphNode>();
  const edges: GraphEdge[] = [];
  for (const { id, kind, value, campaigns } of entities.slice(0, ENTITIES_DRAWN)) {
    nodes.set(`e${id}`, { id: `e${id}`, kind: 'entity', label: say.entity(kind, value) });
    for (const { number, type, reports } of campaigns) {
      const own = number === campaign.number;
      nodes.set(`c${number}`, { id: `c${number}`, kind: own ? 'self' : 'campaign', label: say.campaign(number, type), number });
      edges.push({ from: `c${number}`, to: `e${id}`, reports });
    }
  }
  return { nodes: [...nodes.values()], edges };
}
