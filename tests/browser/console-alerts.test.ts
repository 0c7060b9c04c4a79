// Warnings in a real browser against the real back end: found, written, refused where the languages differ, held, withdrawn, dropped.

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getAlert } from '#core/alerts/alert-queries.ts';
import { planDelivery } from '#core/delivery/plan-delivery.ts';
import { syncChannels } from '#core/subscribers/channels.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { deliverSome, nearlyPaid, subscribeMany } from '#tests/support/alert-scene.ts';
import { accessibilityFaults, chromiumPath, launchBrowser, overflowsSideways, SCREENS } from '#tests/support/browser.ts';
import { addAccount, buildConsole, openConsole, type Account } from '#tests/support/console-page.ts';
import { createOversightScene, type OversightScene } from '#tests/support/oversight-scene.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';

const path = chromiumPath();
const translator = createTranslator({ strict: true });
const SUBSCRIBERS = 30;

describe.skipIf(path === undefined)(`warnings in the console${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let scene: OversightScene;
  let publisher: Publisher;
  let browser: Browser;
  let supervisor: Account;

  beforeAll(async () => {
    await buildConsole();
    scene = await createOversightScene();
    publisher = await hirePublisher(scene);
    await subscribeMany(scene.context, SUBSCRIBERS);
    browser = await launchBrowser(path ?? '');
    supervisor = await addAccount(scene.api, scene.database, { role: 'supervisor', language: 'en', name: 'Lee' });
  });
  afterAll(async () => {
    await browser.close();
    await scene.api.stop();
    await scene.database.drop();
  });

  const open = (at: string, options: Partial<Parameters<typeof openConsole>[2]> = {}): Promise<Page> =>
    openConsole(browser, scene.api, { account: supervisor, path: at, locale: 'en', ...options });
  const stateOf = async (id: string): Promise<string | undefined> => (await getAlert(scene.context.db, id, scene.clock.now()))?.state;
  const published = async (sent = 12): Promise<string> => {
    const id = await publisher.publish(publisher.content('PHISH', ['KR']));
    await deliverSome(scene.context, scene.database, id, sent);
    return id;
  };

  it('lists what waits for approval with its reason, and finds a warning by its code', async () => {
    const id = await published();
    const page = await open('/alerts');
    const proposed = page.getByRole('row', { name: /Fake|impersonat|prosecutor|police/i }).first();
    await proposed.waitFor();
    await expect.poll(() => proposed.textContent()).toMatch(/growing campaign#1People: 9.*approvals: 0 of 2/);
    await page.keyboard.press('2');
    await page.waitForURL(/show=published/);
    const { code } = (await getAlert(scene.context.db, id, scene.clock.now())) ?? { code: '' };
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('textbox').fill(code.toLowerCase());
    await page.getByRole('dialog').getByRole('button', { name: code }).click();
    await page.waitForURL(/code=/);
    await expect.poll(() => page.locator('tbody tr').count()).toBe(1);
    await page.context().close();
  });

  it('is written about a campaign from reviewed sentences; what differs between the languages is said at its field', async () => {
    const page = await open('/campaigns/1');
    await page.getByRole('button', { name: 'Write a warning' }).click();
    await page.waitForURL(/alerts\/new\?campaign=1/);
    await page.getByText('There are warnings about this campaign already').waitFor();
    const malay = page.getByRole('textbox', { name: 'Bahasa Melayu: What to do' });
    const before = await malay.inputValue();
    expect(before).toMatch(/[Jj]angan/);
    await malay.fill(`${before} Hubungi 012-345 6789 atau buka http://pdrm-semak.top dalam 24 jam.`);
    const column = page.getByRole('region', { name: 'Bahasa Melayu' });
    await column.getByText('012-345 6789 is no verified hotline').waitFor();
    await column.getByText('http://pdrm-semak.top is a link that opens').waitFor();
    await page.getByRole('region', { name: '한국어' }).getByText('Another language says 24').waitFor();
    await malay.fill(before);
    await page.getByText('Nothing keeps it from being approved.').waitFor();
    // As a subscriber will read it, in each language, and as its page.
    const preview = page.getByRole('region', { name: 'How will it look?' });
    await preview.getByText('Bahasa Melayu').click();
    await preview.locator('.bubble', { hasText: before.slice(0, 30) }).waitFor();
    await preview.getByText('Public page').click();
    await preview.frameLocator('iframe').getByRole('heading', { level: 1 }).waitFor();
    await page.getByText(`${SUBSCRIBERS} subscribers get it at once`).waitFor();
    // Narrowed to regions of its country, found by name; the country takes them along when it goes.
    await page.getByRole('combobox', { name: 'Area' }).fill('seo');
    await page.getByRole('option', { name: 'Seoul' }).click();
    await page.keyboard.press('Escape');
    await preview.frameLocator('iframe').getByText('Korea (Seoul)').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/alerts\/[0-9a-f-]{36}$/);
    expect(await page.getByRole('button', { name: 'Approve' }).getAttribute('aria-disabled')).toBe('true');
    await page.getByText('You wrote this version; two others approve it.').first().waitFor({ state: 'attached' });
    await page.context().close();
  });

  it('an empty one finds no fault with what is not begun; saving it says what is missing, and every grade can be chosen', async () => {
    const page = await open('/alerts/new');
    await page.getByText('Before it can be approved: 9').waitFor();
    await expect.poll(() => page.getByText('This is empty.').count()).toBe(0);
    await page.getByRole('combobox', { name: 'Grade' }).click();
    await expect.poll(() => page.getByRole('option').allTextContents()).toEqual(['Notice', 'Caution', 'Warning', 'Danger']);
    await page.getByRole('option', { name: 'Danger' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('This is empty.').first().waitFor();
    await expect.poll(() => page.getByText('This is empty.').count()).toBe(9);
    await page.context().close();
  });

  it('what is half-written is asked about before it is left, and comes back', async () => {
    const page = await open('/alerts/new');
    const korean = page.getByRole('textbox', { name: '한국어: Headline' });
    await korean.fill('부고 문자 속 링크를 조심하세요');
    await page.getByRole('link', { name: 'Queue' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stay here' }).click();
    expect(new URL(page.url()).pathname).toBe('/console/alerts/new');
    page.on('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await page.getByText('What you wrote before is back.').waitFor();
    await expect.poll(() => korean.inputValue()).toBe('부고 문자 속 링크를 조심하세요');
    await page.getByRole('button', { name: 'Throw it away' }).click();
    await expect.poll(() => korean.inputValue()).not.toContain('부고');
    await page.context().close();
  });

  it('says how far it has got, is held and goes on', async () => {
    const id = await published();
    await nearlyPaid(scene.database, id, [
      { currency: 'KRW', from: 10_000_000 },
      { currency: 'KRW', from: 1_000_000 },
      { currency: 'MYR', from: 100_000 },
      { currency: 'MYR', from: 0 },
    ]);
    const page = await open(`/alerts/${id}`);
    await page.getByText(/Prevented, as told: at least ₩11,000,000 · MYR\s1,000\.00\. People who said so: 4\./).waitFor();
    const delivery = page.getByRole('region', { name: 'How far has it got?' });
    await delivery.getByText(`12 of ${SUBSCRIBERS} have it; ${SUBSCRIBERS - 13} are on their way.`).waitFor();
    await delivery.getByText('blocked the bot: 1').waitFor();
    await page.getByRole('button', { name: 'Hold sending' }).click();
    await delivery.getByText(`On hold: 12 of ${SUBSCRIBERS} have it`).waitFor();
    await page.getByRole('button', { name: 'Go on sending' }).click();
    await delivery.getByText('are on their way').waitFor();
    expect((await scene.actions(id)).slice(-2)).toEqual(['alert.paused', 'alert.resumed']);
    await page.getByRole('button', { name: 'Pace' }).click();
    await page.getByRole('dialog').getByRole('radio', { name: 'Half: 15 a second' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Set the pace' }).click();
    await page.getByText('Slowed down to 15 a second').waitFor();
    await delivery.getByText(/About 1 sec to go/).waitFor();
    await page.getByRole('button', { name: 'Pace' }).click();
    await expect.poll(() => page.getByRole('dialog').getByRole('radio', { name: 'Half' }).isChecked()).toBe(true);
    await page.getByRole('dialog').getByRole('radio', { name: 'Full' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Set the pace' }).click();
    await expect.poll(() => page.getByText('Slowed down').count()).toBe(0);
    expect((await scene.actions(id)).slice(-2)).toEqual(['alert.paced', 'alert.paced']);
    await page.context().close();
  });

  it('is rehearsed at a set time in the officer’s own hours, and ends with an all-clear', async () => {
    const page = await open('/alerts/new?campaign=1', { timezoneId: 'Asia/Seoul' });
    const tomorrow = new Date(scene.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel('Send', { exact: true }).fill(`${tomorrow}T09:00`);
    await page.getByRole('checkbox', { name: 'Exercise' }).check();
    await page.getByText('0 subscribers').or(page.getByText('Nobody')).first().waitFor();
    await page.getByRole('region', { name: 'How will it look?' }).getByText('This is an exercise').first().waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.waitForURL(/alerts\/[0-9a-f-]{36}$/);
    const rehearsed = page.url().split('/').at(-1) ?? '';
    await publisher.approve(rehearsed);
    await page.reload();
    await page.getByText('Goes out').waitFor();
    expect((await getAlert(scene.context.db, rehearsed, scene.clock.now()))?.scheduled_for?.toISOString()).toBe(`${tomorrow}T00:00:00.000Z`);

    const id = await published();
    await page.goto(`${scene.api.address}/console/alerts/${id}`);
    await page.getByRole('button', { name: 'All clear' }).click();
    await page.getByRole('dialog').getByText('If it was wrong, withdraw it instead.').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'All clear' }).click();
    await page.getByText('All clear. Whoever has it is told.').waitFor();
    await page.getByRole('button', { name: 'All clear' }).and(page.locator('[aria-disabled=true]')).waitFor();
    expect(await stateOf(id)).toBe('withdrawn');
    await page.context().close();
  });

  it('is withdrawn and dropped for a reason, after saying what that leads to', async () => {
    const id = await published();
    const page = await open(`/alerts/${id}`);
    await page.getByRole('button', { name: 'Withdraw' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('This cannot be undone.').waitFor();
    await expect.poll(() => dialog.getByRole('button', { name: 'Withdraw' }).isDisabled()).toBe(true);
    await dialog.getByRole('radio', { name: 'It names somebody innocent' }).check();
    await dialog.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('Withdrawn. Whoever has it is told.').waitFor();
    expect(await stateOf(id)).toBe('withdrawn');

    const [{ id: proposal = '' } = {}] = (
      await scene.database.pool.query<{ id: string }>(`select id from alerts where state = 'draft' order by created_at limit 1`)
    ).rows;
    await page.goto(`${scene.api.address}/console/alerts/${proposal}`);
    await page.getByRole('button', { name: 'Dismiss' }).click();
    await page.getByRole('dialog').getByRole('radio', { name: 'Too little is known' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Dismiss' }).click();
    await page.getByText('Dismissed.', { exact: true }).waitFor();
    expect(await stateOf(proposal)).toBe('dismissed');
    await page.context().close();
  });

  it('what a colleague changed meanwhile is not approved by mistake', async () => {
    const { rows } = await scene.database.pool.query<{ id: string }>(`select id from alerts where state = 'proposed'`);
    const id = rows[0]?.id ?? '';
    const page = await open(`/alerts/${id}`);
    await page.getByRole('button', { name: 'Approve' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Nothing is sent yet.').waitFor();
    const other = await open(`/alerts/${id}/edit`, {
      account: await addAccount(scene.api, scene.database, { role: 'officer', language: 'en', name: 'Farid' }),
    });
    const field = other.getByRole('textbox', { name: 'English: Headline' });
    await field.fill(`${await field.inputValue()} (new)`);
    await other.getByRole('button', { name: 'Save' }).click();
    await other.waitForURL(/alerts\/[0-9a-f-]{36}$/);
    await dialog.getByRole('button', { name: 'Approve' }).click();
    await dialog.getByText('Somebody else changed it. Reload and look again.').waitFor();
    await dialog.getByRole('button', { name: 'Reload' }).click();
    await page.getByText('(new)').first().waitFor();
    expect((await getAlert(scene.context.db, id, scene.clock.now()))?.approvals).toBe(0);
    for (const each of [page, other]) await each.context().close();
  });

  it('says of each public channel when it had it, how much sooner than its readers, or why not', async () => {
    const { context, clock, database } = scene;
    await syncChannels(context, [
      { language: 'ko', address: '@jaga_kr' },
      { language: 'en', address: '@jaga_en' },
    ]);
    const id = await publisher.publish({ ...publisher.content('PHISH', ['KR']), grade: 'danger' });
    await planDelivery(context, id, 1);
    const told = `update deliveries d set state = 'sent', version_sent = 1, message_id = 1, sent_at = $2, told_at = $2 from subscribers s where s.id = d.subscriber_id
      and d.alert_id = $1 and s.language = 'ko' and s.public_channel = $3`;
    await database.pool.query(told, [id, clock.now(), true]);
    await database.pool.query(told, [id, new Date(clock.now().getTime() + 90_000), false]);
    await database.pool.query(
      `update deliveries d set state = 'failed', last_error = 'kicked' from subscribers s where s.id = d.subscriber_id and d.alert_id = $1 and s.language = 'en'
       and s.public_channel`,
      [id],
    );
    const page = await open(`/alerts/${id}`);
    await page.getByRole('listitem').filter({ hasText: '@jaga_en: not posted: bot was removed from the group' }).waitFor();
    await page
      .getByRole('listitem')
      .filter({ hasText: /@jaga_kr: posted .+ · 1 min 30 sec before half of its readers had it themselves/ })
      .waitFor();
    await syncChannels(context, []);
    await page.context().close();
  });

  it.each(LANGUAGES)(
    'speaks %s, light and dark, wide and narrow, without a fault',
    async (language) => {
      const id = await published();
      const { rows } = await scene.database.pool.query<{ id: string }>(`select id from alerts where state in ('proposed', 'draft') limit 1`);
      const account = await addAccount(scene.api, scene.database, { role: 'supervisor', language });
      const say = (key: string): string => translator.t(language, `console:${key}`);
      for (const [screen, colorScheme] of [
        ['desktop', 'light'],
        ['phone', 'dark'],
      ] as const) {
        const page = await open('/alerts', { account, locale: language, viewport: SCREENS[screen], colorScheme });
        for (const [at, settled] of [
          ['/alerts', say('screens.alerts')],
          [`/alerts/${id}`, say('alerts.delivery')],
          [`/alerts/${rows[0]?.id}/edit`, say('alerts.preview')],
        ] as const) {
          await page.goto(`${scene.api.address}/console${at}`);
          await page.getByText(settled).last().waitFor();
          expect({ at, screen, faults: await accessibilityFaults(page) }).toEqual({ at, screen, faults: [] });
          expect({ at, screen, overflows: await overflowsSideways(page) }).toEqual({ at, screen, overflows: false });
        }
        await page.context().close();
      }
    },
    180_000,
  );
});
