// In which order campaigns are listed; free of anything a browser does not have.

export const CAMPAIGN_ORDERS = ['recent', 'growing'] as const;
export type CampaignOrder = (typeof CAMPAIGN_ORDERS)[number];
