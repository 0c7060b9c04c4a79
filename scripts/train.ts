// `npm run train`: makes core/reading/data/reader.model anew from the corpus and the public data beside the checkout.
// Deterministic: the same corpus gives the same bytes.
// `npm run train -- --with FILE` learns from a file of `jaga training export`, too (several: --with A --with B);
// `npm run train -- --out FILE` writes the model elsewhere and leaves the shipped one as it is.

import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { encodeModel } from '#core/reading/classify/linear-model.ts';
import { calibrate } from '#core/reading/training/calibrate.ts';
import { loadCorpus } from '#core/reading/training/corpus.ts';
import { crossValidate, prepareScripts } from '#core/reading/training/cross-validate.ts';
import { modelFigures } from '#core/reading/training/model-figures.ts';
import { hasPublicData, loadUciSms, PUBLIC_DATA } from '#core/reading/training/public-data.ts';
import { quantise } from '#core/reading/training/quantise.ts';
import { TRAINING, trainModel } from '#core/reading/training/train-model.ts';
import { loadExport } from '#core/training/load-export.ts';

const SHIPPED = new URL('../core/reading/data/reader.model', import.meta.url).pathname;
const FOLDS = 5;

const { values: options } = parseArgs({
  options: { with: { type: 'string', multiple: true, default: [] }, out: { type: 'string', default: SHIPPED }, help: { type: 'boolean' } },
});
if (options.help === true) {
  process.stdout.write(
    'npm run train [-- --with FILE …] [--out FILE]\n  --with  a file of corpus lines besides the corpus, as `jaga training export` writes one\n  --out   where the model goes; default: the one that is shipped\n',
  );
  process.exit(0);
}

if (!hasPublicData()) {
  process.stderr.write(`The UCI SMS collection is missing: put uci-sms/sms.tsv under ${PUBLIC_DATA} (see docs/model-card.md).\n`);
  process.exit(1);
}
const say = (line: string): void => void process.stdout.write(`${(performance.now() / 1_000).toFixed(1).padStart(6)} s  ${line}\n`);
const decided = options.with.map((path) => ({ path, ...loadExport(path) }));
const scripts = [...loadCorpus(), ...loadUciSms(), ...decided.flatMap((file) => file.scripts)];
for (const file of decided) say(`${file.path}: ${file.scripts.length} scripts, ${file.skipped} skipped (in a language that the corpus has not)`);
say(`${scripts.length} scripts read`);
const prepared = prepareScripts(scripts);
say(`${prepared.reduce((sum, { examples }) => sum + examples.length, 0)} examples made`);
const predictions = crossValidate(prepared, FOLDS, TRAINING);
const calibration = calibrate(predictions);
say(`calibrated on ${FOLDS} folds: ${JSON.stringify(calibration)}\n\n${modelFigures(predictions, calibration)}\n`);
const model = trainModel(
  prepared.flatMap(({ examples }) => examples),
  TRAINING,
);
const digest = createHash('sha256').update(JSON.stringify([TRAINING, scripts.map(({ label, text }) => [label, text])]));
const bytes = encodeModel(quantise(model, calibration, digest.digest('hex').slice(0, 12)));
writeFileSync(options.out, bytes);
say(`${options.out}: ${bytes.length} bytes`);
