import { describe, expect, it } from 'vitest';
import { readLocaleBundles } from '#platform/i18n.ts';
import { findLocaleGaps } from './locale-gaps.ts';

describe('findLocaleGaps', () => {
  it('finds none in the project', () => {
    const bundles = readLocaleBundles();
    expect(Object.keys(bundles).toSorted()).toEqual(['en', 'ko', 'ms']);
    expect(findLocaleGaps(bundles)).toEqual([]);
  });

  it('names a missing key, an empty sentence and a parameter that differs', () => {
    const gaps = findLocaleGaps({
      en: { a: { x: 'Hello {{name}}', y: { z: 'Bye' }, e: 'Full' } },
      ko: { a: { x: '안녕하세요 {{이름}}', e: ' ' } },
    });
    expect(gaps.map((gap) => `${gap.language} ${gap.key} ${gap.fault}`)).toEqual(['ko a:e empty', 'ko a:x parameters', 'ko a:y.z missing']);
  });

  it('names a namespace that a language lacks as a whole', () => {
    const gaps = findLocaleGaps({ en: { a: { x: '1' }, b: { x: '2' } }, ms: { a: { x: '1' } } });
    expect(gaps).toEqual([{ language: 'ms', key: 'b:x', fault: 'missing', detail: 'present in en' }]);
  });

  it('takes parameters in any order', () => {
    expect(findLocaleGaps({ en: { a: { x: '{{a}} {{b}}' } }, ko: { a: { x: '{{ b }} {{a}} {{a}}' } } })).toEqual([]);
  });
});
