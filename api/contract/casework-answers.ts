// What the console gets back about the work on one report. A test holds every answer against these.

import { z } from 'zod';
import { LEVELS } from '#core/publication/ladder.ts';
import { DECISIONS } from '#core/reports/report.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import {
  FORCE_COUNTRIES,
  FREEZE_ANSWERS,
  HANDOVER_GROUNDS,
  HANDOVER_PARTS,
  QUESTION_STATES,
  QUESTION_TEMPLATES,
  REFUSALS,
} from '#core/triage/decisions/decision-words.ts';
import { UNTRANSLATED } from '#core/triage/casework/untranslated.ts';
import { LABEL_COLOURS } from '#core/triage/casework/label-colours.ts';
import { REPORT_STATES } from './console.ts';

const instant = z.iso.datetime();
const count = z.int();
const name = z.string().nullable();

const verdict = z
  .union([z.strictObject({ allowed: z.literal(true) }), z.strictObject({ allowed: z.literal(false), why: z.enum(REFUSALS) })])
  .meta({ id: 'MayOrWhyNot' });
export const may = z
  .record(z.enum([...DECISIONS, 'undo']), verdict)
  .meta({ id: 'May', description: 'What this officer may do with it now, and why not: by the table that the decisions themselves ask' });

export const label = z.strictObject({ id: z.uuid(), name: z.string(), colour: z.enum(LABEL_COLOURS) }).meta({ id: 'Label' });
export const labelPage = z.strictObject({ items: z.array(label.extend({ reports: count })) });

export const askedQuestion = z
  .strictObject({
    id: z.uuid(),
    code: z.string().meta({ description: 'By which the person can tell that it is ours' }),
    asked_by: z.string(),
    asked_by_name: name,
    asked_at: instant,
    language: z.enum(LANGUAGES),
    template: z.enum(QUESTION_TEMPLATES).nullable(),
    text: z.string().nullable(),
    channel: z.enum(['chat', 'page']),
    state: z.enum(QUESTION_STATES),
    due_at: instant,
    sent_at: instant.nullable(),
    seen_at: instant.nullable(),
    answer: z.string().nullable().meta({ description: 'Masked' }),
    answered_at: instant.nullable(),
  })
  .meta({ id: 'AskedQuestion' });

export const freezeRequest = z
  .strictObject({
    id: z.uuid(),
    bank: z.string(),
    account: z.string(),
    amount: z.string().optional(),
    currency: z.string().optional(),
    requested_by: z.string(),
    requested_by_name: name,
    requested_at: instant,
    answer: z.enum(FREEZE_ANSWERS).nullable(),
    answered_by_name: name,
    answered_at: instant.nullable(),
    withdrawn_at: instant.nullable(),
  })
  .meta({ id: 'FreezeRequest' });

export const handoverItem = z
  .strictObject({
    id: z.uuid(),
    country: z.enum(FORCE_COUNTRIES),
    ground: z.enum(HANDOVER_GROUNDS),
    parts: z.array(z.enum(HANDOVER_PARTS)),
    made_by: z.string(),
    made_by_name: name,
    made_at: instant,
    given_at: instant.nullable().meta({ description: 'When the copy was taken out; from then on it cannot be taken back' }),
    withdrawn_at: instant.nullable(),
    holds: z.boolean().meta({ description: 'false: taken back, or the reporter took the consent back that it went by; the other force no longer sees it' }),
    opened_at: instant.nullable().meta({ description: 'When the other force first saw it in the console' }),
    acknowledged_at: instant.nullable().meta({ description: 'When it said that it takes it; from then on it cannot be taken back' }),
    acknowledged_by_name: name,
  })
  .meta({ id: 'Handover' });

export const handedOverCopy = z
  .strictObject({
    reference: z.string(),
    ground: z.enum(HANDOVER_GROUNDS),
    consent: z.strictObject({ share: z.array(z.string()), version: count }),
    facts: z.strictObject({ type: name, verdict: name, country: name, channel: name, received_at: instant, occurred_at: instant.nullable() }),
    indicators: z.array(z.strictObject({ kind: z.string(), value: z.string() })),
    masked_text: z.string().optional(),
    loss: z.strictObject({ state: z.string(), amount: name, currency: name, paid_at: instant.nullable() }).optional(),
  })
  .meta({ id: 'HandedOverCopy', description: 'As it was when it was handed over; taking it out is in the audit trail' });

const note = z.strictObject({
  id: z.uuid(),
  author: z.string(),
  author_name: name,
  written_at: instant,
  text: z.string(),
  mentions: z.array(z.string()),
  passed_on_to_name: name,
});

const historyItem = z.strictObject({
  at: instant,
  actor_name: name,
  action: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});

export const indicatorHistory = z.strictObject({
  reports: count.meta({ description: 'In the last 90 days' }),
  independent_reporters: count,
  confirmed: count,
  first_reported_at: instant.nullable(),
  last_reported_at: instant.nullable(),
  level: z.enum(LEVELS).meta({ description: 'What the public is told now' }),
  level_without_disputes: z.enum(LEVELS),
  open_disputes: count,
  expires_at: instant.nullable(),
  campaigns: z.array(count),
});

export const evidencePiece = z.strictObject({
  position: count,
  content_type: z.string().meta({ description: 'As declared by whoever sent it' }),
  state: z.enum(['waiting', 'read', 'unread', 'gone']),
  reason: z.string().nullable(),
  by: z.enum(['picture', 'voice']).nullable(),
  text: z.string().nullable().meta({ description: 'Masked: read in the picture, or heard in the recording' }),
  qr: z.array(z.string()),
  kept: z.boolean(),
});

/** Part of a report's page. */
export const casework = {
  may,
  hand_over_to: z.enum(FORCE_COUNTRIES),
  last_step: z
    .strictObject({ id: count, decision: z.enum(DECISIONS), made_by_name: name, made_at: instant })
    .nullable()
    .meta({ description: 'What undo would take back' }),
  assigned_to: name,
  assigned_to_name: name,
  escalated_at: instant.nullable(),
  escalated_by_name: name,
  repeated_by: z.array(z.strictObject({ reference: z.string(), decided_by_name: name, decided_at: instant.nullable(), step: count.nullable() })),
  questions: z.array(askedQuestion),
  freeze_requests: z.array(freezeRequest),
  handovers: z.array(handoverItem),
  notes: z.array(note),
  labels: z.array(label),
  history: z.array(historyItem),
  evidence: z.array(evidencePiece),
};

export const translation = z
  .union([
    z.strictObject({ kind: z.literal('translated'), text: z.string(), model: z.string(), made_at: instant }),
    z.strictObject({ kind: z.literal('unavailable'), reason: z.enum(UNTRANSLATED) }),
  ])
  .meta({ id: 'Translation', description: "A machine's, of the masked text with numbers and links reduced to their kind: show it as such" });

export const comparedText = z
  .strictObject({
    target: z.string(),
    target_kind: z.enum(['report', 'pattern']),
    text: z.string(),
    type: name,
    language: name,
    state: z.enum(REPORT_STATES).nullable(),
    received_at: instant.nullable(),
  })
  .meta({ id: 'ComparedText', description: 'Masked; opening another report beside this one is in the audit trail' });

export const colleagues = z.strictObject({ items: z.array(z.strictObject({ id: z.string(), name: z.string(), role: z.string() })) });
export const noteDone = z.strictObject({ kind: z.literal('done'), id: z.uuid() });
export const changeDone = z.strictObject({ kind: z.enum(['done', 'unchanged']) });
export const labelMade = z.strictObject({ kind: z.literal('done'), label });
export const heldReports = z.strictObject({
  items: z.array(
    z.strictObject({
      reference: z.string(),
      state: z.enum(REPORT_STATES),
      type: name,
      urgent: z.boolean(),
      received_at: instant,
      claimed: z.boolean(),
      assigned: z.boolean(),
      question: z.enum(['open', 'answered']).nullable(),
    }),
  ),
});
export const passedOn = z.strictObject({ kind: z.literal('done'), reports: count });
export const mentionPage = z.strictObject({ items: z.array(z.strictObject({ reference: z.string(), author_name: name, written_at: instant })) });
export const media = z.object({ data: z.instanceof(Uint8Array), content_type: z.string(), shown: z.boolean() });
