// What a holder who objects sends and gets back.

import { z } from 'zod';
import { DISPUTE_REASONS, DISPUTE_STATES } from '#core/disputes/dispute.ts';
import { INDICATOR_KINDS } from '#core/taxonomy/taxonomy.ts';

export const newDisputeBody = z
  .object({
    kind: z.enum(INDICATOR_KINDS).meta({ example: 'phone' }),
    value: z.string().min(1).max(2_048).meta({ description: 'The number, account or link, as you write it', example: '010-1234-5678' }),
    reason: z.enum(DISPUTE_REASONS),
    statement: z.string().max(5_000).default(''),
    contact: z.string().min(1).max(500).meta({ description: 'How you can be asked back; only officers see it' }),
  })
  .meta({ id: 'NewDispute' });

export const receivedDispute = z
  .object({
    reference: z.string().meta({ example: 'JG-7K3M-9QPX-4' }),
    receipt: z.string().meta({ description: 'Shows that the dispute is yours; keep it secret' }),
    status_url: z.url(),
    message: z.string().meta({ description: 'In the language of Accept-Language. It does not say whether the value is listed' }),
  })
  .meta({ id: 'ReceivedDispute' });
export type ReceivedDispute = z.infer<typeof receivedDispute>;

export const disputeStatus = z
  .object({ reference: z.string(), status: z.enum(DISPUTE_STATES), filed_at: z.iso.datetime(), decided_at: z.iso.datetime().nullable() })
  .meta({ id: 'DisputeStatus' });
export type DisputeStatus = z.infer<typeof disputeStatus>;
