// A published warning on a browser's screen: the same ledger as Telegram's, by push services that are strict, busy, broken or gone.

import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { AlertContent } from '#core/alerts/alert.ts';
import { withdrawAlert } from '#core/alerts/end-alert.ts';
import { deliverAlert, deliverVersion, deliverWithdrawal } from '#core/delivery/deliver-alert.ts';
import type { DeliveryDeps, DeliveryResult } from '#core/delivery/delivery.ts';
import { planDelivery } from '#core/delivery/plan-delivery.ts';
import { changeBrowser, findBrowser, forgetGoneBrowsers, stopBrowser, subscribeBrowser, type BrowserPass } from '#core/subscribers/browsers.ts';
import type { BrowserChoice } from '#core/subscribers/browser-subscription.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { vapidKeys } from '#core/subscribers/vapid-key.ts';
import { initialSettings, type WarningSettings } from '#core/subscribers/warning-settings.ts';
import type { Language } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import type { Pacer } from '#platform/telegram-pacer.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPushServices } from '#platform/web-push/push-services.ts';
import { createWebPushClient, type WebPushClient } from '#platform/web-push/web-push-client.ts';
import { createWebPushOut, type WebPushOut } from '#platform/web-push/web-push-out.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { startPushStandIn, type PushStandIn, type StandInBrowser } from '#tests/support/push-stand-in.ts';
import { startTelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const DAY_MS = 86_400_000;
const translator = createTranslator({ strict: true });
let scene: TriageScene;
let publisher: Publisher;
let push: PushStandIn;
/** A second push service. */
let other: PushStandIn;
/** Moved by tests that let time pass. */
let ahead = 0;

beforeAll(async () => {
  const standing = await createTriageScene();
  const clock = { now: () => new Date(Date.now() + ahead) };
  scene = { ...standing, context: { ...standing.context, clock } };
  publisher = await hirePublisher(scene);
});

beforeEach(async () => {
  ahead = 0;
  [push, other] = [await startPushStandIn(), await startPushStandIn()];
});

afterEach(async () => {
  await Promise.all([push.close(), other.close()]);
  await scene.database.pool.query('truncate deliveries, subscribers, alert_approvals, alert_versions, alerts, outbox cascade');
});

afterAll(() => scene.database.drop());

function realClient(timeoutMs = 30_000): WebPushClient {
  const { vault, clock } = scene.context;
  return createWebPushClient({ keys: vapidKeys(vault), contact: 'mailto:duty@jaga.example', clock, timeoutMs });
}

function wayOut(client: WebPushClient = realClient(), rate = 5_000): WebPushOut {
  const services = createPushServices([push.origin, other.origin]);
  return createWebPushOut({ client, services, clock: scene.context.clock, rate, pauseBaseMs: 5 });
}

/** What a killed process had claimed is taken again after a second, not a minute. */
const SOON_NOBODYS = { staleMs: 1_000 };

function depsFor(out = wayOut(), settings: DeliveryDeps['settings'] = {}): DeliveryDeps {
  return { telegram: undefined, webPush: out, translator, publicUrl: 'https://jaga.example', settings: { retryBaseMs: 5, pollMs: 10, ...settings } };
}

interface Subscribed {
  browser: StandInBrowser;
  pass: BrowserPass;
}

interface Wishes extends Partial<BrowserChoice> {
  at?: PushStandIn;
  quiet?: WarningSettings['quiet'];
}

async function subscribe(language: Language = 'en', { at = push, quiet = null, ...wishes }: Wishes = {}): Promise<Subscribed> {
  const browser = at.browser(vapidKeys(scene.context.vault).publicKey);
  const choice = { language, types: [], countries: [], regions: [], settings: { ...initialSettings(language), quiet }, ...wishes };
  const outcome = await subscribeBrowser(scene.context, { subscription: browser.subscription, choice });
  if (outcome.kind !== 'subscribed') throw new Error(outcome.kind);
  return { browser, pass: outcome.pass };
}

function subscribeMany(count: number, at = push): Promise<Subscribed[]> {
  return Promise.all(Array.from({ length: count }, () => subscribe('en', { at })));
}

function content(changes: Partial<AlertContent> = {}): AlertContent {
  const text = { headline: 'Fake parcel fee', what_happens: 'A text asks for a release fee.', what_to_do: 'Do not open the link. Ask the courier.' };
  return {
    ...publisher.content('PHISH', ['MY']),
    grade: 'warning',
    texts: {
      en: text,
      ms: { headline: 'Caj bungkusan palsu', what_happens: 'SMS minta caj pelepasan.', what_to_do: 'Jangan buka pautan. Tanya syarikat kurier.' },
      ko: { headline: '가짜 택배 요금', what_happens: '통관 요금을 내라는 문자가 옵니다.', what_to_do: '링크를 누르지 마세요. 택배사에 물어보세요.' },
    },
    ...changes,
  };
}

function deliver(alertId: string, deps = depsFor(), version = 1): Promise<DeliveryResult> {
  return deliverVersion(scene.context, deps, { alertId, version });
}

const titles = ({ browser }: Subscribed): string[] => browser.received.map(({ notice }) => notice.title);

test('a published warning is on the screen of each browser in its language, small, and says only what is public', async () => {
  const [ko, ms, en, elsewhere] = [await subscribe('ko'), await subscribe('ms'), await subscribe('en'), await subscribe('ko', { countries: ['KR'] })];
  const alertId = await publisher.publish(content());
  const { code } = await scene.database.db.selectFrom('alerts').select('code').where('id', '=', alertId).executeTakeFirstOrThrow();
  expect(await deliver(alertId)).toMatchObject({ kind: 'done', counts: { sent: 3, failed: 0 }, later: null });
  const shownCode = `${code.slice(0, 4)}-${code.slice(4)}`;
  expect(ko.browser.received[0]?.notice).toEqual({
    lang: 'ko',
    title: '[경고] 가짜 택배 요금',
    body: `링크를 누르지 마세요.\n경보 코드 ${shownCode}`,
    tag: alertId,
    url: `/alerts/${alertId}?lang=ko`,
    at: expect.stringMatching(/^\d{4}-.*Z$/),
  });
  expect(ms.browser.received[0]?.notice).toMatchObject({
    lang: 'ms',
    title: '[Amaran] Caj bungkusan palsu',
    body: `Jangan buka pautan.\nKod amaran ${shownCode}`,
  });
  expect(en.browser.received[0]?.notice).toMatchObject({
    lang: 'en',
    title: '[Warning] Fake parcel fee',
    body: `Do not open the link.\nWarning code ${shownCode}`,
  });
  expect(elsewhere.browser.received).toEqual([]);
  const [first] = ko.browser.received;
  expect(first).toMatchObject({ urgency: 'high', topic: alertId.replaceAll('-', '') });
  expect(first?.ttl).toBeGreaterThan(13 * 86_400);
  expect(first?.bytes).toBeLessThan(3 * 1_024);
});

test('the same job again sends nothing again', async () => {
  const subscribed = await subscribeMany(5);
  const alertId = await publisher.publish(content());
  await deliver(alertId);
  await deliver(alertId);
  expect(subscribed.map(({ browser }) => browser.received.length)).toEqual([1, 1, 1, 1, 1]);
});

test('a correction takes the place of what is shown; who has nothing yet is told the corrected one only', async () => {
  const before = await subscribe('ko');
  const alertId = await publisher.publish(content());
  await deliver(alertId);
  const after = await subscribe('ko');
  await publisher.correct(alertId, content({ grade: 'danger', texts: { ...content().texts, ko: { ...content().texts.ko, headline: '가짜 관세 문자' } } }));
  expect(await deliver(alertId, depsFor(), 2)).toMatchObject({ counts: { sent: 2 } });
  expect(titles(before)).toEqual(['[경고] 가짜 택배 요금', '[정정] 가짜 관세 문자']);
  expect([...before.browser.shown.values()].map(({ title, body }) => [title, body.split('\n')[0]])).toEqual([
    ['[정정] 가짜 관세 문자', '경보 내용이 바뀌었습니다. 링크를 누르지 마세요.'],
  ]);
  expect(before.browser.received[1]?.topic).toBe(before.browser.received[0]?.topic);
  expect(titles(after)).toEqual(['[위험] 가짜 관세 문자']);
});

test('a withdrawal takes the place of what is shown, and nobody else is told', async () => {
  const before = await subscribe('ms');
  const alertId = await publisher.publish(content());
  await deliver(alertId);
  const after = await subscribe('ms');
  await withdrawAlert(scene.context, { by: publisher.supervisor, alertId, reason: 'wrong' });
  expect(await deliverWithdrawal(scene.context, depsFor(), { alertId })).toMatchObject({ counts: { sent: 1 } });
  expect([...before.browser.shown.values()]).toMatchObject([{ title: '[Ditarik balik] Caj bungkusan palsu', tag: alertId }]);
  expect(before.browser.received[1]?.notice.body).toMatch(/^Amaran ini tidak lagi sah\./);
  expect(before.browser.received[1]?.notice.body).not.toContain('Jangan buka pautan');
  expect(after.browser.received).toEqual([]);
});

test('quiet hours wait for their end, danger does not', async () => {
  ahead = new Date('2036-11-26T23:00:00+09:00').getTime() - Date.now();
  const sleeper = await subscribe('ko', { quiet: { from: 22, to: 7 } });
  const warning = await publisher.publish(content());
  expect(await deliver(warning)).toMatchObject({ counts: { sent: 0, waiting: 1 }, later: new Date('2036-11-27T07:00:00+09:00') });
  const danger = await publisher.publish(content({ grade: 'danger' }));
  await deliver(danger);
  expect(titles(sleeper)).toEqual(['[위험] 가짜 택배 요금']);
  ahead += 9 * 3_600_000;
  expect(await deliver(warning)).toMatchObject({ counts: { sent: 1, waiting: 0 } });
});

test('an ended warning is not sent, and no push service keeps one longer than it holds', async () => {
  const [subscribed] = await subscribeMany(1);
  const alertId = await publisher.publish(content());
  await planDelivery(scene.context, alertId, 1);
  ahead = 14 * DAY_MS + 1_000;
  expect(await deliverAlert(scene.context, depsFor(), alertId)).toMatchObject({ counts: { sent: 0, failed_by: { expired: 1 } } });
  expect(await deliver(alertId)).toEqual({ kind: 'skipped', reason: 'expired' });
  expect(subscribed?.browser.received).toEqual([]);

  ahead = 0;
  const ending = await publisher.publish(content());
  ahead = 14 * DAY_MS - 90_000;
  await deliver(ending);
  expect(subscribed?.browser.received[0]?.ttl).toBeLessThanOrEqual(90);
});

test('a browser that is gone is switched off, the others are served, and after a month it is forgotten', async () => {
  const [gone, ...others] = await subscribeMany(10);
  gone?.browser.leave();
  const alertId = await publisher.publish(content());
  expect(await deliver(alertId)).toMatchObject({ counts: { sent: 9, failed_by: { gone: 1 } } });
  expect(others.every(({ browser }) => browser.received.length === 1)).toBe(true);
  if (gone === undefined) throw new Error('none');
  expect(await findBrowser(scene.context, gone.pass)).toMatchObject({ active: false });
  const calls = push.calls.length;
  await deliver(await publisher.publish(content()));
  expect(push.calls.length - calls).toBe(9);
  await forgetGoneBrowsers(scene.context);
  expect(await findBrowser(scene.context, gone.pass)).not.toBeNull();
  ahead = 31 * DAY_MS;
  await forgetGoneBrowsers(scene.context);
  expect(await findBrowser(scene.context, gone.pass)).toBeNull();
});

test('a browser that moved while its old endpoint was tried is reached at the new one', async () => {
  const [moving] = await subscribeMany(1);
  if (moving === undefined) throw new Error('none');
  moving.browser.leave();
  const next = push.browser();
  const real = realClient();
  const client: WebPushClient = {
    async send(subscription, message) {
      const answer = await real.send(subscription, message);
      if (answer.kind === 'gone') await changeBrowser(scene.context, moving.pass, { subscription: next.subscription, change: (choice) => choice });
      return answer;
    },
  };
  expect(await deliver(await publisher.publish(content()), depsFor(wayOut(client)))).toMatchObject({ counts: { sent: 1, failed: 0 } });
  expect(next.received.length).toBe(1);
  expect(await findBrowser(scene.context, moving.pass)).toMatchObject({ active: true });
});

test('429 with Retry-After pauses that push service alone, and costs nobody a try', async () => {
  const [busy, free] = [await subscribeMany(30), await subscribeMany(30, other)];
  push.fault({ kind: 'status', status: 429, headers: { 'retry-after': '1' }, times: 1 });
  const alertId = await publisher.publish(content());
  expect(await deliver(alertId, depsFor(wayOut(realClient(), 200), { takers: 1, inFlight: 1 }))).toMatchObject({ counts: { sent: 60, failed: 0 } });
  expect([...busy, ...free].every(({ browser }) => browser.received.length === 1)).toBe(true);
  const refused = push.calls.find(({ status }) => status === 429)?.at ?? 0;
  const again = Math.min(...push.calls.filter(({ at }) => at > refused).map(({ at }) => at));
  expect(again - refused).toBeGreaterThanOrEqual(900);
  expect(other.calls.some(({ at }) => at > refused && at < again)).toBe(true);
  const tries = await scene.database.db.selectFrom('deliveries').select('attempts').execute();
  expect(tries.every(({ attempts }) => attempts === 0)).toBe(true);
});

test('what is reset, lost or answered with an error is tried again; the second takes the place of the first', async () => {
  const [reset, lost, failing, ...others] = await subscribeMany(20);
  if (reset === undefined || lost === undefined || failing === undefined) throw new Error('none');
  push.fault({ kind: 'reset', browser: reset.browser, times: 1 });
  push.fault({ kind: 'lost_answer', browser: lost.browser, times: 1 });
  push.fault({ kind: 'status', status: 502, browser: failing.browser, times: 2 });
  expect(await deliver(await publisher.publish(content()))).toMatchObject({ counts: { sent: 20, failed: 0 } });
  expect([reset, lost, failing].map(({ browser }) => browser.received.length)).toEqual([1, 2, 1]);
  expect(lost.browser.shown.size).toBe(1);
  expect(others.every(({ browser }) => browser.received.length === 1)).toBe(true);
});

test('one browser that is never answered for is given up, the others are served', async () => {
  const [hanging, ...others] = await subscribeMany(20);
  if (hanging === undefined) throw new Error('none');
  push.fault({ kind: 'status', status: 500, browser: hanging.browser, times: 1_000 });
  expect(await deliver(await publisher.publish(content()), depsFor(wayOut(), { mostTries: 5 }))).toMatchObject({
    counts: { sent: 19, failed_by: { unreachable: 1 } },
  });
  expect(others.every(({ browser }) => browser.received.length === 1)).toBe(true);
});

test('an outage of a push service costs nobody their warning, and the other service nothing', async () => {
  const [waiting, served] = [await subscribeMany(15), await subscribeMany(15, other)];
  const end = push.fault({ kind: 'status', status: 503, times: 1_000_000 });
  const delivering = deliver(await publisher.publish(content()));
  await vi.waitFor(() => expect(other.calls.length).toBe(15), { timeout: 20_000 });
  await vi.waitFor(() => expect(push.calls.length).toBeGreaterThan(20), { timeout: 20_000 });
  end();
  expect(await delivering).toMatchObject({ counts: { sent: 30, failed: 0 } });
  expect([...waiting, ...served].every(({ browser }) => browser.received.length === 1)).toBe(true);
});

test('a push service that takes less than it must gets the title and the link', async () => {
  const [subscribed] = await subscribeMany(1);
  const long = (headline: string, told: string) => ({ headline, what_happens: 'x', what_to_do: told.repeat(13) });
  const texts = {
    ko: long('가짜 택배 요금', '링크를 누르지 말고 '),
    ms: long('Caj bungkusan palsu', 'Jangan buka pautan itu '),
    en: long('Fake parcel fee', 'Do not open the link and '),
  };
  const alertId = await publisher.publish(content({ texts }));
  push.fault({ kind: 'too_large', over: 500, times: 2 });
  expect(await deliver(alertId)).toMatchObject({ counts: { sent: 1 } });
  expect(push.calls.map(({ status }) => status)).toEqual([413, 201]);
  expect(subscribed?.browser.received[0]?.notice).toMatchObject({ title: '[Warning] Fake parcel fee', body: '', url: `/alerts/${alertId}?lang=en` });

  push.fault({ kind: 'too_large', over: 0, times: 2 });
  expect(await deliver(await publisher.publish(content()))).toMatchObject({ counts: { failed_by: { 'rejected 413': 1 } } });
});

test('a push service that refuses, or that was taken from the list, is told of and holds up nobody', async () => {
  const stranger = await subscribe('en');
  const otherKey = await subscribe('en');
  const redirected = await subscribe('en', { at: other });
  const target = push.browser();
  push.fault({ kind: 'status', status: 403, browser: otherKey.browser, times: 1 });
  other.fault({ kind: 'status', status: 307, headers: { location: target.subscription.endpoint }, times: 1 });
  const served = await subscribe('en');
  expect(await deliver(await publisher.publish(content()))).toMatchObject({ counts: { sent: 2, failed_by: { 'rejected 403': 1, 'rejected 307': 1 } } });
  expect([stranger, served].map(({ browser }) => browser.received.length)).toEqual([1, 1]);
  expect(target.received).toEqual([]);

  const narrowed = createWebPushOut({ client: realClient(), services: createPushServices([push.origin]), clock: scene.context.clock, rate: 100 });
  expect(await deliver(await publisher.publish(content()), depsFor(narrowed))).toMatchObject({ counts: { sent: 3, failed_by: { 'rejected service': 1 } } });
  expect(redirected.browser.received).toEqual([]);
});

test('who stopped after planning is not told, and nothing is left of them', async () => {
  const [stopping, staying] = await subscribeMany(2);
  if (stopping === undefined) throw new Error('none');
  const first = await publisher.publish(content());
  await deliver(first);
  const second = await publisher.publish(content());
  await planDelivery(scene.context, second, 1);
  expect(await stopBrowser(scene.context, stopping.pass)).toBe(true);
  expect(await deliverAlert(scene.context, depsFor(), second)).toMatchObject({ counts: { sent: 1, failed: 0 } });
  expect([stopping.browser.received.length, staying?.browser.received.length]).toEqual([1, 2]);
  const left = await scene.database.db.selectFrom('deliveries').select('subscriber_id').where('subscriber_id', '=', stopping.pass.id).execute();
  expect(left).toEqual([]);
});

test('who stops while a warning is planned neither gets it nor keeps it from the others', async () => {
  const [stopping, staying] = await subscribeMany(2);
  if (stopping === undefined) throw new Error('none');
  const alertId = await publisher.publish(content());
  const leaving = await scene.database.pool.connect();
  await leaving.query('begin');
  await leaving.query('delete from subscribers where id = $1', [stopping.pass.id]);
  const planned = deliver(alertId);
  const waits = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  await vi.waitFor(async () => expect((await scene.database.pool.query(waits)).rows).toHaveLength(1), { timeout: 20_000 });
  await leaving.query('commit');
  leaving.release();
  expect(await planned).toMatchObject({ counts: { sent: 1, failed: 0 } });
  expect([stopping.browser.received.length, staying?.browser.received.length]).toEqual([0, 1]);
});

/** Works until the n-th push; a few more reach the service, but the process does not live to hear of it. */
function dyingClient(after: number, inFlight: number): WebPushClient {
  const real = realClient();
  let pushes = 0;
  return {
    async send(subscription, message) {
      pushes += 1;
      if (pushes <= after) return real.send(subscription, message);
      if (pushes <= after + inFlight) await real.send(subscription, message);
      throw new Error('killed');
    },
  };
}

test('P17 killed in the middle: nobody is missed, twice only what was in flight, and then in place of the first', async () => {
  const subscribed = await subscribeMany(120);
  const alertId = await publisher.publish(content());
  for (const after of [0, 7, 30, 41]) {
    await expect(deliver(alertId, depsFor(wayOut(dyingClient(after, 2)), SOON_NOBODYS))).rejects.toThrow('killed');
  }
  expect(await deliver(alertId, depsFor(wayOut(), SOON_NOBODYS))).toMatchObject({ kind: 'done', counts: { sent: 120, waiting: 0, claimed: 0 } });
  const received = subscribed.map(({ browser }) => browser.received.length);
  expect(received.filter((count) => count === 0)).toEqual([]);
  expect(received.filter((count) => count > 1).length).toBeLessThanOrEqual(4 * 2);
  expect(subscribed.every(({ browser }) => browser.shown.size === 1)).toBe(true);
});

test('two workers on the same alert send to nobody twice', async () => {
  const subscribed = await subscribeMany(150);
  const alertId = await publisher.publish(content());
  await planDelivery(scene.context, alertId, 1);
  await Promise.all([1, 2, 3].map(() => deliverAlert(scene.context, depsFor(), alertId)));
  expect(subscribed.every(({ browser }) => browser.received.length === 1)).toBe(true);
});

test('told to stop it gives back what it has not sent, and the next call goes on at once', async () => {
  const subscribed = await subscribeMany(60);
  const alertId = await publisher.publish(content());
  const stopping = new AbortController();
  const real = realClient();
  let pushes = 0;
  const client: WebPushClient = {
    send(subscription, message) {
      pushes += 1;
      if (pushes === 20) stopping.abort();
      return real.send(subscription, message);
    },
  };
  const stopped = await deliverVersion(scene.context, depsFor(wayOut(client, 200)), { alertId, version: 1, signal: stopping.signal });
  expect(stopped).toEqual({ kind: 'stopped' });
  const claimed = await scene.database.db.selectFrom('deliveries').select('subscriber_id').where('state', '=', 'claimed').execute();
  expect(claimed).toEqual([]);
  expect(push.calls.length).toBeLessThan(60);
  await deliver(alertId);
  expect(subscribed.every(({ browser }) => browser.received.length === 1)).toBe(true);
});

test('Telegram’s pace holds up no browser, browsers use up nothing of it, and both are one ledger', async () => {
  const token = '4242:delivery-token-of-the-stand-in-001';
  const telegram = await startTelegramStandIn({ token });
  try {
    for (const chatId of [1, 2, 3, 4, 5]) {
      telegram.user(chatId);
      await saveSubscription(scene.context, { chatId, language: 'ko', active: true, types: [], countries: [] });
    }
    const subscribed = await subscribeMany(100);
    const alertId = await publisher.publish(content());
    // Telegram's turn comes when every browser has been told, and not before.
    const told = Promise.withResolvers<void>();
    const turns: unknown[] = [];
    const pacer: Pick<Pacer, 'run' | 'pause'> = {
      async run(chatId, send) {
        turns.push(chatId);
        await told.promise;
        return send();
      },
      pause: () => undefined,
    };
    const real = realClient();
    const client: WebPushClient = {
      async send(subscription, message) {
        const answer = await real.send(subscription, message);
        if (push.calls.length === 100) told.resolve();
        return answer;
      },
    };
    const out = { client: createTelegramClient({ token, apiRoot: telegram.apiRoot }), pacer };
    expect(await deliver(alertId, { ...depsFor(wayOut(client)), telegram: out })).toMatchObject({ counts: { sent: 105, failed: 0 }, later: null });
    expect(subscribed.every(({ browser }) => browser.received.length === 1)).toBe(true);
    expect([1, 2, 3, 4, 5].map((chatId) => telegram.chat(chatId).delivered())).toEqual([1, 1, 1, 1, 1]);
    expect(turns.toSorted()).toEqual([1, 2, 3, 4, 5]);
  } finally {
    await telegram.close();
  }
});

test('one push to one browser is a call of its own, for whoever has something to tell', async () => {
  const { browser } = await subscribe('ko');
  const notice = { lang: 'ko', title: '알림', body: '', tag: randomUUID(), url: '/chat', at: new Date().toISOString() };
  expect(await wayOut().push(browser.subscription, { payload: JSON.stringify(notice), ttlSeconds: 60, urgency: 'normal' })).toEqual({ kind: 'ok' });
  expect(browser.received[0]?.notice).toEqual(notice);
});

test('an answer that never comes is waited for no longer than said, and unusable keys are no error', async () => {
  const { browser } = await subscribe('en');
  push.fault({ kind: 'hang', times: 1 });
  const message = { payload: '{}', ttlSeconds: 60, urgency: 'normal' } as const;
  expect(await realClient(50).send(browser.subscription, message)).toEqual({ kind: 'unreachable', cause: 'TimeoutError' });
  const unusable = { ...browser.subscription, keys: { ...browser.subscription.keys, p256dh: 'BA' } };
  expect(await realClient().send(unusable, message)).toEqual({ kind: 'rejected', reason: 'keys' });
});
