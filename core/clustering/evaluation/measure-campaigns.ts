// How well reports come together into campaigns, on labelled sets written for this project: 559 transcripts of scam calls of 97 campaigns
// (cut, misheard, re-recorded; several gangs tell one story), scripts of the corpus retold beside unrelated calls (`retell-calls.ts`), and 300
// reports in three languages of 50 campaigns, some joined by nothing but an account. `node core/clustering/evaluation/measure-campaigns.ts`

import { readFileSync } from 'node:fs';

import { seededDraw } from '#core/matching/robustness/vary-text.ts';
import { findInMessage } from '#core/reading/gather-evidence.ts';

import { createClusterer } from '../clusterer.ts';
import { WaitingAnswers } from '../waiting-answers.ts';
import { retellCalls } from './retell-calls.ts';

interface Labelled {
  campaign: string;
  text: string;
}

/** Over pairs of reports: of those put together, how many belong together, and of those that belong together, how many were put. */
export interface PairwiseFigures {
  precision: number;
  recall: number;
}

export type LabelledSet = 'calls' | 'retold' | 'reports';

/** By the campaigns that reports are in when all have come, in the order that the seed gives; `retold` is another set for each seed. */
export function measureCampaigns(set: LabelledSet, seed: number): PairwiseFigures {
  const answers = new WaitingAnswers(createClusterer({ read: (text) => findInMessage({ text }).found }));
  const labelled = inRandomOrder(set === 'retold' ? retellCalls({ seed }) : load(set), seed);
  const given = labelled.flatMap(({ text }, at) => answers.add({ id: String(at), text }));
  const found = [...given, ...answers.take()].map(({ campaign }) => campaign);
  const placed = labelled.map(({ campaign }, at) => ({ campaign, found: found[at] ?? '' }));
  const together = pairs(placed.map(({ campaign, found }) => `${campaign}/${found}`));
  return { precision: together / pairs(placed.map(({ found }) => found)), recall: together / pairs(placed.map(({ campaign }) => campaign)) };
}

function load(set: string): Labelled[] {
  const lines = readFileSync(new URL(`${set}.jsonl`, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  return lines.map((line) => JSON.parse(line) as Labelled);
}

function inRandomOrder<T>(items: readonly T[], seed: number): T[] {
  const draw = seededDraw(seed);
  return items
    .map((item) => ({ item, at: draw() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

/** Pairs of equal labels. */
function pairs(labels: readonly string[]): number {
  return [...Map.groupBy(labels, (label) => label).values()].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0);
}

if (import.meta.main) {
  for (const set of ['calls', 'retold', 'reports'] as const) {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { precision, recall } = measureCampaigns(set, seed);
      process.stdout.write(`${set}, order ${seed}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}\n`);
    }
  }
}
