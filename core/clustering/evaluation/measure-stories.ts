// How well campaigns that tell one story in different languages are found: 70 scripts written independently in Korean, Malay and English, each a
// campaign of 3 to 8 retellings without a number, name or link in common, among campaigns of other scripts of the corpus. The dictionary of motifs
// and all thresholds were made looking at the odd scripts only. `node core/clustering/evaluation/measure-stories.ts [seeds] [others a language]`,
// with `--show` the pairs taken for one story that are not labelled so: many of them are, because nobody labelled the corpus by its stories.

import { readFileSync } from 'node:fs';

import { seededDraw, varyText, type VariationKind } from '#core/matching/robustness/vary-text.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { loadCorpus } from '#core/reading/training/corpus.ts';
import { createRandom } from '#core/reading/training/random.ts';
import { fillSlots } from '#core/reading/training/slots.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';

import { findSameStories, pooledTraits, PROPOSED_FROM, type CampaignStory, type SameStory } from '../story/same-story.ts';
import { knownStories, storyTraits } from '../story/story-traits.ts';

export type Half = 'development' | 'unseen';

interface Told {
  script: string;
  language: Language;
  text: string;
}

interface TellOptions {
  seed: number;
  half: Half;
  /** Other campaigns of each language. */
  others: number;
}

export interface ToldStory extends CampaignStory {
  script: string;
  text: string;
}

export interface StoryFigures {
  proposals: number;
  right: number;
  /** Proposals with a parallel script on at least one side. */
  judged: number;
  /** Pairs of campaigns that tell one story. */
  possible: number;
}

const PARALLEL: readonly Told[] = readFileSync(new URL('../../matching/evaluation/parallel-scripts.jsonl', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Told);
/** Letters from which on a script is a story. */
const LONG: Record<Language, number> = { ko: 40, ms: 80, en: 80 };
const RETELLINGS: readonly VariationKind[] = ['typos', 'cut_end', 'cut_front', 'greeting', 'account', 'reordered', 'punctuation', 'spacing'];

/** Campaigns of one half of the parallel scripts and of others drawn from the corpus. The same seed, the same campaigns. */
export function tellStories({ seed, half, others }: TellOptions): ToldStory[] {
  const draw = seededDraw(seed * 7_919);
  const parallel = PARALLEL.filter(({ script }) => (Number(script.slice(1)) % 2 === 1) === (half === 'development'));
  const corpus = loadCorpus().filter(({ label }) => label.kind !== 'benign');
  const background = LANGUAGES.flatMap((language) =>
    corpus
      .filter((script) => script.language === language && script.text.length >= LONG[language])
      .map(({ id, text }) => ({ told: { script: id, language, text }, at: draw() }))
      .toSorted((a, b) => a.at - b.at)
      .slice(0, others)
      .map(({ told }) => told),
  );
  return [...parallel, ...background].map((told) => tell(told, draw));
}

function tell({ script, language, text }: Told, draw: () => number): ToldStory {
  const reports = Array.from({ length: 3 + Math.floor(draw() * 6) }, () => {
    const seed = Math.floor(draw() * 1e9);
    const kinds: VariationKind[] = ['numbers', 'names', RETELLINGS[Math.floor(draw() * RETELLINGS.length)] ?? 'typos'];
    const retold = kinds.reduce((current, kind) => varyText(kind, { text: current, language, seed }), fillSlots(text, createRandom(seed), language));
    const reading = readMessage({ text: retold });
    return { type: reading.type, traits: storyTraits(retold, reading) };
  });
  // As the first report is read, like a stored campaign.
  return { id: `${script}/${language}`, script, text, language, type: reports[0]?.type ?? 'OTHER', traits: pooledTraits(reports.map(({ traits }) => traits)) };
}

export function figuresOf(told: readonly ToldStory[], found: readonly SameStory[]): StoryFigures {
  const byId = new Map(told.map((story) => [story.id, story]));
  const scripts = found.map(({ campaigns }) => campaigns.map((id) => byId.get(id)?.script));
  const isParallel = (script: string | undefined): boolean => PARALLEL.some((each) => each.script === script);
  return {
    proposals: found.length,
    right: scripts.filter(([one, other]) => one === other).length,
    judged: scripts.filter((pair) => pair.some(isParallel)).length,
    possible: told.filter(({ script }) => isParallel(script)).length,
  };
}

const FROM = [0.5, 0.7, PROPOSED_FROM, 0.9, 0.95];

function measure(half: Half, { seeds, others, show }: { seeds: number; others: number; show: boolean }): void {
  const sets = Array.from({ length: seeds }, (_, at) => {
    const told = tellStories({ seed: at + 1, half, others });
    return { told, found: findSameStories(told, { usual: knownStories(), from: Math.min(...FROM) }) };
  });
  for (const from of FROM) {
    const sum = { proposals: 0, right: 0, judged: 0, possible: 0 };
    const each = sets.map(({ told, found }) => {
      const figures = figuresOf(
        told,
        found.filter(({ probability }) => probability >= from),
      );
      for (const key of ['proposals', 'right', 'judged', 'possible'] as const) sum[key] += figures[key];
      return (figures.right / figures.proposals).toFixed(2);
    });
    const share = (count: number, of: number): string => (count / Math.max(1, of)).toFixed(2);
    process.stdout.write(
      `${half}, from ${from}: ${sum.proposals} proposals, precision ${share(sum.right, sum.proposals)} (${each.join(', ')}), ` +
        `of those with a parallel script ${share(sum.right, sum.judged)}, recall ${share(sum.right, sum.possible)}\n`,
    );
  }
  if (show) for (const { told, found } of sets) showOthers(told, found);
}

function showOthers(told: readonly ToldStory[], found: readonly SameStory[]): void {
  const byId = new Map(told.map((story) => [story.id, story]));
  for (const { campaigns, probability, shared } of found.filter((pair) => pair.probability >= PROPOSED_FROM)) {
    const [one, other] = campaigns.map((id) => byId.get(id));
    if (one === undefined || other === undefined || one.script === other.script) continue;
    process.stdout.write(`${probability.toFixed(2)} ${shared.join(' ')}\n  ${one.text.slice(0, 300)}\n  ${other.text.slice(0, 300)}\n`);
  }
}

if (import.meta.main) {
  const [seeds = 3, others = 400] = process.argv
    .slice(2)
    .filter((word) => !word.startsWith('--'))
    .map(Number);
  for (const half of ['development', 'unseen'] as const) measure(half, { seeds, others, show: process.argv.includes('--show') && half === 'development' });
}
