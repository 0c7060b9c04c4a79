import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import type { TiedCampaign } from './tie-campaigns.ts';
import { tieCampaigns } from './tie-campaigns.ts';

function campaign(id: string, reports: number, settled = false): TiedCampaign {
  return { id, reports, settled };
}

describe('tieCampaigns', () => {
  it('lets a fragment go over into the larger campaign, whichever the report joined', () => {
    expect(tieCampaigns(campaign('a', 9), [campaign('b', 2)])).toEqual({ campaign: 'a', absorbed: [{ from: 'b', into: 'a' }], proposed: [] });
    expect(tieCampaigns(campaign('b', 2), [campaign('a', 9)])).toEqual({ campaign: 'a', absorbed: [{ from: 'b', into: 'a' }], proposed: [] });
  });

  it('lets a small one go over when a second report ties the two', () => {
    const once = tieCampaigns(campaign('a', 9), [campaign('b', 5)]);
    expect(once).toEqual({ campaign: 'a', absorbed: [], proposed: ['b'] });
    expect(tieCampaigns(campaign('a', 9), [{ ...campaign('b', 5), ties: 1 }]).absorbed).toEqual([{ from: 'b', into: 'a' }]);
    expect(tieCampaigns(campaign('a', 9), [{ ...campaign('b', 5, true), ties: 1 }]).proposed).toEqual(['b']);
    expect(tieCampaigns(campaign('a', 9), [{ ...campaign('b', 6), ties: 7 }]).proposed).toEqual(['b']);
  });

  it('leaves larger ones to an officer', () => {
    expect(tieCampaigns(campaign('a', 3), [campaign('b', 4)])).toEqual({ campaign: 'a', absorbed: [], proposed: ['b'] });
  });

  it('never takes a settled fragment away, but lets another go into it', () => {
    expect(tieCampaigns(campaign('a', 9), [campaign('b', 1, true)])).toEqual({ campaign: 'a', absorbed: [], proposed: ['b'] });
    expect(tieCampaigns(campaign('a', 2), [campaign('b', 1, true)])).toEqual({ campaign: 'b', absorbed: [{ from: 'a', into: 'b' }], proposed: [] });
  });

  it('counts what was absorbed before', () => {
    expect(tieCampaigns(campaign('a', 2), [campaign('b', 1), campaign('c', 2)]).absorbed).toEqual([
      { from: 'b', into: 'a' },
      { from: 'c', into: 'a' },
    ]);
  });

  it('loses no campaign: each is joined, absorbed or proposed, and none that is settled or large is absorbed', () => {
    const any = fc.record({ reports: fc.integer({ min: 0, max: 6 }), settled: fc.boolean() });
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 6 }), (drawn) => {
        const [joined, ...others] = drawn.map((each, at) => ({ id: String(at), ...each }));
        if (joined === undefined) return;
        const tie = tieCampaigns(joined, others);
        const gone = tie.absorbed.map(({ from }) => from);
        expect([tie.campaign, ...gone, ...tie.proposed].toSorted()).toEqual(drawn.map((_, at) => String(at)));
        const start = new Map([joined, ...others].map((each) => [each.id, each]));
        for (const id of gone) expect(start.get(id)?.settled).toBe(false);
        for (const id of gone) expect(start.get(id)?.reports).toBeLessThanOrEqual(2);
      }),
    );
  });
});
