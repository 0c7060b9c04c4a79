// A model file that is not the shipped one: tried out before anything relies on it.

import { DomainError } from '#core/domain-error.ts';
import { loadModel } from '#core/reading/classify/linear-model.ts';
import type { LinearModel } from '#core/reading/classify/linear-model.ts';
import { readMessage } from '#core/reading/read-message.ts';

/** No such file, no model, or one that does not fit this reader. */
export class ShadowModelUnusable extends DomainError {
  constructor(path: string, cause: unknown) {
    super('shadow_model_unusable', `${path} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
}

/** Any message asks all of a model's questions. */
const PROBE = '고객님 택배 주소 불일치, 확인 http://cj-track.example Saya dah transfer RM500';

/** @throws ShadowModelUnusable */
export function loadShadowModel(path: string): LinearModel {
  try {
    const model = loadModel(path);
    const { score } = readMessage({ text: PROBE }, model);
    if (!(score >= 0 && score <= 1)) throw new Error('its scores are no probabilities');
    return model;
  } catch (error) {
    throw new ShadowModelUnusable(path, error);
  }
}
