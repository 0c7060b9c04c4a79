// What the console gets back of times: the steps from a first report to a first warning, and the card of whoever has just paid.

import { z } from 'zod';
import { WAITED_FOR, WARNING_STEPS } from '#core/timing/warning-timing.ts';

const instant = z.iso.datetime();
const count = z.int();
const seconds = z.number();
const when = (what: string) => instant.nullable().meta({ description: `${what}; null: not yet, or there is no such step` });

export const warningTimingItem = z
  .strictObject({
    campaign: count.nullable(),
    alert: z.strictObject({ id: z.uuid(), code: z.string() }).nullable().meta({ description: 'The first warning about it' }),
    detector: z.string().nullable(),
    type: z.string(),
    state: z.enum(['warned', 'open', 'faded', 'ended', 'nobody']).meta({
      description: 'faded: no report for three days and nothing proposed; ended: dismissed or over before anybody got it; nobody: no subscriber wants it',
    }),
    first_report_at: when('First report received'),
    linked_at: when('Second report joined'),
    evidence_at: when('Last report received before the proposal'),
    proposed_at: when('Warning proposed or drafted'),
    first_approved_at: when('First approval'),
    published_at: when('Second approval, which publishes'),
    first_sent_at: when('First subscriber got it'),
    steps: z.partialRecord(z.enum(WARNING_STEPS), seconds).meta({ description: 'Seconds that each step took' }),
    total: seconds.nullable().meta({ description: 'Seconds from the first report to the first warning sent' }),
    waits: z
      .strictObject({ step: z.enum(WARNING_STEPS), for: z.enum(WAITED_FOR), since: instant, seconds })
      .nullable()
      .meta({ description: 'Who is waited for now; null: nobody' }),
  })
  .meta({ id: 'WarningTiming' });

export const timingSummaryAnswer = z
  .strictObject({
    since: instant,
    counts: z.strictObject({ warned: count, open: count, faded: count, ended: count, nobody: count }),
    steps: z.array(z.strictObject({ step: z.enum([...WARNING_STEPS, 'total']), count, median: seconds.nullable(), p90: seconds.nullable() })),
    slowest: z.array(warningTimingItem).meta({ description: 'Warned of, the slowest first' }),
    waiting: z.array(warningTimingItem).meta({ description: 'Not warned of yet, the longest wait first; at most ten of each that is waited for' }),
    cards: z
      .array(z.strictObject({ face: z.enum(['telegram', 'webhook', 'web']), cards: count, median: seconds, p90: seconds, slowest: seconds }))
      .meta({ description: 'Seconds until somebody who has just paid was shown whom to call' }),
  })
  .meta({ id: 'TimingSummary' });
