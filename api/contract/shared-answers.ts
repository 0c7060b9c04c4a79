// What a partner's account gets back of what is shared with it. A test holds every answer against these.

import { z } from 'zod';
import { NOT_ACKNOWLEDGED, SHARED_KINDS, SHARED_STATES } from '#core/sharing/shared-report.ts';
import { handedOverCopy } from './casework-answers.ts';
import { pageOf } from './console-answers.ts';

const instant = z.iso.datetime();

const sharedItem = z
  .strictObject({
    reference: z.string(),
    kind: z.enum(SHARED_KINDS).meta({ description: "Filed by the account's own organisation, or handed over to its country's force" }),
    state: z.enum(SHARED_STATES),
    shared_at: instant.meta({ description: 'When it was received, or handed over' }),
    source_ref: z.string().nullable().meta({ description: "The partner's own number for it" }),
    type: z.string().nullable().meta({ description: 'Of a filed one once it is confirmed; of a copy as it was when it was made' }),
    decided_at: instant.nullable(),
  })
  .meta({ id: 'SharedItem' });

export const sharedPage = pageOf(sharedItem, z.string())
  .extend({ states: z.array(z.enum(SHARED_STATES)).meta({ description: 'What `state` can be for this account; empty: it belongs to nobody' }) })
  .meta({ id: 'SharedPage' });

export const sharedReport = sharedItem
  .extend({
    repeats: z.string().nullable().meta({ description: "Reference of the report it repeats, where that is the partner's own, too" }),
    campaign: z
      .strictObject({ number: z.int(), code: z.string().meta({ description: "The warning's public code" }), title: z.string() })
      .nullable()
      .meta({ description: 'The campaign it belongs to; only where the public was warned of it' }),
    handover: z
      .strictObject({ copy: handedOverCopy, acknowledged_at: instant.nullable(), acknowledged_by_name: z.string().nullable() })
      .nullable()
      .meta({ description: 'null: filed by the partner itself' }),
    may: z
      .strictObject({
        acknowledge: z.union([z.strictObject({ allowed: z.literal(true) }), z.strictObject({ allowed: z.literal(false), why: z.enum(NOT_ACKNOWLEDGED) })]),
      })
      .nullable(),
  })
  .meta({ id: 'SharedReport' });
