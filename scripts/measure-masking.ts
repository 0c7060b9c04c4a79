// `node scripts/measure-masking.ts [CHECKOUT]`: share of planted secrets that are masked, by kind, and of ordinary messages that lose
// something. With the path of another checkout the same texts are read by that one's reader.

import { pathToFileURL } from 'node:url';

import { KINDS, isLeaked, plant, plantSecret } from '#core/reading/masking/measure/planted.ts';
import { ordinary } from '#core/reading/masking/measure/ordinary.ts';
import { loadCorpus } from '#core/reading/training/corpus.ts';
import { copyOf } from '#core/reading/training/examples.ts';
import { hasPublicData, loadNews, loadUciSms } from '#core/reading/training/public-data.ts';
import { createRandom } from '#core/reading/training/random.ts';

type Read = (message: { text: string }) => { masked: string };

const EACH = 400;
const checkout = process.argv[2] ?? new URL('..', import.meta.url).pathname;
const reader = (await import(pathToFileURL(`${checkout}/core/reading/read-message.ts`).href)) as { readMessage: Read };
const shown = process.argv.includes('--show');

interface Count {
  all: number;
  hit: number;
}
const say = (line: string): void => void process.stdout.write(`${line}\n`);

function count(counts: Map<string, Count>, kind: string, hit: boolean): void {
  const known = counts.get(kind) ?? { all: 0, hit: 0 };
  counts.set(kind, { all: known.all + 1, hit: known.hit + (hit ? 1 : 0) });
}

function table(title: string, counts: Map<string, Count>): void {
  say(`\n${title}`);
  for (const [kind, { all, hit }] of counts)
    say(`  ${kind.padEnd(26)} ${String(hit).padStart(5)} of ${String(all).padStart(5)}  ${((100 * hit) / all).toFixed(1)} %`);
  const total = [...counts.values()].reduce((sum, { all, hit }) => ({ all: sum.all + all, hit: sum.hit + hit }), { all: 0, hit: 0 });
  say(`  ${'all'.padEnd(26)} ${String(total.hit).padStart(5)} of ${String(total.all).padStart(5)}  ${((100 * total.hit) / total.all).toFixed(1)} %`);
}

const masked = new Map<string, Count>();
for (const kind of Object.keys(KINDS)) {
  const random = createRandom(7);
  for (let i = 0; i < EACH; i += 1) {
    const planted = plant(kind, random);
    const after = reader.readMessage({ text: planted.text }).masked;
    const leaked = isLeaked(after, planted.secret);
    if (leaked && shown && i < 120) say(`LEAK ${kind}: ${JSON.stringify(planted.text)} -> ${JSON.stringify(after)}`);
    count(masked, `${kind}${planted.cued ? '' : ' (no cue)'}`, !leaked);
  }
}
const random = createRandom(8);
for (let i = 0; i < 53 * 60; i += 1) {
  const planted = plantSecret(i, random);
  const after = reader.readMessage({ text: planted.text }).masked;
  if (isLeaked(after, planted.secret) && shown) say(`LEAK ${planted.kind}: ${JSON.stringify(planted.text)} -> ${JSON.stringify(after)}`);
  count(masked, planted.kind, !isLeaked(after, planted.secret));
}
table('planted and masked', masked);

const lost = new Map<string, Count>();
const check = (kind: string, text: string): void => {
  const after = reader.readMessage({ text }).masked;
  if (after !== text && shown) say(`LOST ${kind}: ${JSON.stringify(text)} -> ${JSON.stringify(after)}`);
  count(lost, kind, after !== text);
};
for (let i = 0; i < 40 * 80; i += 1) {
  const { kind, text } = ordinary(i, random);
  check(kind, text);
}
for (const script of loadCorpus()) if (script.label.kind === 'benign' && script.label.benign !== 'otp') check(`corpus ${script.language}`, copyOf(script, 0));
if (hasPublicData()) {
  for (const language of ['ko', 'ms', 'en'] as const) for (const text of loadNews(language)) check(`ntrex ${language}`, text);
  for (const { text, label } of loadUciSms()) if (label.kind === 'benign') check('uci ham', text);
}
table('ordinary and changed (less is better)', lost);
