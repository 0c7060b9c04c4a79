import { describe, expect, it } from 'vitest';
import type { AlertContent } from './alert.ts';
import { changedParts } from './alert-changes.ts';

const text = { headline: 'h', what_happens: 'w', what_to_do: 'd' };
const content: AlertContent = {
  type: 'PHISH',
  grade: 'caution',
  countries: ['KR', 'MY'],
  valid_until: '2026-12-07T00:00:00Z',
  texts: { ko: text, ms: text, en: text },
};

describe('what a correction changed', () => {
  it('names the parts, in reading order, as that language has them', () => {
    const after: AlertContent = { ...content, grade: 'warning', texts: { ...content.texts, ms: { ...text, what_to_do: 'x' } } };
    expect(changedParts(content, after, 'ms')).toEqual(['grade', 'what_to_do']);
    expect(changedParts(content, after, 'ko')).toEqual(['grade']);
  });

  it('names the area when the regions change, whatever their order', () => {
    const narrowed: AlertContent = { ...content, regions: ['KR-11', 'MY-14'] };
    expect(changedParts(content, narrowed, 'ko')).toEqual(['regions']);
    expect(changedParts(narrowed, { ...content, regions: ['MY-14', 'KR-11'] }, 'ko')).toEqual([]);
    expect(changedParts(content, { ...content, regions: [] }, 'ko')).toEqual([]);
  });

  it('is nothing when the same is only written otherwise', () => {
    expect(changedParts(content, { ...content, countries: ['MY', 'KR'], valid_until: '2026-12-07T00:00:00.000Z' }, 'en')).toEqual([]);
  });
});
