import { describe, expect, it } from 'vitest';
import { leastGradesFor, notBefore, type Timing } from './warning-settings.ts';

const seoul = (changes: Partial<Timing> = {}): Timing => ({ quiet: { from: 22, to: 7 }, time_zone: 'Asia/Seoul', daily: false, ...changes });
/** A full or broken hour in Korea, nine hours before UTC's. */
const inKorea = (time: string): Date => new Date(`2026-11-26T${time}:00+09:00`);

describe('notBefore', () => {
  it.each([
    ['13:00', null],
    ['21:59', null],
    ['22:00', '2026-11-27T07:00:00+09:00'],
    ['23:30', '2026-11-27T07:00:00+09:00'],
    ['00:10', '2026-11-26T07:00:00+09:00'],
    ['06:59', '2026-11-26T07:00:00+09:00'],
    ['07:00', null],
  ])('at %s in quiet hours over midnight: %s', (time, expected) => {
    expect(notBefore(seoul(), 'warning', inKorea(time))).toEqual(expected === null ? null : new Date(expected));
  });

  it('goes by the clocks where the person is', () => {
    const at = inKorea('22:30');
    expect(notBefore(seoul({ time_zone: 'Asia/Kuala_Lumpur' }), 'warning', at)).toBeNull();
  });

  it('lets danger pass at any hour', () => expect(notBefore(seoul({ daily: true }), 'danger', inKorea('03:00'))).toBeNull());

  it.each([
    ['08:59', '2026-11-26T09:00:00+09:00'],
    ['09:00', '2026-11-27T09:00:00+09:00'],
    ['15:00', '2026-11-27T09:00:00+09:00'],
  ])('keeps for the next morning what a daily reader would get at %s', (time, expected) => {
    expect(notBefore(seoul({ quiet: null, daily: true }), 'caution', inKorea(time))).toEqual(new Date(expected));
  });

  it('wakes no daily reader whose quiet hours include the morning', () => {
    expect(notBefore(seoul({ quiet: { from: 20, to: 10 }, daily: true }), 'caution', inKorea('15:00'))).toEqual(new Date('2026-11-27T10:00:00+09:00'));
  });
});

it('a grave warning reaches those who want only grave ones and everybody else', () => {
  expect(leastGradesFor('notice')).toEqual(['notice']);
  expect(leastGradesFor('danger')).toEqual(['notice', 'caution', 'warning', 'danger']);
});
