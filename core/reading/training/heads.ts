// The questions with several answers that the model is trained for, and which answer a label gives; null: none.

import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';

import { TOLD_STATES } from '../reading.ts';
import type { Label } from './corpus.ts';
import { scamOf } from './examples.ts';

export interface LabelledHead {
  name: string;
  classes: readonly string[];
  /** log2 of the number of buckets. */
  bits: number;
  labelOf(label: Label): string | null;
  /** Answered from the whole telling, not from where the scam is. */
  wholeTelling?: true;
  /** Share of features left out in training; the settings' own where it is not said. */
  dropped?: number;
}

export const LABELLED_HEADS: readonly LabelledHead[] = [
  { name: 'type', classes: SCAM_TYPES, bits: 16, labelOf: (label) => (scamOf(label) === 1 && label.kind !== 'benign' ? label.type : null) },
  // Two questions, because what a scam is about tells much of whether a victim or a scammer writes, and nothing of what became of the money.
  { name: 'telling', classes: ['telling', 'other'], bits: 16, labelOf: (label) => (label.kind === 'account' ? 'telling' : 'other'), dropped: 0.4 },
  { name: 'loss', classes: TOLD_STATES, bits: 16, labelOf: (label) => (label.kind === 'account' ? label.loss : null), wholeTelling: true, dropped: 0.2 },
];
