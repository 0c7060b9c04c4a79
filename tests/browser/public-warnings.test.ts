// Warnings, figures, objections and the installed app in a real browser, with warnings and reports behind them.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withdrawAlert } from '#core/alerts/end-alert.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { accessibilityFaults, chromiumPath, launchBrowser, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { hirePublisher } from '#tests/support/publish-alert.ts';
import { receiveYear } from '#tests/support/reported-year.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const path = chromiumPath();
/** What a person at 200 % zoom on a screen of 640 px sees. */
const ZOOMED = { width: 320, height: 512 };

describe.skipIf(path === undefined)(`public warnings${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let scene: TriageScene;
  let api: TestApi;
  let browser: Browser;
  /** With what is stored behind them; the others are looked at in public-pages.test.ts, too. */
  let stored: string[];
  let paths: string[];

  beforeAll(async () => {
    scene = await createTriageScene(new Date('2025-11-24T09:00:00Z'));
    const publisher = await hirePublisher(scene);
    await receiveYear(scene, { seed: 11, reports: 700, weeks: 10 });
    const withdrawn = await publisher.publish(publisher.content('LOAN', ['MY']));
    const corrected = await publisher.publish(publisher.content('INVEST', ['MY', 'KR']));
    scene.clock.advance(3_600_000);
    await publisher.correct(corrected, { ...publisher.content('INVEST', ['MY', 'KR']), grade: 'danger' });
    await withdrawAlert(scene.context, { by: publisher.supervisor, alertId: withdrawn, reason: 'wrong' });
    const current = await publisher.publish(publisher.content('IMP_AUTH', ['KR']));
    api = await startTestApi(scene.database, { clock: scene.clock, bot: 'jaga_bot' });
    stored = ['/', '/alerts', ...[current, corrected, withdrawn].map((id) => `/alerts/${id}`), '/stats', '/nowhere'];
    paths = [...stored, '/subscribe', '/privacy', '/appeal'];
    browser = await launchBrowser(path ?? '');
  });
  afterAll(async () => {
    await browser.close();
    await api.stop();
    await scene.database.drop();
  });

  const looks = LANGUAGES.flatMap((language) => [
    { language, screen: 'phone' as const, scheme: 'dark' as const },
    { language, screen: 'desktop' as const, scheme: 'light' as const },
  ]);

  it.each(looks)('are accessible and fit: $language, $screen, $scheme', async ({ language, screen, scheme }) => {
    const context = await browser.newContext({ locale: language, viewport: SCREENS[screen], colorScheme: scheme });
    const page = await context.newPage();
    for (const each of stored) {
      await page.goto(api.address + each);
      expect({ each, faults: await accessibilityFaults(page) }).toEqual({ each, faults: [] });
      expect({ each, overflows: await overflowsSideways(page) }).toEqual({ each, overflows: false });
    }
    await context.close();
  });

  it.each(LANGUAGES)('fit at double zoom, shift nothing while they load and load nothing from elsewhere: %s', async (language) => {
    const context = await browser.newContext({ locale: language, viewport: ZOOMED });
    const page = await context.newPage();
    const hosts = new Set<string>();
    page.on('request', (request) => void hosts.add(new URL(request.url()).host));
    await page.addInitScript(
      `new PerformanceObserver((list) => { for (const e of list.getEntries()) globalThis.shift = (globalThis.shift ?? 0) + e.value; }).observe({ type: 'layout-shift', buffered: true });`,
    );
    for (const each of paths) {
      await page.goto(api.address + each, { waitUntil: 'networkidle' });
      expect({ each, overflows: await overflowsSideways(page) }).toEqual({ each, overflows: false });
      expect({ each, shift: await page.evaluate('globalThis.shift ?? 0') }).toEqual({ each, shift: 0 });
    }
    expect([...hosts]).toEqual([new URL(api.address).host]);
    await context.close();
  });

  it('the largest thing a page paints is in its HTML', async () => {
    const context = await browser.newContext({ locale: 'ko', viewport: SCREENS.phone });
    const page = await context.newPage();
    for (const each of paths) {
      const response = await page.goto(api.address + each, { waitUntil: 'networkidle' });
      const largest = await page.evaluate(
        `new Promise((resolve) => new PerformanceObserver((list) => resolve(list.getEntries().at(-1).element?.textContent?.trim().slice(0, 20) ?? '')).observe({ type: 'largest-contentful-paint', buffered: true }))`,
      );
      const words = (await response?.text())?.replace(/<[^>]*>/g, '');
      expect({ each, found: words?.includes(String(largest)) }).toEqual({ each, found: true });
    }
    await context.close();
  });

  it('printed at night, a warning is dark words on white, without ways to go on', async () => {
    const context = await browser.newContext({ locale: 'ms', viewport: SCREENS.desktop, colorScheme: 'dark' });
    const page = await context.newPage();
    await page.goto(`${api.address}${stored.find((each) => each.startsWith('/alerts/')) ?? ''}`);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const gone of ['header nav', '.emergency', '.languages', 'footer ul']) await expect.poll(() => page.locator(gone).isVisible()).toBe(false);
    await expect.poll(() => page.locator('h1').isVisible()).toBe(true);
    expect(await page.evaluate('[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]')).toEqual([
      'rgb(255, 255, 255)',
      'rgb(20, 23, 31)',
    ]);
    await context.close();
  });

  it('by keyboard the first stop skips to the content, and every stop can be seen', async () => {
    const context = await browser.newContext({ locale: 'en', viewport: SCREENS.desktop, reducedMotion: 'reduce' });
    const page = await context.newPage();
    for (const each of ['/', '/alerts', '/appeal']) {
      await page.goto(api.address + each);
      await page.keyboard.press('Tab');
      expect(await focused(page)).toMatchObject({ text: 'Skip to content', seen: true });
      for (let stop = 0; stop < 12; stop += 1) {
        await page.keyboard.press('Tab');
        expect({ each, stop, ...(await focused(page)) }).toMatchObject({ seen: true });
      }
    }
    await page.goto(`${api.address}/alerts`);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await context.close();
  });

  it('an objection is filed without JavaScript, with its fault led to first', async () => {
    const context = await browser.newContext({ locale: 'ms', viewport: SCREENS.phone, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${api.address}/appeal`);
    await page.getByLabel('Nombor telefon', { exact: true }).check();
    await page.getByLabel('Yang mana satu?').fill('012-345 6789');
    await page.getByRole('button', { name: 'Hantar bantahan' }).click();
    expect(await page.title()).toMatch(/^Ralat:/);
    await page.getByRole('link', { name: 'Pilih sebab' }).click();
    await page.getByLabel('Ia digodam atau diambil alih').check();
    await page.getByLabel('Bagaimana kami boleh menghubungi anda?').fill('pemilik@example.com');
    await page.getByRole('button', { name: 'Hantar bantahan' }).click();
    await expect.poll(() => page.textContent('h1')).toBe('Bantahan anda telah diterima');
    const [reference = '', receipt = ''] = await page.locator('.reference').allTextContents();
    await page.goto(`${api.address}/appeal`);
    await page.getByLabel('Nombor rujukan').fill(reference.toLowerCase());
    await page.getByLabel('Kod resit').fill(receipt);
    await page.getByRole('button', { name: 'Papar' }).click();
    await expect.poll(() => page.textContent('.card')).toContain('Pegawai sedang menyemaknya.');
    await context.close();
  });

  it('whom to call opens without a network, in the language last read in and in the others', async () => {
    const context = await browser.newContext({ locale: 'ko', viewport: SCREENS.phone });
    const page = await context.newPage();
    await page.goto(api.address);
    expect(await page.evaluate('navigator.serviceWorker.ready.then(({ active }) => new URL(active.scriptURL).pathname)')).toBe('/service-worker.js');
    await page.goto(api.address);
    await context.setOffline(true);
    await page.goto(`${api.address}/now`);
    expect(await page.getAttribute('html', 'lang')).toBe('ko');
    await expect.poll(() => page.locator('a[href^="tel:"]').count()).toBeGreaterThan(0);
    const korean = await page.locator('a[href^="tel:"]').allTextContents();
    await page.goto(`${api.address}/now?country=MY`);
    await expect.poll(() => page.locator('a[href^="tel:"]').allTextContents()).not.toEqual(korean);
    await page.getByRole('button', { name: 'Bahasa Melayu' }).click();
    expect(await page.getAttribute('html', 'lang')).toBe('ms');
    expect(page.url()).toBe(`${api.address}/now?country=MY`);
    await page.goto(`${api.address}/alerts`);
    await expect.poll(() => page.textContent('h1')).toBe('Tiada sambungan internet');
    expect(await page.evaluate('getComputedStyle(document.body).marginTop')).toBe('0px');
    const kept = await page.evaluate(
      `caches.keys().then((names) => Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => new URL(url).pathname)))).then((all) => [...new Set(all.flat())].sort())`,
    );
    expect((kept as string[]).filter((each) => !each.startsWith('/assets/'))).toEqual(['/language-last-read', '/now', '/offline']);
    await context.close();
  });
});

/** What has the focus, and whether it is on the screen with an outline around it. */
function focused(page: Page): Promise<{ text: string; seen: boolean }> {
  return page.evaluate(`(() => {
    const element = document.activeElement;
    const { top, left, bottom, right } = element.getBoundingClientRect();
    const outlined = getComputedStyle(element).outlineStyle !== 'none';
    return { text: element.textContent.trim(), seen: outlined && right > 0 && bottom > 0 && left < innerWidth && top < innerHeight };
  })()`);
}
