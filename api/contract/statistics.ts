// Public counts.

import { z } from 'zod';
import { STATISTICS_COUNTRIES, STATISTICS_CURRENCIES, STATISTICS_LANGUAGES } from '#core/statistics/public-statistics.ts';
import { SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';

const count = z.int().min(0).nullable().meta({ description: 'null: hidden, because it is 1 to 4 or would give such a count away' });
const cells = <Key extends z.ZodType>(key: Key) => z.array(z.object({ key, count }));

export const publicStatistics = z
  .object({
    computed_at: z.iso.datetime(),
    since: z.iso.date().meta({ description: 'Monday, the first day told of' }),
    reports: count.meta({ description: 'Read as a scam or suspicious and not rejected; null: fewer than five' }),
    by_type: cells(z.enum(SCAM_TYPES)),
    by_country: cells(z.enum(STATISTICS_COUNTRIES)),
    by_language: cells(z.enum(STATISTICS_LANGUAGES)),
    by_week: cells(z.iso.date()).meta({ description: 'By the Monday (+08:00) it begins with; the last one is not over' }),
    lost: z
      .array(z.object({ currency: z.enum(STATISTICS_CURRENCIES), amount: z.number().min(0).nullable() }))
      .meta({ description: 'In major units, two digits; null: fewer than five people, or one of them lost more than half' }),
    time_to_warning: z.object({ warnings: count, median_seconds: z.number().min(0).nullable() }).meta({
      description: 'From the first report of a scam to the first warning sent; null of fewer than five warnings',
    }),
  })
  .meta({ id: 'PublicStatistics' });
export type PublicStatisticsAnswer = z.infer<typeof publicStatistics>;
