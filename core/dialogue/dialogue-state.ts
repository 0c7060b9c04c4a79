// A conversation's memory between two messages. It is stored sealed and read back years later by newer code, so that
// reading must never fail: what cannot be read starts anew.

import { z } from 'zod';
import { ALERT_GRADES } from '#core/alerts/alert-words.ts';
import { TIME_ZONES } from '#core/subscribers/warning-settings.ts';
import { REGIONS } from '#core/taxonomy/regions.ts';
import { LANGUAGES, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import { CONSENT_PURPOSES } from '#core/reports/consent.ts';
import { LOSS_KINDS } from '#core/safety/loss-kinds.ts';
import { LOSS_ANSWERS } from './button-data.ts';
import type { DialogueState } from './dialogue.ts';
import { QUESTIONS } from './interview/questions.ts';
import { FOUND_KINDS } from './interview/told-facts.ts';

const lossAnswer = z.enum(LOSS_ANSWERS);
const scamType = z.enum(SCAM_TYPES);

const hour = z.int().min(0).max(23);
const settingsSchema = z.object({
  least_grade: z.enum(ALERT_GRADES),
  quiet: z.object({ from: hour, to: hour }).nullable(),
  time_zone: z.enum(TIME_ZONES),
  daily: z.boolean(),
  easy_read: z.boolean(),
  snoozed_until: z.string().nullable(),
});

const subscriptionSchema = z.object({
  active: z.boolean(),
  types: z.array(scamType),
  countries: z.array(z.string()),
  regions: z.array(z.enum(REGIONS)).exactOptional(),
  settings: settingsSchema.exactOptional(),
});

const draftSchema = z.object({
  texts: z.array(z.string()),
  message_ids: z.array(z.int()).exactOptional(),
  files: z.array(z.object({ file_id: z.string(), content_type: z.string(), name: z.string() })).default([]),
  forwarded: z.boolean(),
  forwarded_texts: z.array(z.int()).exactOptional(),
  origin: z.string().exactOptional(),
  loss: lossAnswer.nullable(),
  country: z.string().nullable(),
  started_at: z.string(),
  continues: z.string().exactOptional(),
  corrects: z.literal(true).exactOptional(),
  what: z.enum(LOSS_KINDS).exactOptional(),
  sent_to: z.string().exactOptional(),
});

const filedSchema = z.object({
  reference: z.string().nullable(),
  loss: lossAnswer.nullable(),
  country: z.string().nullable(),
  types: z.array(scamType),
  what: z.enum(LOSS_KINDS).nullable().catch(null),
  sent_to: z.string().nullable().catch(null),
  message_ids: z.array(z.int()).catch([]),
  filed_at: z.string(),
});

const checkedSchema = z.object({ draft: draftSchema, items: z.array(z.object({ code: z.string(), shown: z.string() })) });
const money = z.object({ minor: z.number(), currency: z.string() });

const interviewSchema = z.object({
  reference: z.string(),
  questions: z.array(z.enum(QUESTIONS)),
  at: z.int().min(0),
  paused: z.boolean(),
  correcting: z.boolean(),
  found: z.array(z.object({ kind: z.enum(FOUND_KINDS), value: z.string() })),
  amount: money.nullable(),
  agreed: z.array(z.enum(CONSENT_PURPOSES)),
});

const stateSchema = z.object({
  language: z.enum(LANGUAGES).nullable().catch(null),
  language_source: z.enum(['phone', 'written', 'chosen']).nullable().catch(null),
  phase: z.enum(['idle', 'asking_loss', 'asking_country']).catch('idle'),
  draft: draftSchema.nullable().catch(null),
  card_shown: z.boolean().catch(false),
  subscription: subscriptionSchema.catch({ active: false, types: [], countries: [] }),
  choosing: subscriptionSchema.nullable().catch(null),
  last_report: filedSchema.nullable().catch(null),
  invitation: z.string().max(64).exactOptional(),
  checking: z.boolean().catch(false),
  checked: checkedSchema.nullable().catch(null),
  interview: interviewSchema.nullable().catch(null),
  discreet: z.boolean().catch(false),
  appealing: z.boolean().catch(false),
  contact: z.string().nullable().catch(null),
  officer_question: z.object({ id: z.string().max(64), reference: z.string().max(64), paused: z.boolean(), asked_at: z.string().max(40) }).exactOptional(),
});

/** A conversation in which nothing was said yet. */
export function initialDialogueState(): DialogueState {
  return {
    language: null,
    language_source: null,
    phase: 'idle',
    draft: null,
    card_shown: false,
    subscription: { active: false, types: [], countries: [] },
    choosing: null,
    last_report: null,
    checking: false,
    checked: null,
    interview: null,
    discreet: false,
    appealing: false,
    contact: null,
  };
}

/** Reads a stored state field by field; a field that cannot be read falls back to its initial value. Never throws. */
export function parseDialogueState(json: unknown): DialogueState {
  const parsed = stateSchema.safeParse(json);
  return parsed.success ? parsed.data : initialDialogueState();
}
