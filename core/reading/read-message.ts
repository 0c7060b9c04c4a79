// The reader: from a message to everything the rest of the system works on. Pure and synchronous; no network, no database.

import { classify, READER_MODEL } from './classify/classify.ts';
import type { Classification } from './classify/classify.ts';
import type { Quote } from './classify/explain.ts';
import { facetsOf } from './classify/facets.ts';
import type { FoundConcepts } from './classify/find-concepts.ts';
import type { LinearModel } from './classify/linear-model.ts';
import { isSign } from './classify/rules.ts';
import { findInMessage, gatherEvidence } from './gather-evidence.ts';
import { maskMessage } from './masking/mask-message.ts';
import type { FoundSensitive } from './masking/mask-message.ts';
import type { FoundAmount } from './money/amounts.ts';
import { decideLoss, describeLoss } from './money/loss.ts';
import type { Concept } from './phrases/concepts.ts';
import type { Amount, MessageToRead, Reading } from './reading.ts';
import { originalSpan } from './text/mapped-text.ts';
import type { MappedText } from './text/mapped-text.ts';

const MAX_REASONS = 8;
/** Stems are short; noise stuffed between their letters need not be quoted in full. */
const MAX_QUOTE = 60;
const MAX_WORD = 16;
const GAP = /\s/;

/**
 * Reads a message of any content and length. Offsets in the result are UTF-16 offsets into `message.text`, with
 * `message.text.slice(start, end) === raw`. Never throws; the same message always reads the same.
 * @param model another than the one in force, to compare them; a broken one may throw.
 */
export function readMessage(message: MessageToRead, model: LinearModel = READER_MODEL): Reading {
  const evidence = gatherEvidence(message);
  const { spoken, found, amounts, told } = evidence;
  const { language } = spoken;
  const { clean } = evidence.text;
  const outcome = classify(evidence, { language, malaysianSms: message.channel === 'sms' && message.country === 'MY' }, model);
  return {
    ...spoken,
    verdict: outcome.verdict,
    score: outcome.score,
    type: outcome.type,
    types: outcome.types,
    facets: facetsOf({
      skeleton: evidence.text.skeleton,
      concepts: evidence.concepts,
      signs: evidence.signs,
      type: outcome.verdict === 'benign' ? null : outcome.type,
      ...(message.channel !== undefined && { channel: message.channel }),
    }),
    modus: [...evidence.concepts.keys()].toSorted(),
    indicators: found.indicators,
    amounts: amounts.map((amount) => inOriginal(clean, amount)),
    loss: describeLoss(decideLoss(told, outcome.loss), { words: evidence.text.skeleton, amounts, told }),
    masked: maskMessage({ clean, sensitive: found.sensitive }, (text) => sensitiveIn({ ...message, text })).masked,
    reasons: reasonsFor(outcome, evidence.concepts, { clean, sensitive: found.sensitive }),
  };
}

function sensitiveIn(message: MessageToRead): FoundSensitive {
  const { text, found } = findInMessage(message);
  return { clean: text.clean, sensitive: found.sensitive };
}

function inOriginal(clean: MappedText, { minor, currency, confidence, start, end }: FoundAmount): Amount {
  return { minor, currency, confidence, raw: originalSpan(clean, start, end).raw };
}

/**
 * `phrase:TYPE:words` for each concept of a rule that holds, `sign:TYPE:SIGN` for a sign, `words:TYPE:words` for other words that
 * speak for the verdict, `against:words` for those that speak for an ordinary message.
 */
function reasonsFor({ type, verdict, explanation }: Classification, concepts: FoundConcepts, { clean, sensitive }: FoundSensitive): string[] {
  const reasons = new Set<string>();
  const quote = ({ start, end }: Pick<Quote, 'start' | 'end'>): string => {
    const masked = sensitive.find((span) => span.start < end && span.end > start);
    return masked === undefined ? originalSpan(clean, start, end).raw.slice(0, MAX_QUOTE) : `[${masked.label}]`;
  };
  const quoteConcept = (concept: Concept): string => {
    const found = concepts.get(concept);
    return found === undefined ? '' : quote(found);
  };
  for (const each of explanation.against) if (verdict !== 'scam') reasons.add(`against:${quote(wholeWords(clean.text, each))}`);
  for (const each of explanation.forScam) if (verdict !== 'benign') reasons.add(`words:${type}:${quote(wholeWords(clean.text, each))}`);
  for (const rule of explanation.rules) {
    if (reasons.size >= MAX_REASONS) break;
    if (rule.type !== type) continue;
    for (const need of rule.needs) reasons.add(isSign(need) ? `sign:${rule.type}:${need}` : `phrase:${rule.type}:${quoteConcept(need)}`);
  }
  return [...reasons];
}

/** The model thinks in pieces of words; people read whole ones. */
function wholeWords(text: string, quote: Quote): Pick<Quote, 'start' | 'end'> {
  let { start, end } = quote;
  while (start > 0 && quote.start - start < MAX_WORD && !GAP.test(text.charAt(start - 1))) start -= 1;
  while (end < text.length && end - quote.end < MAX_WORD && !GAP.test(text.charAt(end))) end += 1;
  return { start, end };
}
