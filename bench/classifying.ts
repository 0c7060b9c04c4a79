// R7: short texts classified a second on one core, once what is in them has been found; beside it the same texts sent to a language model
// through the adviser's own client, to a stand-in that answers at once.

import { median, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { createAdviser } from '#core/advice/adviser.ts';
import { READER_MODEL } from '#core/reading/classify/classify.ts';
import { modelInput } from '#core/reading/classify/model-input.ts';
import { gatherEvidence } from '#core/reading/gather-evidence.ts';
import { loadKnownPatterns } from '#core/matching/known-patterns.ts';
import { createModelClient } from '#platform/model.ts';
import { startModelStandIn } from '#tests/support/model-stand-in.ts';

const ROUNDS = 5;
/** Characters: an SMS of the short kind. */
const SHORT = 70;
const REPEATS = 40;
const ASKED = 200;
const KEY = 'sk-bench-0123456789abcdef';

export async function measureClassifying(): Promise<Record<string, BenchEntry>> {
  const texts = loadKnownPatterns().map(({ text }) => text.slice(0, SHORT));
  const calibration = READER_MODEL.calibrationFor('und');
  const gathered = texts.map((text) => gatherEvidence({ text }));
  const server = await startModelStandIn({
    apiKey: KEY,
    model: 'stand-in-1',
    answer: () => ({ type: 'LOAN', scam_probability: 0.9, impersonated: null, demand: null, summary: 'A loan is offered.' }),
  });
  const adviser = createAdviser(createModelClient({ apiKey: KEY, baseUrl: server.baseUrl, name: 'stand-in-1', timeoutMs: 5_000 }));
  const rates: number[] = [];
  const asked: number[] = [];
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      let begin = performance.now();
      for (let repeat = 0; repeat < REPEATS; repeat += 1) {
        for (const evidence of gathered) READER_MODEL.scamScore(modelInput(evidence), calibration);
      }
      rates.push((REPEATS * gathered.length) / ((performance.now() - begin) / 1_000));
      begin = performance.now();
      for (const text of texts.slice(0, ASKED)) await adviser.ask(text);
      asked.push(Math.min(ASKED, texts.length) / ((performance.now() - begin) / 1_000));
    }
  } finally {
    await server.close();
  }
  const settings = { texts: texts.length, median_characters: median(texts.map(({ length }) => length)), aim: 50_000 };
  const ratio = median(rates.map((rate, round) => rate / (asked[round] ?? 1)));
  const entry = {
    value: rounded(median(rates)),
    unit: 'messages/s',
    baseline: rounded(median(asked)),
    baseline_name: 'LLM adapter against a stand-in',
    ratio: rounded(ratio),
  };
  return { classify: { ...entry, runs: ROUNDS, settings } };
}
