// One's own account: who one is and what one may do, language and time zone, where one is signed in.

import { nothingBody, ownSettingsBody } from '#api/contract/console.ts';
import { done, me, ownSessions } from '#api/contract/console-answers.ts';
import { Problem } from '#api/problem.ts';
import { capabilitiesOf } from '#core/staff/capability.ts';
import { changeOwnSettings, endOtherSessions, endOwnSession, listOwnSessions } from '#core/staff/own-account.ts';
import { route, type ConsoleCall, type ConsoleRoute } from './console-route.ts';

export const ACCOUNT_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/me',
    capability: 'session.read',
    summary: 'The signed-in officer and what they may do',
    answer: me,
    run: async ({ by: { id, name, email, role, language }, session: { timeZone, secondFactor }, policy }) => ({
      id,
      name,
      email,
      role,
      language,
      time_zone: timeZone,
      capabilities: capabilitiesOf(role),
      second_factor: { required: policy === 'required', enrolled: secondFactor.enrolled, used_at: secondFactor.usedAt },
    }),
  }),
  route({
    method: 'post',
    path: '/me',
    capability: 'account.edit',
    summary: 'The language of the interface and the zone of its times',
    body: ownSettingsBody,
    answer: done,
    run: async ({ context, by, body: { language, time_zone } }) => {
      await changeOwnSettings(context, by.id, { language, timeZone: time_zone });
      return { ok: true };
    },
  }),
  route({
    method: 'get',
    path: '/me/sessions',
    capability: 'account.edit',
    summary: 'Where the officer is signed in, the session used last first',
    answer: ownSessions,
    run: async ({ context, by, session: { sessionId } }) => ({
      items: (await listOwnSessions(context, by.id)).map((session) => ({ ...session, current: session.id === sessionId })),
    }),
  }),
  route({
    method: 'post',
    path: '/me/sessions/end-others',
    capability: 'account.edit',
    summary: 'Sign out everywhere else',
    body: nothingBody,
    answer: done,
    run: async ({ context, by, session: { sessionId } }) => {
      await endOtherSessions(context, by.id, sessionId);
      return { ok: true };
    },
  }),
  route({
    method: 'post',
    path: '/me/sessions/:id/end',
    capability: 'account.edit',
    summary: 'Sign out there',
    body: nothingBody,
    answer: done,
    run: async ({ context, by, params }: ConsoleCall) => {
      if (!(await endOwnSession(context, by.id, params['id'] ?? ''))) throw new Problem('not-found');
      return { ok: true };
    },
  }),
];
