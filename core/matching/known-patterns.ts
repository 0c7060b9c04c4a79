// The seed of known scam scripts, all of them written for this project with made-up names, numbers and links. Officers
// add confirmed ones at run time; those live in the database.

import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { LANGUAGES, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';

const seedPattern = z.strictObject({
  id: z.string().regex(/^k-[A-Z_]+-(?:ko|ms|en)-\d+$/),
  type: z.enum(SCAM_TYPES),
  language: z.enum(LANGUAGES),
  text: z.string().min(20),
});
const seedFile = z.array(seedPattern);

/** A seed pattern: a known pattern whose type and language are settled. */
export type SeedPattern = z.infer<typeof seedPattern>;

/** The seed patterns of `patterns/<language>.json`, in file order. Throws when a file is missing or malformed, or an id is used twice. */
export function loadKnownPatterns(): SeedPattern[] {
  const patterns = LANGUAGES.flatMap((language) => {
    const path = new URL(`./patterns/${language}.json`, import.meta.url);
    return seedFile.parse(JSON.parse(readFileSync(path, 'utf8')));
  });
  const ids = new Set(patterns.map(({ id }) => id));
  if (ids.size !== patterns.length) throw new Error('known patterns: an id is used twice');
  return patterns;
}
