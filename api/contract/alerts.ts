// Published warnings as anybody may read them.

import { z } from 'zod';
import { ALERT_GRADES } from '#core/alerts/alert-words.ts';
import { ALERT_PARTS } from '#core/alerts/alert-changes.ts';
import { signedAlert } from './verify.ts';
import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';

const alertText = z
  .object({
    headline: z.string(),
    what_happens: z.string().nullable().meta({ description: 'null when withdrawn and not merely over' }),
    what_to_do: z.string().nullable().meta({ description: 'null when withdrawn and not merely over' }),
  })
  .meta({ id: 'AlertText' });

export const publicAlert = z
  .object({
    id: z.uuid(),
    code: z.string().meta({ description: 'Printed under the warning wherever it is sent', example: '7K3M-9QPX' }),
    url: z.url().meta({ description: 'The page for people; `?lang=ko`, `ms` or `en` chooses its language' }),
    state: z.enum(['published', 'withdrawn', 'expired']),
    type: z.enum(SCAM_TYPES),
    grade: z.enum(ALERT_GRADES),
    countries: z.array(z.string()).meta({ description: 'ISO 3166-1 alpha-2; empty: everywhere', example: ['KR'] }),
    regions: z
      .array(z.string())
      .meta({ description: 'ISO 3166-2; of a country of which none is named: everywhere in it. Empty: the whole of the countries', example: ['KR-11'] }),
    version: z.int().positive(),
    published_at: z.iso.datetime(),
    updated_at: z.iso.datetime().meta({ description: 'Of the version shown; later than `published_at` when it was corrected' }),
    valid_until: z.iso.datetime(),
    ended_at: z.iso.datetime().nullable().meta({ description: 'null while it holds' }),
    all_clear: z.boolean().meta({ description: 'Of a withdrawn one: what it said was right, and is over' }),
    exercise: z.boolean().meta({ description: 'A rehearsal: nothing of it has happened. Lists and feeds never contain one' }),
    texts: z.object({ ko: alertText, ms: alertText, en: alertText }),
  })
  .meta({ id: 'PublicAlert' });
export type PublicAlert = z.infer<typeof publicAlert>;

export const publicAlertDetail = publicAlert
  .extend({
    changed: z.array(z.enum(ALERT_PARTS)).meta({ description: 'What the last correction changed, in any language; empty without one' }),
    signed: signedAlert.meta({ description: 'What we say of it, to be kept with it and checked later' }),
  })
  .meta({ id: 'PublicAlertDetail' });
export type PublicAlertDetail = z.infer<typeof publicAlertDetail>;

export const publicAlertList = z
  .object({
    alerts: z.array(publicAlert).meta({ description: 'Newest first' }),
    next: z.url().nullable().meta({ description: 'The next page; null on the last' }),
  })
  .meta({ id: 'PublicAlertList' });
export type PublicAlertList = z.infer<typeof publicAlertList>;

export const publicAlertFilter = z.object({
  type: z.enum(SCAM_TYPES).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2')
    .optional()
    .meta({ description: 'What concerns that country, and what concerns all', example: 'KR' }),
  ended: z.enum(['true', 'false']).default('false').meta({ description: 'Withdrawn and expired ones too' }),
  after: z.uuid().optional().meta({ description: 'The last warning of the page before' }),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
