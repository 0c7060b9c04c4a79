// The questions with several answers that the model is trained for, and which answer a label gives; null: none.

import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';

import { LOSS_STATES } from '../reading.ts';
import type { Label } from './corpus.ts';
import { scamOf } from './examples.ts';

export interface LabelledHead {
  name: string;
  classes: readonly string[];
  /** log2 of the number of buckets. */
  bits: number;
  labelOf(label: Label): string | null;
  /** How much an example of this label counts. */
  weightOf(label: Label): number;
}

/** Tellings are few beside messages that tell nothing of a loss, and a missed loss is the worst error. */
const TELLING_WEIGHT = 8;

export const LABELLED_HEADS: readonly LabelledHead[] = [
  { name: 'type', classes: SCAM_TYPES, bits: 16, labelOf: (label) => (scamOf(label) === 1 && label.kind !== 'benign' ? label.type : null), weightOf: () => 1 },
  // A scammer's words and ordinary messages tell nothing of the writer's own losses.
  {
    name: 'loss',
    classes: LOSS_STATES,
    bits: 16,
    labelOf: (label) => (label.kind === 'account' ? label.loss : 'unknown'),
    weightOf: (label) => (label.kind === 'account' ? TELLING_WEIGHT : 1),
  },
];
