// What the console gets back. A test holds every answer against these.

import { z } from 'zod';
import { NOT_COUNTED } from '#core/clustering/independent-reporters.ts';
import { CONSENT_PURPOSES } from '#core/reports/consent.ts';
import { LANGUAGES, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import { COUNTED } from '#core/triage/queue/report-counts.ts';
import { SECOND_OPINIONS } from '#core/triage/second-opinion.ts';
import { TIERS } from '#core/triage/queue/place-in-queue.ts';
import { casework, indicatorHistory } from './casework-answers.ts';
import { REPORT_STATES } from './console.ts';

const instant = z.iso.datetime();
const count = z.int();
const reportState = z.enum(REPORT_STATES);
const staffId = z.string().nullable().meta({ description: 'Staff id' });

export function pageOf<Item extends z.ZodType>(item: Item, next: z.ZodType) {
  return z.strictObject({
    items: z.array(item),
    next: next.nullable().meta({ description: 'Give it as `after` (audit: `before`) for the next page; null on the last' }),
  });
}

export const done = z.strictObject({ ok: z.literal(true) });

export const me = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.string(),
    language: z.enum(LANGUAGES),
    time_zone: z.string().nullable().meta({ description: 'IANA name; null: as the browser says' }),
    partner: z.string().nullable().meta({ description: "Of a partner's account: whose reports it sees" }),
    country: z.string().nullable().meta({ description: "Of a partner's account: whose force it belongs to; ISO 3166-1 alpha-2" }),
    capabilities: z.array(z.string()),
    second_factor: z.strictObject({
      required: z.boolean(),
      enrolled: z.boolean().meta({ description: 'Whether there is an authenticator app' }),
      used_at: instant.nullable().meta({ description: 'When this session last proved a second factor' }),
    }),
  })
  .meta({ id: 'Me' });

export const reportItem = z
  .strictObject({
    reference: z.string(),
    state: reportState,
    source: z.string(),
    channel: z.string().nullable(),
    urgent: z.boolean(),
    loss_state: z.string(),
    paid_at: instant.nullable(),
    received_at: instant,
    country: z.string().nullable(),
    language: z.string().nullable(),
    verdict: z.string().nullable(),
    type: z.string().nullable(),
    score: z.number().nullable(),
    second_opinion: z
      .enum(SECOND_OPINIONS)
      .nullable()
      .meta({ description: 'Whether a language model that was asked agrees with the reading; null: none was given. Nothing acts on it by itself' }),
    campaign: count.nullable(),
    campaign_reports: count,
    claimed_by: staffId,
    claimed_by_name: z.string().nullable(),
    claim_expires_at: instant.nullable(),
    tier: z.enum(TIERS).meta({ description: 'Somebody is in danger, money moved within a day, or neither; in this order' }),
    why: z
      .array(z.strictObject({ code: z.string(), at: instant.optional(), from: count.optional(), to: count.optional() }))
      .meta({ description: 'Why it stands where it does, the weightiest reason first' }),
    clocks: z
      .array(z.strictObject({ code: z.enum(['freeze', 'look']), at: instant }))
      .meta({ description: 'Until when money may be stopped and until when it is to be looked at, the sooner first' }),
  })
  .meta({ id: 'ReportItem' });
export const reportPage = pageOf(reportItem, z.string());
export const reportCounts = z
  .strictObject({
    total: count,
    by: z.record(z.enum(COUNTED), z.array(z.strictObject({ value: z.string(), name: z.string().nullable(), reports: count }))),
  })
  .meta({ id: 'ReportCounts', description: 'Of each filter, how many reports each of its values would show under the other filters' });

const loss = z.object({ amount: z.string(), currency: z.string(), paid_at: z.string(), rail: z.string(), to: z.string() }).partial();
const suspect = z.strictObject({ kind: z.string(), value: z.string() });
const evidence = z.strictObject({ filename: z.string(), content_type: z.string() });
const amount = z.object({ minor: z.number(), currency: z.string() });

const opinion = z
  .strictObject({
    model: z.string().meta({ description: 'Which model said so' }),
    type: z.string(),
    scam_probability: z.number(),
    impersonated: z.string().nullable(),
    demand: z.string().nullable(),
    summary: z.string(),
    given_at: instant,
    disagrees: z.enum(['scam', 'type']).nullable().meta({ description: 'In what it differs from the reading; null: in nothing that matters' }),
  })
  .meta({
    id: 'MachineOpinion',
    description: "A language model's second opinion, in the machine's own words: show it as such. It proves nothing, and nothing acts on it by itself",
  });

export const reportDetail = z
  .strictObject({
    reference: z.string(),
    state: reportState,
    source: z.string(),
    partner: z.string().nullable(),
    channel: z.string().nullable(),
    country: z.string().nullable(),
    region: z.string().nullable().meta({ description: 'ISO 3166-2, as the reporter or partner answered' }),
    received_at: instant,
    occurred_at: instant.nullable(),
    urgent: z.boolean(),
    loss_state: z.string(),
    paid_at: instant.nullable(),
    consent: z.object({ share: z.array(z.string()), contact: z.boolean(), version: z.number(), at: instant.optional() }),
    claimed_by: staffId,
    claimed_by_name: z.string().nullable(),
    claim_expires_at: instant.nullable(),
    decided_by: staffId,
    decided_by_name: z.string().nullable(),
    decided_at: instant.nullable(),
    decided_type: z.string().nullable().meta({ description: 'Named by the officer who confirmed; null: as it was read' }),
    duplicate_of: z.string().nullable().meta({ description: 'Reference' }),
    read_at: instant.nullable(),
    matched_at: instant.nullable(),
    adds_to: z.string().nullable().meta({ description: 'Reference of the report of the same person that this adds to' }),
    additions: z.array(z.string()).meta({ description: 'References of what the same person added' }),
    answers: z
      .array(z.strictObject({ question: z.string(), answer: z.string(), answered_at: instant }))
      .meta({ description: 'Told after it was filed: the interview, whether the call got through, the case number, whether money was frozen; masked' }),
    consents: z
      .array(z.strictObject({ purpose: z.enum(CONSENT_PURPOSES), given: z.boolean(), version: count, answered_at: instant }))
      .meta({ description: 'Each answer with the version of its wording, the newest first' }),
    content: z
      .strictObject({
        text: z.string(),
        loss: loss.nullable(),
        suspects: z.array(suspect),
        evidence: z.array(evidence),
        can_be_reached: z.boolean(),
        told_type: z.enum(SCAM_TYPES).nullable().meta({ description: 'What the reporter holds it for' }),
        on_behalf: z.enum(['agreed', 'not_asked']).nullable().meta({ description: 'Told for somebody else' }),
        corrects: z.boolean(),
      })
      .nullable()
      .meta({ description: 'Masked; null once erased' }),
    reading: z
      .strictObject({
        language: z.string(),
        verdict: z.string(),
        score: z.number(),
        type: z.string(),
        types: z.array(z.object({ code: z.string(), score: z.number() })),
        facets: z.strictObject({ channel: z.string().nullable(), rail: z.string().nullable(), theme: z.string().nullable(), harms: z.array(z.string()) }),
        amounts: z.array(amount.extend({ raw: z.string(), confidence: z.string() })),
        loss: z.object({ state: z.string(), within_24h: z.boolean().nullable(), amount: amount.nullable() }),
        masked: z.string(),
        reasons: z.array(z.string()),
      })
      .nullable(),
    indicators: z.array(
      z.strictObject({
        kind: z.string(),
        value: z.string(),
        official: z.literal(true).optional(),
        shared: z.literal(true).optional(),
        found_in: z
          .strictObject({ evidence: count, by: z.enum(['picture', 'qr', 'voice']) })
          .optional()
          .meta({ description: 'The piece of evidence it was found in; absent: the text' }),
        lookalike: z.string().optional().meta({ description: 'The brand whose name its host carries or nearly spells' }),
        history: indicatorHistory,
      }),
    ),
    opinion: opinion.nullable(),
    matches: z.array(z.strictObject({ target_kind: z.string(), target: z.string(), score: z.number(), band: z.string(), via: z.array(z.string()) })),
    campaign: count.nullable(),
    ...casework,
  })
  .meta({ id: 'ReportDetail' });

export const originalReport = z
  .strictObject({
    text: z.string(),
    loss: loss.optional(),
    suspects: z.array(suspect),
    reporter: z.object({ id: z.string(), contact: z.string().optional() }).optional(),
    source_ref: z.string().optional(),
    evidence: z.array(evidence),
    chat_id: z.number().optional(),
    forwarded: z.array(z.tuple([z.number(), z.number()])).optional(),
    not_suspects: z.array(suspect).optional(),
    told_type: z.enum(SCAM_TYPES).optional(),
    on_behalf: z.enum(['agreed', 'not_asked']).optional(),
    corrects: z.literal(true).optional(),
  })
  .meta({ id: 'OriginalReport', description: 'As it was received; opening it is in the audit trail' });

export const triageDone = z
  .strictObject({ kind: z.enum(['done', 'unchanged']), reference: z.string(), state: reportState, claim_expires_at: instant.nullable() })
  .meta({ id: 'TriageDone' });

export const notCounted = z
  .partialRecord(z.enum(NOT_COUNTED), count)
  .meta({ description: 'Accounts that do not count as independent, by the reason: signs that they are one person, or that they call it harmless' });
export const weighedReporters = z
  .strictObject({
    reports: count,
    accounts: count,
    independent: count,
    not_counted: notCounted,
    explained: z.string().meta({ description: "In the officer's language" }),
  })
  .meta({ id: 'WeighedReporters', description: 'How many independent people tell of it, and why the other accounts do not count' });
