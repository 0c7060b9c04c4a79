// The labelled corpus: plain text files that anybody can add a line to. One script a line, `\n` for a line break; a line that
// begins with @ labels those after it:
//   @scam PHISH message            a scammer's words; `call` for the transcript of a call
//   @account LOAN lost recent      a victim's or relative's own telling; `|| KRW 1200000` at the end of a line names the sum lost
//   @benign bank                   an ordinary message of that kind

import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';

export const BENIGN_KINDS = [
  'bank',
  'otp',
  'courier',
  'invitation',
  'official',
  'warning',
  'news',
  'talk',
  'advert',
  'chat',
  'work',
  'family',
  'appointment',
  'shopping',
  'telco',
  'call',
  'other',
] as const;
export type BenignKind = (typeof BENIGN_KINDS)[number];

export type Label =
  | { kind: 'scam'; type: ScamType; form: 'message' | 'call' }
  | { kind: 'account'; type: ScamType; loss: 'lost' | 'near_miss' | 'none'; when: 'recent' | 'old' | 'unclear' }
  | { kind: 'benign'; benign: BenignKind };

/** One script with its slots unfilled. `language` is the folder, except `id` for Indonesian files. */
export interface Script {
  /** Place in the corpus: file and line. */
  id: string;
  file: string;
  language: string;
  label: Label;
  text: string;
  /** The sum lost in whole units, where the telling is clear about it. */
  lost?: { amount: number; currency: string };
}

/** Languages that the corpus has folders or files of. */
export const CORPUS_LANGUAGES = ['ko', 'ms', 'en', 'id'] as const;

const CORPUS = new URL('../corpus/', import.meta.url).pathname;
const HEADER = /^@(?:scam|account|benign)\b/;
const LOST = /\s*\|\|\s*([A-Z]{3,4})\s+([0-9.,]+)\s*$/;

/** Reads all files of the corpus, in order of their names. @throws Error naming file and line of what cannot be read. */
export function loadCorpus(root: string = CORPUS): Script[] {
  return globSync('*/*.txt', { cwd: root })
    .toSorted()
    .flatMap((file) => parseCorpus(readFileSync(`${root}/${file}`, 'utf8'), file));
}

export function parseCorpus(content: string, file: string): Script[] {
  const language = basename(file, '.txt').endsWith('-id') ? 'id' : basename(dirname(file));
  const scripts: Script[] = [];
  let label: Label | null = null;
  for (const [index, line] of content.split('\n').entries()) {
    const id = `${file}:${index + 1}`;
    if (HEADER.test(line)) label = parseHeader(line) ?? fail(id, `cannot read the header "${line}"`);
    else if (line.trim() !== '') {
      if (label === null) fail(id, 'text before the first header');
      scripts.push({ id, file, language, label, ...parseLine(line) });
    }
  }
  return scripts;
}

function fail(id: string, why: string): never {
  throw new Error(`corpus ${id}: ${why}`);
}

function parseLine(line: string): Pick<Script, 'text' | 'lost'> {
  const lost = LOST.exec(line);
  const text = (lost === null ? line : line.slice(0, lost.index)).replaceAll('\\n', '\n').trim();
  if (lost === null) return { text };
  return { text, lost: { currency: lost[1] ?? '', amount: Number((lost[2] ?? '').replaceAll(',', '')) } };
}

function parseHeader(line: string): Label | null {
  const [kind, first = '', second = '', third = 'unclear'] = line.trim().split(/\s+/);
  const type = SCAM_TYPES.find((each) => each === first);
  if (kind === '@scam' && type !== undefined && (second === 'message' || second === 'call')) return { kind: 'scam', type, form: second };
  if (kind === '@account' && type !== undefined) {
    const loss = (['lost', 'near_miss', 'none'] as const).find((each) => each === second);
    const when = (['recent', 'old', 'unclear'] as const).find((each) => each === third);
    return loss === undefined || when === undefined ? null : { kind: 'account', type, loss, when };
  }
  const benign = BENIGN_KINDS.find((each) => each === first);
  return kind === '@benign' && benign !== undefined ? { kind: 'benign', benign } : null;
}
