// The public pages over HTTP, without a browser: warnings, feeds, figures, objections, errors, what is installed, and what all of it weighs.

import { gzipSync } from 'node:zlib';
import { Pool } from 'pg';
import Parser from 'rss-parser';
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withdrawAlert } from '#core/alerts/end-alert.ts';
import type { Tables } from '#core/database.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { createKysely } from '#platform/database.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

let scene: TriageScene;
let publisher: Publisher;
let api: TestApi;
let current: string;
let corrected: string;
let withdrawn: string;
let expired: string;

const BROWSER = { Accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

beforeAll(async () => {
  scene = await createTriageScene();
  publisher = await hirePublisher(scene);
  api = await startTestApi(scene.database, { clock: scene.clock, bot: 'jaga_bot' });
  expired = await publisher.publish({ ...publisher.content('SHOP', ['KR']), valid_until: '2026-11-23T10:00:00Z' });
  scene.clock.advance(2 * 3_600_000);
  withdrawn = await publisher.publish(publisher.content('LOAN', ['MY']));
  scene.clock.advance(60_000);
  corrected = await publisher.publish(publisher.content('INVEST', ['MY']));
  scene.clock.advance(60_000);
  const content = publisher.content('INVEST', ['MY']);
  const ms = { ...content.texts.ms, headline: 'Pelaburan <b>palsu</b> & "untung"' };
  await publisher.correct(corrected, { ...content, regions: ['MY-14', 'MY-10'], grade: 'danger', texts: { ...content.texts, ms } });
  scene.clock.advance(60_000);
  await withdrawAlert(scene.context, { by: publisher.supervisor, alertId: withdrawn, reason: 'wrong' });
  scene.clock.advance(60_000);
  current = await publisher.publish(publisher.content('PHISH', []));
});
afterAll(async () => {
  await api.stop();
  await scene.database.drop();
});

async function get(path: string, headers: Record<string, string> = {}): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(api.address + path, { headers: { ...BROWSER, ...headers }, redirect: 'manual' });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

describe('warnings as pages', () => {
  test('list what holds and below it what has ended, each marked', async () => {
    const { text } = await get('/alerts?lang=en');
    const [holds = '', ended = ''] = text.split('Ended in the last 30 days');
    expect([current, corrected].map((id) => holds.includes(`/alerts/${id}`))).toEqual([true, true]);
    expect([withdrawn, expired].map((id) => [holds.includes(id), ended.includes(`/alerts/${id}`)])).toEqual([
      [false, true],
      [false, true],
    ]);
    expect(holds).toContain('>Corrected<');
    expect(ended).toContain('>Withdrawn<');
    expect(ended).toContain('>Ended<');
  });

  test('narrow by what the address says, and say so when nothing is left', async () => {
    const invest = await get('/alerts?type=INVEST&country=MY&lang=en');
    expect([invest.text.includes(corrected), invest.text.includes(current)]).toEqual([true, false]);
    expect(invest.text).toMatch(/<option value="INVEST" selected/);
    expect((await get('/alerts?type=ROMANCE&lang=en')).text).toContain('That does not mean something is safe');
    expect((await get('/alerts?type=nonsense&after=x&lang=en')).text).toContain(current);
  });

  test.each(LANGUAGES)('have a preview, the other languages and numbers to call: %s', async (language) => {
    const { text, headers } = await get(`/alerts/${current}?lang=${language}`, { 'Accept-Language': 'fr' });
    expect(headers.get('content-language')).toBe(language);
    expect(text).toContain(`<html lang="${language}">`);
    expect(text).toContain(`<meta property="og:url" content="https://jaga.example/alerts/${current}?lang=${language}"`);
    expect(text).toMatch(/<meta property="og:image" content="https:\/\/jaga\.example\/assets\/\w+\/icon-512\.png"/);
    expect(text).toMatch(/<meta property="og:description" content="[^"]{20,200}"/);
    for (const other of LANGUAGES) expect(text).toContain(`hreflang="${other}"`);
    expect(text.match(/href="tel:/g)?.length).toBeGreaterThanOrEqual(2);
  });

  test('say what a correction changed, and nothing that is mark-up', async () => {
    const { text } = await get(`/alerts/${corrected}?lang=ms`);
    expect(text).toContain('Amaran ini telah dibetulkan');
    for (const part of ['tahap', 'tajuk']) expect(text).toContain(`<li>${part}</li>`);
    expect(text).not.toContain('<b>palsu</b>');
    expect(text).toContain('&lt;b>palsu');
  });

  test('that are withdrawn keep their headline alone', async () => {
    const { status, text } = await get(`/alerts/${withdrawn}?lang=en`);
    expect(status).toBe(200);
    expect(text).toContain('This warning was withdrawn.');
    expect(text).not.toContain(publisher.content('LOAN', ['MY']).texts.en.what_happens.slice(0, 40));
    expect((await get(`/alerts/${expired}?lang=en`)).text).toContain('This warning has ended.');
  });

  test('are not sent again while they are the same', async () => {
    const first = await get(`/alerts/${current}`);
    const again = await get(`/alerts/${current}`, { 'If-None-Match': first.headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('the newest three are on the start page', async () => {
    const { text } = await get('/?lang=en');
    expect([current, corrected, withdrawn].map((id) => text.includes(`/alerts/${id}`))).toEqual([true, true, false]);
  });
});

test('the start page and whom to call come without a database', async () => {
  const pool = new Pool({ host: '127.0.0.1', port: 1 });
  const away = await startTestApi({ ...scene.database, pool, db: createKysely<Tables>(pool) });
  for (const path of ['/', '/now']) expect((await fetch(away.address + path)).status).toBe(200);
  const page = await fetch(`${away.address}/alerts?lang=en`, { headers: BROWSER });
  expect([page.status, page.headers.get('content-type')]).toEqual([503, 'text/html; charset=utf-8']);
  await away.stop();
  await pool.end();
});

describe('feeds', () => {
  test.each(LANGUAGES)('are read by parsers that others wrote: %s', async (language) => {
    const query = `?lang=${language}`;
    for (const kind of ['rss', 'atom']) {
      const feed = await new Parser().parseString((await get(`/feeds/alerts.${kind}${query}`)).text);
      expect(feed.items.map(({ link }) => link)).toEqual([current, withdrawn, corrected].map((id) => `https://jaga.example/alerts/${id}?lang=${language}`));
      expect(feed.items[0]?.title).toMatch(/^\[.+\] .+/);
      expect(Date.parse(feed.items[0]?.isoDate ?? '')).not.toBeNaN();
    }
    const json = parseJsonFeed(JSON.parse((await get(`/feeds/alerts.json${query}`)).text));
    expect(json).toMatchObject({ language, feed_url: `https://jaga.example/feeds/alerts.json?lang=${language}` });
    expect(json.items).toHaveLength(3);
  });

  test('say in their own words what each is, and carry what XML must escape', async () => {
    const rss = await get('/feeds/alerts.rss?lang=ms');
    expect(rss.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
    expect(parseRssFeed(rss.text)).toMatchObject({ language: 'ms', ttl: 5, atom: { links: [{ rel: 'self' }] } });
    expect(parseRssFeed(rss.text).items?.[2]?.title).toBe('[Bahaya] Pelaburan <b>palsu</b> & "untung"');
    const atom = await get('/feeds/alerts.atom?lang=ms');
    expect(atom.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    expect(parseAtomFeed(atom.text).entries?.[2]).toMatchObject({
      id: `urn:uuid:${corrected}`,
      title: { value: '[Bahaya] Pelaburan <b>palsu</b> & "untung"' },
    });
  });

  test('and pages say for which regions a warning is, and that this was put right', async () => {
    const { items = [] } = parseRssFeed((await get('/feeds/alerts.rss?lang=en')).text);
    expect(items[2]?.content?.encoded).toContain('<p>Area: Malaysia (Selangor, Kuala Lumpur)</p>');
    expect(items[2]?.categories?.map(({ name }) => name)).toEqual(expect.arrayContaining(['MY', 'MY-10', 'MY-14']));
    const { text } = await get(`/alerts/${corrected}?lang=ms`);
    expect(text).toContain('<dt>Kawasan</dt><dd>Malaysia (Selangor, Kuala Lumpur)</dd>');
    expect(text).toMatch(/<li>tahap<\/li>\s*<li>kawasan<\/li>/);
    expect((await get('/alerts?lang=ko')).text).toContain('말레이시아(슬랑오르, 쿠알라룸푸르)');
  });

  test('tell of a withdrawal as of something new, and of its end as of nothing', async () => {
    const { items = [] } = parseRssFeed((await get('/feeds/alerts.rss?lang=en')).text);
    expect(items.map(({ guid }) => guid?.value)).toEqual([`urn:uuid:${current}#1`, `urn:uuid:${withdrawn}#withdrawn`, `urn:uuid:${corrected}#2`]);
    expect(items[1]?.title).toMatch(/^\[Withdrawn\]/);
    expect(JSON.stringify(items)).not.toContain(expired);
  });

  test('speak the language that is asked for', async () => {
    expect((await get('/feeds/alerts.json', { 'Accept-Language': 'ko' })).headers.get('content-language')).toBe('ko');
  });
});

describe('an objection', () => {
  const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(api.address + path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { ...BROWSER, 'Accept-Language': 'en', ...headers },
      redirect: 'manual',
    });
  const FIELDS = { kind: 'phone', value: '010-4821-7733', reason: 'reassigned', contact: 'holder@example.com' };

  test('is filed, its reference and receipt shown once, and its state with both', async () => {
    const filed = await post('/appeal', FIELDS);
    expect([filed.status, filed.headers.get('location'), filed.headers.get('cache-control')]).toEqual([303, '/appeal/filed', 'no-store']);
    const cookie = filed.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);
    const shown = await get('/appeal/filed', { Cookie: cookie.split(';')[0] ?? '', 'Accept-Language': 'en' });
    const [reference = '', receipt = ''] = [...shown.text.matchAll(/class="reference">([^<]+)</g)].map(([, value]) => value ?? '');
    expect(reference).toMatch(/^JG-/);
    expect(shown.headers.get('cache-control')).toBe('no-store');
    expect(shown.headers.get('content-encoding')).toBeNull();
    expect(await (await post('/appeal/status', { reference, receipt })).text()).toContain('An officer is looking at it.');
    const wrong = await post('/appeal/status', { reference, receipt: 'x'.repeat(20) });
    expect([wrong.status, (await wrong.text()).includes('No objection goes with')]).toEqual([422, true]);
  });

  test('with something missing is shown again, as it was written, with each fault', async () => {
    const answer = await post('/appeal', { kind: 'phone', value: '<script>', statement: 'mine' });
    const text = await answer.text();
    expect(answer.status).toBe(422);
    expect(text).toContain('<title>Error:');
    expect(text).toContain('href="#reason"');
    expect(text).toContain('href="#contact"');
    expect(text).toContain('value="&lt;script>"');
    const unreadable = await post('/appeal', { ...FIELDS, value: 'hello' });
    expect(await unreadable.text()).toContain('We cannot read this as what you chose above');
  });

  test('from another site, or without what was filed, leads nowhere', async () => {
    expect((await post('/appeal', FIELDS, { Origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await post('/appeal', FIELDS, { 'Sec-Fetch-Site': 'cross-site' })).status).toBe(403);
    expect((await get('/appeal/filed')).headers.get('location')).toBe('/appeal');
  });
});

describe('what goes wrong', () => {
  test.each([
    ['ko', '페이지를 찾을 수 없습니다'],
    ['ms', 'Halaman ini tiada'],
    ['en', 'This page is not here'],
  ])('is a page for a browser: %s', async (language, title) => {
    for (const path of ['/nowhere', '/alerts/nowhere']) {
      const { status, text, headers } = await get(path, { 'Accept-Language': language });
      expect([status, text.includes(`<h1>${title}</h1>`), headers.get('content-type')]).toEqual([404, true, 'text/html; charset=utf-8']);
    }
  });

  test('is problem+json for programs, and on their paths for everybody', async () => {
    for (const [path, accept] of [
      ['/nowhere', '*/*'],
      ['/nowhere', 'application/json'],
      ['/v1/alerts/nowhere', BROWSER.Accept],
    ] as const) {
      const response = await fetch(api.address + path, { headers: { Accept: accept } });
      expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
    }
  });
});

describe('subscribing', () => {
  test('leads to the bot by link and code, and to the feeds', async () => {
    const { text } = await get('/subscribe?lang=ms');
    expect(text).toContain('href="https://t.me/jaga_bot?start=subscribe"');
    expect(text).toContain('/feeds/alerts.atom?lang=ms');
    const code = await get('/subscribe/telegram.svg');
    expect(code.headers.get('content-type')).toContain('image/svg+xml');
  });

  test('without a bot names the feeds alone', async () => {
    const plain = await startTestApi(scene.database, { clock: scene.clock });
    const text = await (await fetch(`${plain.address}/subscribe`)).text();
    expect([text.includes('t.me'), text.includes('/feeds/alerts.rss')]).toEqual([false, true]);
    expect((await fetch(`${plain.address}/subscribe/telegram.svg`)).status).toBe(404);
    await plain.stop();
  });
});

describe('installed', () => {
  test.each(LANGUAGES)('the manifest has what browsers ask for: %s', async (language) => {
    const { text, headers } = await get(`/manifest.webmanifest?lang=${language}`);
    expect(headers.get('content-type')).toContain('application/manifest+json');
    const manifest = JSON.parse(text) as { icons: { src: string; sizes: string; purpose: string }[] };
    expect(manifest).toMatchObject({ lang: language, start_url: '/', scope: '/', display: 'standalone' });
    expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(['192x192 any', '512x512 any', '512x512 maskable']);
    for (const { src } of manifest.icons) expect((await fetch(api.address + src)).headers.get('content-type')).toBe('image/png');
  });

  test('the worker keeps the urgent pages of each language, and none that is somebody’s own', async () => {
    const { text, headers } = await get('/service-worker.js');
    expect(headers.get('cache-control')).toBe('no-cache');
    const kept = JSON.parse(/self\.KEPT = (.+);/.exec(text)?.[1] ?? '') as { pages: string[]; assets: string[] };
    for (const language of LANGUAGES) expect(kept.pages).toEqual(expect.arrayContaining([`/now?country=KR&lang=${language}`, `/offline?lang=${language}`]));
    expect(kept.pages.filter((page) => !/^\/(now|offline)\?/.test(page))).toEqual([]);
    for (const path of [...kept.pages, ...kept.assets]) expect([path, (await get(path)).status]).toEqual([path, 200]);
  });
});

describe('weight', () => {
  const PAGES = ['/', '/now', '/alerts', '/subscribe', '/stats', '/privacy', '/appeal', '/offline'];

  test.each(LANGUAGES)('a page and its style stay under 10 kB and its scripts under 6 kB, gzipped: %s', async (language) => {
    for (const path of [...PAGES, `/alerts/${current}`]) {
      const { text } = await get(`${path}?lang=${language}`);
      const named = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+\.(css|js))"/g)];
      const sizes = { css: 0, js: 0 };
      for (const [, address = '', ending] of named) sizes[ending as 'css' | 'js'] += gzipSync((await get(address)).text).length;
      expect({ path, small: gzipSync(text).length + sizes.css < 10_000 && sizes.js < 6_000 }).toEqual({ path, small: true });
    }
  });

  test('nothing is asked of anybody else, and every picture has its size', async () => {
    for (const path of PAGES) {
      const { text, headers } = await get(`${path}?lang=en`);
      const loaded = [...text.matchAll(/<(?:script|img|link|iframe)[^>]*?(?:src|href)="([^"]+)"[^>]*>/g)].filter(
        ([tag]) => !/rel="(canonical|alternate)"/.test(tag),
      );
      expect(loaded.map(([, address = '']) => address).filter((address) => !address.startsWith('/'))).toEqual([]);
      for (const [picture] of text.matchAll(/<img[^>]*>/g)) expect(picture).toMatch(/width="\d+" height="\d+"/);
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
    }
  });

  test('what is public comes compressed, what is somebody’s own does not', async () => {
    const encoding = async (path: string) => (await get(path, { 'Accept-Encoding': 'br, gzip' })).headers.get('content-encoding');
    expect(await Promise.all(['/', '/alerts', '/feeds/alerts.rss', '/openapi.json', '/v1/alerts'].map(encoding))).toEqual(['br', 'br', 'br', 'br', 'br']);
    expect(await encoding('/nowhere')).toBeNull();
  });
});
