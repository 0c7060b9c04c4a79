// What the list of campaigns shows, as its address says it.

import { kept, PATTERNS, readChoice, readFlag, readText } from '../app/read-search.ts';

export type CampaignsSearch = ReturnType<typeof readCampaignsSearch>;

export function readCampaignsSearch(search: Record<string, unknown>) {
  return kept({
    tab: readChoice(search, 'tab', ['proposals']),
    order: readChoice(search, 'order', ['recent']),
    type: readText(search, 'type', PATTERNS.type),
    country: readText(search, 'country', PATTERNS.country),
    language: readText(search, 'language', PATTERNS.language),
    dormant: readFlag(search, 'dormant'),
    warned: readFlag(search, 'warned'),
  });
}
