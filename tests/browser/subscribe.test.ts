// Being warned by the browser, in a real Chromium. Chromium cannot subscribe without Google's servers (and never in the private windows that
// tests have): only `PushManager.prototype.subscribe` is replaced, by one that gives a subscription with real keys at the stand-in. The service
// worker, its push event (by the DevTools protocol), the page, the server and the delivery are the real ones.

import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { deliverVersion } from '#core/delivery/deliver-alert.ts';
import type { PushNotice } from '#core/delivery/render-push.ts';
import { vapidKeys } from '#core/subscribers/vapid-key.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createPushServices } from '#platform/web-push/push-services.ts';
import { createWebPushClient } from '#platform/web-push/web-push-client.ts';
import { createWebPushOut } from '#platform/web-push/web-push-out.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, wholeChromiumPath, launchBrowser, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { startPushStandIn, type PushStandIn, type StandInBrowser } from '#tests/support/push-stand-in.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const path = wholeChromiumPath();
const translator = createTranslator({ strict: true });
const say = (language: string, key: string): string => translator.t(language, `public:subscribe.browser.${key}`);

describe.skipIf(path === undefined)(`warnings by the browser${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let scene: TriageScene;
  let publisher: Publisher;
  let push: PushStandIn;
  let api: TestApi;
  let browser: Browser;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    scene = await createTriageScene(new Date());
    publisher = await hirePublisher(scene);
    push = await startPushStandIn();
    browser = await launchBrowser(path ?? '');
  });
  afterEach(async () => {
    await Promise.all(contexts.splice(0).map((context) => context.close()));
    await api.stop();
    await scene.database.pool.query('truncate deliveries, subscribers, alert_approvals, alert_versions, alerts, outbox cascade');
  });
  afterAll(async () => {
    await browser.close();
    await push.close();
    await scene.database.drop();
  });

  interface Opened {
    context: BrowserContext;
    page: Page;
    device: StandInBrowser;
  }

  interface Look extends BrowserContextOptions {
    permission?: 'granted' | 'denied';
    /** False: the browser's own `subscribe`. */
    canSubscribe?: boolean;
    withoutPush?: boolean;
  }

  async function open({ permission = 'granted', canSubscribe = true, withoutPush = false, ...options }: Look = {}): Promise<Opened> {
    api = await startTestApi(scene.database, { clock: scene.clock, webPush: webPush() });
    const context = await browser.newContext({ locale: 'ko', viewport: SCREENS.phone, ...options });
    contexts.push(context);
    const device = push.browser(webPush().publicKey);
    if (canSubscribe) await context.addInitScript(subscribesAs, device.subscription);
    if (withoutPush) await context.addInitScript('delete window.PushManager');
    const page = await context.newPage();
    // What is not granted is denied.
    await context.grantPermissions(permission === 'granted' ? ['notifications'] : [], { origin: api.address });
    await page.goto(`${api.address}/subscribe`);
    return { context, page, device };
  }

  function webPush() {
    return { publicKey: keys().publicKey, services: createPushServices([push.origin]) };
  }

  // The test's API has a vault of its own; browsers are subscribed for the scene's key.
  function keys() {
    return vapidKeys(scene.context.vault);
  }

  function deliver(alertId: string, version = 1) {
    const { clock } = scene.context;
    const client = createWebPushClient({ keys: keys(), contact: 'mailto:duty@jaga.example', clock: { now: () => new Date() } });
    const out = createWebPushOut({ client, services: webPush().services, clock, rate: 100 });
    const context = { ...api.context, clock };
    return deliverVersion(context, { telegram: undefined, webPush: out, translator, publicUrl: api.address }, { alertId, version });
  }

  const state = (page: Page): Promise<string | undefined> =>
    page
      .locator('#browser')
      .getAttribute('data-now')
      .then((now) => now ?? undefined);
  const becomes = (page: Page, now: string): Promise<void> => page.locator(`#browser[data-now="${now}"]`).waitFor();

  it('without JavaScript tells of the other ways, and of no button that does nothing', async () => {
    const { page } = await open({ javaScriptEnabled: false, canSubscribe: false });
    await expect.poll(() => page.locator('#browser').isVisible()).toBe(false);
    await expect.poll(() => page.getByRole('button', { name: say('ko', 'start') }).count()).toBe(0);
    await expect.poll(() => page.getByRole('heading', { name: '피드 리더로 받기' }).isVisible()).toBe(true);
  });

  it('a tap subscribes with what was chosen; a warning is on the screen, its correction in its place', async () => {
    const { context, page, device } = await open();
    await becomes(page, 'off');
    await page.getByText(say('ko', 'regions.choose')).click();
    await page.getByLabel('부산광역시').check();
    await page.getByLabel('말레이시아', { exact: true }).check();
    await expect.poll(() => page.getByLabel('부산광역시').isVisible()).toBe(false);
    await page.getByLabel('쿠알라룸푸르').check();
    await page.getByText(say('ko', 'types')).click();
    await page.getByLabel('스미싱·피싱').check();
    await page.getByText(say('ko', 'when')).click();
    await page.getByLabel(say('ko', 'least_grade.label')).selectOption('caution');
    await page.getByLabel(say('ko', 'quiet.label')).selectOption('22-7');
    await page.getByRole('button', { name: say('ko', 'start') }).click();
    await becomes(page, 'on');
    await expect.poll(() => page.getByRole('status').textContent()).toBe(say('ko', 'said.started'));
    expect(await page.evaluate('document.activeElement.id')).toBe('browser-title');
    expect(await rows()).toMatchObject([
      {
        channel: 'web_push',
        language: 'ko',
        countries: ['MY'],
        regions: ['MY-14'],
        types: ['PHISH'],
        least_grade: 'caution',
        quiet_from: 22,
        quiet_to: 7,
        time_zone: 'Asia/Seoul',
      },
    ]);

    const alertId = await publisher.publish({ ...publisher.content('PHISH', ['MY']), grade: 'danger' });
    expect(await deliver(alertId)).toMatchObject({ counts: { sent: 1 } });
    const [first] = device.received;
    await arrives(context, page, first?.notice);
    const shown = await notifications(page);
    expect(shown).toMatchObject([{ title: first?.notice.title, body: first?.notice.body, lang: 'ko', tag: alertId, url: `/alerts/${alertId}?lang=ko` }]);
    expect(shown[0]?.icon).toMatch(/\/assets\/\w+\/icon-192\.png$/);
    expect(first?.notice.title).toMatch(/^\[위험\] /);

    await publisher.correct(alertId, { ...publisher.content('PHISH', ['MY']), grade: 'caution' });
    await deliver(alertId, 2);
    await arrives(context, page, device.received[1]?.notice);
    expect((await notifications(page)).map(({ title }) => title)).toEqual([expect.stringMatching(/^\[정정\] /)]);
  });

  it('comes back as it was left, is changed and stopped here; nothing is left of it', async () => {
    const { page } = await open();
    await becomes(page, 'off');
    await page.getByText(say('ko', 'regions.choose')).click();
    await page.getByLabel('제주특별자치도').check();
    await page.getByText(say('ko', 'when')).click();
    await page.getByLabel(say('ko', 'quiet.label')).selectOption('20-9');
    await page.getByLabel(say('ko', 'snooze.label')).selectOption('week');
    await page.getByRole('button', { name: say('ko', 'start') }).click();
    await becomes(page, 'on');
    const [before] = await rows();

    await page.reload();
    await becomes(page, 'on');
    await expect.poll(() => page.getByLabel('제주특별자치도').isChecked()).toBe(true);
    await page.getByText(say('ko', 'when')).click();
    await expect.poll(() => page.getByLabel(say('ko', 'quiet.label')).inputValue()).toBe('20-9');
    await expect.poll(() => page.getByLabel(say('ko', 'snooze.label')).inputValue()).toBe('week');
    await page.getByLabel(say('ko', 'language')).selectOption('ms');
    await page.getByLabel(say('ko', 'pace.label')).selectOption('daily');
    await page.getByRole('button', { name: say('ko', 'save') }).click();
    await page.getByText(say('ko', 'said.saved')).waitFor();
    expect(await rows()).toMatchObject([
      { id: before?.id, language: 'ms', daily: true, regions: ['KR-49'], quiet_from: 20, snoozed_until: before?.snoozed_until },
    ]);

    await page.getByRole('button', { name: say('ko', 'stop') }).click();
    await page.getByText(say('ko', 'said.stopped')).waitFor();
    expect(await state(page)).toBe('off');
    expect(await rows()).toEqual([]);
    expect(await page.evaluate("caches.has('jaga-subscription')")).toBe(false);
    await page.reload();
    await becomes(page, 'off');
  });

  it('one that forgot its secret gets it back by its keys', async () => {
    const { page } = await open();
    await page.getByRole('button', { name: say('ko', 'start') }).click();
    await becomes(page, 'on');
    await page.evaluate("caches.delete('jaga-subscription')");
    await page.reload();
    await becomes(page, 'off');
    await page.getByRole('button', { name: say('ko', 'start') }).click();
    await becomes(page, 'on');
    expect(await rows()).toHaveLength(1);
  });

  it('says how to allow what was blocked, and asks for nothing before a tap', async () => {
    const { page } = await open({ permission: 'denied' });
    await becomes(page, 'denied');
    await expect.poll(() => page.getByText(say('ko', 'denied.title')).isVisible()).toBe(true);
    await expect.poll(() => page.getByRole('button', { name: say('ko', 'start') }).count()).toBe(0);
    expect(await rows()).toEqual([]);
  });

  it('says so when the browser’s own push service is out of reach', async () => {
    const { page } = await open({ canSubscribe: false });
    await becomes(page, 'off');
    await page.getByRole('button', { name: say('ko', 'start') }).click();
    await page.getByText(say('ko', 'said.service_failed')).waitFor();
    await expect.poll(() => page.getByRole('button', { name: say('ko', 'start') }).isEnabled()).toBe(true);
    expect(await rows()).toEqual([]);
  });

  it('says so when our server cannot be reached, and keeps what was chosen', async () => {
    const { page } = await open();
    await becomes(page, 'off');
    await page.route('**/v1/subscriptions', (route) => route.abort());
    await page.getByLabel('한국', { exact: true }).check();
    await page.getByRole('button', { name: say('ko', 'start') }).click();
    await page.getByText(say('ko', 'said.failed')).waitFor();
    await expect.poll(() => page.getByLabel('한국', { exact: true }).isChecked()).toBe(true);
    expect(await state(page)).toBe('off');
  });

  it('tells an iPhone of the home screen, and any other browser that it cannot', async () => {
    const iphone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
    const { page } = await open({ userAgent: iphone, withoutPush: true, canSubscribe: false });
    await becomes(page, 'iphone');
    await expect.poll(() => page.getByText(say('ko', 'iphone.add')).isVisible()).toBe(true);
    await api.stop();
    const other = await open({ withoutPush: true, canSubscribe: false });
    await becomes(other.page, 'unsupported');
  });

  it('a tap on a notification goes to the page that shows it, or opens it; never to another site', async () => {
    const { context, page } = await open();
    await becomes(page, 'off');
    const target = await context.newPage();
    await target.goto(`${api.address}/alerts?lang=ko`);
    expect(await tapped(context, '/alerts?lang=ko')).toEqual(['focus /alerts?lang=ko']);
    expect(await tapped(context, '/alerts/7?lang=ms')).toEqual([`open ${api.address}/alerts/7?lang=ms`]);
    expect(await tapped(context, 'https://evil.example/')).toEqual([`open ${api.address}/alerts`]);
  });

  it('a push that cannot be read is shown as what leads to all warnings', async () => {
    const { context, page } = await open();
    await becomes(page, 'off');
    await deliverPush(context, page, 'not JSON');
    expect(await notifications(page)).toMatchObject([{ title: 'Jaga', url: '/alerts' }]);
  });

  it('a changed endpoint is told by the service worker alone', async () => {
    const { context, page } = await open();
    await page.getByRole('button', { name: say('ko', 'start') }).click();
    await becomes(page, 'on');
    const next = push.browser(keys().publicKey);
    await workerOf(context).evaluate(async (subscription) => {
      const work: Promise<unknown>[] = [];
      const newSubscription = { endpoint: subscription.endpoint, toJSON: () => subscription };
      const event = Object.assign(new Event('pushsubscriptionchange'), { newSubscription, waitUntil: (each: Promise<unknown>) => void work.push(each) });
      globalThis.dispatchEvent(event);
      await Promise.all(work);
    }, next.subscription);
    const alertId = await publisher.publish({ ...publisher.content('PHISH', ['KR']), grade: 'danger' });
    expect(await deliver(alertId)).toMatchObject({ counts: { sent: 1 } });
    expect(next.received).toHaveLength(1);
    expect(await rows()).toHaveLength(1);
  });

  const looks = LANGUAGES.flatMap((language) => (['light', 'dark'] as const).map((scheme) => ({ language, scheme })));

  it.each(looks)('is accessible and fits a phone in every state: $language, $scheme', async ({ language, scheme }) => {
    const { page } = await open({ locale: language, colorScheme: scheme });
    await becomes(page, 'off');
    await page.getByText(say(language, 'types')).click();
    await page.getByText(say(language, 'when')).click();
    await faultless(page);
    await page.getByRole('button', { name: say(language, 'start') }).click();
    await becomes(page, 'on');
    await faultless(page);
    for (const other of ['denied', 'iphone', 'unsupported']) {
      await page.evaluate(`for (const part of document.querySelectorAll('#browser [data-state]')) part.hidden = part.dataset.state !== '${other}'`);
      await faultless(page);
    }
  });

  async function faultless(page: Page): Promise<void> {
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await overflowsSideways(page)).toBe(false);
  }

  function rows() {
    return scene.database.db.selectFrom('subscribers').selectAll().execute();
  }

  function workerOf(context: BrowserContext) {
    const [worker] = context.serviceWorkers();
    if (worker === undefined) throw new Error('no service worker');
    return worker;
  }

  async function arrives(context: BrowserContext, page: Page, notice: PushNotice | undefined): Promise<void> {
    await deliverPush(context, page, JSON.stringify(notice));
  }

  /** As Chromium does when its push service brings one. */
  async function deliverPush(context: BrowserContext, page: Page, data: string): Promise<void> {
    await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)');
    const session = await context.newCDPSession(page);
    const registered = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const own = registrations.find(({ scopeURL }) => scopeURL.startsWith(api.address));
        if (own !== undefined) resolve(own.registrationId);
      });
    });
    await session.send('ServiceWorker.enable');
    // What is pushed before the worker is active reaches nobody.
    await page.evaluate('navigator.serviceWorker.ready.then(() => null)');
    const before = JSON.stringify(await notifications(page));
    await session.send('ServiceWorker.deliverPushMessage', { origin: api.address, registrationId: await registered, data });
    await expect.poll(async () => JSON.stringify(await notifications(page))).not.toBe(before);
    await session.detach();
  }

  interface Shown {
    title: string;
    body: string;
    lang: string;
    tag: string;
    icon: string;
    url: string;
  }

  function notifications(page: Page): Promise<Shown[]> {
    return page.evaluate(`navigator.serviceWorker.ready.then((ready) => ready.getNotifications()).then((all) =>
      all.map(({ title, body, lang, tag, icon, data }) => ({ title, body, lang, tag, icon, url: data.url })))`);
  }

  /** Only a person may open a window: what the worker would do is noted instead of done. */
  function tapped(context: BrowserContext, url: string): Promise<string[]> {
    return workerOf(context).evaluate(async (to) => {
      const scope = globalThis as unknown as {
        clients: { openWindow: unknown };
        WindowClient: { prototype: { focus: unknown } };
        registration: ServiceWorkerRegistration;
      };
      const done: string[] = [];
      scope.clients.openWindow = async (page: string) => void done.push(`open ${page}`);
      scope.WindowClient.prototype.focus = async function focus(this: { url: string }) {
        const { pathname, search } = new URL(this.url);
        done.push(`focus ${pathname}${search}`);
      };
      const work: Promise<unknown>[] = [];
      const notification = { data: { url: to }, close: () => undefined };
      globalThis.dispatchEvent(Object.assign(new Event('notificationclick'), { notification, waitUntil: (each: Promise<unknown>) => void work.push(each) }));
      await Promise.all(work);
      return done;
    }, url);
  }
});

/** Runs in the page. */
function subscribesAs(subscription: StandInBrowser['subscription']): void {
  const scope = globalThis as unknown as { PushManager?: { prototype: { subscribe: unknown } } };
  if (scope.PushManager === undefined) return;
  scope.PushManager.prototype.subscribe = async ({ userVisibleOnly }: { userVisibleOnly: boolean }) => {
    if (!userVisibleOnly) throw new Error('every push must be shown');
    return { endpoint: subscription.endpoint, toJSON: () => ({ ...subscription, expirationTime: null }), unsubscribe: async () => true };
  };
}
