import { expect, it } from 'vitest';
import { readMessage } from './read-message.ts';
import { createRecentReadings } from './recent-readings.ts';

const text = 'Your parcel is held, pay the duty at customs-pay.icu/k';

it('gives a reading once, and only of the same message', () => {
  const recent = createRecentReadings();
  const reading = readMessage({ text, channel: 'sms', country: 'MY' });
  recent.keep({ text, channel: 'sms', country: 'MY' }, reading);
  expect(recent.take({ text, country: 'MY' })).toBeUndefined();
  expect(recent.take({ text, channel: 'sms', country: 'MY' })).toBe(reading);
  expect(recent.take({ text, channel: 'sms', country: 'MY' })).toBeUndefined();
});

it('forgets the oldest', () => {
  const recent = createRecentReadings();
  const reading = readMessage({ text });
  for (let number = 0; number < 300; number += 1) recent.keep({ text: `${text}${number}` }, reading);
  expect(recent.take({ text: `${text}0` })).toBeUndefined();
  expect(recent.take({ text: `${text}299` })).toBe(reading);
});
