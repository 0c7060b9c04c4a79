import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { NOTICES, noticeOf } from './watch.ts';

const WORDINGS = ['nothing_known', 'pattern', 'reported', 'confirmed', 'under_review', 'retracted'] as const;

describe('noticeOf', () => {
  it.each([
    ['nothing_known', 'pattern', 'worse.pattern'],
    ['nothing_known', 'reported', 'worse.reported'],
    ['pattern', 'reported', 'worse.reported'],
    ['reported', 'confirmed', 'worse.confirmed'],
    ['under_review', 'reported', 'worse.reported'],
    ['retracted', 'reported', 'worse.reported'],
    ['reported', 'under_review', 'taken_back.under_review'],
    ['under_review', 'retracted', 'taken_back.retracted'],
    ['confirmed', 'retracted', 'taken_back.retracted'],
    ['reported', 'nothing_known', 'taken_back.unlisted'],
    ['reported', 'pattern', 'taken_back.unlisted'],
    ['nothing_known', 'under_review', null],
    ['nothing_known', 'retracted', null],
    ['pattern', 'nothing_known', null],
    ['confirmed', 'reported', null],
  ] as const)('%s, then %s: %s', (told, now, notice) => expect(noticeOf(told, now)).toBe(notice));

  it('says nothing while nothing changes', () => {
    for (const wording of WORDINGS) expect(noticeOf(wording, wording)).toBeNull();
  });

  it('always has its sentence', () => {
    const translator = createTranslator({ strict: true });
    fc.assert(
      fc.property(fc.constantFrom(...WORDINGS), fc.constantFrom(...WORDINGS), (told, now) => {
        const notice = noticeOf(told, now);
        expect(notice === null || NOTICES.includes(notice)).toBe(true);
      }),
    );
    for (const language of LANGUAGES) for (const notice of NOTICES) expect(translator.t(language, `check:bot.watch.${notice}`, { what: 'x' })).toContain('x');
  });
});
