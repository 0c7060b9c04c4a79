import { kept, readChoice, readText } from '../app/read-search.ts';

export const CAMPAIGN_TABS = ['summary', 'scripts', 'graph', 'reports', 'changes'] as const;
export type CampaignTab = (typeof CAMPAIGN_TABS)[number];

export type CampaignSearch = ReturnType<typeof readCampaignSearch>;

export function readCampaignSearch(search: Record<string, unknown>) {
  return kept({
    tab: readChoice(search, 'tab', CAMPAIGN_TABS),
    /** Templates of the two scripts that are compared. */
    left: readText(search, 'left', /^-?\d{1,20}$/),
    right: readText(search, 'right', /^-?\d{1,20}$/),
    /** The entity that is pointed out in the graph. */
    entity: readText(search, 'entity', /^[0-9a-f]{32,64}$/),
  });
}
