// A file of `jaga training export` as scripts for training. It mixes languages, which the corpus keeps in folders: each script goes to the language
// that the reader finds in it, as at run time.

import { readFileSync } from 'node:fs';
import { detectLanguages } from '#core/reading/language/language.ts';
import { CORPUS_LANGUAGES, parseCorpus, type Script } from '#core/reading/training/corpus.ts';
import { normalise } from '#core/reading/text/normalise.ts';

/** No file of the corpus has this name, so that none of its rules for files (everyday messages, collections) holds for these. */
const FILE = 'officers';
const SLOT = /\{[a-z]{3,}\}/g;

/** `skipped`: in a language that the corpus has not. @throws Error naming the line that cannot be read. */
export function loadExport(path: string): { scripts: Script[]; skipped: number } {
  const all = parseCorpus(readFileSync(path, 'utf8'), path).map((script): Script => ({ ...script, file: FILE, language: languageOf(script.text) }));
  const scripts = all.filter(({ language }) => CORPUS_LANGUAGES.some((each) => each === language));
  return { scripts, skipped: all.length - scripts.length };
}

function languageOf(text: string): string {
  return detectLanguages(normalise(text.replace(SLOT, ' ')).clean.text).language;
}
