// What the console gets back about warnings. A test holds every answer against these.

import { z } from 'zod';
import { ALERT_REFUSALS, ALERT_STATES, ALERT_STEPS } from '#core/alerts/alert-words.ts';
import { PREVENTED_CURRENCIES } from '#core/feedback/prevented.ts';
import { SUBSCRIBER_CHANNELS } from '#core/subscribers/subscriber-words.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { notCounted, pageOf } from './console-answers.ts';
import { alertContent } from './console.ts';

const instant = z.iso.datetime();
const count = z.int();

const alertEvidence = z
  .object({
    detector: z.string(),
    campaign: count,
    series: z.string(),
    window_days: count.meta({ description: 'Days over which `count` was counted and `expected` holds' }),
    count: count.meta({ description: 'One a reporter and day, rings as one' }),
    reports: count,
    reporters: count,
    independent_reporters: count,
    not_counted: notCounted,
    expected: z.number(),
    p: z.number(),
    first_report_at: z.string(),
  })
  .partial()
  .required({ detector: true })
  .meta({ id: 'AlertEvidence' });

/** What is stored may still be empty: the draft of what no known type fits. */
const storedText = z.object({ headline: z.string(), what_happens: z.string(), what_to_do: z.string() }).meta({ id: 'StoredAlertText' });
const storedContent = alertContent.extend({ texts: z.object({ ko: storedText, ms: storedText, en: storedText }) }).meta({ id: 'StoredAlertContent' });

export const alertItem = z
  .strictObject({
    id: z.uuid(),
    code: z.string(),
    state: z.enum(ALERT_STATES),
    evidence: alertEvidence,
    campaign: count.nullable(),
    content: storedContent,
    version: count,
    published_version: count.nullable(),
    author: z.string(),
    approvals: count,
    created_at: instant,
    published_at: instant.nullable(),
    expires_at: instant.nullable(),
    scheduled_for: instant.nullable().meta({ description: 'Approved, and published then' }),
    all_clear: z.boolean().meta({ description: 'Of a withdrawn one: it was right, and is over' }),
  })
  .meta({ id: 'AlertItem' });
export const alertPage = pageOf(alertItem, z.uuid());

const alertFault = z.strictObject({ code: z.string(), language: z.enum(LANGUAGES).optional(), field: z.string().optional(), value: z.string().optional() });
const permission = z.union([z.strictObject({ allowed: z.literal(true) }), z.strictObject({ allowed: z.literal(false), why: z.enum(ALERT_REFUSALS) })]);

export const alertDetail = alertItem
  .extend({
    may: z.record(z.enum(ALERT_STEPS), permission).meta({ description: 'What this officer may do with it now, and why not' }),
    paused_at: instant
      .nullable()
      .meta({ description: 'Since when nobody new gets it; who has it still gets a later version. null: it is sent, or there is nothing to send' }),
    pace: count.nullable().meta({ description: 'Messages a second to which it is slowed down; null: as fast as each way allows' }),
    full_pace: count.meta({ description: 'What Telegram takes from this service a second' }),
    versions: z.array(
      z.strictObject({
        version: count,
        content: storedContent,
        content_hash: z.string(),
        author: z.string(),
        author_name: z.string().nullable(),
        created_at: instant,
        approvals: z.array(z.strictObject({ approver: z.string(), approver_name: z.string().nullable(), approved_at: instant })),
      }),
    ),
    faults: z.array(alertFault).meta({ description: 'What keeps the newest version from being approved' }),
    ended_at: instant.nullable(),
    last_report_at: instant.nullable().meta({ description: 'Of its campaign' }),
  })
  .meta({ id: 'AlertDetail' });

export const alertNow = z
  .strictObject({
    id: z.uuid(),
    code: z.string(),
    state: z.enum(ALERT_STATES),
    version: count,
    published_version: count.nullable(),
    evidence: alertEvidence,
    expires_at: instant.nullable(),
    paused_at: instant.nullable(),
    scheduled_for: instant.nullable().meta({ description: 'Approved, and published then' }),
    all_clear: z.boolean(),
    pace: count.nullable(),
  })
  .meta({ id: 'AlertNow' });
export const alertDone = z.strictObject({ kind: z.enum(['done', 'unchanged']), alert: alertNow }).meta({ id: 'AlertDone' });
export const deliveryProgress = z
  .strictObject({
    waiting: count,
    claimed: count,
    sent: count,
    failed: count,
    failed_by: z.record(z.string(), count).meta({ description: 'Why' }),
    channels: z.array(
      z.strictObject({
        language: z.enum(LANGUAGES),
        channel: z.string(),
        state: z.enum(['waiting', 'sent', 'failed']),
        posted_at: instant.nullable(),
        error: z.string().nullable(),
        ahead_seconds: z.number().nullable().meta({ description: 'By which it stood there before half of its language had it themselves; negative: after' }),
      }),
    ),
    seconds_left: z.number().meta({ description: 'Until the last of those who are told at once has it, at the pace it is sent at now' }),
  })
  .meta({ id: 'DeliveryProgress' });

export const alertResponse = z
  .strictObject({
    reach: z.array(z.strictObject({ language: z.enum(LANGUAGES), subscribers: count })).meta({ description: 'Who has it, by the language they read' }),
    feedback: z.strictObject({ got_it_too: count, nearly_paid: count, not_relevant: count }).meta({ description: 'What they said with one tap' }),
    prevented: z.strictObject({ people: count, at_least: z.array(z.strictObject({ currency: z.enum(PREVENTED_CURRENCIES), minor: z.number() })) }).meta({
      description: "What those who were about to pay say it would have been: how many say so, and the least that it comes to, in the currency's smallest unit",
    }),
    unsubscribed: count.meta({ description: 'Stopped all warnings within a day of getting this one' }),
  })
  .meta({ id: 'AlertResponse' });

export const alertCheck = z
  .strictObject({
    faults: z.array(alertFault).meta({ description: 'What would keep it from being approved' }),
    audience: z
      .strictObject({
        subscribers: count,
        now: count.meta({ description: 'At once' }),
        later: count.meta({ description: 'After their quiet hours, their pause or with their daily digest' }),
        by: z.array(z.strictObject({ channel: z.enum(SUBSCRIBER_CHANNELS), language: z.enum(LANGUAGES), subscribers: count })),
        seconds: z.number().meta({ description: 'Until the last of `now` has it, at the pace this service sends by' }),
      })
      .meta({ description: 'Who would get it if it were published now; of a published one: who would see the correction' }),
    shown: z
      .record(
        z.enum(LANGUAGES),
        z.strictObject({
          telegram: z.string().meta({ description: "Telegram's HTML: b, i, u, s, code, a and escaped text" }),
          page: z.string().meta({ description: 'The public page as a whole HTML document' }),
        }),
      )
      .meta({ description: 'As a subscriber and as anybody would read it; without a code and an address before the first version is kept' }),
  })
  .meta({ id: 'AlertCheck' });

export const alertStart = z
  .strictObject({
    content: storedContent.meta({ description: 'From reviewed sentences for this type; empty texts where no known type fits' }),
    open: z.array(alertItem).meta({ description: 'Warnings about the same campaign that are proposed, drafted or published' }),
  })
  .meta({ id: 'AlertStart', description: 'What a warning may begin with' });
