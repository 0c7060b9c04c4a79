// Decides where a matched report belongs. Only what is safe joins by itself; everything doubtful is a proposal for an officer.

import type { Match, MatchEvidence } from '#core/matching/match.ts';

/** A match with an earlier report (or pattern), and the campaign that one belongs to. */
export type CampaignMatch = Pick<Match, 'score' | 'band' | 'via'> & { campaign: string };

export type CampaignChoice =
  | {
      kind: 'join';
      campaign: string;
      joinedBy: MatchEvidence[];
      /** Other campaigns that the report belongs to just as safely, best first: proposed to be merged, never merged here. */
      mergeWith: string[];
    }
  | { kind: 'new'; similarTo: string[] };

/** Joins the campaign of the best `same` match; equal scores go to the campaign with more such matches, then to the older id. */
export function chooseCampaign(matches: readonly CampaignMatch[]): CampaignChoice {
  const same = rank(matches.filter(({ band }) => band === 'same'));
  const [best, ...others] = same;
  if (best === undefined) return { kind: 'new', similarTo: rank(matches).map(([campaign]) => campaign) };
  const joinedBy = [...new Set(best[1].flatMap(({ via }) => via))];
  return { kind: 'join', campaign: best[0], joinedBy, mergeWith: others.map(([campaign]) => campaign) };
}

function rank(matches: readonly CampaignMatch[]): [string, CampaignMatch[]][] {
  const byCampaign = Map.groupBy(matches, ({ campaign }) => campaign);
  const top = (group: readonly CampaignMatch[]): number => Math.max(...group.map(({ score }) => score));
  return [...byCampaign].toSorted(([a, ofA], [b, ofB]) => top(ofB) - top(ofA) || ofB.length - ofA.length || a.length - b.length || (a < b ? -1 : 1));
}
