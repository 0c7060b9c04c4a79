import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { WEIGHS } from '#core/reports/weighs.ts';
import { doublings, reasonsOf, placeInQueue, TIERS, type PlaceFacts } from './place-in-queue.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const PLAIN: PlaceFacts = { received_at: ago(30), urgent: false, in_danger: false, loss_state: 'unknown', paid_at: null, weighs: [], growth: 0 };
const STILL = { now: NOW, campaign: { before: 0, after: 1 } };

/** As the queue shows them. */
function order(reports: Record<string, Partial<PlaceFacts>>): string[] {
  const placed = Object.entries(reports).map(([name, facts]) => ({ name, ...placeInQueue({ ...PLAIN, ...facts }, NOW) }));
  return placed.toSorted((a, b) => TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) || a.key - b.key).map(({ name }) => name);
}

describe('standing', () => {
  it('puts a life before money, money that can still be stopped before all else, and the latest payment first', () => {
    const paid = { urgent: true, loss_state: 'lost' };
    expect(
      order({
        waitsSinceYesterday: { received_at: ago(1_500) },
        paidThisMorning: { ...paid, paid_at: ago(300) },
        paidJustNow: { ...paid, paid_at: ago(4) },
        heldAbroad: { weighs: ['held'] },
        inDanger: { in_danger: true, urgent: true, received_at: ago(90) },
      }),
    ).toEqual(['inDanger', 'heldAbroad', 'paidJustNow', 'paidThisMorning', 'waitsSinceYesterday']);
  });

  it('lets what waits long enough overtake what weighs more', () => {
    const lost = { loss_state: 'lost', received_at: ago(10) };
    expect(order({ lost, plain: { received_at: ago(11 * 60) } })).toEqual(['lost', 'plain']);
    expect(order({ lost, plain: { received_at: ago(13 * 60) } })).toEqual(['plain', 'lost']);
  });

  it('no longer hurries after money that moved more than a day ago', () => {
    expect(placeInQueue({ ...PLAIN, urgent: true, loss_state: 'lost', paid_at: ago(24 * 60) }, NOW).tier).toBe('rest');
    expect(placeInQueue({ ...PLAIN, urgent: true, loss_state: 'lost', paid_at: ago(24 * 60 - 1) }, NOW).tier).toBe('money');
  });

  it.each([
    [8, 31, 1],
    [8, 32, 2],
    [0, 4, 0],
    [0, 8, 3],
    [100, 140, 0],
    [1, 5_000, 5],
  ])('a campaign that grows from %i to %i in a day has doubled %i times', (before, after, times) => expect(doublings(before, after)).toBe(times));

  it('says why, the weightiest first, and how long it waits in any case', () => {
    const facts: PlaceFacts = { ...PLAIN, urgent: true, loss_state: 'lost', paid_at: ago(12), weighs: ['money_lost', 'device'] };
    expect(reasonsOf(facts, { now: NOW, campaign: { before: 8, after: 31 } })).toEqual([
      { code: 'money_moved', at: ago(12) },
      { code: 'device' },
      { code: 'campaign_grew', from: 8, to: 31 },
      { code: 'waits', at: ago(30) },
    ]);
    expect(reasonsOf(PLAIN, STILL)).toEqual([{ code: 'waits', at: ago(30) }]);
    expect(reasonsOf({ ...PLAIN, in_danger: true, weighs: ['held'] }, STILL)[0]).toEqual({ code: 'held' });
  });

  it('within a tier never depends on when it is asked', () => {
    const facts = fc.record({
      received_at: fc.integer({ min: 0, max: 5_000 }).map(ago),
      urgent: fc.boolean(),
      in_danger: fc.boolean(),
      loss_state: fc.constantFrom('lost', 'none', 'unknown'),
      paid_at: fc.option(fc.integer({ min: 0, max: 5_000 }).map(ago)),
      weighs: fc.subarray([...WEIGHS]),
      growth: fc.integer({ min: 0, max: 5 }),
    });
    fc.assert(
      fc.property(facts, fc.integer({ min: 0, max: 3_000 }), (report, minutes) => {
        const [before, after] = [placeInQueue(report, NOW), placeInQueue(report, ago(-minutes))];
        return before.tier === after.tier ? before.key === after.key : before.tier === 'money' && after.tier === 'rest';
      }),
    );
  });
});
