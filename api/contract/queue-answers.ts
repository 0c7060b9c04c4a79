// What the console gets back of the queue besides its reports: what happens, views, decisions on many, what was found.

import { z } from 'zod';
import { CHANGE_KINDS, type ChangeKind } from '#core/live/console-changes.ts';
import { reportItem } from './console-answers.ts';
import { serviceLevels } from './console.ts';

const instant = z.iso.datetime();
const count = z.int();

export const consoleEvent = z
  .strictObject({
    ...(Object.fromEntries(CHANGE_KINDS.map((kind) => [kind, z.array(z.string()).optional()] as const)) as Record<
      ChangeKind,
      z.ZodOptional<z.ZodArray<z.ZodString>>
    >),
    look_again: z.boolean().meta({ description: 'More happened than is told one by one' }),
  })
  .meta({ id: 'ConsoleEvent', description: 'Data of one event. Reports by reference, campaigns by number, alerts and deliveries by the alert’s id' });

export const viewList = z.strictObject({
  items: z.array(
    z
      .strictObject({
        id: z.string(),
        name: z.string(),
        search: z.string(),
        shared: z.boolean(),
        mine: z.boolean(),
        owner_name: z.string().nullable(),
        is_default: z.boolean(),
      })
      .meta({ id: 'QueueView' }),
  ),
});
export const viewDone = z.strictObject({ id: z.string() });

export const batchDone = z
  .strictObject({
    id: z.string().nullable().meta({ description: 'Under which it can be undone; null: nothing was done' }),
    results: z.array(
      z.strictObject({
        reference: z.string(),
        kind: z.enum(['done', 'unchanged', 'not_found', 'conflict']),
        reason: z.string().nullable(),
        by_name: z.string().nullable().meta({ description: 'Who holds or decided it, in a conflict' }),
      }),
    ),
  })
  .meta({ id: 'ManyDecided' });
export const batchList = z.strictObject({
  items: z.array(z.strictObject({ id: z.string(), decision: z.string(), made_at: instant, undone_at: instant.nullable(), reports: count })),
});

export const searchAnswer = z
  .strictObject({
    go: z
      .strictObject({ kind: z.enum(['report', 'campaign', 'alert']), id: z.string() })
      .nullable()
      .meta({ description: 'What was typed names this one thing: a reference, `#` and a campaign’s number, a warning’s code' }),
    items: z.array(
      z.strictObject({
        report: reportItem,
        text: z.string().meta({ description: 'A part of the masked text' }),
        hits: z.array(z.tuple([count, count])).meta({ description: 'UTF-16 offsets within that part' }),
        indicators: z.array(z.string()),
      }),
    ),
    stopped_early: z.boolean().meta({ description: 'Older reports may contain it, too' }),
    too_short: z.boolean(),
  })
  .meta({ id: 'FoundReports' });

export const serviceLevelsAnswer = serviceLevels
  .extend({
    defaults: serviceLevels,
    least: count.meta({ description: 'Minutes that each of them has at least' }),
    most: count,
  })
  .meta({ id: 'ServiceLevelsInForce' });
