import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { LOOKUP_NOTICES, lookupNotice, lookupStep } from './lookup.ts';

const WORDINGS = ['nothing_known', 'pattern', 'reported', 'confirmed', 'under_review', 'retracted'] as const;

describe('lookupStep', () => {
  it.each([
    ['reported', 'retracted', 'tell'],
    ['confirmed', 'retracted', 'tell'],
    ['under_review', 'retracted', 'tell'],
    ['reported', 'nothing_known', 'tell_if_wrong'],
    ['reported', 'pattern', 'tell_if_wrong'],
    ['reported', 'under_review', null],
    ['under_review', 'reported', 'unsay'],
    ['nothing_known', 'reported', 'unsay'],
    ['retracted', 'reported', 'unsay'],
    ['reported', 'confirmed', null],
    ['confirmed', 'reported', null],
    ['nothing_known', 'retracted', null],
    ['under_review', 'nothing_known', null],
  ] as const)('%s, then %s: %s', (told, now, step) => expect(lookupStep(told, now)).toBe(step));

  it('always has its sentence, with what and when', () => {
    const translator = createTranslator({ strict: true });
    expect(WORDINGS.map(lookupNotice).every((notice) => LOOKUP_NOTICES.includes(notice))).toBe(true);
    for (const language of LANGUAGES)
      for (const notice of LOOKUP_NOTICES) expect(translator.t(language, `check:bot.watch.${notice}`, { what: 'WHAT', date: 'DATE' })).toMatch(/WHAT.*DATE/s);
  });
});
