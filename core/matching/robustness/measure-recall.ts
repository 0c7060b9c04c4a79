// How often an edited script is still recognised as itself, by kind of edit and language.

import type { Language } from '#core/taxonomy/taxonomy.ts';

import { buildKnownIndex } from '../known-index.ts';
import type { SeedPattern } from '../known-patterns.ts';
import { textSignature } from '../text-signature.ts';

import type { VariationKind } from './vary-text.ts';
import { VARIATION_KINDS, varyText } from './vary-text.ts';

/** Shares of edited texts, 0…1. */
export interface RecallRow {
  kind: VariationKind;
  language: Language;
  /** The index gives the script itself as best match. */
  first: number;
  /** … and as `same`. */
  same: number;
  /** The signatures share a key, so a database would find it. */
  found: number;
}

const READ_NOTHING = { indicators: [] };

/** Edits every pattern `seedsEach` times in every way; the texts alone, without indicators. */
export function measureRecall(patterns: readonly SeedPattern[], { seedsEach }: { seedsEach: number }): RecallRow[] {
  const index = buildKnownIndex(patterns, () => READ_NOTHING);
  const signatures = new Map(patterns.map(({ id, text }) => [id, textSignature(text)]));
  const languages = [...new Set(patterns.map(({ language }) => language))];
  return VARIATION_KINDS.flatMap((kind) => languages.map((language) => measureOne(kind, language)));

  function measureOne(kind: VariationKind, language: Language): RecallRow {
    const own = patterns.filter((pattern) => pattern.language === language);
    const outcomes = own.flatMap((pattern, at) =>
      Array.from({ length: seedsEach }, (_, round) => outcomeOf(pattern, varyText(kind, { text: pattern.text, language, seed: round * 1000 + at }))),
    );
    const share = (part: keyof (typeof outcomes)[number]): number =>
      Math.round((outcomes.filter((outcome) => outcome[part]).length / outcomes.length) * 1000) / 1000;
    return {
      kind,
      language,
      first: share('first'),
      same: share('same'),
      found: share('found'),
    };
  }

  function outcomeOf({ id }: SeedPattern, text: string) {
    const [best] = index.match({ id: 'q', text, reading: READ_NOTHING });
    const edited = textSignature(text);
    const original = signatures.get(id) ?? edited;
    const keys = new Set(original.bands);
    return {
      first: best?.id === id,
      same: best?.id === id && best.band === 'same',
      found: edited.bands.some((key) => keys.has(key)),
    };
  }
}
