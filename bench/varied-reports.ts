// Any number of different reports, the same in every run: the scripts and tellings of the reader's corpus with their slots filled, each changed
// in one of the ways in which texts change between two reports.

import { EDIT_KINDS, varyText } from '#core/matching/robustness/vary-text.ts';
import { loadCorpus, type Script } from '#core/reading/training/corpus.ts';
import { createRandom } from '#core/reading/training/random.ts';
import { fillSlots } from '#core/reading/training/slots.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';

export interface VariedReport {
  text: string;
  language: Language;
}

const scripts = loadCorpus().filter(({ label }) => label.kind !== 'benign');

/** The report with this number; about a hundred of a million are of one script. */
export function variedReport(number: number): VariedReport {
  const script = scripts[number % scripts.length];
  if (script === undefined) throw new Error('the corpus is empty');
  const text = fillSlots(script.text, createRandom(number), regionOf(script));
  const language = languageOf(script);
  const kind = EDIT_KINDS[Math.floor(number / scripts.length) % EDIT_KINDS.length] ?? 'typos';
  return { text: varyText(kind, { text, language, seed: number }), language };
}

/** The same report as another person would send it. */
export function retold(number: number): VariedReport {
  const { text, language } = variedReport(number);
  return { text: varyText('combined', { text, language, seed: number + 1 }), language };
}

export const SCRIPTS = scripts.length;

function regionOf({ language }: Script): 'ko' | 'ms' | 'id' | 'en' {
  return language === 'ko' || language === 'ms' || language === 'id' ? language : 'en';
}

/** Indonesian scripts are changed as Malay ones are. */
function languageOf({ language }: Script): Language {
  return language === 'ko' || language === 'en' ? language : 'ms';
}
