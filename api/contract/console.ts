// What the console sends. Answers are the use cases' own shapes, dates as ISO 8601.

import { z } from 'zod';
import { ALERT_GRADES } from '#core/alerts/alert.ts';
import { DISMISSAL_REASONS, WITHDRAWAL_REASONS } from '#core/alerts/end-alert.ts';
import { OPENING_REASONS } from '#core/triage/open-report.ts';
import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';

const limit = z.coerce.number().int().min(1).max(200).default(50);
const words = z.string().trim().min(1).max(900);
const alertText = z.object({ headline: words, what_happens: words, what_to_do: words });

export const alertContent = z
  .object({
    type: z.enum(SCAM_TYPES),
    grade: z.enum(ALERT_GRADES),
    countries: z.array(z.string().regex(/^[A-Z]{2}$/)).max(20),
    valid_until: z.iso.datetime({ offset: true }),
    texts: z.object({ ko: alertText, ms: alertText, en: alertText }),
  })
  .meta({ id: 'AlertContent' });

export const reportQuery = z.object({
  state: z.string().optional(),
  type: z.string().optional(),
  country: z.string().optional(),
  language: z.string().optional(),
  campaign: z.coerce.number().int().optional(),
  after: z.string().max(200).optional(),
  limit,
});
export const listQuery = z.object({ limit });
export const alertQuery = z.object({ state: z.enum(['proposed', 'draft', 'published', 'withdrawn', 'expired', 'dismissed']).optional(), limit });
export const auditQuery = z.object({
  actor: z.string().optional(),
  subject_kind: z.string().optional(),
  subject_id: z.string().optional(),
  action: z.string().optional(),
  before: z.coerce.number().int().optional(),
  limit,
});

export const nothing = z.object({}).meta({ id: 'Nothing' });
export const openOriginalBody = z.object({ reason: z.enum(OPENING_REASONS) });
export const claimBody = z.object({ take_over: z.boolean().default(false) });
export const duplicateBody = z.object({ of: z.string().meta({ description: 'Reference of the report it repeats' }) });
export const draftBody = z.object({ content: alertContent });
export const newVersionBody = z.object({ seen_version: z.number().int(), content: alertContent });
export const approveBody = z.object({ version: z.number().int(), content_hash: z.string().regex(/^[0-9a-f]{64}$/) });
export const withdrawBody = z.object({ reason: z.enum(WITHDRAWAL_REASONS) });
export const dismissBody = z.object({ reason: z.enum(DISMISSAL_REASONS) });
