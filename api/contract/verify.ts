// What `GET /v1/verify/{code}` says of a code: a receipt's (16 characters), an officer's question's (12) or a warning's (8).

import { z } from 'zod';
import { LANGUAGES, RAILS } from '#core/taxonomy/taxonomy.ts';
import { hotlineShown } from './reports.ts';

const receiptContent = z.object({
  version: z.literal(1),
  code: z.string().meta({ example: 'R-7K3M-9QPX-2B4N-8WZ1' }),
  reference: z.string(),
  language: z.enum(LANGUAGES),
  country: z.string().nullable(),
  received_at: z.iso.datetime(),
  issued_at: z.iso.datetime(),
  loss: z.object({
    state: z.enum(['lost', 'none', 'unknown']),
    amount: z.string().nullable(),
    currency: z.string().nullable(),
    paid_at: z.iso.datetime().nullable(),
    rail: z.enum(RAILS).nullable(),
  }),
  accounts: z.array(z.string()).meta({ description: 'Bank and last four digits' }),
  steps: z.array(z.string()),
  hotlines: z.array(hotlineShown),
});

const SIGNATURE = {
  signature: z.string().meta({ description: 'Ed25519 over the statement as JSON with sorted keys and no spaces (RFC 8785), base64url' }),
  key_id: z.string().meta({ description: 'Which key of /.well-known/jaga-signing-key.json' }),
};

export const signedAlert = z
  .object({
    statement: z.object({
      version: z.literal(1),
      kind: z.literal('warning'),
      code: z.string().meta({ example: '7K3M-9QPX' }),
      id: z.uuid(),
      state: z.enum(['published', 'withdrawn', 'expired']),
      alert_version: z.int().positive(),
      content_hash: z.string().meta({ description: 'SHA-256 (hex) of the content that two officers approved' }),
      issued_at: z.iso.datetime(),
      updated_at: z.iso.datetime(),
      ended_at: z.iso.datetime().nullable(),
      all_clear: z.literal(true).optional().meta({ description: 'Of a withdrawn one: what it said was right, and is over' }),
      exercise: z.literal(true).optional().meta({ description: 'A rehearsal: nothing of it has happened' }),
    }),
    ...SIGNATURE,
  })
  .meta({ id: 'SignedAlert' });

const signedQuestion = z
  .object({
    statement: z.object({ version: z.literal(1), kind: z.literal('question'), code: z.string(), reference: z.string(), issued_at: z.iso.datetime() }),
    ...SIGNATURE,
  })
  .meta({ id: 'SignedQuestion' });

export const verifiedCode = z
  .union([
    z.object({
      genuine: z.literal(true),
      kind: z.literal('receipt'),
      content: receiptContent.meta({ description: 'What the paper says if nobody changed it' }),
      signature: z.string().meta({ description: 'Ed25519 over the content as JSON with sorted keys and no spaces (RFC 8785), base64url' }),
      key_id: z.string().meta({ description: 'Which key of /.well-known/jaga-signing-key.json' }),
    }),
    z.object({ genuine: z.literal(true), kind: z.literal('receipt'), erased: z.literal(true), issued_at: z.iso.datetime() }),
    z.object({
      genuine: z.literal(true),
      kind: z.literal('warning'),
      id: z.uuid().meta({ description: 'See /v1/alerts/{id}' }),
      state: z.enum(['published', 'withdrawn', 'expired']),
      issued_at: z.iso.datetime(),
      updated_at: z.iso.datetime().meta({ description: 'Equal to `issued_at` when it was never corrected' }),
      ended_at: z.iso.datetime().nullable(),
      content_hash: z.string().meta({ description: 'SHA-256 (hex) of the content that two officers approved' }),
      signed: signedAlert,
    }),
    z.object({
      genuine: z.literal(true),
      kind: z.literal('question'),
      reference: z.string().meta({ description: 'Of the report that an officer asks about' }),
      issued_at: z.iso.datetime(),
      signed: signedQuestion,
    }),
    z.object({ genuine: z.literal(false) }),
  ])
  .meta({ id: 'VerifiedCode' });
export type VerifiedCode = z.infer<typeof verifiedCode>;
