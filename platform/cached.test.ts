import { expect, it } from 'vitest';
import { cached } from './cached.ts';
import { fixedClock } from './clock.ts';

it('computes once for all who ask within the time, and anew after it', async () => {
  const clock = fixedClock(new Date(0));
  let computed = 0;
  const get = cached(async () => (computed += 1), { ttlMs: 1_000, clock });
  expect(await Promise.all([get(), get(), get()])).toEqual([1, 1, 1]);
  clock.advance(999);
  expect(await get()).toBe(1);
  clock.advance(1);
  expect(await get()).toBe(2);
});

it('does not keep a failure', async () => {
  let fails = true;
  const get = cached(async () => (fails ? Promise.reject(new Error('away')) : 'here'), { ttlMs: 1_000, clock: fixedClock(new Date(0)) });
  await expect(get()).rejects.toThrow('away');
  fails = false;
  expect(await get()).toBe('here');
});
