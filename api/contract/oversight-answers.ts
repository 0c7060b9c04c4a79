// What the console gets back of disputes, detection, the audit trail and given-up work. A test holds every answer against these.

import { z } from 'zod';
import { ALARM_DETECTORS, ALERT_STATES } from '#core/alerts/alert-words.ts';
import { BLOCK_REASONS } from '#core/blocks/block.ts';
import { DISPUTE_DECISIONS, DISPUTE_STATES } from '#core/disputes/dispute.ts';
import { LEVELS } from '#core/publication/ladder.ts';
import { pageOf } from './console-answers.ts';

const instant = z.iso.datetime();
const count = z.int();
const staffId = z.string().nullable().meta({ description: 'Staff id' });

const disputeItem = z.strictObject({
  reference: z.string(),
  kind: z.string(),
  reason: z.string(),
  state: z.enum(DISPUTE_STATES),
  downgraded: z.boolean().meta({ description: 'It took the public mark down by itself; a repeated one after a rejection does not' }),
  filed_at: instant,
  decided_by: staffId,
  decided_at: instant.nullable(),
});
export const disputePage = pageOf(disputeItem.meta({ id: 'DisputeItem' }), z.string());
const publicView = z.strictObject({
  level: z.enum(LEVELS),
  wording: z.string(),
  shown: z.string().nullable(),
  reportedAtLeast: count.nullable(),
  agency: z.string().nullable(),
  since: z.string().nullable(),
  canAppeal: z.boolean(),
});
const partnerView = publicView.extend({ reports: count, independentReporters: count });
const officerView = partnerView.extend({
  kind: z.string(),
  value: z.string(),
  reviews: count,
  levelWithoutDisputes: z.enum(LEVELS),
  openDisputes: count,
  expiresAt: instant.nullable(),
});
export const disputeDetail = disputeItem
  .omit({ kind: true })
  .extend({
    content: z
      .strictObject({ kind: z.string(), value: z.string(), raw: z.string(), statement: z.string(), contact: z.string() })
      .nullable()
      .meta({ description: 'null once forgotten' }),
    publication: z
      .strictObject({ public: publicView, partner: partnerView, officer: officerView })
      .nullable()
      .meta({ description: 'What the public, partners and officers are told of the indicator now; null where somebody objects to being blocked' }),
    block: z
      .strictObject({ id: z.uuid(), reason: z.enum(BLOCK_REASONS), until: instant })
      .nullable()
      .meta({ description: 'The block that is objected to, of the kind `person`; null once it is over' }),
    outcomes: z
      .record(z.enum(DISPUTE_DECISIONS), z.strictObject({ level: z.enum(LEVELS), wording: z.string(), warnings: count }))
      .nullable()
      .meta({ description: 'What the public would be told after each decision, and how many published warnings would be proposed for correction' }),
    may: z.record(
      z.enum(DISPUTE_DECISIONS),
      z.union([z.strictObject({ allowed: z.literal(true) }), z.strictObject({ allowed: z.literal(false), why: z.enum(['not_your_role', 'decided_already']) })]),
    ),
    others: z.array(
      z.strictObject({ reference: z.string(), reason: z.string(), state: z.enum(DISPUTE_STATES), filed_at: instant, decided_at: instant.nullable() }),
    ),
  })
  .meta({ id: 'DisputeDetail' });
export const disputeDone = z
  .strictObject({ kind: z.enum(['done', 'unchanged']), reference: z.string(), state: z.enum(DISPUTE_STATES) })
  .meta({ id: 'DisputeDone' });
const day = z.iso.date();
export const alarmItem = z
  .strictObject({
    id: count,
    detector: z.enum(ALARM_DETECTORS),
    series: z.string().nullable().meta({ description: '`PHISH/KR`, `PHISH/KR/ko` or `campaign/<id>`; null unless the detector watches series' }),
    day,
    type: z.string(),
    countries: z.array(z.string()),
    campaigns: z.array(count),
    window_days: count,
    count,
    expected: z.number().nullable(),
    p: z.number().nullable(),
    reports: count,
    reporters: count,
    independent_reporters: count,
    first_report_at: instant,
    alert: z.uuid(),
    alert_state: z.enum(ALERT_STATES),
    raised_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'AlarmItem' });
export const alarmPage = pageOf(alarmItem, count);

const detectorWeek = z.strictObject({
  detector: z.enum(ALARM_DETECTORS),
  alarms: count,
  proposals: count,
  open: count,
  published: count,
  rejected: count,
  false_alarms: count.meta({ description: 'Rejected, and not because it was known already' }),
});
export const detectionReview = z
  .strictObject({
    budget: z.number().nullable().meta({ description: 'Needless proposals of surges a week that the worker may make; null: it has not run' }),
    items: z.array(
      z.strictObject({
        week: day.meta({ description: 'Monday' }),
        tested: count.meta({ description: 'Series and days' }),
        p_below_1_percent: count,
        p_below_01_percent: count,
        detectors: z.array(detectorWeek),
      }),
    ),
  })
  .meta({ id: 'DetectionReview' });
export const curve = z.strictObject({ items: z.array(z.strictObject({ day, occurred: count, received: count })) }).meta({ id: 'Curve' });

export const auditItem = z
  .strictObject({
    seq: count,
    at: instant,
    actor: z.string(),
    actor_name: z.string().nullable(),
    action: z.string(),
    subject_kind: z.string(),
    subject_id: z.string(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    hash: z.string(),
  })
  .meta({ id: 'AuditItem' });
export const auditPage = pageOf(auditItem, count);

export const auditActors = z
  .strictObject({ items: z.array(z.strictObject({ id: z.string(), name: z.string(), role: z.string() })) })
  .meta({ id: 'AuditActors' });
export const auditVerdict = z
  .strictObject({
    entries: count,
    head: z
      .strictObject({ seq: count, hash: z.string() })
      .nullable()
      .meta({ description: 'Write it down elsewhere: it shows later that nothing up to here was cut' }),
    faults: z.array(z.strictObject({ kind: z.string(), seq: count, to: count.optional() })),
    more: count.meta({ description: 'Faults beyond those listed' }),
    verified_at: instant,
  })
  .meta({ id: 'AuditVerdict' });

export const deadLetter = z
  .strictObject({
    id: count,
    queue: z.string(),
    job: z.string(),
    payload: z.record(z.string(), z.unknown()),
    error: z.string(),
    failed_at: instant,
    replayable: z.boolean(),
  })
  .meta({ id: 'DeadLetter' });
export const deadLetterPage = pageOf(deadLetter, count);
export const replayed = z.strictObject({ jobs: count.meta({ description: 'That run again' }) }).meta({ id: 'Replayed' });
