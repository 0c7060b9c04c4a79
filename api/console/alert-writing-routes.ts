// Writing a warning in the console: what it may begin with, and what it would be as it stands. Nothing of this is kept.

import { alertStartQuery, checkAlertBody } from '#api/contract/console.ts';
import { alertCheck, alertStart as startAnswer } from '#api/contract/alert-answers.ts';
import { previewAlert } from '#api/pages/alert-preview.ts';
import type { AlertContent } from '#core/alerts/alert.ts';
import { getAlert, type AlertDetail } from '#core/alerts/alert-queries.ts';
import { alertFaults } from '#core/alerts/check-alert.ts';
import { alertStart } from '#core/alerts/start-alert.ts';
import { audienceOf } from '#core/delivery/audience.ts';
import { campaignOrWrong } from './campaign-asked.ts';
import { orNotFound, route, type ConsoleCall, type ConsoleRoute } from './console-route.ts';

export const ALERT_WRITING_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/alerts/start',
    capability: 'alert.edit',
    summary: 'What a warning may begin with: a draft for this type or campaign, and the open warnings about the same',
    query: alertStartQuery,
    answer: startAnswer,
    run: async ({ context, translator, query: { type, campaign } }) =>
      alertStart(context, translator, {
        type,
        campaign: campaign === undefined ? undefined : { id: await campaignOrWrong(context, campaign), number: campaign },
      }),
  }),
  route({
    method: 'post',
    path: '/alerts/check',
    capability: 'alert.edit',
    summary: 'What is being written: its faults, whom it would reach when, and how it would be read; changes nothing',
    body: checkAlertBody,
    answer: alertCheck,
    run: async (call) => {
      const { content, alert: id } = call.body;
      return check(call, content, id === undefined ? undefined : orNotFound(await getAlert(call.context.db, id, call.context.clock.now())));
    },
  }),
];

async function check({ context, translator, publicUrl, pace }: ConsoleCall, content: AlertContent, kept: AlertDetail | undefined): Promise<unknown> {
  const now = context.clock.now();
  const published = kept?.state === 'published' ? kept.versions.find(({ version }) => version === kept.published_version)?.content : undefined;
  return {
    faults: alertFaults(content, now),
    audience: await audienceOf(context, { content, corrects: published === undefined ? undefined : kept?.id, pace }),
    shown: previewAlert({ translator, publicUrl }, { content, kept, published, now }),
  };
}
