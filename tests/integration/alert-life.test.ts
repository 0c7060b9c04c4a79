// A warning that waits for its hour, that its scam outlives, that ends with an all-clear, and that is only rehearsed.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getAlert } from '#core/alerts/alert-queries.ts';
import type { AlertContent } from '#core/alerts/alert.ts';
import { clearAlert, dismissAlert, withdrawAlert } from '#core/alerts/end-alert.ts';
import { listPublishedAlerts } from '#core/alerts/published-alerts.ts';
import { publishScheduled } from '#core/alerts/publish-scheduled.ts';
import { proposeRenewals } from '#core/alerts/raise-grade.ts';
import { draftAlert, editAlert } from '#core/alerts/write-alert.ts';
import { verifyAudit } from '#core/audit/verify-audit.ts';
import type { ConversationDeps } from '#core/conversations/conversation.ts';
import { handleDialogueEvent } from '#core/conversations/handle-dialogue-event.ts';
import { openReply } from '#core/conversations/reply-store.ts';
import { formatButtonData } from '#core/dialogue/button-data.ts';
import { audienceOf } from '#core/delivery/audience.ts';
import { deliverVersion, deliverWithdrawal } from '#core/delivery/deliver-alert.ts';
import type { DeliveryDeps } from '#core/delivery/delivery.ts';
import type { Alarm } from '#core/detection/alarm-store.ts';
import { raiseAlarm } from '#core/detection/raise-alarm.ts';
import { disableStaff } from '#core/staff/staff-accounts.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { LANGUAGES, type Language } from '#core/taxonomy/taxonomy.ts';
import { addEndpoint } from '#core/webhooks/endpoints.ts';
import { enterAlert } from '#core/webhooks/enter-alert.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { sayOnTelegram } from '#bot/present-reply.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { capFaults } from '#tests/support/cap-schema.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { startTelegramStandIn, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const TOKEN = '4242:life-token-of-the-stand-in-000000';
const [HOUR, DAY] = [3_600_000, 86_400_000];
const translator = createTranslator({ strict: true });
let scene: TriageScene;
let publisher: Publisher;
let api: TestApi;
let telegram: TelegramStandIn;
let delivery: DeliveryDeps;
let people = 6_000;

beforeAll(async () => {
  scene = await createTriageScene(new Date());
  publisher = await hirePublisher(scene);
  api = await startTestApi(scene.database, { clock: scene.clock });
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000 } });
  const client = createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot });
  const pacer = createPacer({ perSecond: 10_000, perChatPerSecond: 10_000 });
  delivery = { telegram: { client, pacer }, webPush: undefined, translator, publicUrl: 'https://jaga.example', settings: { pollMs: 10 } };
});
afterAll(async () => {
  await api.stop();
  await telegram.close();
  await scene.database.drop();
});
beforeEach(async () => {
  await scene.database.pool.query('truncate alarms, deliveries, alert_approvals, alert_versions, alerts, outbox, subscribers, webhook_endpoints cascade');
});

const inHours = (hours: number): string => new Date(scene.clock.now().getTime() + hours * HOUR).toISOString();
const now = (id: string) => getAlert(scene.context.db, id, scene.clock.now());
const told = async (): Promise<string[]> => (await scene.facts()).map(({ fact }) => fact).filter((fact) => fact.startsWith('alert_'));

async function subscriber(language: Language, { exercises = false } = {}) {
  people += 1;
  const chat = { id: people, language, person: telegram.user(people, { languageCode: language }), chat: telegram.chat(people) };
  await saveSubscription(scene.context, { chatId: people, language, active: true, types: [], countries: [] });
  if (exercises) await scene.database.pool.query(`update subscribers set exercises = true where id = (select id from subscribers order by id desc limit 1)`);
  return chat;
}

const shown = ({ chat }: Awaited<ReturnType<typeof subscriber>>): string[] => chat.messages().map(({ text }) => text);

const dayNow = (): string => scene.clock.now().toISOString().slice(0, 10);

/** Of a new campaign, on today's reports. */
async function alarmOf(): Promise<Alarm> {
  const at = scene.clock.now();
  const campaign = randomUUID();
  await scene.database.db
    .insertInto('campaigns')
    .values({ id: campaign, type: 'LOAN', first_seen_at: at, last_seen_at: at, merged_into: null, woke_at: null })
    .execute();
  const found = { windowDays: 3, count: 4, reports: 4, weighed: { reports: 4, accounts: 4, independent: 4, not_counted: {} }, firstReportAt: at };
  return { detector: 'campaign', subject: campaign, day: dayNow(), type: 'LOAN', countries: ['KR'], campaigns: [campaign], entities: [], ...found };
}

async function published(id: string) {
  return (await fetch(`${api.address}/v1/alerts/${id}`)).json();
}

describe('at a set time', () => {
  const later = (hours = 2): AlertContent => ({ ...publisher.content(), send_at: inHours(hours) });

  test('two approvals send nothing before it, and once at it, whoever looks', async () => {
    const id = await publisher.publish(later());
    expect(await now(id)).toMatchObject({ state: 'scheduled', published_at: null });
    scene.clock.advance(HOUR);
    expect(await publishScheduled(scene.context)).toEqual([]);
    expect(await told()).toEqual([]);
    expect((await fetch(`${api.address}/v1/alerts/${id}`)).status).toBe(404);
    scene.clock.advance(HOUR);
    const both = await Promise.all([publishScheduled(scene.context), publishScheduled(scene.context)]);
    expect(both.flat()).toEqual([id]);
    expect(await told()).toEqual(['alert_published']);
    expect(await now(id)).toMatchObject({ state: 'published', scheduled_for: null, published_at: scene.clock.now() });
    const steps = ['alert.drafted', 'alert.approved', 'alert.approved', 'alert.scheduled', 'alert.published'];
    expect(await scene.actions(id)).toEqual(steps);
    expect(await verifyAudit(scene.context)).toMatchObject({ faults: [] });
  });

  test('that has passed when the second officer approves, it goes out at once', async () => {
    const id = await publisher.draft(later(1));
    scene.clock.advance(2 * HOUR);
    await publisher.approve(id);
    expect(await now(id)).toMatchObject({ state: 'published' });
  });

  test('an approver whose account was closed meanwhile has approved nothing', async () => {
    const id = await publisher.publish(later());
    await disableStaff(scene.context, publisher.approvers[0].email);
    scene.clock.advance(3 * HOUR);
    expect(await publishScheduled(scene.context)).toEqual([]);
    expect(await now(id)).toMatchObject({ state: 'draft', scheduled_for: null, published_at: null });
    expect(await told()).toEqual([]);
    expect((await scene.actions(id)).at(-1)).toBe('alert.returned');
    await scene.database.pool.query('update staff_users set disabled = false');
  });

  test('what is no longer true then goes back to those who write', async () => {
    const id = await publisher.publish({ ...later(), valid_until: inHours(5) });
    // The service was down.
    scene.clock.advance(6 * HOUR);
    await publishScheduled(scene.context);
    expect(await now(id)).toMatchObject({ state: 'draft', published_at: null, faults: [{ code: 'no_longer_valid' }] });
    expect(await told()).toEqual([]);
  });

  test('it must lie before its end', async () => {
    const id = await publisher.draft({ ...later(10), valid_until: inHours(5) });
    expect(await now(id)).toMatchObject({ faults: [{ code: 'no_longer_valid' }] });
  });

  test('changed or dropped while it waits, it is not sent', async () => {
    const [edited, dropped] = [await publisher.publish(later()), await publisher.publish(later())];
    const command = { by: publisher.author, alertId: edited, seenVersion: 1, content: { ...later(), grade: 'danger' as const } };
    expect(await editAlert(scene.context, command)).toMatchObject({ kind: 'done', alert: { state: 'draft', scheduled_for: null } });
    expect(await dismissAlert(scene.context, { by: publisher.supervisor, alertId: dropped, reason: 'already_known' })).toMatchObject({ kind: 'done' });
    scene.clock.advance(3 * HOUR);
    expect(await publishScheduled(scene.context)).toEqual([]);
    expect(await told()).toEqual([]);
  });

  test('a campaign whose warning waits for its hour is not proposed again', async () => {
    const alarm = await alarmOf();
    const { alertId } = await raiseAlarm(scene.context, translator, { alarm });
    const proposed = await now(alertId);
    await editAlert(scene.context, {
      by: publisher.author,
      alertId,
      seenVersion: 1,
      content: { ...(proposed?.content ?? publisher.content()), send_at: inHours(5) },
    });
    await publisher.approve(alertId);
    expect(await now(alertId)).toMatchObject({ state: 'scheduled' });
    scene.clock.advance(HOUR);
    expect(await raiseAlarm(scene.context, translator, { alarm: { ...alarm, detector: 'velocity' } })).toEqual({ kind: 'added', alertId });
  });

  test('a correction waits for no hour', async () => {
    const id = await publisher.publish();
    await publisher.correct(id, { ...later(), grade: 'danger' });
    expect(await now(id)).toMatchObject({ state: 'published', published_version: 2, content: { grade: 'danger' } });
    expect((await now(id))?.content).not.toHaveProperty('send_at');
  });
});

describe('an all-clear', () => {
  test('says in the message itself and everywhere else that it is over, and that it was right', async () => {
    const readers = await Promise.all(LANGUAGES.map((language) => subscriber(language)));
    const id = await publisher.publish();
    await deliverVersion(scene.context, delivery, { alertId: id, version: 1 });
    const latecomer = await subscriber('ms');
    expect(await clearAlert(scene.context, { by: publisher.supervisor, alertId: id })).toMatchObject({ kind: 'done', alert: { state: 'withdrawn' } });
    expect(await clearAlert(scene.context, { by: publisher.supervisor, alertId: id })).toMatchObject({ kind: 'unchanged' });
    expect(await withdrawAlert(scene.context, { by: publisher.supervisor, alertId: id, reason: 'wrong' })).toMatchObject({ kind: 'conflict' });
    await deliverWithdrawal(scene.context, delivery, { alertId: id });
    for (const reader of readers) {
      expect(shown(reader)).toEqual([expect.stringContaining({ ko: '경보가 해제되었습니다', ms: 'Amaran telah tamat', en: 'All clear' }[reader.language])]);
      expect(shown(reader)[0]).toContain(publisher.content().texts[reader.language].headline);
    }
    expect(shown(latecomer)).toEqual([]);
    const { what_happens } = publisher.content().texts.ko;
    expect(await published(id)).toMatchObject({
      state: 'withdrawn',
      all_clear: true,
      texts: { ko: { what_happens } },
      signed: { statement: { all_clear: true } },
    });
    const page = await (await fetch(`${api.address}/alerts/${id}?lang=ms`)).text();
    expect(page).toContain('Amaran ini telah diisytiharkan tamat');
    const cap = await (await fetch(`${api.address}/v1/alerts/${id}.cap`)).text();
    expect([await capFaults(cap), cap.includes('<responseType>AllClear</responseType>'), cap.includes('<msgType>Update</msgType>')]).toEqual([[], true, true]);
  });

  test('of a scam that comes back is no reason to be quiet about it; a withdrawal is', async () => {
    const raised: string[] = [];
    for (const end of ['cleared', 'withdrawn'] as const) {
      const alarm = await alarmOf();
      const first = await raiseAlarm(scene.context, translator, { alarm });
      await publisher.approve(first.alertId);
      const by = { by: publisher.supervisor, alertId: first.alertId };
      await (end === 'cleared' ? clearAlert(scene.context, by) : withdrawAlert(scene.context, { ...by, reason: 'wrong' }));
      scene.clock.advance(DAY);
      raised.push((await raiseAlarm(scene.context, translator, { alarm: { ...alarm, day: dayNow() } })).kind);
    }
    expect(raised).toEqual(['proposed', 'kept_quiet']);
  });

  test('is not given by an officer who may not withdraw', async () => {
    const id = await publisher.publish();
    await expect(clearAlert(scene.context, { by: publisher.author, alertId: id })).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('a warning that its scam outlives', () => {
  async function warned(changes: Partial<AlertContent> = {}, independent = 3): Promise<{ id: string; campaign: string }> {
    const campaign = randomUUID();
    const at = scene.clock.now();
    await scene.database.db
      .insertInto('campaigns')
      .values({ id: campaign, type: 'PHISH', first_seen_at: at, last_seen_at: at, merged_into: null, woke_at: null })
      .execute();
    const evidence = { independent_reporters: independent };
    const { id } = await draftAlert(scene.context, { by: publisher.author, content: { ...publisher.content(), ...changes }, campaignId: campaign, evidence });
    await publisher.approve(id);
    return { id, campaign };
  }

  async function reportedAgain(campaign: string): Promise<void> {
    await scene.database.db.updateTable('campaigns').set({ last_seen_at: scene.clock.now() }).where('id', '=', campaign).execute();
  }

  test('is raised after a week, by a correction that two officers approve, and proposed once', async () => {
    const { id, campaign } = await warned();
    const quiet = await warned();
    expect((await now(id))?.content.grade).toBe('caution');
    scene.clock.advance(8 * DAY);
    await reportedAgain(campaign);
    await scene.facts();
    expect(await proposeRenewals(scene.context)).toEqual([id]);
    expect(await now(id)).toMatchObject({ version: 2, published_version: 1, content: { grade: 'warning' }, author: 'system' });
    expect(await told()).toEqual([]);
    expect((await now(quiet.id))?.version).toBe(1);
    expect(await proposeRenewals(scene.context)).toEqual([]);
    await publisher.approve(id);
    expect(await now(id)).toMatchObject({ published_version: 2 });
    // Officers thought better of it: they are not asked again.
    await publisher.correct(id, publisher.content());
    expect(await proposeRenewals(scene.context)).toEqual([]);
  });

  test('is raised as soon as it has hit as many as a graver one', async () => {
    const { id } = await warned();
    await scene.database.pool.query(`update alerts set evidence = evidence || '{"independent_reporters":60}' where id = $1`, [id]);
    await proposeRenewals(scene.context);
    expect(await now(id)).toMatchObject({ version: 2, content: { grade: 'danger' } });
  });

  test('that runs out tomorrow is to be kept, as grave as it is', async () => {
    const { id, campaign } = await warned({ grade: 'danger' });
    const before = await now(id);
    scene.clock.advance(Date.parse(before?.content.valid_until ?? '') - scene.clock.now().getTime() - HOUR);
    await reportedAgain(campaign);
    await proposeRenewals(scene.context);
    const after = await now(id);
    expect(after).toMatchObject({ version: 2, content: { grade: 'danger' } });
    expect(Date.parse(after?.content.valid_until ?? '')).toBe(scene.clock.now().getTime() + 7 * DAY);
  });
});

describe('a rehearsal', () => {
  const rehearsed = (): AlertContent => ({ ...publisher.content(), exercise: true });

  test('reaches by every way who takes part, marked as one, and nobody else', async () => {
    const [taking, other] = [await subscriber('ko', { exercises: true }), await subscriber('ko')];
    const [bank] = [{ url: 'https://bank.example/jaga', partner: 'bank', types: [], countries: [], leastGrade: 'notice' } as const];
    await addEndpoint(scene.context, { ...bank, types: [], countries: [], exercises: true }, { loopback: false });
    await addEndpoint(scene.context, { ...bank, types: [], countries: [], partner: 'telco' }, { loopback: false });
    const pace = { telegram: 30, web_push: 30 };
    expect(await audienceOf(scene.context, { content: rehearsed(), pace })).toMatchObject({ subscribers: 1 });
    const id = await publisher.publish(rehearsed());
    await deliverVersion(scene.context, delivery, { alertId: id, version: 1 });
    await enterAlert(scene.context, id);
    expect(shown(taking)).toEqual([expect.stringMatching(/^🔔 훈련입니다\. 실제 상황이 아닙니다\./)]);
    expect(shown(other)).toEqual([]);
    const { rows } = await scene.database.pool.query(`select e.partner from webhook_messages m join webhook_endpoints e on e.id = m.endpoint_id`);
    expect(rows).toEqual([{ partner: 'bank' }]);
    expect(await published(id)).toMatchObject({ exercise: true, signed: { statement: { exercise: true } } });
    expect(await listPublishedAlerts(scene.context.db, { now: scene.clock.now(), ended: true })).toEqual([]);
    const cap = await (await fetch(`${api.address}/v1/alerts/${id}.cap`)).text();
    expect([await capFaults(cap), cap.includes('<status>Exercise</status>')]).toEqual([[], true]);
    const pages = await Promise.all(LANGUAGES.map(async (language) => (await fetch(`${api.address}/alerts/${id}?lang=${language}`)).text()));
    expect(pages.map((page, at) => page.includes(translator.t(LANGUAGES[at] ?? 'en', 'alerts:exercise.heading')))).toEqual([true, true, true]);
    await publisher.correct(id, { ...rehearsed(), grade: 'danger' });
    await deliverVersion(scene.context, delivery, { alertId: id, version: 2 });
    expect(shown(taking)).toEqual([expect.stringContaining('경보를 정정합니다')]);
    expect(await verifyAudit(scene.context)).toMatchObject({ faults: [] });
  });

  test('cannot become real, nor what is real a rehearsal, and none is about a campaign', async () => {
    const { id } = await draftAlert(scene.context, { by: publisher.author, content: rehearsed(), campaignId: randomUUID() });
    const real = await publisher.draft();
    const edit = (alertId: string, content: AlertContent) => editAlert(scene.context, { by: publisher.author, alertId, seenVersion: 1, content });
    await edit(id, { ...publisher.content(), grade: 'danger' });
    await edit(real, { ...rehearsed(), grade: 'danger' });
    expect([(await now(id))?.content.exercise, (await now(real))?.content.exercise]).toEqual([true, undefined]);
    expect(await now(id)).toMatchObject({ campaign: null });
  });

  test.each(LANGUAGES)('is joined and left by a command, in %s, and a forwarded one is told as what it is', async (language) => {
    people += 1;
    const deps: ConversationDeps = {
      translator,
      face: 'telegram',
      say: sayOnTelegram({ translator, publicUrl: 'https://jaga.example' }),
      publicUrl: 'https://jaga.example',
    };
    const chat = { chatId: people, userId: people };
    const hears = async (event: Parameters<typeof handleDialogueEvent>[2]['event']): Promise<string> => {
      await handleDialogueEvent(scene.context, deps, { chat, event });
      const rows = await scene.database.db.deleteFrom('telegram_replies').returning(['id', 'chat_hash', 'sealed', 'attempts', 'created_at']).execute();
      return rows
        .toSorted((a, b) => a.id - b.id)
        .map((row) => String(openReply(scene.context.vault, row).params['text']))
        .join('\n');
    };
    const command = (name: string) => hears({ kind: 'command', name, args: '', from_language: language });
    const say = (key: string, params: Record<string, string> = {}): string => translator.t(language, `dialogue:${key}`, params);
    expect(await command('exercise')).toContain(say('settings.not_subscribed'));
    await command('subscribe');
    await hears({ kind: 'button', data: formatButtonData({ kind: 'subscription', action: 'all' }), from_language: language });
    expect(await command('exercise')).toContain(say('exercises.on'));
    telegram.user(people, { languageCode: language });
    const id = await publisher.publish(rehearsed());
    await deliverVersion(scene.context, delivery, { alertId: id, version: 1 });
    const [text = ''] = telegram
      .chat(people)
      .messages()
      .map((message) => message.text);
    expect(await hears({ kind: 'text', text, forwarded: true, from_language: language })).toContain(
      say('verify.exercise', { code: '', date: '' }).split('</b>')[0],
    );
    expect(await command('exercise')).toContain(say('exercises.off'));
    expect(await audienceOf(scene.context, { content: rehearsed(), pace: { telegram: 30, web_push: 30 } })).toMatchObject({ subscribers: 0 });
  });
});
