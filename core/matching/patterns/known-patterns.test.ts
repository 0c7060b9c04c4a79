import { describe, expect, it } from 'vitest';

import { LANGUAGES, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';

import { loadKnownPatterns } from '../known-patterns.ts';

const patterns = loadKnownPatterns();

describe('loadKnownPatterns', () => {
  it('has at least four scripts for every scam type and language', () => {
    for (const type of SCAM_TYPES.filter((code) => code !== 'OTHER')) {
      for (const language of LANGUAGES) {
        const own = patterns.filter((pattern) => pattern.type === type && pattern.language === language);
        expect(own.length, `${type} ${language}`).toBeGreaterThanOrEqual(4);
      }
    }
  });

  it('names type and language in each id', () => {
    for (const { id, type, language } of patterns) expect(id).toMatch(new RegExp(`^k-${type}-${language}-\\d+$`));
  });

  it('names no host outside .example', () => {
    for (const { id, text } of patterns) {
      for (const [, host] of text.matchAll(/https?:\/\/([^/\s]+)/g)) expect(host, id).toMatch(/\.example$/);
    }
  });
});
