import { describe, expect, it } from 'vitest';
import { clocksOf, DEFAULT_SERVICE_LEVELS, type ClockFacts } from './clocks.ts';

const NOW = new Date('2026-11-23T09:00:00Z');
const at = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const REPORT: ClockFacts = {
  state: 'received',
  country: 'KR',
  received_at: at(-2),
  urgent: true,
  in_danger: false,
  loss_state: 'lost',
  paid_at: at(-12),
  weighs: [],
  growth: 0,
  claim_expires_at: null,
};
const clocks = (changes: Partial<ClockFacts> = {}) => clocksOf({ ...REPORT, ...changes }, DEFAULT_SERVICE_LEVELS, NOW);

describe('clocks', () => {
  it('a payment in Korea can be stopped for half an hour, and is to be looked at within five minutes', () => {
    expect(clocks()).toEqual([
      { code: 'look', at: at(3) },
      { code: 'freeze', at: at(18) },
    ]);
  });

  it('in Malaysia the money is gone after ten minutes, which then is overdue', () => {
    expect(clocks({ country: 'MY' })[0]).toEqual({ code: 'freeze', at: at(-2) });
  });

  it('whoever took it has looked; when the claim runs out nobody has', () => {
    expect(clocks({ state: 'in_review', claim_expires_at: at(4) }).map(({ code }) => code)).toEqual(['freeze']);
    expect(clocks({ state: 'in_review', claim_expires_at: at(-1) }).map(({ code }) => code)).toEqual(['look', 'freeze']);
  });

  it('nothing runs for what is decided, nor after a day for money', () => {
    expect(clocks({ state: 'confirmed' })).toEqual([]);
    expect(clocks({ paid_at: at(-24 * 60) })).toEqual([{ code: 'look', at: at(24 * 60 - 2) }]);
  });
});
