// A decided report as a line of the corpus (core/reading/training/corpus.ts), under the header that says what it is.

import type { Reading } from '#core/reading/reading.ts';
import { CORPUS_LANGUAGES } from '#core/reading/training/corpus.ts';
import type { ScamType } from '#core/taxonomy/taxonomy.ts';
import { trainingText, type LeftOutText, type TextToTrain } from './training-text.ts';

/** What an officer decided. */
export type Decided = { state: 'rejected' } | { state: 'confirmed'; type: ScamType };

/** `language`: the corpus has none of that language, so there is nothing to compare with. */
export type LeftOutLine = LeftOutText | 'language';

export type TrainingLine = { kind: 'line'; header: string; line: string } | { kind: 'left_out'; reason: LeftOutLine };

export interface ReportToTrain {
  decided: Decided;
  reading: Pick<Reading, 'language' | 'loss'>;
  text: Omit<TextToTrain, 'benign'>;
}

export function trainingLine({ decided, reading, text }: ReportToTrain): TrainingLine {
  if (!CORPUS_LANGUAGES.some((each) => each === reading.language)) return { kind: 'left_out', reason: 'language' };
  const made = trainingText({ ...text, benign: decided.state === 'rejected' });
  return made.kind === 'left_out' ? made : { kind: 'line', header: headerOf(decided, reading), line: lineOf(made.text) };
}

/** Who says what became of their own money tells in the first person; everything else that was confirmed is taken for the scammer's words. */
function headerOf(decided: Decided, { loss }: Pick<Reading, 'loss'>): string {
  if (decided.state === 'rejected') return '@benign other';
  if (loss.state === 'unknown') return `@scam ${decided.type} message`;
  const when = loss.within_24h === null ? 'unclear' : loss.within_24h ? 'recent' : 'old';
  return `@account ${decided.type} ${loss.state} ${when}`;
}

/** A text may begin like a header; a blank before it makes it none, and reading the file takes the blank away. */
function lineOf(text: string): string {
  const line = text.replaceAll('\n', '\\n');
  return line.startsWith('@') ? ` ${line}` : line;
}
