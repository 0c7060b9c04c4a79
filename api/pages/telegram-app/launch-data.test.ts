import { validateWebAppData } from '@grammyjs/validator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { launchData } from '#tests/support/launch-data.ts';
import { readLaunch } from './launch-data.ts';

const TOKEN = '4242:token-of-the-stand-in';
const NOW = new Date('2026-11-26T02:00:00Z');
const read = (initData: string, token = TOKEN): ReturnType<typeof readLaunch> => readLaunch(initData, { token, now: NOW });

describe('readLaunch', () => {
  it('believes what Telegram signed for this bot, as another implementation does', () => {
    const initData = launchData({ token: TOKEN, at: NOW, user: { id: 77_001, first_name: '하늘', language_code: 'ko' } });
    expect(validateWebAppData(TOKEN, new URLSearchParams(initData))).toBe(true);
    expect(read(initData)).toEqual({ userId: 77_001, language: 'ko' });
  });

  it('knows no language that it does not speak', () => {
    expect(read(launchData({ token: TOKEN, at: NOW, user: { id: 5, language_code: 'de' } }))).toEqual({ userId: 5, language: null });
    expect(read(launchData({ token: TOKEN, at: NOW, user: { id: 5, language_code: 'ms-MY' } }))?.language).toBe('ms');
  });

  it.each([
    ['another bot’s', launchData({ token: '1:other', at: NOW, user: { id: 5 } })],
    ['more than an hour old', launchData({ token: TOKEN, at: new Date(NOW.getTime() - 3_601_000), user: { id: 5 } })],
    ['of tomorrow', launchData({ token: TOKEN, at: new Date(NOW.getTime() + 86_400_000), user: { id: 5 } })],
    ['a bot’s', launchData({ token: TOKEN, at: NOW, user: { id: 5, is_bot: true } })],
    ['nobody’s', launchData({ token: TOKEN, at: NOW })],
    ['without a hash', 'user=%7B%22id%22%3A5%7D&auth_date=1764122400'],
    ['long', 'a'.repeat(100_000)],
    ['empty', ''],
  ])('refuses what is %s', (_what, initData) => expect(read(initData)).toBeNull());

  it('refuses any change of one sign', () => {
    const initData = launchData({ token: TOKEN, at: NOW, user: { id: 77_001, language_code: 'ms' } });
    fc.assert(
      fc.property(fc.nat(initData.length - 1), fc.constantFrom('0', '1', 'a', 'Z', '%', '&'), (at, sign) => {
        const changed = initData.slice(0, at) + sign + initData.slice(at + 1);
        const isSame = [...new URLSearchParams(changed)].toSorted().join() === [...new URLSearchParams(initData)].toSorted().join();
        expect(isSame || read(changed) === null).toBe(true);
      }),
    );
  });

  it('survives anything', () => {
    fc.assert(fc.property(fc.string(), (text) => read(text) === null));
  });
});
