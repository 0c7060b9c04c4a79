// How known scripts are told from other scams and from ordinary messages: 430 scripts of the corpus a language as known patterns, their edits,
// other scripts and ordinary messages as queries. `node core/matching/robustness/measure-corpus.ts [seed]`

import { readMessage } from '#core/reading/read-message.ts';
import { loadCorpus } from '#core/reading/training/corpus.ts';
import { copyOf } from '#core/reading/training/examples.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';

import { buildKnownIndex } from '../known-index.ts';
import { seededDraw, VARIATION_KINDS, varyText } from './vary-text.ts';

const KNOWN = 430;
const OTHERS = 1_500;

function shuffled<T>(items: readonly T[], draw: () => number): T[] {
  return items
    .map((item) => ({ item, at: draw() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

function measure(language: Language): void {
  const draw = seededDraw(Number(process.argv[2] ?? 5));
  const scripts = loadCorpus().filter((script) => script.language === language);
  const textsOf = (kind: 'scam' | 'benign'): string[] =>
    shuffled(
      scripts.filter(({ label }) => label.kind === kind),
      draw,
    ).map((script) => copyOf(script, 0));
  const scams = textsOf('scam');
  const known = scams.slice(0, KNOWN).map((text, at) => ({ id: String(at), text }));
  const index = buildKnownIndex(known, (text) => readMessage({ text }));
  const matchesOf = (text: string) => index.match({ id: 'q', text, reading: readMessage({ text }) });
  const percent = (count: number, of: number): string => ((100 * count) / Math.max(1, of)).toFixed(2);
  const queries = { 'other scams': scams.slice(KNOWN, KNOWN + OTHERS), 'ordinary messages': textsOf('benign').slice(0, OTHERS) };
  for (const [name, texts] of Object.entries(queries)) {
    const found = texts.map((text) => matchesOf(text)[0]?.band);
    const [any, same] = [found.filter((band) => band !== undefined), found.filter((band) => band === 'same')];
    console.log(`${language} ${name}: ${texts.length}, matched ${percent(any.length, texts.length)} %, as same ${percent(same.length, texts.length)} %`);
  }
  for (const kind of VARIATION_KINDS) {
    const best = known.map(({ id, text }, seed) => ({ id, match: matchesOf(varyText(kind, { text, language, seed }))[0] }));
    const first = best.filter(({ id, match }) => match?.id === id);
    const same = best.filter(({ match }) => match?.band === 'same');
    const right = same.filter(({ id, match }) => match?.id === id);
    console.log(
      `${language} ${kind}: first ${percent(first.length, KNOWN)} %, same ${percent(same.length, KNOWN)} %, of these right ${percent(right.length, same.length)} %`,
    );
  }
}

for (const language of LANGUAGES) measure(language);
