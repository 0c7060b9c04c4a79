// What partners' servers are sent (docs/webhooks.md).

import { z } from 'zod';
import type { ZodOpenApiMediaTypeObject } from 'zod-openapi';
import { ALERT_EVENTS } from '#core/webhooks/webhook.ts';

export const webhookHeaders = z.object({
  'webhook-id': z.string().meta({ description: 'The same whenever this message is sent again' }),
  'webhook-timestamp': z.string().meta({ description: 'Of this attempt, seconds since 1970' }),
  'webhook-signature': z.string().meta({ description: '`v1,…`; two, space separated, for a day after a rotation' }),
});

/** Written out: in a body that comes to somebody, `zod-openapi` describes what zod reads, and this is what we write. */
export const webhookBody: ZodOpenApiMediaTypeObject = {
  schema: {
    type: 'object',
    required: ['type', 'timestamp', 'data'],
    properties: {
      type: { type: 'string', enum: [...ALERT_EVENTS] },
      timestamp: { type: 'string', format: 'date-time', description: 'When it happened' },
      data: { $ref: '#/components/schemas/PublicAlertDetail' },
    },
  },
};
