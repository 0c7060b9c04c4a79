// What somebody has answered so far on the report form. Everything travels with the form, so nothing is kept before it is sent; whatever comes
// back is read anew, and what cannot be read counts as not answered.

import { z } from 'zod';
import { LOSS_KINDS } from '#core/safety/loss-kinds.ts';
import { REGIONS } from '#core/taxonomy/regions.ts';
import { CHANNELS, RAILS, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';

/** In the order in which they are asked: what cannot wait, what happened, what is still missing, whom it may be shared with, and where. */
export const QUESTIONS = [
  'loss',
  'card',
  'text',
  'found',
  'country',
  'amount',
  'rail',
  'channel',
  'when',
  'behalf',
  'share_kr',
  'share_my',
  'contact',
  'region',
] as const;
export type Question = (typeof QUESTIONS)[number];

/** Characters. Longer is a file, which can be added once the report is sent. */
export const TEXT_LIMIT = 20_000;
export const MORE_LIMIT = 500;
export const CONTACT_LIMIT = 200;

export const LOSS_ANSWERS = ['within_24h', 'earlier', 'no', 'unsure'] as const;
export const BANK_COUNTRIES = ['KR', 'MY', 'other'] as const;
export const BEHALF_ANSWERS = ['self', 'agreed', 'not_asked'] as const;
/** ISO 4217, the likely ones first. */
export const CURRENCIES = ['KRW', 'MYR', 'SGD', 'USD', 'USDT', 'BTC'] as const;

const yesNo = z.enum(['yes', 'no']).optional().catch(undefined);
const typed = (most: number): z.ZodCatch<z.ZodDefault<z.ZodString>> => z.string().max(most).default('').catch('');
const many = z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(z.string().max(2_100)).max(200));

const answersForm = z.object({
  /** Of the form: the same form sent twice is one report. */
  id: z.uuid().optional().catch(undefined),
  done: many.transform((names) => QUESTIONS.filter((question) => names.includes(question))).catch([]),
  loss: z.enum(LOSS_ANSWERS).optional().catch(undefined),
  what: z.enum(LOSS_KINDS).optional().catch(undefined),
  country: z.enum(BANK_COUNTRIES).optional().catch(undefined),
  text: z
    .string()
    .transform((text) => text.replaceAll('\r\n', '\n'))
    .default('')
    .catch(''),
  /** `kind:value` of what was found in the text and is the suspect's. */
  keep: many.catch([]),
  amount_right: yesNo,
  type: z.enum(SCAM_TYPES).optional().catch(undefined),
  more: typed(MORE_LIMIT),
  amount: typed(40),
  currency: z.enum(CURRENCIES).optional().catch(undefined),
  rail: z.enum(RAILS).optional().catch(undefined),
  channel: z.enum(CHANNELS).optional().catch(undefined),
  day: typed(20),
  time: typed(10),
  behalf: z.enum(BEHALF_ANSWERS).optional().catch(undefined),
  share_kr: yesNo,
  share_my: yesNo,
  contact: yesNo,
  contact_how: typed(CONTACT_LIMIT),
  region: z.enum(REGIONS).optional().catch(undefined),
});
export type Answers = z.infer<typeof answersForm>;
export type Field = Exclude<keyof Answers, 'id' | 'done'>;

/** Which fields are one question's own. */
export const FIELDS: Record<Question, readonly Field[]> = {
  loss: ['loss'],
  card: ['what', 'country'],
  text: ['text'],
  found: ['keep', 'amount_right', 'type', 'more'],
  country: ['country'],
  amount: ['amount', 'currency'],
  rail: ['rail'],
  channel: ['channel'],
  when: ['day', 'time'],
  behalf: ['behalf'],
  share_kr: ['share_kr'],
  share_my: ['share_my'],
  contact: ['contact', 'contact_how'],
  region: ['region'],
};

/** Never throws, whatever was sent. */
export function readAnswers(form: unknown): Answers {
  const parsed = answersForm.safeParse(typeof form === 'object' && form !== null ? form : {});
  return parsed.success ? parsed.data : answersForm.parse({});
}

/** Without what that question asked: it was left out. */
export function forget(answers: Answers, question: Question): Answers {
  const empty = readAnswers({});
  // Where the bank is may be said beside the card or on a page of its own: leaving the card unanswered keeps it.
  return { ...answers, ...Object.fromEntries(FIELDS[question].map((field) => [field, empty[field]])) };
}

export function isQuestion(value: unknown): value is Question {
  return (QUESTIONS as readonly unknown[]).includes(value);
}
