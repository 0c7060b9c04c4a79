import { describe, expect, it } from 'vitest';

import { chooseCampaign } from './choose-campaign.ts';

const LONG = { length: 120 };
const SHORT = { length: 20 };

describe('chooseCampaign', () => {
  it('begins a campaign when nothing matches', () => {
    expect(chooseCampaign([], LONG)).toEqual({ kind: 'new', similarTo: [] });
  });

  it('never joins by a similar match, but names the campaign for an officer', () => {
    expect(chooseCampaign([{ campaign: 'c1', score: 0.79, band: 'similar', via: ['text'] }], LONG)).toEqual({ kind: 'new', similarTo: ['c1'] });
  });

  it('joins a long report by several similar texts of one campaign, and a short one never', () => {
    const similar = (campaign: string, via: 'text' | 'url') => ({ campaign, score: 0.5, band: 'similar' as const, via: [via] });
    const twice = [similar('c1', 'text'), similar('c1', 'text'), similar('c2', 'text')];
    expect(chooseCampaign(twice, LONG)).toEqual({ kind: 'join', campaign: 'c1', joinedBy: ['text'], mergeWith: [] });
    expect(chooseCampaign(twice, SHORT)).toEqual({ kind: 'new', similarTo: ['c1', 'c2'] });
    expect(chooseCampaign([similar('c1', 'text'), similar('c1', 'url')], LONG)).toEqual({ kind: 'new', similarTo: ['c1'] });
  });

  it('joins the best and says by what, counting only what is safe', () => {
    expect(
      chooseCampaign(
        [
          { campaign: 'c1', score: 0.9, band: 'same', via: ['text'] },
          { campaign: 'c1', score: 0.85, band: 'same', via: ['bank_account'] },
          { campaign: 'c1', score: 0.5, band: 'similar', via: ['app'] },
        ],
        LONG,
      ),
    ).toEqual({ kind: 'join', campaign: 'c1', joinedBy: ['text', 'bank_account'], mergeWith: [] });
  });

  it('proposes to merge campaigns that one report belongs to, and merges nothing', () => {
    expect(
      chooseCampaign(
        [
          { campaign: 'c2', score: 0.88, band: 'same', via: ['text'] },
          { campaign: 'c9', score: 0.95, band: 'same', via: ['bank_account'] },
          { campaign: 'c4', score: 0.6, band: 'similar', via: ['text'] },
        ],
        LONG,
      ),
    ).toEqual({ kind: 'join', campaign: 'c9', joinedBy: ['bank_account'], mergeWith: ['c2'] });
  });

  it('gives equal scores to the older campaign, in whatever order they come', () => {
    const matches = ['c12', 'c2', 'c3'].map((campaign) => ({ campaign, score: 0.9, band: 'same' as const, via: ['text' as const] }));
    expect(chooseCampaign(matches, LONG)).toMatchObject({ campaign: 'c2', mergeWith: ['c3', 'c12'] });
    expect(chooseCampaign(matches.toReversed(), LONG)).toEqual(chooseCampaign(matches, LONG));
  });
});
