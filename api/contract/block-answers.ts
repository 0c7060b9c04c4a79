// What the console gets back of blocked people.

import { z } from 'zod';
import { BLOCK_REASONS } from '#core/blocks/block.ts';
import { pageOf } from './console-answers.ts';

const instant = z.iso.datetime();

export const blockDone = z.strictObject({ kind: z.literal('done'), id: z.uuid(), until: instant }).meta({ id: 'BlockDone' });
export const unblockDone = z.strictObject({ kind: z.enum(['done', 'unchanged']) }).meta({ id: 'UnblockDone' });
export const blockPage = pageOf(
  z
    .strictObject({
      id: z.uuid(),
      reference: z.string().meta({ description: 'Of the report that it was decided on' }),
      reason: z.enum(BLOCK_REASONS),
      blocked_by: z.string().meta({ description: 'Staff id' }),
      blocked_at: instant,
      until: instant,
      ended_by: z.string().nullable().meta({ description: 'Staff id, or `system`; null: it holds, or ran out' }),
      ended_at: instant.nullable(),
    })
    .meta({ id: 'BlockedPerson' }),
  z.string(),
);
