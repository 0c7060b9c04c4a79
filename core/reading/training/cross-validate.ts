// Figures that mean something: every script is judged by a model that saw no copy of it.

import { findToldLoss } from '../money/loss.ts';
import { normalise } from '../text/normalise.ts';
import type { Prediction } from './calibrate.ts';
import type { Script } from './corpus.ts';
import { disguise } from './augment.ts';
import { copyOf, exampleOf, examplesOf } from './examples.ts';
import type { Example } from './examples.ts';
import { createRandom, seedOf } from './random.ts';
import { scamLogit, trainedShares, trainModel } from './train-model.ts';
import type { TrainedModel, TrainingSettings } from './train-model.ts';

export interface PreparedScript {
  script: Script;
  /** First as written, then varied. */
  examples: readonly Example[];
}

/** Copies of each script; a collection of real messages is varied enough by itself. */
const COPIES = 4;

export function prepareScripts(scripts: readonly Script[]): PreparedScript[] {
  return scripts.map((script) => ({ script, examples: examplesOf([script], script.file === 'uci-sms' ? 1 : COPIES) }));
}

/** Predictions for the first copy of each script, from as many models as there are folds. */
export function crossValidate(prepared: readonly PreparedScript[], folds: number, settings: TrainingSettings): Prediction[] {
  const foldOf = ({ script }: PreparedScript): number => seedOf(`fold/${script.text}`) % folds;
  return Array.from({ length: folds }, (_, fold) => {
    const model = trainModel(
      prepared.filter((each) => foldOf(each) !== fold).flatMap(({ examples }) => examples),
      settings,
    );
    return prepared
      .filter((each) => foldOf(each) === fold)
      .flatMap(({ script, examples }) => {
        const [example] = examples;
        if (example === undefined) return [];
        return [
          {
            script,
            length: script.text.length,
            logit: scamLogit(model, example).logit,
            disguisedLogit: scamLogit(model, disguisedExample(script)).logit,
            type: likeliest(model, 'type', example),
            told: toldIn(model, script, example),
          },
        ];
      });
  }).flat();
}

function disguisedExample(script: Script): Example {
  return exampleOf(script, disguise(copyOf(script, 0), createRandom(seedOf(`disguise/${script.id}`)), script.language));
}

function toldIn(model: TrainedModel, script: Script, example: Example): Prediction['told'] {
  if (script.label.kind !== 'account') return null;
  const [telling = 0] = trainedShares(model, 'telling', example);
  return { patterns: findToldLoss(normalise(copyOf(script, 0)).skeleton), telling, shares: trainedShares(model, 'loss', example) };
}

function likeliest(model: TrainedModel, name: string, example: Example): string {
  const shares = trainedShares(model, name, example);
  return model.heads.find((head) => head.name === name)?.classes[shares.indexOf(Math.max(...shares))] ?? '';
}
