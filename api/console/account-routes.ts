// One's own account: who one is and what one may do, language and time zone, where one is signed in.

import { nothingBody, ownSettingsBody, renamePasskeyBody } from '#api/contract/console.ts';
import { ownPasskeys, ownSessions } from '#api/contract/account-answers.ts';
import { done, me } from '#api/contract/console-answers.ts';
import { Problem } from '#api/problem.ts';
import { capabilitiesOf } from '#core/staff/capability.ts';
import { changeOwnSettings, endOtherSessions, endOwnSession, listOwnSessions } from '#core/staff/own-account.ts';
import { listOwnPasskeys, removeOwnPasskey, renameOwnPasskey } from '#core/staff/own-passkeys.ts';
import { route, type ConsoleRoute } from './console-route.ts';

export const ACCOUNT_ROUTES: readonly ConsoleRoute[] = [
  route({
    method: 'get',
    path: '/me',
    capability: 'session.read',
    summary: 'The signed-in officer and what they may do',
    answer: me,
    run: async ({ by: { id, name, email, role, language }, session: { timeZone, partner, country, secondFactor }, policy }) => ({
      id,
      name,
      email,
      role,
      language,
      time_zone: timeZone,
      partner,
      country,
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
    run: async ({ context, by, params }) => found(await endOwnSession(context, by.id, params['id'] ?? '')),
  }),
  route({
    method: 'get',
    path: '/me/passkeys',
    capability: 'account.edit',
    summary: "The officer's passkeys, the oldest first",
    answer: ownPasskeys,
    run: async ({ context, by }) => ({ items: await listOwnPasskeys(context, by.id) }),
  }),
  route({
    method: 'post',
    path: '/me/passkeys/:id/rename',
    capability: 'account.edit',
    summary: 'Call a passkey something else',
    body: renamePasskeyBody,
    answer: done,
    run: async ({ context, by, params, body: { name } }) => found(await renameOwnPasskey(context, { staffId: by.id, id: params['id'] ?? '', name })),
  }),
  route({
    method: 'post',
    path: '/me/passkeys/:id/remove',
    capability: 'account.secure',
    summary: 'Take a passkey away',
    body: nothingBody,
    answer: done,
    run: async ({ context, by, params }) => found(await removeOwnPasskey(context, { staffId: by.id, id: params['id'] ?? '' })),
  }),
];

function found(was: boolean): { ok: true } {
  if (!was) throw new Problem('not-found');
  return { ok: true };
}
