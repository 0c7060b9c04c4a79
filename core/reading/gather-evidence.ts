// The first half of reading: everything found in a message that later steps weigh, with offsets into the clean text.

import { findConcepts } from './classify/find-concepts.ts';
import { findSigns } from './classify/find-signs.ts';
import type { Evidence } from './classify/model-input.ts';
import { findIndicators } from './indicators/find-indicators.ts';
import type { FoundIndicators, ReaderContext } from './indicators/find-indicators.ts';
import { detectLanguages } from './language/language.ts';
import type { FoundLanguages } from './language/language.ts';
import { findAmounts } from './money/amounts.ts';
import type { FoundAmount } from './money/amounts.ts';
import { findToldLoss } from './money/loss.ts';
import type { ToldLoss } from './money/loss.ts';
import type { MessageToRead } from './reading.ts';
import { normalise } from './text/normalise.ts';
import type { NormalisedText } from './text/normalise.ts';

export interface GatheredEvidence extends Evidence {
  spoken: FoundLanguages;
  told: ToldLoss;
}

export interface FoundInMessage {
  text: NormalisedText;
  spoken: FoundLanguages;
  context: ReaderContext;
  found: FoundIndicators;
}

/** What is found before amounts and concepts: enough for masking. */
export function findInMessage(message: MessageToRead): FoundInMessage {
  const text = normalise(message.text);
  const spoken = detectLanguages(text.clean.text);
  const context = { language: spoken.language, ...(message.country !== undefined && { country: message.country }) };
  return { text, spoken, context, found: findIndicators(text, context) };
}

/** Pure; never throws. */
export function gatherEvidence(message: MessageToRead): GatheredEvidence {
  const { text, spoken, context, found } = findInMessage(message);
  const amounts = findAmounts(text.skeleton, context, text.seen).filter((amount) => !isInside(amount, found.sensitive));
  const told = findToldLoss(text.skeleton);
  const concepts = findConcepts(text.skeleton);
  const signs = findSigns({ indicators: found.indicators, links: found.links, told: told.state, amounts, text });
  return { text, spoken, found, amounts, told, concepts, signs };
}

function isInside(amount: FoundAmount, spans: readonly { start: number; end: number }[]): boolean {
  return spans.some(({ start, end }) => amount.start < end && amount.end > start);
}
