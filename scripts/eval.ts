// `npm run eval`: what the reader finds, beside what it found when the figures were last accepted. Fails when one is more than a point worse.
// `npm run eval -- --accept` writes the new figures down; say why in the commit.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';

import { loadCorpus } from '#core/reading/training/corpus.ts';
import { isAlarm, ownFigures, publicFigures } from '#core/reading/training/figures.ts';
import type { Figures } from '#core/reading/training/figures.ts';
import { findNearDuplicates } from '#core/reading/training/near-duplicates.ts';
import { hasPublicData, PUBLIC_DATA } from '#core/reading/training/public-data.ts';
import { generatedFigures } from './generated-figures.ts';

const EVALUATION = new URL('../core/reading/evaluation/', import.meta.url).pathname;
const ACCEPTED = `${EVALUATION}figures.json`;
/** Points of a percentage. */
const TOLERATED = 1;

const exam = loadCorpus(EVALUATION);
const taught = loadCorpus().map(({ text }) => text);
// Authors who never met write some notices alike.
const copies = new Set(findNearDuplicates(exam, ({ text }) => text, taught).map(({ item }) => item));
process.stdout.write(`${exam.length} lines; ${copies.size} stand nearly word for word in the corpus and are left out\n`);
const figures: Figures = { ...ownFigures(exam.filter((script) => !copies.has(script))), ...generatedFigures(), ...(hasPublicData() && publicFigures()) };
if (!hasPublicData()) process.stdout.write(`skipped: no public collections in ${PUBLIC_DATA}\n`);
const accepted: Figures = existsSync(ACCEPTED) ? JSON.parse(readFileSync(ACCEPTED, 'utf8')) : {};
const worse = Object.entries(figures).filter(([name, value]) => isWorse(name, value, accepted[name]));
for (const [name, value] of Object.entries(figures)) {
  const before = accepted[name];
  const note = worse.some(([each]) => each === name) ? '  WORSE' : '';
  process.stdout.write(`${name.padEnd(32)} ${value.toFixed(1).padStart(6)} %   accepted ${before === undefined ? '–' : before.toFixed(1)}${note}\n`);
}
if (process.argv.includes('--accept')) writeFileSync(ACCEPTED, `${JSON.stringify({ ...accepted, ...figures }, null, 2)}\n`);
else if (worse.length > 0) {
  process.stdout.write(`\n${worse.length} figures are more than ${TOLERATED} point worse than accepted\n`);
  process.exitCode = 1;
}

function isWorse(name: string, value: number, before: number | undefined): boolean {
  if (before === undefined) return false;
  return isAlarm(name) ? value > before + TOLERATED : value < before - TOLERATED;
}
