// `npm run screenshots`: the pictures of docs/public-pages.md, taken anew from a service with invented reports and warnings.

import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { createPublicScene, PASTED, type PublicScene } from '#tests/support/public-scene.ts';
import { keepPicture, reportSizes } from './keep-picture.ts';
import { withBrowser } from './with-browser.ts';

const FOLDER = 'docs/screenshots';
/** Bytes: of one picture, of all. */
const LIMITS = { one: 60_000, all: 1_500_000 };
/** A phone; what is below its edge is cut off, as a person sees it. */
const SCREEN = { width: 360, height: 780 };
/** Shown in place of the drawn one, which would be another each time. */
const REFERENCE = 'JG-7K3M-9QPX-4';
/** The day that the pages show: fixed, so that dates do not change with every run. */
const TODAY = new Date('2026-11-25T06:00:00Z');

const TOLD: Record<Language, string> = {
  ko: '검찰이라면서 안전계좌로 옮기라고 해서 방금 국민은행 123456-04-123456으로 300만원 보냈어요',
  ms: 'Orang mengaku polis suruh saya pindahkan wang, baru tadi saya transfer RM5,000 ke akaun Maybank 512345678901',
  en: 'A man who said he was from the police made me transfer RM5,000 to Maybank 512345678901 just now',
};

type Shoot = (name: string) => Promise<void>;

await main();

async function main(): Promise<void> {
  await withBrowser(async (browser, server) => {
    const shown = await createPublicScene(TODAY, server);
    for (const language of LANGUAGES) await firstMinute(browser, shown, language);
    await shown.stop();
  });
  reportSizes(FOLDER, LIMITS);
}

/** What somebody new does, in this order; docs/public-pages.md tells it with these pictures. */
async function firstMinute(browser: Browser, { api, alerts }: PublicScene, language: Language): Promise<void> {
  const context = await browser.newContext({ locale: language, viewport: SCREEN, reducedMotion: 'reduce', serviceWorkers: 'block' });
  const page = await context.newPage();
  const shoot: Shoot = (name) => keep(page, `${name}-${language}.webp`);
  const visit = async (path: string, name: string): Promise<void> => {
    await page.goto(api.address + path);
    await shoot(name);
  };
  await visit('/', '1-start');
  await visit('/now', '2-now');
  await page.goto(`${api.address}/check`);
  await page.locator('#text').fill(PASTED[language]);
  await page.locator('main form .button').first().click();
  await shoot('3-check');
  await report(page, api.address, language, shoot);
  await visit('/status', '6-status');
  await page.goto(`${api.address}/chat`);
  await page.locator('#text').fill(TOLD[language]);
  await page.locator('.say button').click();
  await page.locator('.card.urgent').first().waitFor();
  await page.locator('.message.own').first().scrollIntoViewIfNeeded();
  await shoot('7-chat');
  await visit(`/alerts/${alerts.current}`, '8-warning');
  await visit('/stats', '9-figures');
  await context.close();
}

async function report(page: Page, address: string, language: Language, shoot: Shoot): Promise<void> {
  const press = (go: string): Promise<void> => page.locator(`.actions button[value="${go}"]`).click();
  await page.goto(`${address}/report?loss=within_24h&country=${language === 'ko' ? 'KR' : 'MY'}`);
  await page.locator('#text').fill(TOLD[language]);
  await press('next');
  await shoot('4-report');
  await press('finish');
  await press('send');
  await page.locator('.reference').waitFor();
  await shoot('5-sent');
}

async function keep(page: Page, name: string): Promise<void> {
  await page.evaluate(`for (const each of document.querySelectorAll('.reference')) each.textContent = '${REFERENCE}'`);
  await keepPicture(page, join(FOLDER, name), { lossless: true, effort: 6 });
}
