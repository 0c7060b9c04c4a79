// What partners send and what they get back. The OpenAPI document and the TypeScript types are both made from these schemas.

import { z } from 'zod';
import { HAPPENED } from '#core/own-reports/report-story.ts';
import { countryOfRegion, REGIONS } from '#core/taxonomy/regions.ts';
import { CHANNELS, INDICATOR_KINDS, LANGUAGES, RAILS } from '#core/taxonomy/taxonomy.ts';

/** ISO 8601 with offset, or UTC. */
const instant = z.iso.datetime({ offset: true }).meta({ description: 'ISO 8601 with offset', example: '2026-11-23T09:15:00+09:00' });
const countryCode = z
  .string()
  .regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code in capitals')
  .meta({ example: 'KR' });

/** Longer than any message or call account; a whole chat export belongs into `evidence`. */
const TEXT_LIMIT = 100_000;

export const newReportBody = z
  .object({
    text: z
      .string()
      .min(1)
      .max(TEXT_LIMIT)
      .meta({ description: 'The message or the account, unchanged', example: '서울중앙지검 수사관입니다. 안전계좌로 옮기세요' }),
    language: z.enum(LANGUAGES).exactOptional(),
    channel: z.enum(CHANNELS).exactOptional(),
    country: countryCode.exactOptional(),
    region: z
      .enum(REGIONS, { error: 'must be an ISO 3166-2 code of Korea or Malaysia, like KR-26 or MY-10' })
      .exactOptional()
      .meta({ description: 'Where the person lives, no finer than that; without `country` it names the country, too', example: 'KR-26' }),
    occurred_at: instant.exactOptional(),
    loss: z
      .object({
        amount: z
          .string()
          .regex(/^\d{1,15}(\.\d{1,4})?$/, 'must be a decimal number in a string, without separators')
          .exactOptional(),
        currency: z
          .string()
          .regex(/^[A-Z]{3,5}$/, 'must be an ISO 4217 code')
          .exactOptional(),
        paid_at: instant.exactOptional(),
        rail: z.enum(RAILS).exactOptional(),
        to: z.string().min(1).max(500).exactOptional(),
      })
      .refine((loss) => (loss.amount === undefined) === (loss.currency === undefined), { error: 'amount and currency belong together', path: ['currency'] })
      .exactOptional()
      .meta({ description: 'Present: money left' }),
    suspects: z
      .array(z.object({ kind: z.enum(INDICATOR_KINDS), value: z.string().min(1).max(2_048) }))
      .max(50)
      .default([]),
    evidence: z
      .array(
        z.object({
          filename: z.string().min(1).max(255),
          content_type: z
            .string()
            .max(255)
            .regex(/^[\w.+-]+\/[\w.+-]+$/, 'must be a media type'),
          data: z.base64(),
        }),
      )
      .max(10)
      .default([])
      .meta({ description: 'JPEG, PNG, WebP and GIF pictures are read for text and QR codes, whatever `content_type` says; everything else is kept' }),
    reporter: z
      .object({
        id: z.string().min(1).max(255).meta({ description: "The partner's own pseudonym for the person, always the same for the same person" }),
        device: z
          .string()
          .min(1)
          .max(255)
          .exactOptional()
          .meta({ description: "The partner's own stable hash of the device, never its raw identifier: accounts of one device count as one person" }),
        contact: z.string().min(1).max(500).exactOptional(),
        consent: z.object({ share: z.array(countryCode).max(20).default([]), contact: z.boolean().default(false) }).default({ share: [], contact: false }),
      })
      .exactOptional(),
    source_ref: z.string().min(1).max(255).exactOptional(),
  })
  .refine(({ country, region }) => country === undefined || region === undefined || countryOfRegion(region) === country, {
    error: 'must lie in `country`',
    path: ['region'],
  })
  .meta({ id: 'NewReport' });
export type NewReportBody = z.infer<typeof newReportBody>;

export const hotlineShown = z.object({ country: z.string(), number: z.string(), label: z.string() }).meta({ id: 'Hotline' });

const spoken = z
  .object({ language: z.enum(LANGUAGES), text: z.string() })
  .meta({ description: "What to say on the phone: in the bank's language first, then in the victim's" });

export const receivedReport = z
  .object({
    reference: z.string().meta({ example: 'JG-7K3M-9QPX-4' }),
    receipt: z.string().meta({ description: 'Shows that the report is yours; keep it secret' }),
    status_url: z.url(),
    safety: z.object({ urgent: z.boolean(), steps: z.array(z.string()), hotlines: z.array(hotlineShown), script: z.array(spoken) }),
  })
  .meta({ id: 'ReceivedReport' });
export type ReceivedReport = z.infer<typeof receivedReport>;

export const reportStatus = z
  .object({
    reference: z.string(),
    status: z.enum(['received', 'in_review', 'confirmed', 'rejected', 'duplicate', 'erased']),
    received_at: z.iso.datetime(),
    read: z.boolean().meta({ description: 'It has been read and classified' }),
    matched: z.boolean().meta({ description: 'It has been compared with known scams and earlier reports' }),
    similar_reports: z.number().int().meta({ description: 'Reports in the same campaign, 0 when below 5' }),
    happened: z
      .array(
        z.object({
          what: z.enum(HAPPENED),
          at: z.iso.datetime().nullable().meta({ description: 'null: the time is not kept' }),
          count: z.number().int().exactOptional().meta({ description: 'Other reports, additions, people warned; never below 5 of others' }),
          warning: z.string().exactOptional().meta({ description: 'Code of the warning' }),
        }),
      )
      .meta({ description: 'What came of it, in order' }),
    can_add: z.array(z.enum(['text', 'evidence'])).meta({ description: 'On the page at `add_url`, with the same reference and receipt' }),
    add_url: z.url(),
  })
  .meta({ id: 'ReportStatus' });
export type ReportStatus = z.infer<typeof reportStatus>;

export const problem = z
  .object({
    type: z.string().meta({ example: 'urn:jaga:problem:wrong-shape' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().exactOptional(),
    errors: z.array(z.object({ pointer: z.string(), message: z.string() })).exactOptional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457; sentences in the language of Accept-Language (ko, ms, en)' });
