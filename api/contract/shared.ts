// What a partner's account asks about what is shared with it.

import { z } from 'zod';
import { parseReference } from '#core/reports/reference.ts';
import { SHARED_STATES } from '#core/sharing/shared-report.ts';

const cursor = z
  .string()
  .max(64)
  .transform((written, context) => {
    const [at = '', typed = ''] = written.split('_');
    const [sharedAt, reference] = [new Date(at), parseReference(typed)];
    if (!Number.isNaN(sharedAt.getTime()) && reference !== null) return { sharedAt, reference };
    context.addIssue({ code: 'custom', message: 'must be the `next` of an earlier page' });
    return z.NEVER;
  })
  .meta({ description: '`next` of the page before' });

export const sharedQuery = z.object({
  state: z.enum(SHARED_STATES).optional(),
  after: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Items on a page' }),
});
