// What the console gets back of how the work stands. A test holds every answer against these.

import { z } from 'zod';
import { BREAKDOWNS, QUEUE_AGES, SHIFTS } from '#core/triage/overview-words.ts';

const instant = z.iso.datetime();
const count = z.int();

export const overview = z
  .strictObject({
    since: instant,
    queue: z.strictObject({
      open: count,
      urgent: count,
      claimed: count,
      oldest_received_at: instant.nullable(),
      ages: z
        .array(z.strictObject({ age: z.enum(QUEUE_AGES), reports: count, urgent: count }))
        .meta({ description: 'Open reports by how long they have waited: up to 1 h, 8 h, 24 h, 7 days, longer' }),
    }),
    received: z.strictObject({
      reports: count,
      rows: z.array(z.strictObject({ by: z.enum(BREAKDOWNS), value: z.string(), reports: count, lost: count })),
      losses: z.array(z.strictObject({ currency: z.string(), minor: z.number(), reports: count })).meta({ description: "In the currency's smallest unit" }),
    }),
  })
  .meta({ id: 'Overview' });

export const work = z
  .strictObject({
    of: z.enum(['all', 'own']),
    items: z.array(
      z.strictObject({
        day: z.iso.date(),
        shift: z.enum(SHIFTS).meta({ description: 'night from midnight, day from 8, evening from 16, in the zone asked for' }),
        officer: z.string(),
        officer_name: z.string().nullable(),
        opened: count,
        confirmed: count,
        rejected: count,
        duplicates: count,
        campaigns: count,
        approvals: count,
      }),
    ),
  })
  .meta({ id: 'Work' });
