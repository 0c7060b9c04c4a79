// From scripts to training examples: slots filled, copies varied, evidence gathered exactly as the service gathers it.

import { modelInput } from '../classify/model-input.ts';
import { toldFeatures } from '../classify/told-features.ts';
import type { WeighedFeatures } from '../classify/told-features.ts';
import type { TextFeatures } from '../classify/text-features.ts';
import type { Windows } from '../classify/windows.ts';
import { gatherEvidence } from '../gather-evidence.ts';
import { vary } from './augment.ts';
import type { Label, Script } from './corpus.ts';
import { createRandom, seedOf } from './random.ts';
import { fillSlots } from './slots.ts';
import type { Region } from './slot-lists.ts';

export interface Example {
  script: Script;
  features: TextFeatures;
  windows: Windows;
  facts: Float32Array;
  /** Of tellings. */
  told?: WeighedFeatures;
  /** null: teaches nothing about it. */
  scam: 0 | 1 | null;
}

/** A filled script; copy 0 is as written, later ones are varied. Deterministic. */
export function copyOf(script: Script, copy: number): string {
  const random = createRandom(seedOf(`${script.id}/${copy}`));
  const region: Region = script.language === 'ko' || script.language === 'ms' || script.language === 'id' ? script.language : 'en';
  const filled = fillSlots(script.text, random, region);
  return copy === 0 ? filled : vary(filled, random, script.language);
}

/** `copies` examples of each script. */
export function examplesOf(scripts: readonly Script[], copies: number): Example[] {
  return scripts.flatMap((script) => Array.from({ length: copies }, (_, copy) => exampleOf(script, copyOf(script, copy))));
}

export function exampleOf(script: Script, text: string): Example {
  const { view, features, windows, facts } = modelInput(gatherEvidence({ text }));
  // Sliced, because the features lie in a buffer many times their size.
  const kept = { hashes: features.hashes.slice(), ends: features.ends };
  const told = script.label.kind === 'account' ? { told: toldFeatures(view, features) } : {};
  return { script, features: kept, windows, facts, ...told, scam: scamOf(script.label) };
}

/**
 * A telling that names no scam ("I sent 500 just now") may be of anything, and one of nothing that happened ("what if I had pressed 1?") is
 * what people say who talk about scams: only the loss model learns from them.
 */
export function scamOf(label: Label): 0 | 1 | null {
  if (label.kind === 'benign') return 0;
  return label.kind === 'account' && (label.type === 'OTHER' || label.loss === 'none') ? null : 1;
}
