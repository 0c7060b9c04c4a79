import { describe, expect, it } from 'vitest';

import type { ShingleSample } from '#core/matching/text-signature.ts';

import { chooseCampaign, type CampaignMatch } from './choose-campaign.ts';

/** A text that says these stretches of a line of words, each a distinct shingle. */
function stretch(...stretches: readonly (readonly [number, number])[]): ShingleSample {
  const shingles = Uint32Array.from(stretches.flatMap(([from, to]) => Array.from({ length: to - from }, (_, at) => (from + at) * 9_973))).sort();
  return { shingles, length: shingles.length };
}

const LONG = stretch([0, 120]);
const SHORT = stretch([0, 20]);

function matchOf(campaign: string, score: number, ...via: CampaignMatch['via']): CampaignMatch {
  return { campaign, score, band: score >= 0.8 ? 'same' : 'similar', via, sample: LONG };
}

describe('chooseCampaign', () => {
  it('begins a campaign when nothing matches', () => {
    expect(chooseCampaign([], LONG)).toEqual({ kind: 'new', similarTo: [] });
  });

  it('never joins by a similar match, but names the campaign for an officer', () => {
    expect(chooseCampaign([matchOf('c1', 0.79, 'text')], LONG)).toEqual({ kind: 'new', similarTo: ['c1'] });
  });

  it('joins a long report by several texts of one campaign that cover it together, and a short one never', () => {
    const similar = (campaign: string, sample: ShingleSample): CampaignMatch => ({ ...matchOf(campaign, 0.5, 'text'), sample });
    const [start, end] = [stretch([1_000, 1_080], [0, 45]), stretch([2_000, 2_080], [75, 120])];
    const twice = [similar('c1', start), similar('c1', end), similar('c2', start)];
    expect(chooseCampaign(twice, LONG)).toEqual({ kind: 'join', campaign: 'c1', joinedBy: ['text'], mergeWith: [] });
    expect(chooseCampaign(twice, SHORT)).toEqual({ kind: 'new', similarTo: ['c1', 'c2'] });
    expect(chooseCampaign([similar('c1', start), similar('c1', start)], LONG)).toEqual({ kind: 'new', similarTo: ['c1'] });
    expect(chooseCampaign([similar('c1', start), matchOf('c1', 0.5, 'url')], LONG)).toEqual({ kind: 'new', similarTo: ['c1'] });
  });

  it('joins the best and says by what, counting only what is safe', () => {
    expect(chooseCampaign([matchOf('c1', 0.9, 'text'), matchOf('c1', 0.85, 'bank_account'), matchOf('c1', 0.5, 'app')], LONG)).toEqual({
      kind: 'join',
      campaign: 'c1',
      joinedBy: ['text', 'bank_account'],
      mergeWith: [],
    });
  });

  it('proposes to merge campaigns that one report belongs to, and merges nothing', () => {
    expect(chooseCampaign([matchOf('c2', 0.88, 'text'), matchOf('c9', 0.95, 'bank_account'), matchOf('c4', 0.6, 'app')], LONG)).toEqual({
      kind: 'join',
      campaign: 'c9',
      joinedBy: ['bank_account'],
      mergeWith: ['c2'],
    });
  });

  it('gives equal scores to the older campaign, in whatever order they come', () => {
    const matches = ['c12', 'c2', 'c3'].map((campaign) => matchOf(campaign, 0.9, 'text'));
    expect(chooseCampaign(matches, LONG)).toMatchObject({ campaign: 'c2', mergeWith: ['c3', 'c12'] });
    expect(chooseCampaign(matches.toReversed(), LONG)).toEqual(chooseCampaign(matches, LONG));
  });
});
