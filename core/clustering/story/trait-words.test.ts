// Officers read what two campaigns share: every trait that a story can have has words in each language.

import { expect, it } from 'vitest';
import { CONCEPTS } from '#core/reading/phrases/concepts.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { MOTIFS } from './motifs/motifs.ts';
import { HOW_TOLD } from './story-traits.ts';

it.each(LANGUAGES)('traits have words in %s', (language) => {
  const translator = createTranslator();
  const keys = [
    ...Object.keys(MOTIFS).map((motif) => `motif.${motif}`),
    ...CONCEPTS.filter((concept) => !HOW_TOLD.has(concept)).map((concept) => `concept.${concept}`),
  ];
  expect(keys.filter((key) => !translator.has(language, `traits:${key}`))).toEqual([]);
});
