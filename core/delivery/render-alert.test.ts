import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AlertContent } from '#core/alerts/alert.ts';
import { REGIONS } from '#core/taxonomy/regions.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { checkText } from '#tests/support/telegram/check-content.ts';
import type { AlertToDeliver } from './delivery.ts';
import { renderAlert } from './render-alert.ts';

const translator = createTranslator({ strict: true });

const alertText = fc.record({
  headline: fc.string({ unit: 'binary', maxLength: 400 }),
  what_happens: fc.string({ unit: 'binary', maxLength: 6_000 }),
  what_to_do: fc.string({ unit: 'grapheme', maxLength: 6_000 }),
});

test('P8 whatever the approved text contains, Telegram can read the message and no mark-up comes from it', () => {
  fc.assert(
    fc.property(alertText, fc.constantFrom('first', 'corrected', 'withdrawn'), fc.constantFrom(...LANGUAGES), (text, form, language) => {
      const hostile = { ...text, what_happens: `<a href="http://x">${text.what_happens}</b>{{url}}$t(x)` };
      const content: AlertContent = {
        type: 'PHISH',
        grade: 'warning',
        countries: ['KR', 'MY'],
        regions: [...REGIONS],
        valid_until: '2036-12-07T00:00:00Z',
        texts: { ko: hostile, ms: hostile, en: hostile },
      };
      const alert: AlertToDeliver = {
        id: randomUUID(),
        code: '7K3M9QPX',
        state: 'published',
        all_clear: false,
        published_version: 1,
        published_at: new Date(),
        expires_at: null,
        content,
      };
      const html = renderAlert({ alert, language, form, translator, publicUrl: 'https://jaga.example' });
      const shownText = checkText({ text: html, parse_mode: 'HTML' });
      expect(shownText.entities.every((entity) => entity['type'] !== 'text_link')).toBe(true);
    }),
    { numRuns: 300 },
  );
});
