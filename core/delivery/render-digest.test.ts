import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALERT_GRADES } from '#core/alerts/alert-words.ts';
import { LANGUAGES, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { checkText } from '#tests/support/telegram/check-content.ts';
import { MOST_IN_DIGEST, renderDigest, type DigestItem } from './render-digest.ts';

const translator = createTranslator({ strict: true });
const frames = LANGUAGES.map((language) => ({ language, translator, publicUrl: `https://${'a'.repeat(60)}.polis.gov.my` }));

const anyItem: fc.Arbitrary<DigestItem> = fc
  .record({ headline: fc.string({ unit: 'binary', maxLength: 400 }), type: fc.constantFrom(...SCAM_TYPES), grade: fc.constantFrom(...ALERT_GRADES) })
  .map(({ headline, type, grade }) => {
    const text = { headline: `${headline}<a href="http://x">{{url}}$t(x)`, what_happens: '', what_to_do: '' };
    const texts = { ko: text, ms: text, en: text };
    return { id: randomUUID(), code: '7K3M9QPX', content: { type, grade, countries: [], valid_until: '2036-12-07T00:00:00Z', texts } };
  });

test('P8 whatever the headlines contain, Telegram can read the longest digest, and no mark-up comes from them', () => {
  fc.assert(
    fc.property(fc.array(anyItem, { minLength: 2, maxLength: MOST_IN_DIGEST }), fc.constantFrom(...frames), (items, frame) => {
      const shown = checkText({ text: renderDigest(items, frame), parse_mode: 'HTML' });
      expect(shown.entities.every(({ type }) => type === 'bold')).toBe(true);
      for (const { id } of items) expect(shown.text).toContain(`/alerts/${id}`);
    }),
    { numRuns: 200 },
  );
});

test.each(LANGUAGES)('in %s the longest there can be is below the limit', (language) => {
  const longest = SCAM_TYPES.toSorted(
    (one, other) => translator.t(language, `taxonomy:types.${other}.short`).length - translator.t(language, `taxonomy:types.${one}.short`).length,
  )[0];
  const text = { headline: '가'.repeat(300), what_happens: '', what_to_do: '' };
  const content = {
    type: longest ?? 'OTHER',
    grade: 'warning',
    countries: [],
    valid_until: '2036-12-07T00:00:00Z',
    texts: { ko: text, ms: text, en: text },
  } as const;
  const items = Array.from({ length: MOST_IN_DIGEST }, () => ({ id: randomUUID(), code: '7K3M9QPX', content: { ...content, countries: [] } }));
  const frame = { language, translator, publicUrl: `https://${'a'.repeat(80)}.polis.gov.my` };
  expect(checkText({ text: renderDigest(items, frame), parse_mode: 'HTML' }).text.length).toBeLessThan(4_000);
});
