import { describe, expect, test } from 'vitest';
import { LANGUAGES, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { TEXT_LIMIT } from './alert-words.ts';
import { alertFaults } from './check-alert.ts';
import { draftFromEvidence, proposedGrade } from './draft-from-evidence.ts';

const now = new Date('2026-11-23T09:00:00Z');
const translator = createTranslator({ strict: true });

describe('draftFromEvidence', () => {
  const typed = SCAM_TYPES.filter((type) => type !== 'OTHER');

  test('what no known type fits has an empty draft, which nobody can approve', () => {
    const content = draftFromEvidence({ type: 'OTHER', countries: ['KR'], evidence: { detector: 'novel' }, translator, now });
    expect(new Set(alertFaults(content, now).map(({ code }) => code))).toEqual(new Set(['text_missing']));
  });

  test.each(typed)('%s has a draft in three languages that could be approved as it is', (type) => {
    const content = draftFromEvidence({ type, countries: ['MY', 'KR', 'MY'], evidence: { detector: 'campaign', independent_reporters: 4 }, translator, now });
    expect(alertFaults(content, now)).toEqual([]);
    expect(content.countries).toEqual(['KR', 'MY']);
    for (const language of LANGUAGES) {
      const { headline, what_happens, what_to_do } = content.texts[language];
      expect(headline.length, 'CAP allows 160 characters').toBeLessThanOrEqual(160);
      expect(what_happens.length + what_to_do.length).toBeLessThanOrEqual(TEXT_LIMIT);
      expect(`${headline}${what_happens}${what_to_do}`).not.toMatch(/\d/);
    }
  });

  test('Malay drafts address readers as anda, never awak', () => {
    for (const type of typed) {
      const { headline, what_happens, what_to_do } = draftFromEvidence({ type, countries: [], evidence: { detector: 'surge' }, translator, now }).texts.ms;
      expect(`${headline} ${what_happens} ${what_to_do}`).not.toMatch(/\b(awak|kamu|engkau)\b/i);
    }
  });

  test('a danger is valid for a week, everything else for two', () => {
    const draft = (type: 'TRAFFICK' | 'SHOP') => draftFromEvidence({ type, countries: [], evidence: { detector: 'campaign' }, translator, now }).valid_until;
    expect(draft('TRAFFICK')).toBe('2026-11-30T09:00:00.000Z');
    expect(draft('SHOP')).toBe('2026-12-07T09:00:00.000Z');
  });

  test('the grade follows danger to life and the number of victims', () => {
    expect(proposedGrade('PHISH', { detector: 'campaign', independent_reporters: 3 })).toBe('caution');
    expect(proposedGrade('PHISH', { detector: 'campaign', independent_reporters: 10 })).toBe('warning');
    expect(proposedGrade('PHISH', { detector: 'campaign', independent_reporters: 50 })).toBe('danger');
    expect(proposedGrade('MALWARE', { detector: 'campaign', independent_reporters: 3 })).toBe('danger');
  });
});
