import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { createTranslator, TranslationError } from './i18n.ts';

const directory = mkdtempSync(join(tmpdir(), 'locales-'));
function locale(language: string, namespace: string, tree: object): void {
  mkdirSync(join(directory, language), { recursive: true });
  writeFileSync(join(directory, language, `${namespace}.json`), JSON.stringify(tree));
}
locale('en', 'a', { hello: 'Hello {{name}}', only: { here: 'English only' } });
locale('ko', 'a', { hello: '{{name}} 님 안녕하세요' });
afterAll(() => rmSync(directory, { recursive: true }));

describe('createTranslator', () => {
  it('speaks the asked language, also when it comes with a region', () => {
    const translator = createTranslator({ directory, strict: true });
    expect(translator.t('ko', 'a:hello', { name: '민수' })).toBe('민수 님 안녕하세요');
    expect(translator.t('ko-KR', 'a:hello', { name: '민수' })).toBe('민수 님 안녕하세요');
    expect(translator.t('fr', 'a:hello', { name: 'Jean' })).toBe('Hello Jean');
    expect(translator.languages).toEqual(['en', 'ko']);
  });

  it('throws on a missing key or parameter when strict', () => {
    const translator = createTranslator({ directory, strict: true });
    expect(() => translator.t('ko', 'a:only.here')).toThrow(TranslationError);
    expect(() => translator.t('en', 'a:nowhere')).toThrow(TranslationError);
    expect(() => translator.t('en', 'a:only')).toThrow(TranslationError);
    expect(() => translator.t('en', 'a:hello')).toThrow(TranslationError);
  });

  it('falls back to English, then to the key, and counts, when not strict', () => {
    const seen: string[] = [];
    const translator = createTranslator({ directory, onMissing: (language, key) => seen.push(`${language} ${key}`) });
    expect(translator.t('ko', 'a:only.here')).toBe('English only');
    expect(translator.t('ko', 'a:nowhere')).toBe('a:nowhere');
    expect(translator.missing()).toBe(2);
    expect(seen).toEqual(['ko a:only.here', 'ko a:nowhere']);
    expect(translator.has('ko', 'a:only.here')).toBe(false);
  });

  it('puts a parameter in exactly as given, whatever it contains', () => {
    const translator = createTranslator({ directory, strict: true });
    const hostile = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('$t(a:only.here)', '{{name}}', '$&', '<b>&', '{{', '}}'));
    fc.assert(
      fc.property(hostile, (name) => {
        expect(translator.t('en', 'a:hello', { name })).toBe(`Hello ${name}`);
      }),
    );
  });

  it('takes any language and key without throwing when not strict', () => {
    const translator = createTranslator({ directory });
    fc.assert(fc.property(fc.string(), fc.string(), (language, key) => typeof translator.t(language, key) === 'string'));
    expect(translator.t('en', '__proto__:toString')).toBe('__proto__:toString');
  });
});
