// The reader: from a message to everything the rest of the system works on. Pure and synchronous; no network, no database.

import { classify } from './classify/classify.ts';
import type { Classification } from './classify/classify.ts';
import { findConcepts } from './classify/find-concepts.ts';
import type { FoundConcepts } from './classify/find-concepts.ts';
import { findSigns } from './classify/find-signs.ts';
import { isSign } from './classify/rules.ts';
import { findIndicators } from './indicators/find-indicators.ts';
import { detectLanguage } from './language/language.ts';
import { maskText } from './masking/mask.ts';
import { findAmounts } from './money/amounts.ts';
import type { FoundAmount } from './money/amounts.ts';
import { readLoss } from './money/loss.ts';
import type { Concept } from './phrases/concepts.ts';
import type { Amount, MessageToRead, Reading } from './reading.ts';
import { originalSpan } from './text/mapped-text.ts';
import type { MappedText } from './text/mapped-text.ts';
import { normalise } from './text/normalise.ts';

const MAX_REASONS = 8;
/** Stems are short; noise stuffed between their letters need not be quoted in full. */
const MAX_QUOTE = 60;

/**
 * Reads a message of any content and length. Offsets in the result are UTF-16 offsets into `message.text`, with
 * `message.text.slice(start, end) === raw`. Never throws; the same message always reads the same.
 */
export function readMessage(message: MessageToRead): Reading {
  const text = normalise(message.text);
  const language = detectLanguage(text.clean.text);
  const context = { language, ...(message.country !== undefined && { country: message.country }) };
  const { indicators, sensitive, links } = findIndicators(text, context);
  const amounts = findAmounts(text.skeleton, context).filter((amount) => !isInside(amount, sensitive));
  const loss = readLoss(text.skeleton, amounts);
  const concepts = findConcepts(text.skeleton);
  const signs = findSigns({ indicators, links, loss, amounts, text });
  const malaysianSms = message.channel === 'sms' && message.country === 'MY';
  const outcome = classify({ concepts, signs, malaysianSms });
  return {
    language,
    verdict: outcome.verdict,
    score: outcome.score,
    type: outcome.type,
    types: outcome.types,
    indicators,
    amounts: amounts.map((amount) => inOriginal(text.clean, amount)),
    loss,
    masked: maskText(text.clean, sensitive),
    reasons: reasonsFor(outcome, concepts, text.clean),
  };
}

function isInside(amount: FoundAmount, spans: readonly { start: number; end: number }[]): boolean {
  return spans.some(({ start, end }) => amount.start < end && amount.end > start);
}

function inOriginal(clean: MappedText, { minor, currency, confidence, start, end }: FoundAmount): Amount {
  return { minor, currency, confidence, raw: originalSpan(clean, start, end).raw };
}

/** `phrase:TYPE:words` for each concept that a rule used, `sign:TYPE:SIGN` for a sign, `benign:CONCEPT:words`. */
function reasonsFor({ rules, benign }: Classification, concepts: FoundConcepts, clean: MappedText): string[] {
  const reasons = new Set<string>();
  const quote = (concept: Concept): string => {
    const found = concepts.get(concept);
    return found === undefined ? '' : originalSpan(clean, found.start, found.end).raw.slice(0, MAX_QUOTE);
  };
  for (const { type, needs } of rules) {
    for (const need of needs) {
      reasons.add(isSign(need) ? `sign:${type}:${need}` : `phrase:${type}:${quote(need)}`);
    }
    if (reasons.size >= MAX_REASONS) break;
  }
  for (const { concept } of benign) reasons.add(`benign:${concept}:${quote(concept)}`);
  return [...reasons].slice(0, MAX_REASONS + 3);
}
