// Floods are held back and said so once, victims never are; whoever officers block sees why, until when and how to object, and still whom to call.

import { Pool } from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sayOnTelegram } from '#bot/present-reply.ts';
import { fileAppeal } from '#core/blocks/appeal-block.ts';
import { forgetBlocks } from '#core/blocks/block-store.ts';
import type { CoreContext } from '#core/context.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { mayCheck, personHash } from '#core/conversations/admit-turn.ts';
import { handleDialogueEvent } from '#core/conversations/handle-dialogue-event.ts';
import { openReply } from '#core/conversations/reply-store.ts';
import type { Tables } from '#core/database.ts';
import type { DialogueEvent } from '#core/dialogue/dialogue.ts';
import { likelyTypes, toldFacts } from '#core/dialogue/interview/told-facts.ts';
import { LIMITS } from '#core/limits/allowance.ts';
import { forgetAllowances, takeAllowance } from '#core/limits/take-allowance.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { forgetDisputes } from '#core/reports/retention.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { createKysely } from '#platform/database.ts';
import { createTranslator } from '#platform/i18n.ts';
import { startConsole, type ConsoleServer, type ConsoleUser } from '#tests/support/console-client.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const translator = createTranslator({ strict: true });
const deps: ConversationDeps = {
  translator,
  face: 'telegram',
  say: sayOnTelegram({ translator, publicUrl: 'https://jaga.example' }),
  publicUrl: 'https://jaga.example',
  readLoss: (text) => readMessage({ text }).loss,
  readTypes: (text) => likelyTypes(readMessage({ text })),
  readFacts: (text) => toldFacts(readMessage({ text })),
};
const SUSPICIOUS = {
  ko: '택배 주소가 틀려 보류됐다는 문자가 왔어요 http://cj-check.top/a',
  ms: 'Saya dapat SMS kata bungkusan tersekat, ada pautan pos-check.top, apa ni?',
  en: 'I got a text that says my parcel is held, with the link pos-check.top/a',
} as const;
const LOSSES = {
  ko: '방금 검찰이라는 사람한테 속아서 국민은행으로 300만원 보냈어요 ㅠㅠ',
  ms: 'Tolong, baru tadi saya dah transfer RM3000 ke akaun Maybank dia',
  en: 'Help, I have just transferred RM3,000 to his Maybank account',
} as const;
const CARD = { ko: '112', ms: '997', en: '112' } as const;
let scene: TriageScene;
let server: ConsoleServer;
let officer: ConsoleUser;
let supervisor: ConsoleUser;
let people = 40_000;

beforeAll(async () => {
  scene = await createTriageScene(new Date());
  server = await startConsole(scene);
  [officer, supervisor] = await Promise.all([server.hire('officer'), server.hire('supervisor')]);
});
beforeEach(async () => {
  await scene.database.pool.query('truncate telegram_replies, allowances, disputes cascade');
});
afterAll(async () => {
  await server.close();
  await scene.database.drop();
});

/** Somebody in a chat with the bot: each call gives what the bot says to it. */
function person(language: Language, context: CoreContext = scene.context) {
  people += 1;
  const chat = { chatId: people, userId: people };
  const hear = async (event: DialogueEvent, album?: string): Promise<string[]> => {
    await handleDialogueEvent(context, deps, { chat, event, ...(album !== undefined && { album }) });
    return answers();
  };
  return {
    ...chat,
    hash: personHash(context, chat),
    writes: (text: string) => hear({ kind: 'text', text, forwarded: false, from_language: language }),
    forwards: (text: string) => hear({ kind: 'text', text, forwarded: true, from_language: language }),
    presses: (data: string) => hear({ kind: 'button', data, from_language: language }),
    commands: (name: string, args = '') => hear({ kind: 'command', name, args, from_language: language }),
    isAt: (place: { latitude: number; longitude: number }) =>
      hear({ kind: 'attachment', what: 'location', caption: '', place, forwarded: false, from_language: language }),
    shows: (file_id: string, album: string) =>
      hear(
        {
          kind: 'attachment',
          what: 'photo',
          caption: '',
          forwarded: false,
          from_language: language,
          file: { file_id, content_type: 'image/jpeg', name: 'photo.jpg' },
        },
        album,
      ),
  };
}

async function answers(): Promise<string[]> {
  const rows = await scene.database.db.deleteFrom('telegram_replies').returning(['id', 'chat_hash', 'sealed', 'attempts', 'created_at']).execute();
  return rows
    .toSorted((a, b) => a.id - b.id)
    .map((row) => openReply(scene.context.vault, row).params)
    .map((params) => String(params['text'] ?? params['caption']));
}

async function reportsOf(hash: Buffer) {
  return scene.database.db.selectFrom('reports').select(['id', 'reference', 'loss_state']).where('reporter_hash', '=', hash).orderBy('received_at').execute();
}

/** The sentence up to its first number. */
function beginning(language: Language, key: string): string {
  return translator.t(language, key, { minutes: 0, until: '', reason: '', page: '', reference: '' }).split(/<b>|[.:]/)[0] ?? '';
}

async function reportOf(who: ReturnType<typeof person>, language: Language): Promise<string> {
  await who.writes(SUSPICIOUS[language]);
  await who.presses('loss:no');
  return (await reportsOf(who.hash))[0]?.reference ?? '';
}

describe('floods', () => {
  test.each(LANGUAGES)('in %s somebody who writes without end is told once when to go on, and goes on then', async (language) => {
    const who = person(language);
    const said: string[] = [];
    for (let message = 0; message < LIMITS.message.burst + 50; message += 1) said.push(...(await who.commands('help')));
    const held = said.filter((text) => text.startsWith(beginning(language, 'limits:held_back.message')));
    expect(held).toHaveLength(1);
    expect(said).toHaveLength(LIMITS.message.burst + 1);
    const minutes = Number(/<b>(\d+)/.exec(held[0] ?? '')?.[1]);
    expect(minutes).toBeGreaterThanOrEqual(1);
    scene.clock.advance(minutes * MINUTE);
    expect(await who.commands('help')).toEqual([translator.t(language, 'dialogue:help.text')]);
  });

  test('of a thousand pictures as many are kept as anybody has, and one answer says so', async () => {
    const who = person('ko');
    // The last picture that is taken is in the middle of an album.
    const said = await who.commands('help');
    for (let picture = 0; picture < 1_000; picture += 1) said.push(...(await who.shows(`file-${picture}`, `album-${Math.floor(picture / 10)}`)));
    expect(said.filter((text) => text.startsWith(beginning('ko', 'limits:held_back.message')))).toHaveLength(1);
    const { count } = await scene.database.db
      .selectFrom('evidence as e')
      .innerJoin('reports as r', 'r.id', 'e.report_id')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('r.reporter_hash', '=', who.hash)
      .executeTakeFirstOrThrow();
    expect(count).toBeGreaterThanOrEqual(80);
    expect(count).toBeLessThanOrEqual(LIMITS.message.burst);
  });

  test('two processes see one count', async () => {
    const pools = [scene.database.pool, new Pool({ connectionString: scene.database.url, max: 10 })];
    const hash = person('ms').hash;
    const taken = await Promise.all(
      Array.from({ length: 3 * LIMITS.check.burst }, (_, at) => {
        const db = createKysely<Tables>(pools[at % 2] ?? scene.database.pool);
        return db.transaction().execute((tx) => takeAllowance({ ...scene.context, db: tx }, hash, 'check'));
      }),
    );
    await pools[1]?.end();
    expect(taken.filter(({ kind }) => kind === 'open')).toHaveLength(LIMITS.check.burst);
    expect(taken.filter((answer) => answer.kind === 'closed' && answer.isNew)).toHaveLength(1);
  });

  test('checks have a limit of their own, in private, in groups and inline', async () => {
    const who = person('ms');
    for (let check = 0; check < LIMITS.check.burst; check += 1) await who.commands('check', '012-345 6789');
    expect((await who.commands('check', '012-345 6789')).join()).toContain(beginning('ms', 'limits:held_back.check'));
    expect(await who.commands('check', '012-345 6789')).toEqual([]);
    expect(await mayCheck(scene.context, who.userId, 'check')).toMatchObject({ kind: 'closed', isNew: false });
    expect(await mayCheck(scene.context, who.userId, 'inline')).toEqual({ kind: 'open' });
    expect((await who.writes(LOSSES.ms)).join('\n')).toContain(CARD.ms);
  });

  test('what is used up is forgotten when it is free again', async () => {
    await person('en').commands('help');
    scene.clock.advance(DAY);
    await forgetAllowances(scene.context);
    expect(await scene.database.db.selectFrom('allowances').selectAll().execute()).toEqual([]);
  });
});

describe('victims', () => {
  test.each(LANGUAGES)('in %s whoever has reported too much and then loses money gets the card at once and their report is taken', async (language) => {
    const who = person(language);
    for (let report = 0; report < LIMITS.report.burst; report += 1) {
      await who.writes(`${SUSPICIOUS[language]} (${report + 1})`);
      await who.presses('loss:no');
    }
    const before = new Set((await reportsOf(who.hash)).map(({ id }) => id));
    const refused = await who.writes(SUSPICIOUS[language]);
    expect(refused.join()).toContain(beginning(language, 'limits:held_back.report'));
    expect(await who.writes(SUSPICIOUS[language])).toEqual([]);
    expect((await who.writes(LOSSES[language])).join('\n')).toContain(CARD[language]);
    await who.presses('loss:within_24h');
    const reports = await reportsOf(who.hash);
    expect(reports.filter(({ id }) => !before.has(id)).map(({ loss_state }) => loss_state)).toEqual(['lost']);
    // What belongs to it is taken as well.
    await who.writes(language === 'ko' ? '그 사람 번호는 010-4821-7733 이에요' : 'nombor dia / his number: 012-345 6789');
    await who.presses('draft:done');
    expect(await reportsOf(who.hash)).toHaveLength(before.size + 2);
  });

  test('the emergency button works in the middle of a flood; what somebody else lost, forwarded, opens nothing', async () => {
    const who = person('ko');
    for (let message = 0; message < LIMITS.message.burst + 2; message += 1) await who.commands('help');
    expect(await who.forwards(LOSSES.ko)).toEqual([]);
    expect((await who.presses('loss:within_24h')).join('\n')).toContain('112');
    expect((await who.commands('emergency')).join()).toContain('전화부터 하세요');
    expect((await who.presses('safe:held')).join('\n')).toContain('02-3210-0404');
  });

  test('a report of a loss uses up nothing', async () => {
    const who = person('en');
    for (let loss = 0; loss < LIMITS.report.burst + 5; loss += 1) {
      await who.commands('emergency');
      await who.writes(`${LOSSES.en}, transfer number ${loss}`);
      scene.clock.advance(61 * MINUTE);
    }
    expect(await scene.database.db.selectFrom('allowances').selectAll().where('what', '=', 'report').execute()).toEqual([]);
    expect((await reportsOf(who.hash)).length).toBeGreaterThan(LIMITS.report.burst);
  });
});

describe('a blocked person', () => {
  async function blocked(language: Language, days = 7) {
    const who = person(language);
    const reference = await reportOf(who, language);
    const answer = await officer.post(`/reports/${reference}/block-reporter`, { reason: 'false_reports', days });
    expect(answer.status).toBe(200);
    return { ...who, reference, block: answer.body.id };
  }

  test.each(LANGUAGES)('in %s sees why, until when and how to object, and once an hour', async (language) => {
    const who = await blocked(language);
    const notice = (await who.writes(SUSPICIOUS[language])).join();
    expect(notice).toContain(translator.t(language, 'limits:blocked.reason.false_reports'));
    const until = new Intl.DateTimeFormat({ ko: 'ko-KR', ms: 'ms-MY', en: 'en-GB' }[language], { dateStyle: 'long', timeZone: 'UTC' });
    expect(notice).toContain(until.format(new Date(scene.clock.now().getTime() + 7 * DAY)));
    expect(notice).toContain('/appeal');
    expect(await who.writes(SUSPICIOUS[language])).toEqual([]);
    scene.clock.advance(61 * MINUTE);
    expect(await who.forwards(SUSPICIOUS[language])).toEqual([notice]);
    expect(await who.commands('check', '010-1234-5678')).toEqual([notice]);
    expect(await mayCheck(scene.context, who.userId, 'check')).toEqual({ kind: 'blocked' });
    expect(await reportsOf(who.hash)).toHaveLength(1);
  });

  test.each(LANGUAGES)('in %s is told whom to call when they have paid, each time', async (language) => {
    const who = await blocked(language);
    for (const say of [() => who.writes(LOSSES[language]), () => who.presses('loss:within_24h'), () => who.commands('emergency')])
      expect((await say()).join('\n')).toContain(CARD[language]);
    expect(await reportsOf(who.hash)).toHaveLength(1);
  });

  test('is not left alone when a life is in danger', async () => {
    const who = await blocked('ko');
    await who.presses('safe:held');
    await who.writes('캄보디아 건물에 갇혀 있어요, 여권도 뺏겼어요');
    expect(await reportsOf(who.hash)).toHaveLength(2);
    expect(await who.isAt({ latitude: 11.5564, longitude: 104.9282 })).toContain(translator.t('ko', 'interview:place_kept'));
    expect(await reportsOf(who.hash)).toHaveLength(3);
  });

  test('keeps their reports, their data and their language', async () => {
    const who = await blocked('ms');
    expect((await who.commands('status')).join()).toContain(who.reference);
    expect((await who.commands('privacy')).join()).toContain('90');
    await who.presses(`mine:erase_now:${who.reference.replaceAll(/JG-|-/g, '')}`);
    expect(await reportsOf(who.hash)).toEqual([]);
    expect((await who.writes(SUSPICIOUS.ms)).join()).toContain('/appeal');
  });

  test.each(LANGUAGES)('in %s objects in one text, which lies with the other objections; upheld, they report again', async (language) => {
    const who = await blocked(language);
    expect(await who.presses('menu:appeal')).toEqual([translator.t(language, 'limits:appeal.write', { page: '' })]);
    const filed = await who.writes('저는 사실대로 신고했습니다. 다시 봐 주세요.');
    const reference = /JG-[0-9A-Z-]{11}/.exec(filed.join())?.[0] ?? '';
    expect(await who.commands('appeal')).toEqual([translator.t(language, 'limits:appeal.waiting', { page: '' })]);
    expect((await officer.get('/disputes?state=open')).body.items).toMatchObject([{ reference, kind: 'person', reason: 'blocked' }]);
    const { body } = await officer.get(`/disputes/${reference}`);
    expect(body).toMatchObject({
      content: { kind: 'person', statement: '저는 사실대로 신고했습니다. 다시 봐 주세요.' },
      publication: null,
      block: { id: who.block, reason: 'false_reports' },
    });
    expect((await officer.post(`/disputes/${reference}/decide`, { decision: 'uphold' })).status).toBe(403);
    // Days went by: whoever decides has proved a second factor just now.
    supervisor = await server.hire('supervisor');
    expect((await supervisor.post(`/disputes/${reference}/decide`, { decision: 'uphold' })).body).toMatchObject({ kind: 'done', state: 'upheld' });
    expect(await answers()).toEqual([translator.t(language, 'limits:appeal.upheld')]);
    await who.writes(SUSPICIOUS[language]);
    await who.presses('draft:done');
    expect(await reportsOf(who.hash)).toHaveLength(2);
    expect(await scene.actions(who.block)).toEqual(['person.blocked', 'person.unblocked']);
    expect(await scene.actions(reference)).toEqual(['dispute.filed', 'dispute.opened', 'dispute.upheld']);
    expect((await supervisor.post(`/disputes/${reference}/decide`, { decision: 'uphold' })).body).toMatchObject({ kind: 'unchanged' });
    expect(await answers()).toEqual([]);
  });

  test('whose objection is rejected is told so, and may object again', async () => {
    const who = await blocked('en');
    await who.commands('appeal');
    const filed = await who.writes('I only asked questions');
    const reference = /JG-[0-9A-Z-]{11}/.exec(filed.join())?.[0] ?? '';
    // Days went by: whoever decides has proved a second factor just now.
    supervisor = await server.hire('supervisor');
    await supervisor.post(`/disputes/${reference}/decide`, { decision: 'reject' });
    expect(await answers()).toEqual([translator.t('en', 'limits:appeal.rejected')]);
    expect((await who.commands('check', '012-345 6789')).join()).toContain('/appeal');
    expect(await who.commands('appeal')).toEqual([translator.t('en', 'limits:appeal.write', { page: '' })]);
    scene.clock.advance(91 * DAY);
    await forgetDisputes(scene.context, 90);
    await forgetBlocks(scene.context, 30);
    expect(await scene.database.db.selectFrom('blocked_people').select('id').where('id', '=', who.block).execute()).toEqual([]);
    expect((await officer.get(`/disputes/${reference}`)).body).toMatchObject({ content: null, block: null });
  });

  test('comes back when the time is over, or when an officer lets them in', async () => {
    const short = await blocked('ko', 1);
    scene.clock.advance(DAY);
    expect((await short.writes(SUSPICIOUS.ko)).join()).not.toContain('/appeal');
    expect((await officer.post(`/reports/${short.reference}/block-reporter`, { reason: 'abusive', days: 2 })).status).toBe(200);
    const { body } = await officer.get('/blocked-people?limit=2');
    expect(body.items).toMatchObject([
      { reference: short.reference, reason: 'abusive', blocked_by: officer.id, ended_at: null },
      { reference: short.reference, reason: 'false_reports', ended_by: 'system' },
    ]);
    expect((await officer.get(`/blocked-people?limit=1&after=${body.next ?? ''}`)).status).toBe(200);
    const id = body.items[0] === undefined ? '' : String((body.items[0] as unknown as { id: string }).id);
    expect((await officer.post(`/blocked-people/${id}/unblock`)).body).toEqual({ kind: 'done' });
    expect((await officer.post(`/blocked-people/${id}/unblock`)).body).toEqual({ kind: 'unchanged' });
    expect((await short.writes(SUSPICIOUS.ko)).join()).not.toContain('/appeal');
  });

  test('is somebody who wrote in the chat, blocked once, for ninety days at most', async () => {
    const who = await blocked('ms');
    const post = (reference: string, body: object) => officer.post(`/reports/${reference}/block-reporter`, body);
    expect(await post(who.reference, { reason: 'flood', days: 3 })).toMatchObject({
      status: 409,
      body: { errors: [{ pointer: '/reason', message: 'already_blocked' }] },
    });
    const { reference } = await scene.report();
    expect(await post(reference, { reason: 'flood', days: 3 })).toMatchObject({ status: 409, body: { errors: [{ message: 'nobody_known' }] } });
    expect((await post(who.reference, { reason: 'flood', days: 91 })).status).toBe(422);
    expect((await post(who.reference, { reason: 'annoying', days: 1 })).status).toBe(422);
  });

  test('leaves nothing readable in the tables', async () => {
    const who = await blocked('en');
    await fileAppeal(scene.context, { person: who.hash, chatId: who.chatId, language: 'en', statement: 'PLANTED STATEMENT' });
    const { rows } = await scene.database.pool.query<{ row: string }>(
      'select row_to_json(b)::text as row from blocked_people b union all select row_to_json(d)::text from disputes d union all select row_to_json(a)::text from allowances a',
    );
    expect(rows.map(({ row }) => row).join()).not.toMatch(new RegExp(`PLANTED|${who.userId}`));
  });
});

test('/appeal of somebody who is not blocked leads to where a listing is objected to', async () => {
  const who = person('ko');
  expect((await who.commands('appeal')).join()).toContain('https://jaga.example/appeal');
  // The next words are a report like any other.
  await who.writes(SUSPICIOUS.ko);
  await who.presses('loss:no');
  expect(await reportsOf(who.hash)).toHaveLength(1);
});
