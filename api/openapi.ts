// The OpenAPI 3.1 document, made from the same schemas that check the requests.

import { createDocument, type ZodOpenApiPathItemObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { z } from 'zod';
import { consolePaths } from '#api/console/console-paths.ts';
import { publicAlertDetail, publicAlertFilter, publicAlertList } from '#api/contract/alerts.ts';
import { checkAnswer, newCheckBody } from '#api/contract/checks.ts';
import { disputeStatus, newDisputeBody, receivedDispute } from '#api/contract/disputes.ts';
import { publicStatistics } from '#api/contract/statistics.ts';
import { verifiedCode } from '#api/contract/verify.ts';
import { receivedSubscription, subscriptionBodies, subscriptionState } from '#api/contract/subscriptions.ts';
import { webhookBody, webhookHeaders } from '#api/contract/webhooks.ts';
import { newReportBody, problem, receivedReport, reportStatus } from '#api/contract/reports.ts';
import { CAP_TYPE } from '#core/alerts/cap/cap-document.ts';
import { CAP_VALUE_NAMES } from '#core/alerts/cap/cap-message.ts';
import { createPushServices } from '#platform/web-push/push-services.ts';

const problemContent = { 'application/problem+json': { schema: problem } };
const problems = (descriptions: Record<string, string>): Record<`${1 | 2 | 3 | 4 | 5}${string}`, { description: string; content: typeof problemContent }> =>
  Object.fromEntries(Object.entries(descriptions).map(([status, description]) => [status, { description, content: problemContent }]));

const reference = z.string().meta({ description: 'As given in the answer', example: 'JG-7K3M-9QPX-4' });
const noSuchSubscription = { 401: 'No secret given', 404: 'No such subscription, or not yours', 429: 'Too many; see Retry-After' };
const subscriptions = subscriptionBodies(createPushServices());
const noSuchReport = { 401: 'No receipt given', 404: 'No such report, or not your receipt' };

const CAP_DESCRIPTION = [
  'The message that holds now: `Alert` for the first version, `Update` for a correction, `Cancel` for a withdrawal; `references` names all before it.',
  'Earlier ones are not given out again, for they may name somebody who has objected since. `/feeds/alerts.cap` is an Atom feed of all documents.',
  `By \`valueName\`: \`${CAP_VALUE_NAMES.type}\` (\`eventCode\`) is the type and \`${CAP_VALUE_NAMES.grade}\` the grade as in the JSON,`,
  `\`${CAP_VALUE_NAMES.code}\` the code to ask \`/v1/verify\` for, \`${CAP_VALUE_NAMES.contentHash}\` the SHA-256 of the content that officers approved;`,
  '`ISO3166-1` a country (`geocode`).',
].join(' ');

const publicPaths: ZodOpenApiPathsObject = {
  '/v1/alerts': {
    get: {
      summary: 'Published warnings, newest first',
      security: [],
      requestParams: { query: publicAlertFilter },
      responses: {
        200: { description: 'A page of them', content: { 'application/json': { schema: publicAlertList } } },
        ...problems({ 422: 'A filter is wrong: see `errors`' }),
      },
    },
  },
  '/v1/stats': {
    get: {
      summary: 'Public counts, none under five',
      security: [],
      responses: { 200: { description: 'At most a minute old', content: { 'application/json': { schema: publicStatistics } } } },
    },
  },
  '/v1/alerts/{id}': {
    get: {
      summary: 'One published warning, also after it has ended',
      security: [],
      requestParams: { path: z.object({ id: z.string().meta({ description: 'A UUID' }) }) },
      responses: {
        200: { description: 'The warning', content: { 'application/json': { schema: publicAlertDetail } } },
        ...problems({ 404: 'No such warning, or never published' }),
      },
    },
  },
  '/v1/alerts/{id}.cap': {
    get: {
      summary: 'The same warning as a CAP 1.2 document',
      description: CAP_DESCRIPTION,
      security: [],
      requestParams: { path: z.object({ id: z.string().meta({ description: 'A UUID' }) }) },
      responses: {
        200: { description: 'One `alert` with an `info` in Korean, Malay and English each', content: { [CAP_TYPE]: { schema: z.string() } } },
        ...problems({ 404: 'No such warning, or never published' }),
      },
    },
  },
  '/v1/reports': {
    post: {
      summary: 'File a report (partners)',
      description:
        'Signed as Standard Webhooks: `webhook-id`, `webhook-timestamp` (±300 s) and `webhook-signature` over the raw bytes. Answered once the report is on disk. The same id and body again get the same answer.',
      security: [{ standardWebhooks: [] }],
      requestParams: {
        header: z.object({
          'webhook-id': z.string().meta({ description: 'At most 255 printable ASCII characters; names the report once and for all' }),
          'webhook-timestamp': z.string().meta({ description: 'Seconds since 1970' }),
          'webhook-signature': z.string().meta({ description: '`v1,<base64 HMAC-SHA-256>`, several separated by spaces' }),
        }),
      },
      requestBody: { required: true, content: { 'application/json': { schema: newReportBody } } },
      responses: {
        202: { description: 'Stored', content: { 'application/json': { schema: receivedReport } } },
        ...problems({
          400: 'Not JSON, or not UTF-8',
          401: 'Signature wrong, too old, or no known partner',
          409: 'The id was used with another body',
          413: 'Over 10 MiB',
          415: 'Not application/json, or compressed',
          422: 'Fields missing or wrong: see `errors`',
          429: 'Too many; see Retry-After',
          503: 'Cannot store now; send again after Retry-After',
        }),
      },
    },
  },
  '/v1/reports/{reference}': {
    get: {
      summary: 'How a report stands',
      security: [{ receipt: [] }],
      requestParams: { path: z.object({ reference }) },
      responses: { 200: { description: 'Its status', content: { 'application/json': { schema: reportStatus } } }, ...problems(noSuchReport) },
    },
    delete: {
      summary: 'Erase a report',
      security: [{ receipt: [] }],
      requestParams: { path: z.object({ reference }) },
      responses: { 204: { description: 'Erased for good' }, ...problems(noSuchReport) },
    },
  },
  '/v1/check': {
    post: {
      summary: 'Is this a scam?',
      description:
        'What is publicly known of every number, account, link and name in a text, and what its words read like. Not listed never means safe. Nothing of it is kept.',
      security: [],
      requestBody: { required: true, content: { 'application/json': { schema: newCheckBody } } },
      responses: {
        200: { description: 'What is known', content: { 'application/json': { schema: checkAnswer } } },
        ...problems({
          400: 'Not JSON, or not UTF-8',
          413: 'Over 64 KiB',
          415: 'Not application/json',
          422: 'Fields missing or wrong: see `errors`',
          429: 'Too many; see Retry-After',
          503: 'Cannot look it up now; ask again after Retry-After',
        }),
      },
    },
  },
  '/v1/subscriptions': {
    post: {
      summary: 'Be warned in this browser',
      description:
        'By web push (RFC 8030). The key for `pushManager.subscribe` is on `/subscribe`. A browser that subscribes again is given the same id and secret.',
      security: [],
      requestBody: { required: true, content: { 'application/json': { schema: subscriptions.newSubscription } } },
      responses: {
        201: { description: 'Stored', content: { 'application/json': { schema: receivedSubscription } } },
        ...problems({
          400: 'Not JSON',
          409: 'This endpoint is subscribed with other keys',
          413: 'Over 16 KiB',
          415: 'Not application/json',
          422: 'Fields missing or wrong, or no push service that we know: see `errors`',
          429: 'Too many; see Retry-After',
        }),
      },
    },
  },
  '/v1/subscriptions/{id}': {
    get: {
      summary: 'How a subscription stands',
      security: [{ subscription: [] }],
      requestParams: { path: z.object({ id: z.string() }) },
      responses: {
        200: { description: 'What it is warned of', content: { 'application/json': { schema: subscriptionState } } },
        ...problems(noSuchSubscription),
      },
    },
    patch: {
      summary: 'Change a subscription, or tell of the browser’s new endpoint',
      security: [{ subscription: [] }],
      requestParams: { path: z.object({ id: z.string() }) },
      requestBody: { required: true, content: { 'application/json': { schema: subscriptions.changedSubscription } } },
      responses: {
        200: { description: 'As it is now', content: { 'application/json': { schema: subscriptionState } } },
        ...problems({ ...noSuchSubscription, 409: 'That endpoint is subscribed with other keys', 422: 'Fields wrong: see `errors`' }),
      },
    },
    delete: {
      summary: 'End a subscription',
      security: [{ subscription: [] }],
      requestParams: { path: z.object({ id: z.string() }) },
      responses: { 204: { description: 'Nothing is kept of it' }, ...problems(noSuchSubscription) },
    },
  },
  '/v1/verify/{code}': {
    get: {
      summary: 'Is a receipt or a warning ours, and what does it say?',
      security: [],
      requestParams: { path: z.object({ code: z.string().meta({ description: 'As printed on the receipt', example: 'R-7K3M-9QPX-2B4N-8WZ1' }) }) },
      responses: {
        200: { description: 'Ours or not', content: { 'application/json': { schema: verifiedCode } } },
        ...problems({ 429: 'Too many; see Retry-After' }),
      },
    },
  },
  '/v1/disputes': {
    post: {
      summary: 'Object to what is said of your number, account or site',
      description:
        'From the first objection on nothing of it is shown to the public until officers have decided. The answer does not say whether it is listed.',
      security: [],
      requestBody: { required: true, content: { 'application/json': { schema: newDisputeBody } } },
      responses: {
        202: { description: 'Stored', content: { 'application/json': { schema: receivedDispute } } },
        ...problems({ 400: 'Not JSON', 415: 'Not application/json', 422: 'Fields missing or wrong: see `errors`', 429: 'Too many; see Retry-After' }),
      },
    },
  },
  '/v1/disputes/{reference}': {
    get: {
      summary: 'How a dispute stands',
      security: [{ receipt: [] }],
      requestParams: { path: z.object({ reference }) },
      responses: {
        200: { description: 'Its status', content: { 'application/json': { schema: disputeStatus } } },
        ...problems({ 401: 'No receipt given', 404: 'No such dispute, or not your receipt' }),
      },
    },
  },
};

const warningToPartner: ZodOpenApiPathItemObject = {
  post: {
    summary: 'A warning was published, corrected or withdrawn, to a partner whom the operator has registered',
    security: [{ standardWebhooks: [] }],
    requestParams: { header: webhookHeaders },
    requestBody: { required: true, content: { 'application/json': webhookBody } },
    responses: { '2XX': { description: 'Taken' }, 410: { description: 'Never again' }, 429: { description: 'Not before Retry-After' } },
  },
};

export function createOpenApiDocument(publicUrl: string): ReturnType<typeof createDocument> {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Jaga',
      version: '1',
      description: 'Scam reports in, early warnings out; Korean, Malay and English.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: publicUrl }],
    paths: { ...publicPaths, ...consolePaths() },
    webhooks: { alert: warningToPartner },
    components: {
      securitySchemes: {
        standardWebhooks: { type: 'apiKey', in: 'header', name: 'webhook-signature', description: 'https://www.standardwebhooks.com' },
        receipt: { type: 'http', scheme: 'bearer', description: 'The receipt given with the reference' },
        subscription: { type: 'http', scheme: 'bearer', description: 'The secret given with the subscription’s id' },
        staffSession: { type: 'apiKey', in: 'cookie', name: 'jaga.session_token' },
      },
    },
  });
}
