// An officer's morning on the whole service, in each language: signed in with a second factor, four people tell of one scam, one of them is asked
// back in their Telegram chat; confirmed, warned of, approved by two others, delivered, corrected in place.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCore, type OpenCore } from '#cli/open-core.ts';
import { startService, type Service } from '#cli/service.ts';
import { changeConsents } from '#core/reports/report-answers.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { systemClock, type Clock } from '#platform/clock.ts';
import { loadConfig } from '#platform/config.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createLog } from '#platform/log.ts';
import { accessibilityFaults, chromiumPath, launchBrowser } from '#tests/support/browser.ts';
import { addAccount, buildConsole, openConsole } from '#tests/support/console-page.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { postReport } from '#tests/support/service.ts';
import { startTelegramStandIn, type Person, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';

const path = chromiumPath();
const translator = createTranslator({ strict: true });
const REFERENCE = /JG-\w{4}-\w{4}-\w/;
const QUESTION = /Q-\w{4}-\w{4}-\w{4}/;

interface Morning {
  country: string;
  /** Told by three people through a partner, then by one in the chat. */
  told: string[];
  answer: string;
  names: { officer: string; second: string; third: string };
  /** Added to "what to do" by the correction. */
  added: string;
}

/** The correction says the same in all three languages, or it would not be let through. */
const ADDED: Record<Language, string> = { ko: '가족에게도 알려 주세요.', ms: 'Beritahu keluarga anda juga.', en: 'Tell your family too.' };

const MORNINGS: Record<Language, Morning> = {
  ko: {
    country: 'KR',
    told: [
      '서울중앙지검 수사관이라면서 제 통장이 범죄에 쓰였으니 안전계좌 국민은행 812301-04-567890 으로 옮기라고 해서 1,200만원 보냈어요',
      '서울중앙지검 수사관이라는 사람이 제 통장이 범죄에 쓰였으니 안전계좌 국민은행 812301-04-567890 으로 옮기라고 해서 800만원 보냈어요',
      '서울중앙지검 수사관이라며 제 통장이 범죄에 쓰였으니 안전계좌 국민은행 812301-04-567890 으로 돈을 옮기라고 해서 300만원 보냈어요',
      '서울중앙지검 수사관이라면서 제 통장이 범죄에 쓰였으니 안전계좌 국민은행 812301-04-567890 으로 옮기라고 해서 500만원 보냈어요',
    ],
    answer: '오후 세 시쯤이요',
    names: { officer: '김하나', second: '박서준', third: '이도윤' },
    added: ADDED.ko,
  },
  ms: {
    country: 'MY',
    told: [
      'Ada org call kata pegawai Bukit Aman, nama saya terlibat kes duit haram, dia suruh pindah duit ke akaun audit Maybank 5142 8890 1234, saya dah transfer RM3,000',
      'Org tu kata pegawai Bukit Aman, nama saya terlibat kes duit haram, dia suruh pindah duit ke akaun audit Maybank 5142 8890 1234, dah transfer RM8,000',
      'Ada orang call mengaku pegawai Bukit Aman, nama saya terlibat kes duit haram, suruh pindah duit ke akaun audit Maybank 5142 8890 1234, dah transfer RM1,500',
      'Ada org call kata pegawai Bukit Aman, nama saya terlibat kes duit haram, dia suruh pindah duit ke akaun audit Maybank 5142 8890 1234, saya dah transfer RM2,000',
    ],
    answer: 'Lebih kurang pukul tiga petang',
    names: { officer: 'Nurul Aina', second: 'Farid', third: 'Puan Salmah' },
    added: ADDED.ms,
  },
  en: {
    country: 'MY',
    told: [
      'A man from the prosecutor office said my account was used in a crime and I must move my savings to a safe account, CIMB 7612 3456 78, I sent RM9,000',
      'A man from the prosecutor office said that my account was used in a crime and I must move my savings to a safe account CIMB 7612 3456 78, I sent RM4,000',
      'Someone from the prosecutor office said my account was used in a crime and I must move all savings to a safe account, CIMB 7612 3456 78, sent RM12,000',
      'A man from the prosecutor office said my account was used in a crime and I must move my savings to a safe account, CIMB 7612 3456 78, I sent RM5,000',
    ],
    answer: 'About three in the afternoon',
    names: { officer: 'Margaret', second: 'Daniel', third: 'Grace' },
    added: ADDED.en,
  },
};

/** Ten in the morning in Seoul, going on: nobody is written to at night, whenever this runs. */
function morning(): Clock {
  const now = systemClock.now();
  const start = new Date(now);
  start.setUTCHours(1, 0, 0, 0);
  const behind = start > now ? start.getTime() - now.getTime() - 86_400_000 : start.getTime() - now.getTime();
  return { now: () => new Date(systemClock.now().getTime() + behind) };
}

describe.skipIf(path === undefined)(`an officer's morning${path === undefined ? ' (skipped: no Chromium)' : ''}`, () => {
  let database: TestDatabase;
  let telegram: TelegramStandIn;
  let core: OpenCore;
  let service: Service;
  let browser: Browser;
  const dataDir = mkdtempSync(join(tmpdir(), 'jaga-morning-'));
  const address = (): string => service.address ?? '';

  beforeAll(async () => {
    await buildConsole();
    database = await createTestDatabase();
    telegram = await startTelegramStandIn({ token: '7700002:an-officers-morning-of-the-stand-in' });
    const config = loadConfig({
      DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      PORT: '0',
      PUBLIC_URL: 'http://127.0.0.1',
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_API_ROOT: telegram.apiRoot,
    });
    const opened = await openCore(config, createLog('silent'));
    core = { ...opened, context: { ...opened.context, clock: morning() } };
    service = await startService(core, 'all');
    browser = await launchBrowser(path ?? '');
  }, 60_000);
  afterAll(async () => {
    await browser.close();
    await service.stop();
    await core.close();
    await telegram.close();
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function signIn(name: string, { language, role, at }: { language: Language; role: 'officer' | 'supervisor'; at: string }): Promise<Page> {
    const api = { context: core.context, address: address() };
    const account = await addAccount(api, core.database, { role, language, name });
    return openConsole(browser, api, { account, path: at, locale: language });
  }

  /** By somebody who agrees to be asked. */
  async function fileInChat(reporter: Person, chatId: number, text: string): Promise<string> {
    const chat = telegram.chat(chatId);
    reporter.sends(text);
    const offered = await chat.waitForMessage(({ buttons }) => buttons.flat().some(({ data }) => data === 'loss:earlier'));
    reporter.presses('loss:earlier', { messageId: offered.messageId });
    const reference = REFERENCE.exec((await chat.waitForMessage((message) => REFERENCE.test(message.text))).text)?.[0] ?? '';
    const enough = /^ask:\w+:enough/;
    const asked = await chat.waitForMessage(({ buttons }) => buttons.flat().some(({ data }) => enough.test(data ?? '')));
    reporter.presses(asked.buttons.flat().find(({ data }) => enough.test(data ?? ''))?.data ?? '', { messageId: asked.messageId });
    const { id } = await core.context.db.selectFrom('reports').select('id').where('reference', '=', reference).executeTakeFirstOrThrow();
    await changeConsents(core.context.db, id, { asked: ['contact'], agreed: ['contact'], version: 2, at: new Date() });
    return reference;
  }

  const stateOf = async (reference: string): Promise<string> =>
    (await core.context.db.selectFrom('reports').select('state').where('reference', '=', reference).executeTakeFirstOrThrow()).state;

  it.each(LANGUAGES.map((language, at) => ({ language, chatId: 71_000 + 10 * at })))(
    'in $language',
    async ({ language, chatId }) => {
      const { country, told, answer, names, added } = MORNINGS[language];
      const say = (key: string, params: Record<string, string | number> = {}): string => translator.t(language, `console:${key}`, params);
      const button = (on: Page | Locator, key: string): Locator => on.getByRole('button', { name: say(key), exact: true });
      const decision = (page: Page, name: string): Locator => page.locator(`[data-decision="${name}"]`);
      const warned = telegram.user(chatId, { languageCode: language, firstName: 'A' });
      const reporter = telegram.user(chatId + 1, { languageCode: language, firstName: 'B' });
      warned.sends('/help');
      await saveSubscription(core.context, { chatId, language, active: true, types: [], countries: [] });

      // Four people tell of it.
      const secret = core.secrets.webhookSecrets[0]?.secret ?? '';
      const earlier: string[] = [];
      for (const [at, text] of told.slice(0, 3).entries()) {
        const answered = await postReport(
          address(),
          secret,
          { text, language, country, channel: 'call', reporter: { id: `${language}-${at}` } },
          { at: core.context.clock.now() },
        );
        earlier.push(((await answered.json()) as { reference: string }).reference);
      }
      await service.pipeline?.drain();
      const reference = await fileInChat(reporter, chatId + 1, told[3] ?? '');
      await service.pipeline?.drain();

      // Signed in with a code, taken from the queue by a key, opened by another.
      const page = await signIn(names.officer, { language, role: 'officer', at: '/queue' });
      const row = page.locator(`[data-reference="${reference}"]`);
      await row.waitFor();
      await row.focus();
      await page.keyboard.press('c');
      await expect.poll(() => stateOf(reference)).toBe('in_review');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: reference }).waitFor();

      // Three repeat it.
      for (const each of earlier) {
        await page
          .locator(`[data-match="${each}"]`)
          .getByRole('button', { name: say('report.matches.repeats_this') })
          .click();
        await page.locator(`[data-repeat="${each}"]`).waitFor();
      }

      // Asked in their chat, answered there.
      await page.keyboard.press('q');
      await button(page.getByRole('dialog'), 'report.ask.send').click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      const question = await telegram.chat(chatId + 1).waitForMessage(({ text }) => QUESTION.test(text), { timeoutMs: 60_000 });
      expect(question.text).not.toContain(names.officer);
      reporter.sends(answer);
      await page.locator('.report-answer', { hasText: answer }).waitFor();

      await page.keyboard.press('y');
      await button(page.getByRole('dialog'), 'report.decisions.confirm').click();
      await decision(page, 'reopen').waitFor();

      // A warning about their campaign: what would leave one language behind is refused, then written as it should be.
      const { campaign } = await core.context.db
        .selectFrom('campaign_reports as m')
        .innerJoin('reports as r', 'r.id', 'm.report_id')
        .innerJoin('campaigns as c', 'c.id', 'm.campaign_id')
        .select('c.number as campaign')
        .where('r.reference', '=', reference)
        .executeTakeFirstOrThrow();
      await page.goto(`${address()}/console/campaigns/${campaign}`);
      await button(page, 'alerts.write').click();
      await page.waitForURL(/alerts\/new/);
      const toDo = (each: Language): Locator => page.getByRole('textbox', { name: `${say(`languages.${each}`)}: ${say('alerts.field.what_to_do')}` });
      const before = await toDo(language).inputValue();
      expect(before).not.toBe('');
      await toDo(language).fill(`${before} 48`);
      for (const each of LANGUAGES.filter((other) => other !== language))
        await page
          .getByRole('region', { name: say(`languages.${each}`) })
          .getByText(say('alerts.fault.number_missing', { value: '48' }))
          .waitFor();
      await toDo(language).fill(before);
      await page.getByText(say('alerts.faultless')).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await button(page, 'alerts.save').click();
      await page.waitForURL(/alerts\/[0-9a-f-]{36}$/);
      const at = new URL(page.url()).pathname.replace('/console', '');

      // Who wrote it does not approve it; two others do.
      expect(await button(page, 'alerts.step.approve').getAttribute('aria-disabled')).toBe('true');
      const approvers = [
        await signIn(names.second, { language, role: 'officer', at }),
        await signIn(names.third, { language, role: 'supervisor', at }),
      ] as const;
      const approveBoth = async (): Promise<void> => {
        for (const [turn, approver] of approvers.entries()) {
          await approver.goto(`${address()}/console${at}`);
          await button(approver, 'alerts.step.approve').click();
          await button(approver.getByRole('dialog'), turn === 0 ? 'alerts.step.approve' : 'alerts.approve_and_send').click();
          await approver.getByText(say(turn === 0 ? 'alerts.done.approve' : 'alerts.done.published')).waitFor();
        }
      };
      await approveBoth();

      // Watched until everybody has it.
      const delivered = page.getByRole('region', { name: say('alerts.delivery') });
      await delivered.getByText(say('alerts.delivered.done', { sent: 1, all: 1, failed: 0 })).waitFor();
      const received = await telegram.chat(chatId).waitForMessage(({ text }) => text.includes(before.slice(0, 20)));

      // Corrected in place.
      await page.keyboard.press('e');
      await page.waitForURL(/edit$/);
      for (const each of LANGUAGES) await toDo(each).fill(`${await toDo(each).inputValue()} ${ADDED[each]}`);
      await page.getByText(say('alerts.faultless')).waitFor();
      await button(page, 'alerts.save').click();
      await page.getByText(say('alerts.correction_waits')).waitFor();
      await approveBoth();
      const corrected = await telegram.chat(chatId).waitForMessage(({ messageId, text }) => messageId === received.messageId && text.includes(added), {
        timeoutMs: 30_000,
      });
      expect(corrected.edited).toBe(true);
      await page.getByText(say('alerts.correction_waits')).waitFor({ state: 'detached' });
      for (const each of [page, ...approvers]) await each.context().close();
      // The next morning has subscribers of its own.
      await saveSubscription(core.context, { chatId, language, active: false, types: [], countries: [] });
    },
    180_000,
  );
});
