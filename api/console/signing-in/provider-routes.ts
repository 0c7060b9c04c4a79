// Signing in at the force's own identity provider: on the way there, and back.

import { APIError } from 'better-auth/api';
import { fromNodeHeaders } from 'better-auth/node';
import { Router } from 'express';
import { z } from 'zod';
import { providerBody } from '#api/contract/console.ts';
import { methodNotAllowed, Problem } from '#api/problem.ts';
import { atProvider, PROVIDER_ID } from '#core/staff/identity-provider.ts';
import { asked, reply } from './auth-answer.ts';
import type { AuthDeps } from './auth-routes.ts';
import { bodyOf } from '../console-route.ts';

const begun = z.object({ url: z.url() });

export function createProviderRouter({ auth, publicUrl, provider }: AuthDeps): Router {
  const router = Router();
  const page = (path: string): string => `${publicUrl}/console${path}`;

  router.get('/ways', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ provider: provider !== undefined });
  });
  router.all('/ways', methodNotAllowed('GET'));

  router.post('/oidc', async (request, response) => {
    const { back, again } = bodyOf(providerBody, request.body);
    if (provider === undefined) throw new Problem('not-found');
    const body = {
      provider: PROVIDER_ID,
      disableRedirect: true,
      callbackURL: page(back),
      errorCallbackURL: page('/sign-in?provider=refused'),
      ...(again && { additionalParams: { prompt: 'login' } }),
    };
    const answer = await asked(auth.api.signInSocial({ body, headers: fromNodeHeaders(request.headers), asResponse: true }));
    reply(response, answer, begun.parse(await answer.json()));
  });
  router.all('/oidc', methodNotAllowed('POST'));

  // Where the provider sends people back to: whatever is wrong, they are led to the door, which says so.
  router.get(`/callback/${PROVIDER_ID}`, async (request, response) => {
    if (provider === undefined) throw new Problem('not-found');
    const query = Object.fromEntries(Object.entries(request.query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
    const call = { params: { id: PROVIDER_ID }, query, headers: fromNodeHeaders(request.headers), asResponse: true } as const;
    const answer = await atProvider(() => auth.api.callbackOAuth(call)).catch((error: unknown) => {
      if (error instanceof APIError) return undefined;
      throw error;
    });
    for (const cookie of answer?.headers.getSetCookie() ?? []) response.append('Set-Cookie', cookie);
    const to = answer?.headers.get('location') ?? '';
    response.set('Cache-Control', 'no-store').redirect(303, to.startsWith(page('/')) ? to : page('/sign-in?provider=refused'));
  });
  router.all(`/callback/${PROVIDER_ID}`, methodNotAllowed('GET'));
  return router;
}
