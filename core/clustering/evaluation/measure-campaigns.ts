// How well reports come together into campaigns, on labelled sets written for this project: 559 transcripts of scam calls of 97 campaigns
// (cut, misheard, re-recorded; several gangs tell one story), and 300 reports in three languages of 50 campaigns, some joined by nothing but
// an account. `node core/clustering/evaluation/measure-campaigns.ts`

import { readFileSync } from 'node:fs';

import { seededDraw } from '#core/matching/robustness/vary-text.ts';
import { findInMessage } from '#core/reading/gather-evidence.ts';

import { createClusterer } from '../clusterer.ts';

interface Labelled {
  campaign: string;
  text: string;
}

/** Over pairs of reports: of those put together, how many belong together, and of those that belong together, how many were put. */
export interface PairwiseFigures {
  precision: number;
  recall: number;
}

export function measureCampaigns(set: 'calls' | 'reports', seed: number): PairwiseFigures {
  const clusterer = createClusterer({ read: (text) => findInMessage({ text }).found });
  const placed = inRandomOrder(load(set), seed).map(({ campaign, text }, at) => ({ campaign, found: clusterer.add({ id: String(at), text }).campaign }));
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
  for (const set of ['calls', 'reports'] as const) {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { precision, recall } = measureCampaigns(set, seed);
      process.stdout.write(`${set}, order ${seed}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}\n`);
    }
  }
}
