// The port to whoever gives second opinions, and its one implementation over a language model.

import { Opinion } from '#core/advice/opinion.ts';
import { MAX_OUTPUT_TOKENS, promptOf } from '#core/advice/prompt.ts';
import type { ModelClient, ModelOutcome } from '#platform/model.ts';

export interface Adviser {
  /** Kept with each opinion, so that officers know whose it is. */
  readonly model: string;
  /** @param maskedText what `outgoingText` let through. Never throws for what a model or the way to it can do. */
  ask(maskedText: string): Promise<ModelOutcome<Opinion>>;
}

export function createAdviser(client: ModelClient): Adviser {
  return {
    model: client.name,
    ask: (maskedText) => client.ask({ ...promptOf(maskedText), schemaName: 'opinion', schema: Opinion, maxOutputTokens: MAX_OUTPUT_TOKENS }),
  };
}
