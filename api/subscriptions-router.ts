// /v1/subscriptions: a browser asks to be warned, and changes or ends that with the secret it was given. Nobody else's can be told, changed or
// ended: unknown and not yours look the same.

import express, { Router, type Request, type Response } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { subscriptionBodies, type ChangedSubscription, type ReceivedSubscription, type SubscriptionState } from '#api/contract/subscriptions.ts';
import { methodNotAllowed, Problem, wrongShape } from '#api/problem.ts';
import { withinRate } from '#api/rate.ts';
import { receiptOf } from '#api/receipt.ts';
import type { CoreContext } from '#core/context.ts';
import type { BrowserChoice, BrowserSubscriber } from '#core/subscribers/browser-subscription.ts';
import { changeBrowser, findBrowser, stopBrowser, subscribeBrowser, type BrowserPass } from '#core/subscribers/browsers.ts';
import { initialSettings } from '#core/subscribers/warning-settings.ts';
import type { PushServices } from '#platform/web-push/push-services.ts';

/** Bytes. */
const BODY_LIMIT = 16 * 1024;
/** New browsers an hour from one address: a household or a class at school, not a list of made-up ones. */
const NEW_RATE = { points: 60, duration: 60 * 60 };
/** Everything else a minute from one address. */
const RATE = { points: 60, duration: 60 };

export interface SubscriptionsRouterDeps {
  context: CoreContext;
  webPush: { publicKey: string; services: PushServices };
}

export function createSubscriptionsRouter({ context, webPush }: SubscriptionsRouterDeps): Router {
  const router = Router();
  const [newLimiter, limiter] = [new RateLimiterMemory(NEW_RATE), new RateLimiterMemory(RATE)];
  const { newSubscription, changedSubscription } = subscriptionBodies(webPush.services);

  router.post('/', express.json({ limit: BODY_LIMIT }), async (request, response) => {
    if (request.is('application/json') === false) throw new Problem('unsupported-media-type');
    const parsed = newSubscription.safeParse(request.body);
    if (!parsed.success) throw wrongShape(parsed.error);
    // NOTE a body of the wrong shape costs nothing: only what would be stored counts.
    await withinRate(newLimiter, request.ip ?? '');
    const { subscription, language, ...wishes } = parsed.data;
    const choice = applied({ language, types: [], countries: [], regions: [], settings: initialSettings(language) }, wishes);
    const outcome = await subscribeBrowser(context, { subscription, choice });
    if (outcome.kind === 'not_yours') throw new Problem('conflict', { params: { code: 'subscribed_with_other_keys' } });
    const { id, secret } = outcome.pass;
    const received: ReceivedSubscription = { id, secret };
    response.status(201).location(`/v1/subscriptions/${id}`).set('Cache-Control', 'no-store').json(received);
  });
  router.all('/', methodNotAllowed('POST'));

  router.use('/:id', async (request, _response, next) => {
    await withinRate(limiter, request.ip ?? '');
    next();
  });
  router.get('/:id', async (request, response) => {
    const browser = await findBrowser(context, passOf(request));
    if (browser === null) throw new Problem('not-found');
    present(response, browser);
  });
  router.patch('/:id', express.json({ limit: BODY_LIMIT }), async (request, response) => {
    if (request.is('application/json') === false) throw new Problem('unsupported-media-type');
    const pass = passOf(request);
    const parsed = changedSubscription.safeParse(request.body);
    if (!parsed.success) throw wrongShape(parsed.error);
    const { subscription, ...wishes } = parsed.data;
    const outcome = await changeBrowser(context, pass, { subscription, change: (choice) => applied(choice, wishes) });
    if (outcome.kind === 'unknown') throw new Problem('not-found');
    if (outcome.kind === 'not_yours') throw new Problem('conflict', { params: { code: 'subscribed_with_other_keys' } });
    present(response, outcome.browser);
  });
  router.delete('/:id', async (request, response) => {
    if (!(await stopBrowser(context, passOf(request)))) throw new Problem('not-found');
    response.status(204).end();
  });
  router.all('/:id', methodNotAllowed('GET', 'PATCH', 'DELETE'));
  return router;
}

function passOf(request: Request<{ id: string }>): BrowserPass {
  return { id: request.params.id, secret: receiptOf(request) };
}

/** What is wished for over what was. */
function applied(before: BrowserChoice, wishes: Omit<ChangedSubscription, 'subscription'>): BrowserChoice {
  const { settings } = before;
  const { language = before.language, types = before.types, countries = before.countries, regions = before.regions } = wishes;
  const { least_grade = settings.least_grade, quiet = settings.quiet, time_zone = settings.time_zone } = wishes;
  const { daily = settings.daily, snoozed_until = settings.snoozed_until } = wishes;
  return { language, types, countries, regions, settings: { ...settings, least_grade, quiet, time_zone, daily, snoozed_until } };
}

function present(response: Response, { id, active, language, types, countries, regions, settings }: BrowserSubscriber): void {
  const { least_grade, quiet, time_zone, daily, snoozed_until } = settings;
  const state: SubscriptionState = { id, active, language, types, countries, regions, least_grade, quiet, time_zone, daily, snoozed_until };
  response.set('Cache-Control', 'no-store').json(state);
}
