// The triage queue in a real browser against the real service with 50,000 open reports: what an officer sees, when. Times are taken within the page,
// from the event to the frame in which what was asked for stands there.

import { randomInt } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContextOptions, Page, Response } from 'playwright-core';
import { median, quantile, rounded, type BenchEntry } from '#bench/bench-entry.ts';
import { openConsoleBench, REPORTS, seedOpenReports } from '#bench/open-reports.ts';
import { chromiumPath, launchBrowser, SCREENS } from '#tests/support/browser.ts';
import { addAccount, buildConsole, openConsole } from '#tests/support/console-page.ts';
import { runService } from '#tests/support/service.ts';

const OPENINGS = 20;
const FILTER_ROUNDS = 3;
const REPORTS_OPENED = 40;
const LONG_FRAME_MS = 50;
/** Pixels a frame: some seventeen rows, as a wheel that is spun. */
const SCROLL_STEP = 800;
const PATIENCE_MS = 120_000;

export async function measureConsoleBrowser(databaseUrl: string): Promise<Record<string, BenchEntry>> {
  const path = chromiumPath();
  if (path === undefined) throw new Error('console_browser needs a Chromium: set CHROMIUM_PATH');
  await buildConsole();
  const { pool, context, masterKey } = await openConsoleBench(databaseUrl);
  await seedOpenReports({ pool, context, masterKey });
  const port = randomInt(20_000, 60_000);
  const env = { DATA_DIR: mkdtempSync(join(tmpdir(), 'jaga-bench-')), DATABASE_URL: databaseUrl, MASTER_KEY: masterKey };
  const service = await runService({ ...env, PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` });
  const browser = await launchBrowser(path);
  try {
    const account = await addAccount({ context, address: service.address }, { pool }, { role: 'officer', language: 'ko' });
    const signedIn = await openConsole(browser, { context, address: service.address }, { account, path: '/queue', locale: 'ko' });
    await signedIn.locator('.queue-item').first().waitFor();
    const door: Door = { browser, address: service.address, storageState: await signedIn.context().storageState() };
    await signedIn.context().close();
    const opening = await measureOpening(door);
    const filtering = await measureFiltering(door);
    const reading = await measureReading(door);
    const scrolling = await measureScrolling(door);
    const settings: Record<string, number> = { open_reports: REPORTS, ...opening, ...filtering, ...reading, ...scrolling };
    return {
      console_browser: {
        value: settings['lcp_p95_ms'] ?? Number.NaN,
        unit: 'ms p95, largest contentful paint of the queue',
        baseline: null,
        baseline_name: null,
        ratio: null,
        runs: OPENINGS,
        settings: { ...settings, aim: 'p95 1500 painting, 200 filter, 150 opening a report; 0 long frames' },
      },
    };
  } finally {
    await browser.close();
    await service.kill('SIGTERM');
    await pool.end();
  }
}

interface Door {
  browser: Browser;
  address: string;
  storageState: BrowserContextOptions['storageState'];
}

/** In a browser that has seen nothing yet but its session. */
async function enter({ browser, address, storageState }: Door, responses: Response[] = []): Promise<Page> {
  const context = await browser.newContext({ viewport: SCREENS.desktop, locale: 'ko', ...(storageState !== undefined && { storageState }) });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  page.on('response', (response) => void responses.push(response));
  await page.goto(`${address}/console/queue`);
  await page.locator('.queue-item').first().waitFor();
  return page;
}

const WATCH = `
  new PerformanceObserver((list) => { globalThis.largest = list.getEntries().at(-1).startTime; }).observe({ type: 'largest-contentful-paint', buffered: true });
  for (const kind of ['click', 'keydown']) addEventListener(kind, (event) => { globalThis.pressed = event.timeStamp; }, true);
  globalThis.frameWhen = (isDone) => new Promise((resolve, reject) => {
    const since = performance.now();
    const look = () => {
      if (isDone()) requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
      else if (performance.now() - since > ${PATIENCE_MS}) reject(new Error('it never stood there: ' + isDone + ' at ' + location));
      else requestAnimationFrame(look);
    };
    look();
  });`;

async function measureOpening(door: Door) {
  const times: Record<'first_paint' | 'fcp' | 'lcp' | 'rows', number[]> = { first_paint: [], fcp: [], lcp: [], rows: [] };
  const weight = { script: 0, stylesheet: 0 };
  for (let opened = 0; opened < OPENINGS; opened += 1) {
    const responses: Response[] = [];
    const page = await enter(door, responses);
    times.rows.push(await page.evaluate<number>('performance.now()'));
    await page.waitForTimeout(500);
    const paint = await page.evaluate<[string, number][]>(`performance.getEntriesByType('paint').map(({ name, startTime }) => [name, startTime])`);
    times.first_paint.push(Object.fromEntries(paint)['first-paint'] ?? Number.NaN);
    times.fcp.push(Object.fromEntries(paint)['first-contentful-paint'] ?? Number.NaN);
    times.lcp.push(await page.evaluate<number>('globalThis.largest ?? NaN'));
    if (opened === 0) {
      for (const response of responses) {
        const kind = response.request().resourceType();
        if (kind === 'script' || kind === 'stylesheet') weight[kind] += gzipSync(await response.body()).length;
      }
    }
    await page.context().close();
  }
  return {
    ...summary('first_paint', times.first_paint),
    ...summary('fcp', times.fcp),
    ...summary('lcp', times.lcp),
    ...summary('rows', times.rows),
    scripts_gzip_kb: rounded(weight.script / 1_024),
    styles_gzip_kb: rounded(weight.stylesheet / 1_024),
  };
}

/** Every press is of a filter that was not asked for before. */
const PRESSES = ['국가', '피해', '접촉 경로', '언어', '분석 결과'] as const;

async function measureFiltering(door: Door) {
  const times: number[] = [];
  for (let round = 0; round < FILTER_ROUNDS; round += 1) {
    const page = await enter(door);
    await page.keyboard.press('f');
    for (const facet of await page.locator('[aria-haspopup="listbox"]').all()) {
      const name = await facet.evaluate((field) => field.closest('.mantine-Select-root')?.querySelector('label')?.textContent ?? '');
      if (!PRESSES.some((each) => name.includes(each))) continue;
      for (const at of [0, 1]) times.push(...(await pressOption(page, facet, at)));
    }
    await page.context().close();
  }
  return { ...summary('filter', times), filters_pressed: times.length };
}

async function pressOption(page: Page, facet: ReturnType<Page['locator']>, at: number): Promise<number[]> {
  await facet.click();
  const options = page.locator('[role="option"]:visible');
  await options.first().waitFor();
  const option = options.nth(at);
  if ((await options.count()) <= at || (await option.getAttribute('aria-selected')) === 'true') {
    // A second click closes the list; Escape would close the filters, too.
    await facet.click();
    return [];
  }
  await page.evaluate(`{
    const before = location.search;
    const isAnswered = () => performance.getEntriesByType('resource').some(({ name, responseEnd }) =>
      responseEnd > 0 && name.includes('/api/console/reports?') && name.includes(location.search.slice(1)));
    const isDrawn = () => document.querySelector('.queue-page:not(:has([role="status"] .mantine-Loader-root)) .queue-grid:not([aria-busy="true"]), .queue-page .queue-none') !== null;
    globalThis.filtered = frameWhen(() => location.search !== before && isAnswered() && isDrawn());
    undefined;
  }`);
  await option.click();
  const took = await page.evaluate<number>('globalThis.filtered.then((at) => at - globalThis.pressed)');
  await page.waitForTimeout(300);
  return [took];
}

/** By keyboard, each another report; the first one also has its screen's scripts to load. */
async function measureReading(door: Door) {
  const times: number[] = [];
  const page = await enter(door);
  await page.waitForTimeout(1_000);
  for (let opened = 0; opened < REPORTS_OPENED; opened += 1) {
    await page.keyboard.press('j');
    await page.locator(`.queue-item:focus[data-index="${opened}"]`).waitFor();
    const reference = await page.evaluate<string>('document.activeElement.dataset.reference');
    await page.waitForTimeout(200);
    await page.evaluate(`{
      globalThis.opened = frameWhen(() => document.querySelector('.report h1')?.textContent === '${reference}' && document.querySelector('.report section') !== null);
      undefined;
    }`);
    await page.keyboard.press('Enter');
    times.push(await page.evaluate<number>('globalThis.opened.then((at) => at - globalThis.pressed)'));
    await page.waitForTimeout(200);
    await page.goBack();
    await page.locator('.queue-item:focus').waitFor();
  }
  await page.context().close();
  return { first_report_ms: rounded(times[0] ?? Number.NaN), ...summary('report', times.slice(1)) };
}

async function measureScrolling(door: Door) {
  const page = await enter(door);
  const begin = performance.now();
  const { frames, rows } = await page.evaluate<{ frames: number[]; rows: number }>(`new Promise((resolve) => {
    const scroller = document.querySelector('.queue-scroller');
    const frames = [];
    let before = performance.now();
    const begun = before;
    let moved = before;
    let top = -1;
    const step = (now) => {
      frames.push(now - before);
      before = now;
      if (scroller.scrollTop !== top) { top = scroller.scrollTop; moved = now; }
      const shown = Math.max(...[...document.querySelectorAll('[data-index]')].map((row) => Number(row.dataset.index))) + 1;
      if (shown >= ${REPORTS} || now - moved > 10_000 || now - begun > ${PATIENCE_MS}) return resolve({ frames: frames.slice(1), rows: shown });
      scroller.scrollTop += ${SCROLL_STEP};
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`);
  const seconds = (performance.now() - begin) / 1_000;
  await page.context().close();
  return {
    scrolled_rows: rows,
    scroll_s: rounded(seconds),
    frames: frames.length,
    long_frames: frames.filter((took) => took > LONG_FRAME_MS).length,
    longest_frame_ms: rounded(Math.max(...frames)),
    ...summary('frame', frames),
  };
}

function summary(name: string, times: number[]): Record<string, number> {
  return { [`${name}_p50_ms`]: rounded(median(times)), [`${name}_p95_ms`]: rounded(quantile(times, 0.95)) };
}
