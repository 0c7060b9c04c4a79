// What the console sends about one report, besides the decisions that end its review.

import { z } from 'zod';
import { FORCE_COUNTRIES, FREEZE_ANSWERS, LAWFUL_GROUNDS, QUESTION_LIMIT, QUESTION_TEMPLATES } from '#core/triage/decisions/decision-words.ts';
import { LABEL_COLOURS, LABEL_LIMIT } from '#core/triage/casework/label-colours.ts';
import { OPENING_REASONS } from '#core/triage/opening-reasons.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { seenState } from './console.ts';

const staffId = z.string().min(1).max(64);
const reference = z.string().max(32);
const words = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.trim() !== '', { error: 'must not be empty' });

export const askBody = z
  .object({
    seen_state: seenState,
    template: z.enum(QUESTION_TEMPLATES).optional().meta({ description: 'A sentence that stands in three languages' }),
    text: words(QUESTION_LIMIT)
      .optional()
      .meta({ description: "In the reporter's language: no links but ours, nothing about codes, identity numbers or paying" }),
  })
  .refine(({ template, text }) => (template === undefined) !== (text === undefined), { error: 'either template or text', path: ['text'] })
  .meta({ id: 'AskReporter' });
export const assignBody = z.object({ seen_state: seenState, to: staffId.meta({ description: 'Staff id' }) }).meta({ id: 'AssignReport' });
const to = z.enum(FORCE_COUNTRIES).optional().meta({ description: "Whose force; left out: the other country's" });
export const handOverBody = z.object({ seen_state: seenState, to }).meta({ id: 'HandOver' });
export const handOverByLawBody = z.object({ seen_state: seenState, to, ground: z.enum(LAWFUL_GROUNDS) }).meta({ id: 'HandOverByLaw' });
export const freezeBody = z
  .object({
    seen_state: seenState,
    bank: words(80),
    account: words(80),
    amount: z
      .string()
      .regex(/^\d{1,15}(\.\d{1,2})?$/)
      .optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
  })
  .meta({ id: 'RequestFreeze' });
export const freezeAnswerBody = z.object({ answer: z.enum(FREEZE_ANSWERS) }).meta({ id: 'FreezeAnswered' });
export const undoBody = z
  .object({ seen_step: z.int().optional().meta({ description: 'The step on the screen; when another was taken since, the answer is 409' }) })
  .meta({ id: 'Undo' });

export const noteBody = z.object({ text: words(2_000) }).meta({ id: 'WriteNote' });
export const newLabelBody = z.object({ name: words(LABEL_LIMIT), colour: z.enum(LABEL_COLOURS) }).meta({ id: 'NewLabel' });
export const putLabelBody = z.object({ label: z.uuid(), on: z.boolean() }).meta({ id: 'PutLabel' });
export const passOnBody = z
  .object({
    to: staffId,
    items: z
      .array(z.object({ reference, note: z.string().max(2_000).default('') }))
      .min(1)
      .max(200),
  })
  .meta({ id: 'PassOn' });
export const openEvidenceBody = z.object({ reason: z.enum(OPENING_REASONS) }).meta({ id: 'OpenEvidence' });
export const translateBody = z.object({ language: z.enum(LANGUAGES) }).meta({ id: 'Translate' });
