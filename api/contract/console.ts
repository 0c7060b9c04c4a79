// What the console sends.

import { z } from 'zod';
import { ALARM_DETECTORS, ALERT_GRADES, ALERT_STATES, DISMISSAL_REASONS, FASTEST_PACE, TEXT_LIMIT, WITHDRAWAL_REASONS } from '#core/alerts/alert-words.ts';
import { DORMANT_DAYS } from '#core/campaigns/dormancy.ts';
import { ENTITY_KINDS } from '#core/entities/entity.ts';
import { BLOCK_REASONS, LONGEST_BLOCK_DAYS } from '#core/blocks/block.ts';
import { DISPUTE_DECISIONS, DISPUTE_STATES } from '#core/disputes/dispute.ts';
import { parseReference } from '#core/reports/reference.ts';
import { isTimeZone } from '#core/staff/time-zone.ts';
import { REGIONS } from '#core/taxonomy/regions.ts';
import { CHANNELS, LANGUAGES, SCAM_TYPES } from '#core/taxonomy/taxonomy.ts';
import { SERVICE_LEVEL_MINUTES } from '#core/triage/queue/clocks.ts';
import { MANY_DECISIONS } from '#core/triage/queue/decide-many.ts';
import { OPENING_REASONS } from '#core/triage/opening-reasons.ts';
import { CAMPAIGN_ORDERS } from '#core/triage/campaign-orders.ts';
import { SECOND_OPINIONS } from '#core/triage/second-opinion.ts';

const VERDICTS = ['scam', 'suspicious', 'unclear', 'benign'] as const;
const LOSS_STATES = ['lost', 'none', 'unknown'] as const;
const REPORT_SOURCES = ['webhook', 'telegram', 'web', 'import'] as const;
export const REPORT_STATES = ['received', 'in_review', 'confirmed', 'rejected', 'duplicate', 'erased'] as const;

/** PostgreSQL's bigint would take more, a JavaScript number not. */
const number = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const limit = z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Items on a page' });
const code = z.string().max(64);
const country = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code in capitals');

const yesOrNo = z
  .enum(['true', 'false'])
  .transform((word) => word === 'true')
  .optional();

/** `a,b` */
function listOf<Values extends readonly [string, ...string[]]>(values: Values) {
  return z
    .string()
    .transform((joined) => joined.split(','))
    .pipe(z.array(z.enum(values)).max(values.length))
    .meta({ description: `Separated by commas: ${values.join(', ')}` });
}

const words = z
  .string()
  .max(TEXT_LIMIT)
  .refine((text) => text.trim() !== '', { error: 'must not be empty' });
const alertText = z.object({ headline: words, what_happens: words, what_to_do: words }).meta({ id: 'AlertText' });

export const alertContent = z
  .object({
    type: z.enum(SCAM_TYPES),
    grade: z.enum(ALERT_GRADES),
    countries: z.array(country).max(20).meta({ description: 'Empty: everywhere' }),
    regions: z
      .array(z.enum(REGIONS))
      .max(REGIONS.length)
      .exactOptional()
      .meta({ description: 'ISO 3166-2, each of one of the countries; of a country of which none is named: everywhere in it' }),
    valid_until: z.iso.datetime({ offset: true }),
    send_at: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'When its first version is published; left out or past: as soon as it is approved' }),
    exercise: z.literal(true).optional().meta({ description: 'A rehearsal, for those alone who take part; chosen with the first draft' }),
    texts: z.object({ ko: alertText, ms: alertText, en: alertText }),
  })
  .meta({ id: 'AlertContent' });

const yes = z.enum(['true', 'false']).transform((word) => word === 'true');

const references = z
  .string()
  .max(4_000)
  .transform((joined) => joined.split(',').flatMap((typed) => parseReference(typed) ?? []))
  .meta({ description: 'Only these, separated by commas' });

/** What the queue can be narrowed to; a saved view is such a query. */
const reportFilter = {
  state: listOf(REPORT_STATES).optional(),
  type: z.enum(SCAM_TYPES).optional(),
  country: country.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  verdict: z.enum(VERDICTS).optional(),
  urgent: yes.optional(),
  loss: z.enum(LOSS_STATES).optional(),
  channel: z.enum(CHANNELS).optional(),
  source: z.enum(REPORT_SOURCES).optional(),
  campaign: number.optional(),
  claimed_by: code.optional().meta({ description: 'Staff id, `me`, or `nobody`; a claim that ran out is nobody’s' }),
  second_opinion: z.enum(SECOND_OPINIONS).optional().meta({ description: 'Where a language model differs from the reading, or agrees with it' }),
  references: references.optional(),
  hours: z.coerce.number().int().min(1).max(8_760).optional().meta({ description: 'Received within the last hours' }),
};
export const reportQuery = z.object({
  ...reportFilter,
  after: z.string().max(32).optional().meta({ description: 'Reference of the last report of the page before' }),
  limit,
});
export const reportCountQuery = z.object(reportFilter);
export const eventQuery = z.object({ after: z.string().max(80).optional().meta({ description: 'Id of the last event that was seen' }) });
export const campaignQuery = z.object({
  number: number.optional().meta({ description: 'That campaign, or the one it was merged into' }),
  type: z.enum(SCAM_TYPES).optional(),
  country: country.optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .optional(),
  dormant: yesOrNo.meta({ description: `Whether nobody has told of it for ${DORMANT_DAYS} days` }),
  warned: yesOrNo.meta({ description: 'Whether a warning about it has been published' }),
  order: z.enum(CAMPAIGN_ORDERS).optional().meta({ description: 'growing: whose last week stands out most from the week before; left out: recent' }),
  after: number.optional(),
  limit,
});
export const entityQuery = z.object({
  kind: z.enum(ENTITY_KINDS).optional(),
  after: z
    .string()
    .regex(/^[0-9a-f]{32}$/)
    .optional()
    .meta({ description: 'Id of the last entity of the page before' }),
  limit,
});
export const alertQuery = z.object({
  state: listOf(ALERT_STATES).optional(),
  waiting: yesOrNo.meta({ description: 'Whether its newest version waits for approvals: proposed, drafted, or the correction of a published one' }),
  code: code.optional().meta({ description: 'As it is printed under the warning, in any spelling' }),
  campaign: number.optional(),
  after: z.uuid().optional(),
  limit,
});
export const alarmQuery = z.object({
  detector: z.enum(ALARM_DETECTORS).optional(),
  alert: z.uuid().optional(),
  campaign: number.optional(),
  after: number.optional(),
  limit,
});
export const reviewQuery = z.object({ weeks: z.coerce.number().int().min(1).max(52).default(8).meta({ description: 'Weeks, this one included' }) });
export const curveQuery = z.object({
  type: z.enum(SCAM_TYPES).optional(),
  country: country.optional(),
  campaign: number.optional(),
  days: z.coerce.number().int().min(1).max(366).default(28).meta({ description: 'The last days, today included' }),
});
export const auditQuery = z.object({
  actor: code.optional(),
  subject_kind: code.optional(),
  subject_id: code.optional(),
  action: code.optional(),
  since: z.iso.datetime({ offset: true }).optional(),
  until: z.iso.datetime({ offset: true }).optional().meta({ description: 'Before then' }),
  before: number.optional().meta({ description: 'Entries older than this number' }),
  limit,
});
export const disputeQuery = z.object({
  state: z.enum(DISPUTE_STATES).optional(),
  after: z.string().max(32).optional().meta({ description: 'Reference of the last dispute of the page before' }),
  limit,
});

export const blockQuery = z.object({ after: z.uuid().optional().meta({ description: 'Id of the last block of the page before' }), limit });

export const timingQuery = z.object({
  since: z.iso.datetime({ offset: true }).optional().meta({ description: 'First reported then or later; left out: the last 30 days' }),
});
export const pageQuery = z.object({ limit });
export const deadLetterQuery = z.object({ after: number.optional().meta({ description: 'Id of the last one of the page before' }), limit });
export const growthQuery = z.object({
  days: z.coerce.number().int().min(1).max(100).default(56).meta({ description: 'The last days, today included' }),
});
export const mergePreviewQuery = z.object({ into: number });
export const overviewQuery = z.object({
  since: z.iso.datetime({ offset: true }).optional().meta({ description: 'Received then or later; left out: the last 7 days' }),
});
export const workQuery = overviewQuery.extend({
  zone: z
    .string()
    .max(64)
    .refine((zone) => Intl.supportedValuesOf('timeZone').includes(zone) || zone === 'UTC', { error: 'must be an IANA time zone' })
    .default('UTC')
    .meta({ description: 'Time zone of the shifts, as Asia/Seoul' }),
});

export const signInBody = z.object({ email: z.string().min(3).max(254), password: z.string().min(1).max(128) }).meta({ id: 'SignIn' });
export const changePasswordBody = z
  .object({ current_password: z.string().min(1).max(128), new_password: z.string().min(15).max(128) })
  .meta({ id: 'ChangePassword' });
export const passwordBody = z.object({ password: z.string().min(1).max(128) }).meta({ id: 'Password' });
export const codeBody = z
  .object({ code: z.string().min(6).max(32).meta({ description: 'Six digits of an authenticator app, or a spare code; each counts once' }) })
  .meta({ id: 'SecondFactorCode' });
const base64url = z
  .string()
  .regex(/^[\w-]*$/)
  .max(16_384);
const credential = z.object({ id: base64url, rawId: base64url, type: z.literal('public-key'), clientExtensionResults: z.looseObject({}) });
const answered = z.looseObject({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url });
const created = z.looseObject({ clientDataJSON: base64url, attestationObject: base64url });
export const passkeyName = z.string().trim().min(1).max(64);
export const passkeyBody = z
  .object({ response: credential.extend({ response: answered }).meta({ description: 'PublicKeyCredential.toJSON()' }) })
  .meta({ id: 'Passkey' });
export const newPasskeyBody = z.object({ name: passkeyName, response: credential.extend({ response: created }) }).meta({ id: 'NewPasskey' });
export const renamePasskeyBody = z.object({ name: passkeyName }).meta({ id: 'RenamePasskey' });
export const providerBody = z
  .object({
    back: z
      .string()
      .max(1024)
      .regex(/^\/(?![/\\])/, 'must be a path within the console')
      .default('/'),
    again: z.boolean().default(false).meta({ description: 'Sign in there anew, for a step up' }),
  })
  .meta({ id: 'SignInAtProvider' });
export const ownSettingsBody = z
  .object({
    language: z.enum(LANGUAGES).optional(),
    time_zone: z
      .string()
      .max(64)
      .refine(isTimeZone, 'must be an IANA time zone such as Asia/Seoul')
      .nullable()
      .optional()
      .meta({ description: 'null: as the browser says' }),
  })
  .meta({ id: 'OwnSettings' });

export const seenState = z.enum(REPORT_STATES).optional().meta({ description: 'The state on the screen; when it is another by now, the answer is 409' });
export const decisionBody = z.object({ seen_state: seenState }).meta({ id: 'Decision' });
export const confirmBody = z
  .object({ seen_state: seenState, type: z.enum(SCAM_TYPES).optional().meta({ description: 'Which scam it is; left out: as it was read' }) })
  .meta({ id: 'Confirm' });
export const claimBody = z
  .object({ seen_state: seenState, take_over: z.boolean().default(false).meta({ description: 'From the colleague who holds it' }) })
  .meta({ id: 'Claim' });
export const duplicateBody = z
  .object({ seen_state: seenState, of: z.string().max(32).meta({ description: 'Reference of the report it repeats' }) })
  .meta({ id: 'MarkDuplicate' });
export const openOriginalBody = z.object({ reason: z.enum(OPENING_REASONS) }).meta({ id: 'OpenOriginal' });

const campaignNumber = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const seenCampaign = z.int32().optional().meta({ description: "The campaign's version on the screen; when it is another by now, the answer is 409" });
const reference = z.string().max(32).meta({ description: 'Reference of a report' });
export const mergeBody = z
  .object({ into: campaignNumber.meta({ description: 'The campaign that stays' }), seen_version: seenCampaign })
  .meta({ id: 'MergeCampaigns' });
export const splitBody = z.object({ reports: z.array(reference).min(1).max(500), seen_version: seenCampaign }).meta({ id: 'SplitCampaign' });
export const detachBody = z.object({ report: reference, seen_version: seenCampaign }).meta({ id: 'DetachReport' });
export const splitPreviewBody = z.object({ reports: z.array(reference).min(1).max(500) }).meta({ id: 'PreviewSplit' });
export const keepApartBody = z.object({ other: campaignNumber }).meta({ id: 'KeepCampaignsApart' });
export const nothingBody = z.object({}).meta({ id: 'Nothing' });

export const draftBody = z.object({ content: alertContent, campaign: campaignNumber.optional() }).meta({ id: 'DraftAlert' });
/** Half-written as it may be: what is checked is not kept. */
const unfinished = z.string().max(10 * TEXT_LIMIT);
const unfinishedText = z.object({ headline: unfinished, what_happens: unfinished, what_to_do: unfinished });
export const checkAlertBody = z
  .object({
    content: alertContent.extend({ texts: z.object({ ko: unfinishedText, ms: unfinishedText, en: unfinishedText }) }),
    alert: z.uuid().optional().meta({ description: 'Whose next version it would be' }),
  })
  .meta({ id: 'CheckAlert' });
export const alertStartQuery = z.object({ type: z.enum(SCAM_TYPES).optional().meta({ description: "Left out: the campaign's" }), campaign: number.optional() });
export const newVersionBody = z
  .object({ seen_version: z.int32().meta({ description: 'The newest version on the screen' }), content: alertContent })
  .meta({ id: 'NewAlertVersion' });
export const approveBody = z
  .object({ version: z.int32(), content_hash: z.string().regex(/^[0-9a-f]{64}$/) })
  .meta({ id: 'ApproveAlert', description: 'Version and hash as they were shown; anything else is refused' });
export const paceBody = z
  .object({ per_second: z.int().min(1).max(FASTEST_PACE).nullable() })
  .meta({ id: 'PaceAlert', description: 'Messages a second to whom it is new, by all ways together; null: as fast as each way allows' });
export const withdrawBody = z.object({ reason: z.enum(WITHDRAWAL_REASONS) }).meta({ id: 'WithdrawAlert' });
export const dismissBody = z.object({ reason: z.enum(DISMISSAL_REASONS) }).meta({ id: 'DismissAlert' });
export const blockBody = z.object({ reason: z.enum(BLOCK_REASONS), days: z.int().min(1).max(LONGEST_BLOCK_DAYS) }).meta({ id: 'BlockReporter' });
export const verifyAuditBody = z
  .object({ noted: z.object({ seq: z.int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) }).optional() })
  .meta({ id: 'VerifyAudit', description: 'With number and hash of an entry as they were written down elsewhere: finds an end that was cut off' });
export const disputeDecisionBody = z.object({ decision: z.enum(DISPUTE_DECISIONS) }).meta({ id: 'DecideDispute' });

const viewName = z.string().trim().min(1).max(60);
const viewSearch = z
  .string()
  .max(500)
  .regex(/^[\w=&%.,-]*$/, 'must be the query of the queue’s address')
  .meta({ description: 'The queue’s filters as its address writes them, without `?`' });
export const saveViewBody = z.object({ name: viewName, search: viewSearch, shared: z.boolean().default(false) }).meta({ id: 'SaveView' });
export const editViewBody = z.object({ name: viewName, search: viewSearch, shared: z.boolean() }).partial().meta({ id: 'EditView' });
export const defaultViewBody = z.object({ view: z.uuid().nullable().meta({ description: 'null: none' }) }).meta({ id: 'DefaultView' });

const minutes = z.int().min(SERVICE_LEVEL_MINUTES.least).max(SERVICE_LEVEL_MINUTES.most);
export const serviceLevels = z
  .strictObject({ freeze_kr: minutes, freeze_my: minutes, freeze_elsewhere: minutes, look_life: minutes, look_money: minutes, look_rest: minutes })
  .meta({ id: 'ServiceLevels', description: 'Minutes: in which a bank may still stop money, from the payment; in which somebody looks, from receipt' });
export const serviceLevelsBody = serviceLevels
  .extend({ seen: serviceLevels.optional().meta({ description: 'What was in force when they were chosen; when it is not any more, nothing is changed' }) })
  .meta({ id: 'ChangeServiceLevels', description: 'All six' });

export const batchBody = z
  .object({
    decision: z.enum(MANY_DECISIONS),
    references: z.array(reference).min(1).max(200),
    of: z.string().max(32).optional().meta({ description: 'With `mark_duplicate`: reference of the report they repeat' }),
    take_over: z.boolean().default(false).meta({ description: 'With `claim`: from the colleagues who hold them' }),
    assignee: code.optional().meta({ description: 'With `assign`: staff id' }),
  })
  .refine(({ decision, assignee }) => decision !== 'assign' || assignee !== undefined, { path: ['assignee'], error: 'must name a colleague' })
  .refine(({ decision, of }) => decision !== 'mark_duplicate' || of !== undefined, { path: ['of'], error: 'must name the report they repeat' })
  .meta({ id: 'DecideMany' });
export const searchBody = z.object({ query: z.string().trim().min(1).max(200) }).meta({ id: 'SearchReports' });
