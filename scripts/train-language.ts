// `node scripts/train-language.ts [HELD_OUT_FILE …]`: makes core/reading/data/language.model anew from the corpus, the UCI collection and
// the word lists. Files of the corpus that are named (`ms/benign-id.txt`) are left out, for measuring on them. Deterministic.

import { writeFileSync } from 'node:fs';

import { encodeLanguageModel } from '#core/reading/language/latin-model.ts';
import { loadCorpus } from '#core/reading/training/corpus.ts';
import { corpusTexts } from '#core/reading/training/language/language-examples.ts';
import { trainLanguageModel } from '#core/reading/training/language/train-language.ts';
import { seedOf } from '#core/reading/training/random.ts';
import { hasPublicData, loadUciSms, PUBLIC_DATA } from '#core/reading/training/public-data.ts';

const OUT = new URL('../core/reading/data/language.model', import.meta.url).pathname;

if (!hasPublicData()) {
  process.stderr.write(`The UCI SMS collection is missing: put uci-sms/sms.tsv under ${PUBLIC_DATA}.\n`);
  process.exit(1);
}
const heldOut = new Set(process.argv.slice(2));
// Half of the collection stays unseen, to measure on.
const messages = loadUciSms().filter(({ id }) => seedOf(id) % 2 === 0);
const scripts = [...loadCorpus(), ...messages].filter(({ file }) => !heldOut.has(file));
const texts = corpusTexts(scripts);
process.stdout.write(`${texts.length} texts of ${scripts.length} scripts, ${heldOut.size} files held out\n`);
const bytes = encodeLanguageModel(trainLanguageModel(texts));
writeFileSync(OUT, bytes);
process.stdout.write(`${OUT}: ${bytes.length} bytes\n`);
