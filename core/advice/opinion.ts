// What a language model may say about a report, and nothing else: an opinion that an officer sees beside the local reading.

import { z } from 'zod';
import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';

/** UTF-16 units; longer words of a model are cut. A line of the console holds the short ones, three lines the summary. */
export const OPINION_LIMITS = { impersonated: 80, demand: 200, summary: 300 } as const;
/** More than this is not an answer that runs over but something else. */
const LONGEST_ACCEPTED = 4_000;

/** A model's words become plain text on one line: no controls, no direction overrides, no line breaks. */
function plainText(limit: number): z.ZodType<string, string> {
  return z
    .string()
    .max(LONGEST_ACCEPTED)
    .transform((text) =>
      cut(
        text
          .toWellFormed()
          .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
          .replace(/\s+/g, ' ')
          .trim(),
        limit,
      ),
    );
}

function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  const splitsPair = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, splitsPair ? end - 1 : end)}…`;
}

/** The answer's schema: strict, so that an answer with anything more in it (an "action", say) is no answer. */
export const Opinion = z.strictObject({
  type: z.enum(SCAM_TYPES).describe('The one code whose story fits best; OTHER when none does.'),
  scam_probability: z
    .number()
    .min(0)
    .max(1)
    .describe(
      'From 0 to 1: how likely it is that this is a scam message or an account of one that hit the writer. News, warnings and questions about scams are not.',
    ),
  impersonated: plainText(OPINION_LIMITS.impersonated).nullable().describe('Whom the scammer claims to be, in English; null when nobody in particular.'),
  demand: plainText(OPINION_LIMITS.demand).nullable().describe('What the victim is told to do, in English, a few words; null when nothing.'),
  summary: plainText(OPINION_LIMITS.summary).describe(
    'What happened, in English, for a police officer: at most 40 words of plain text, no names, numbers or links.',
  ),
});
export type Opinion = z.infer<typeof Opinion>;

/** What may lie in the database in plain: values of a fixed list and numbers. */
export type PlainOpinion = Pick<Opinion, 'type' | 'scam_probability'>;
/** The model's own words, which may repeat the report's: sealed with the report. */
export type WordedOpinion = Omit<Opinion, keyof PlainOpinion>;

export function splitOpinion({ type, scam_probability, ...worded }: Opinion): { plain: PlainOpinion; worded: WordedOpinion } {
  return { plain: { type, scam_probability }, worded };
}

/** In what a model and the reader differ; an officer decides which of them is right, if any. */
export type Disagreement = 'scam' | 'type';

/** Half of the scale apart is another answer to the question, not another shade. */
export const APART = 0.5;
/** Scores have four decimals; to tell more apart is to compare rounding errors. The queue's SQL does the same (core/triage/report-list.ts). */
const DECIMALS = 1e4;

export function disagreementOf(opinion: PlainOpinion, reading: { score: number; type: string }): Disagreement | null {
  if (Math.round(Math.abs(opinion.scam_probability - reading.score) * DECIMALS) >= APART * DECIMALS) return 'scam';
  return opinion.scam_probability >= 0.5 && opinion.type !== reading.type ? 'type' : null;
}
