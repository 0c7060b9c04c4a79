import { describe, expect, it } from 'vitest';
import { REGIONS_OF } from '#core/taxonomy/regions.ts';
import { Chat } from '#tests/support/dialogue-chat.ts';

describe('subscription', () => {
  it('is ticked, saved by “done” and confirmed', () => {
    const chat = new Chat('ko');
    expect(chat.command('subscribe')).toContain('완료');
    chat.press('type:PHISH');
    chat.press('land:KR');
    expect(chat.state.subscription).toEqual({ active: false, types: [], countries: [] });
    chat.press('sub:done');
    const subscription = { active: true, types: ['PHISH' as const], countries: ['KR'] };
    expect(chat.effects).toEqual([{ kind: 'save_subscription', subscription }]);
    expect(chat.hear({ kind: 'subscription_saved', subscription })).toMatch(/스미싱·피싱[^]*• 한국/);
    expect(chat.state.subscription).toEqual(subscription);
  });

  it('takes all at one press and ends at one word', () => {
    const chat = new Chat('ms');
    chat.press('sub:all');
    expect(chat.effects).toEqual([{ kind: 'save_subscription', subscription: { active: true, types: [], countries: [] } }]);
    chat.command('unsubscribe');
    expect(chat.effects).toMatchObject([{ kind: 'save_subscription', subscription: { active: false } }]);
    const text = chat.hear({ kind: 'subscription_saved', subscription: { active: false, types: [], countries: [] } });
    expect(text).toContain('/subscribe');
  });

  it('changes the language without closing the menu', () => {
    const chat = new Chat('en');
    chat.command('subscribe');
    chat.press('type:LOAN');
    expect(chat.press('lang:ms')).toContain('Pilih amaran');
    expect(chat.state.choosing?.types).toEqual(['LOAN']);
  });

  it('unticks on a second press, and all ticked is the same as all', () => {
    const chat = new Chat('en');
    chat.press('land:KR');
    chat.press('land:MY');
    expect(chat.state.choosing?.countries).toEqual([]);
    chat.press('type:LOAN');
    chat.press('type:LOAN');
    expect(chat.state.choosing?.types).toEqual([]);
  });
});

describe('where somebody lives', () => {
  it.each([
    ['ko', '📍 지역: 전체', '사시는 지역을', '서울', '📍 지역: 2곳', /• 한국\n• 서울특별시\n• 인천광역시/],
    ['ms', '📍 Kawasan: semua', 'Pilih kawasan', 'Seoul', '📍 Kawasan: 2 dipilih', /• Korea\n• Seoul\n• Incheon/],
    ['en', '📍 Area: everywhere', 'Choose where', 'Seoul', '📍 Area: 2 chosen', /• Korea\n• Seoul\n• Incheon/],
  ] as const)('is ticked below its country and saved with the rest, in %s', (language, all, prompt, seoul, some, summary) => {
    const chat = new Chat(language);
    chat.command('subscribe');
    expect(chat.labels()).toContain(all);
    chat.press('land:KR');
    expect(chat.press('area:open')).toContain(prompt);
    expect(chat.replies).toMatchObject([{ replaces: true }]);
    expect(chat.buttons().filter((data) => data.startsWith('area:KR-'))).toHaveLength(17);
    chat.press('area:KR-11');
    expect(chat.labels()).toContain(`✅ ${seoul}`);
    chat.press('area:KR-28');
    expect(chat.effects).toEqual([]);
    chat.press('area:back');
    expect(chat.labels()).toContain(some);
    chat.press('sub:done');
    const subscription = { active: true, types: [], countries: ['KR'], regions: ['KR-11' as const, 'KR-28' as const] };
    expect(chat.effects).toEqual([{ kind: 'save_subscription', subscription }]);
    expect(chat.hear({ kind: 'subscription_saved', subscription })).toMatch(summary);
    // Kept where only something else changes, and gone when it is over.
    expect(chat.press(`lang:${language}`)).not.toBe('');
    expect(chat.effects).toEqual([{ kind: 'save_subscription', subscription }]);
    chat.press('set:grade:danger');
    expect(chat.effects).toMatchObject([{ kind: 'save_settings', subscription: { regions: ['KR-11', 'KR-28'] } }]);
    chat.command('unsubscribe');
    expect(chat.effects).toMatchObject([{ kind: 'save_subscription', subscription: { active: false } }]);
    expect(chat.effects[0]).not.toHaveProperty('subscription.regions');
  });

  it('asks for the country first where both are chosen; one press takes all of it again', () => {
    const chat = new Chat('en');
    chat.press('area:open');
    expect(chat.buttons()).toEqual(['area:KR', 'area:MY', 'area:back', 'sub:done']);
    chat.press('area:MY');
    expect(chat.buttons().filter((data) => data.startsWith('area:MY-'))).toHaveLength(16);
    chat.press('area:MY-14');
    chat.press('area:KR-11');
    expect(chat.state.choosing?.regions).toEqual(['KR-11', 'MY-14']);
    chat.press('area:all-MY');
    expect(chat.state.choosing?.regions).toEqual(['KR-11']);
    expect(chat.labels()).toContain('✅ Everywhere');
    chat.press('area:KR-11');
    expect(chat.state.choosing).toEqual({ active: false, types: [], countries: [] });
  });

  it('goes with its country, and an old button of another country asks for that one as well', () => {
    const chat = new Chat('ms');
    chat.press('area:KR-11');
    chat.press('land:MY');
    expect(chat.state.choosing).toEqual({ active: false, types: [], countries: ['MY'] });
    chat.press('area:MY-01');
    chat.press('area:KR-26');
    expect(chat.state.choosing).toEqual({ active: false, types: [], countries: [], regions: ['KR-26', 'MY-01'] });
  });

  it('all of a country ticked is everywhere in it', () => {
    const chat = new Chat('ko');
    for (const region of REGIONS_OF.KR) chat.press(`area:${region}`);
    expect(chat.state.choosing).toEqual({ active: false, types: [], countries: [] });
  });
});

it('choosing other warnings leaves as it was how they come', () => {
  const chat = new Chat('en');
  chat.press('sub:all');
  chat.hear({ kind: 'subscription_saved', subscription: { active: true, types: [], countries: [] } });
  chat.press('set:pace:daily');
  chat.press('type:LOAN');
  chat.press('sub:done');
  const [effect] = chat.effects;
  expect(effect).toMatchObject({ kind: 'save_subscription', subscription: { types: ['LOAN'], settings: { daily: true } } });
  if (effect?.kind === 'save_subscription') chat.hear({ kind: 'subscription_saved', subscription: effect.subscription });
  chat.press('set:grade:danger');
  expect(chat.effects).toMatchObject([{ kind: 'save_settings', subscription: { settings: { daily: true, least_grade: 'danger' } } }]);
});
