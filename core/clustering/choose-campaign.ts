// Decides where a matched report belongs. Only what is safe joins by itself; everything doubtful is a proposal for an officer.

import type { MatchEvidence, ReportMatch } from '#core/matching/match.ts';
import type { ShingleSample } from '#core/matching/text-signature.ts';

import { sharePassages } from './shared-passages.ts';

/** A match with an earlier report, and the campaign that one belongs to. */
export type CampaignMatch = Pick<ReportMatch, 'score' | 'band' | 'via' | 'sample'> & { campaign: string };

export type CampaignChoice =
  | {
      kind: 'join';
      campaign: string;
      joinedBy: MatchEvidence[];
      /** Other campaigns with a `same` report, best first: the report ties them together (`tie-campaigns.ts`). */
      mergeWith: string[];
    }
  | { kind: 'new'; similarTo: string[] };

/** Distinct shingles of a text from which on what is in it is asked, not only how much of it is shared: shorter ones are told by their likeness. */
const LONG_TEXT = 40;

/**
 * Joins the campaign of the best safe match; equal scores go to the campaign with more such matches, then to the older id. A match is safe
 * when it is `same`; of a long report's matches by text those are that share more than a passage, or several of one campaign that cover it together.
 */
export function chooseCampaign(matches: readonly CampaignMatch[], report: ShingleSample): CampaignChoice {
  const byCampaign = Map.groupBy(matches, ({ campaign }) => campaign);
  const { same, safe, ties } = report.length < LONG_TEXT ? judgeAlone() : judgeTogether(matches, report);
  const [best, ...others] = rank(
    [...byCampaign].map(([campaign, group]): [string, CampaignMatch[]] => [campaign, safe(group)]).filter(([, group]) => group.length > 0),
  );
  if (best === undefined) return { kind: 'new', similarTo: rank([...byCampaign]).map(([campaign]) => campaign) };
  const joinedBy = [...new Set(best[1].flatMap(({ via }) => via))];
  const tied = others.filter(([, group]) => group.some(same) && ties(best[1], group));
  return { kind: 'join', campaign: best[0], joinedBy, mergeWith: tied.map(([campaign]) => campaign) };
}

interface Judgement {
  same: (match: CampaignMatch) => boolean;
  /** Of a campaign's matches those by which the report may join it. */
  safe: (group: readonly CampaignMatch[]) => CampaignMatch[];
  /** Whether it brings together those that it matches in one campaign and in another. */
  ties: (group: readonly CampaignMatch[], other: readonly CampaignMatch[]) => boolean;
}

function judgeAlone(): Judgement {
  const same = ({ band }: CampaignMatch): boolean => band === 'same';
  return { same, safe: (group) => group.filter(same), ties: () => true };
}

function judgeTogether(matches: readonly CampaignMatch[], report: ShingleSample): Judgement {
  const texts = matches.filter(({ via }) => via.length === 1 && via[0] === 'text');
  const shared = sharePassages(
    report,
    texts.map(({ sample }) => sample),
  );
  const same = (match: CampaignMatch): boolean => match.band === 'same' && (!texts.includes(match) || shared.isSame(texts.indexOf(match)));
  return {
    same,
    safe: (group) => {
      const alone = group.filter(same);
      if (alone.length > 0) return alone;
      const byText = group.filter((match) => texts.includes(match));
      return shared.coverTogether(byText.map((match) => texts.indexOf(match))) ? byText : [];
    },
    ties: ([one], [other]) => {
      const [at, next] = [one, other].map((match) => (match === undefined ? -1 : texts.indexOf(match)));
      return at === undefined || next === undefined || at < 0 || next < 0 || shared.ties(at, next);
    },
  };
}

function rank(groups: readonly [string, CampaignMatch[]][]): [string, CampaignMatch[]][] {
  const top = (group: readonly CampaignMatch[]): number => Math.max(...group.map(({ score }) => score));
  return groups.toSorted(([a, ofA], [b, ofB]) => top(ofB) - top(ofA) || ofB.length - ofA.length || a.length - b.length || (a < b ? -1 : 1));
}
