import { describe, expect, it } from 'vitest';

import type { EntityEvent } from './entity-velocity.ts';
import { entityVelocity } from './entity-velocity.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 20);

function event(entity: string, reporter: string, hour: number, over: Partial<EntityEvent> = {}): EntityEvent {
  return { entity, reporter, at: START + hour * HOUR, template: reporter, ...over };
}

describe('entityVelocity', () => {
  it('finds an account that three people report within three days', () => {
    const events = [event('acc', 'a', 0), event('acc', 'b', 30), event('acc', 'c', 71), event('other', 'a', 1)];
    expect(entityVelocity(events)).toEqual([{ entity: 'acc', independentReporters: 3, from: START, reachedAt: START + 71 * HOUR }]);
  });

  it('does not find one whose reports lie further apart', () => {
    expect(entityVelocity([event('acc', 'a', 0), event('acc', 'b', 30), event('acc', 'c', 73)])).toEqual([]);
  });

  it('does not count one person three times, nor a ring of fresh accounts with one template', () => {
    expect(entityVelocity([0, 25, 50].map((hour) => event('acc', 'a', hour)))).toEqual([]);
    const ring = Array.from({ length: 5000 }, (_, at) =>
      event('acc', `r${String(at)}`, at / 100, { template: 't', reporterSince: START + (at / 100 - 1) * HOUR }),
    );
    expect(entityVelocity(ring)).toEqual([]);
    expect(entityVelocity([...ring, event('acc', 'a', 10), event('acc', 'b', 20)])).toMatchObject([{ entity: 'acc', independentReporters: 3 }]);
  });

  it('takes events in any order and gives the earliest first', () => {
    const events = ['a', 'b', 'c'].flatMap((reporter, at) => [event('late', reporter, 100 + at), event('early', reporter, at)]);
    expect(entityVelocity(events.toReversed()).map(({ entity }) => entity)).toEqual(['early', 'late']);
  });

  it('follows its options', () => {
    expect(entityVelocity([event('acc', 'a', 0), event('acc', 'b', 5)], { windowHours: 6, independent: 2 })).toHaveLength(1);
    expect(entityVelocity([event('acc', 'a', 0), event('acc', 'b', 7)], { windowHours: 6, independent: 2 })).toEqual([]);
  });
});
