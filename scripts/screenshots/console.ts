// `npm run screenshots`: the pictures of docs/console*.md, taken anew from a console with invented reports, campaigns and warnings. In English
// every screen in light and dark; in Korean and Malay those that the guide walks through.

import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { deliverSome, subscribeMany } from '#tests/support/alert-scene.ts';
import { addAccount, buildConsole, openConsole, typePassword, type Account } from '#tests/support/console-page.ts';
import { createOversightScene, type OversightScene } from '#tests/support/oversight-scene.ts';
import { hirePublisher } from '#tests/support/publish-alert.ts';
import { resemble, tellReport } from '#tests/support/report-scene.ts';
import { keepPicture, reportSizes } from './keep-picture.ts';
import { withBrowser } from './with-browser.ts';

const FOLDER = 'docs/screenshots/console';
/** Bytes: of one picture, of all. */
const LIMITS = { one: 140_000, all: 4_500_000 };
const SCHEMES = ['light', 'dark'] as const;
const SUBSCRIBERS = 240;

interface Shown extends OversightScene {
  shown: { report: string; published: string; proposed: string };
}

interface Picture {
  name: string;
  path: string;
  /** By a bank's account instead of the supervisor's. */
  ofPartner?: true;
  /** Taken in every language. */
  guide?: true;
  height?: number;
  prepare?: (page: Page) => Promise<unknown>;
}

/** Names given to the command; none: all. */
const WANTED = process.argv.slice(2);
/** For what glides to its place. */
const DRAWN_MS = 300;

await main();

async function main(): Promise<void> {
  await buildConsole();
  await withBrowser(async (browser, server) => {
    const shown = await createScene(server);
    for (const language of LANGUAGES) for (const scheme of SCHEMES) await takeAll(browser, shown, { language, scheme });
    await shown.api.stop();
    await shown.database.drop();
  });
  reportSizes(FOLDER, LIMITS);
}

async function createScene(server: string): Promise<Shown> {
  const scene = await createOversightScene(server);
  const first = await tellReport(scene.api);
  await resemble(scene.api, first, [await tellReport(scene.api), await tellReport(scene.api)]);
  await subscribeMany(scene.context, SUBSCRIBERS);
  const publisher = await hirePublisher(scene);
  const published = await publisher.publish(publisher.content('PHISH', ['KR']));
  await deliverSome(scene.context, scene.database, published, Math.round(SUBSCRIBERS * 0.6));
  // Enough in two regions that they may be told.
  await scene.database.pool.query(`update reports r set region = case when m.at <= 6 then 'KR-11' else 'KR-26' end
    from (select report_id, row_number() over (order by report_id) as at from campaign_reports m join campaigns c on c.id = m.campaign_id where c.number = 1) m
    where m.report_id = r.id`);
  const { rows } = await scene.database.pool.query<{ id: string }>(`select id from alerts where state = 'proposed'`);
  return { ...scene, shown: { report: first.reference, published, proposed: rows[0]?.id ?? '' } };
}

function picturesOf({ shown: { report, published, proposed }, dispute }: Shown): Picture[] {
  return [
    { name: 'overview', path: '/', guide: true, height: 1400 },
    { name: 'queue', path: '/queue', guide: true },
    { name: 'keys', path: '/queue', prepare: (page) => page.keyboard.press('?') },
    { name: 'palette', path: '/queue', prepare: (page) => page.keyboard.press('Control+k') },
    { name: 'report', path: `/reports/${report}`, guide: true, height: 1400 },
    { name: 'shift', path: '/shift' },
    { name: 'campaigns', path: '/campaigns', guide: true },
    { name: 'proposals', path: '/campaigns?tab=proposals' },
    { name: 'campaign', path: '/campaigns/1', guide: true, height: 1800 },
    { name: 'scripts', path: '/campaigns/1?tab=scripts', guide: true },
    { name: 'graph', path: '/campaigns/1?tab=graph', height: 1000, prepare: (page) => page.locator('.graph[data-nodes]').waitFor() },
    { name: 'members', path: '/campaigns/1?tab=reports' },
    { name: 'sheet', path: '/campaigns/1/sheet', height: 1400 },
    { name: 'warnings', path: '/alerts', guide: true },
    { name: 'warning', path: `/alerts/${published}`, guide: true, height: 1800 },
    { name: 'editor', path: `/alerts/${proposed}/edit`, guide: true, height: 1800 },
    { name: 'entities', path: '/entities' },
    { name: 'disputes', path: '/disputes' },
    { name: 'dispute', path: `/disputes/${dispute}` },
    { name: 'audit', path: '/audit' },
    { name: 'dead-letters', path: '/dead-letters' },
    { name: 'service-levels', path: '/service-levels', height: 1000 },
    { name: 'account', path: '/account', height: 1400 },
    { name: 'shared', path: '/shared', ofPartner: true },
  ];
}

async function takeAll(browser: Browser, shown: Shown, { language, scheme }: { language: Language; scheme: (typeof SCHEMES)[number] }): Promise<void> {
  if (language !== 'en' && scheme === 'dark') return;
  const options: BrowserContextOptions = { colorScheme: scheme, locale: language, reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } };
  const keep = async (page: Page, name: string): Promise<void> => {
    await page.locator('.mantine-Loader-root').first().waitFor({ state: 'detached' });
    await page.waitForTimeout(DRAWN_MS);
    await keepPicture(page, join(FOLDER, `${name}-${language}-${scheme}.webp`), { quality: 70, effort: 6 });
  };
  const pictures = picturesOf(shown).filter(({ name, guide }) => (language === 'en' || guide === true) && (WANTED.length === 0 || WANTED.includes(name)));
  for (const ofPartner of [false, true]) {
    const theirs = pictures.filter((picture) => (picture.ofPartner === true) === ofPartner);
    if (theirs.length === 0) continue;
    const who = ofPartner
      ? ({ role: 'partner', name: 'Demo Bank', belongsTo: { partner: 'demo-bank' } } as const)
      : ({ role: 'supervisor', name: 'Lee Do-yun' } as const);
    const account = await addAccount(shown.api, shown.database, { ...who, language });
    if (language === 'en' && !ofPartner) await theDoor(browser, shown, { account, options, keep });
    const page = await openConsole(browser, shown.api, { account, ...options });
    for (const { name, path, height = 800, prepare } of theirs) {
      await page.setViewportSize({ width: 1280, height });
      await page.goto(`${shown.api.address}/console${path}`);
      await page.locator('main h1').first().waitFor();
      await prepare?.(page);
      await keep(page, name);
    }
    await page.context().close();
  }
}

interface Door {
  account: Account;
  options: BrowserContextOptions;
  keep: (page: Page, name: string) => Promise<void>;
}

async function theDoor(browser: Browser, { api }: Shown, { account, options, keep }: Door): Promise<void> {
  const page = await (await browser.newContext(options)).newPage();
  await page.goto(`${api.address}/console/sign-in`);
  await page.locator('input[type="email"]').waitFor();
  await keep(page, 'sign-in');
  await typePassword(page, account);
  await page.locator('input[autocomplete="one-time-code"]').waitFor();
  await keep(page, 'second-factor');
  await page.context().close();
}
