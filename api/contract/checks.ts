// What somebody who asks "is this a scam?" sends and gets back.

import { z } from 'zod';
import { CHECK_LIMIT, CHECK_NOTES, CHECK_OUTCOMES, CHECK_STATES } from '#core/checking/check.ts';
import { INDICATOR_KINDS, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';

export const newCheckBody = z
  .object({
    text: z
      .string()
      .max(CHECK_LIMIT)
      .refine((text) => text.trim() !== '', 'must not be empty')
      .meta({ description: 'A message, number, account or link, as it came', example: '[국제발신] 주소 불일치로 배송 보류 http://cj-check.top/a' }),
  })
  .meta({ id: 'NewCheck' });

const day = z.iso.date().nullable();

export const checkedItem = z
  .object({
    kind: z.enum(INDICATOR_KINDS),
    value: z.string().meta({ description: 'Masked or defanged: enough to tell it from the others', example: '010-48**-77**' }),
    state: z.enum(CHECK_STATES).meta({ description: '`unknown`: not listed. Never a sign of safety' }),
    note: z.enum(CHECK_NOTES).nullable().meta({ description: 'Its holder objects, it was taken back, or it appears in what a warning is about' }),
    reporters: z.number().int().nullable().meta({ description: 'Independent people, rounded down; null unless `reported`' }),
    first_seen: day,
    last_seen: day,
    can_appeal: z.boolean().meta({ description: 'Its holder may object: POST /v1/disputes' }),
  })
  .meta({ id: 'CheckedItem' });

export const checkAnswer = z
  .object({
    outcome: z.enum(CHECK_OUTCOMES).meta({ description: 'The worst that is known, then what the words say' }),
    items: z.array(checkedItem),
    left_out: z.number().int().meta({ description: 'Things named beyond the most that one check looks up' }),
    verdict: z.enum(['scam', 'suspicious', 'unclear', 'benign']).meta({ description: 'Of the words; `unclear` where there are none besides what is named' }),
    type: z.enum(SCAM_TYPES),
    known_script: z.boolean(),
    changed_account: z.boolean().meta({ description: 'One account is to be used in the place of another: a common sign of a scam' }),
    advice: z.array(z.string()).meta({ description: 'In the language of Accept-Language, most important first' }),
    sources: z.array(
      z.object({
        name: z.string(),
        asked: z.boolean(),
        blind_spot: z.string(),
        link: z.url().nullable().meta({ description: 'Not connected: ask it yourself' }),
      }),
    ),
  })
  .meta({ id: 'CheckAnswer' });
export type CheckAnswer = z.infer<typeof checkAnswer>;
