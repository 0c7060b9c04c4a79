// A warning while it is written: what it may begin with, what is wrong with it, whom it would reach when, and how it would be read.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AlertContent } from '#core/alerts/alert.ts';
import { deliverVersion } from '#core/delivery/deliver-alert.ts';
import { planDelivery } from '#core/delivery/plan-delivery.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { initialSettings, type WarningSettings } from '#core/subscribers/warning-settings.ts';
import type { Region } from '#core/taxonomy/regions.ts';
import { createTranslator } from '#platform/i18n.ts';
import { startConsole, type ConsoleServer, type ConsoleUser } from '#tests/support/console-client.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { createCampaignScene, type CampaignScene } from '#tests/support/campaign-scene.ts';

/** Ten in the evening in Korea. */
const EVENING = new Date('2026-11-26T13:00:00Z');
let scene: CampaignScene;
let server: ConsoleServer;
let officer: ConsoleUser;
let publisher: Publisher;

beforeAll(async () => {
  scene = await createCampaignScene(EVENING);
  server = await startConsole(scene, { publicUrl: 'https://jaga.example' });
  officer = await server.hire('officer', '김하나');
  publisher = await hirePublisher(scene);
});
beforeEach(async () => {
  await scene.database.pool.query('truncate deliveries, subscribers, alert_approvals, alert_versions, alerts, outbox cascade');
});
afterAll(async () => {
  await server.close();
  await scene.database.drop();
});

async function subscribe(
  chatId: number,
  settings: Partial<WarningSettings> = {},
  more: { language?: 'ko' | 'ms' | 'en'; countries?: string[]; regions?: Region[] } = {},
): Promise<void> {
  const { language = 'ko', countries = [], regions = [] } = more;
  await saveSubscription(scene.context, { chatId, language, active: true, types: [], countries, regions, settings: { ...initialSettings('ko'), ...settings } });
}

interface Check {
  faults: { code: string; language?: string }[];
  audience: { subscribers: number; now: number; later: number; by: object[]; seconds: number };
  shown: Record<'ko' | 'ms' | 'en', { telegram: string; page: string }>;
}

async function check(content: AlertContent, alert?: string): Promise<Check> {
  const { status, body } = await officer.post('/alerts/check', { content, ...(alert !== undefined && { alert }) });
  expect(status).toBe(200);
  return body as unknown as Check;
}

test('counts whom it would reach, at once and later, exactly as the ledger then does', async () => {
  await subscribe(1);
  await subscribe(2, {}, { language: 'ms', countries: ['KR', 'MY'] });
  await subscribe(3, { quiet: { from: 22, to: 7 } });
  await subscribe(4, { daily: true });
  await subscribe(5, { snoozed_until: '2026-11-28T00:00:00Z' });
  await subscribe(6, { least_grade: 'danger' });
  await subscribe(7, {}, { countries: ['MY'] });
  const content = publisher.content();
  const { audience } = await check(content);
  expect(audience).toEqual({
    subscribers: 5,
    now: 2,
    later: 3,
    by: [
      { channel: 'telegram', language: 'ko', subscribers: 4 },
      { channel: 'telegram', language: 'ms', subscribers: 1 },
    ],
    seconds: 2 / 30,
  });
  expect((await check({ ...content, grade: 'danger' })).audience).toMatchObject({ subscribers: 6, now: 6, later: 0 });

  const id = await publisher.publish(content);
  await planDelivery(scene.context, id, 1);
  const { rows } = await scene.database.pool.query('select count(*)::int as planned, count(*) filter (where claimed_at is null)::int as now from deliveries');
  expect(rows).toEqual([{ planned: audience.subscribers, now: audience.now }]);
});

test('for regions counts who lives there, exactly as the ledger then does, and says where in every language', async () => {
  await subscribe(1);
  await subscribe(2, {}, { regions: ['KR-11'] });
  await subscribe(3, {}, { countries: ['KR'], regions: ['KR-26', 'KR-31'] });
  await subscribe(4, {}, { countries: ['MY'] });
  await subscribe(5, { quiet: { from: 22, to: 7 } }, { regions: ['KR-11', 'MY-14'] });
  const content: AlertContent = { ...publisher.content('PHISH', ['KR']), regions: ['KR-11', 'KR-28'] };
  const { audience, faults, shown } = await check(content);
  expect(faults).toEqual([]);
  expect(audience).toMatchObject({ subscribers: 3, now: 2, later: 1 });
  expect(shown.ko.telegram).toContain('📍 지역: 한국(서울, 인천)');
  expect(shown.ms.telegram).toContain('📍 Kawasan: Korea (Seoul, Incheon)');
  expect(shown.en.page).toContain('Korea (Seoul, Incheon)');
  const id = await publisher.publish(content);
  await planDelivery(scene.context, id, 1);
  const { rows } = await scene.database.pool.query('select count(*)::int as planned, count(*) filter (where claimed_at is null)::int as now from deliveries');
  expect(rows).toEqual([{ planned: audience.subscribers, now: audience.now }]);
});

test('a region of none of its countries keeps it from being approved, and a code that is none is refused', async () => {
  const content = publisher.content('PHISH', ['KR']);
  expect((await check({ ...content, regions: ['KR-11', 'MY-14'] })).faults).toEqual([{ code: 'region_outside', value: 'MY-14' }]);
  expect((await check({ ...content, countries: [], regions: ['KR-11'] })).faults).toEqual([{ code: 'region_outside', value: 'KR-11' }]);
  const { status, body } = await officer.post('/alerts', { content: { ...content, regions: ['KR-99'] } });
  expect([status, body['errors']]).toMatchObject([422, [{ pointer: '/content/regions/0' }]]);
});

test('of a published one: who has it sees the correction at any hour, and who newly wants it gets it', async () => {
  await subscribe(1);
  await subscribe(2, { quiet: { from: 22, to: 7 } });
  const id = await publisher.publish();
  await planDelivery(scene.context, id, 1);
  await scene.database.pool.query(`update deliveries set state = 'sent', version_sent = 1, message_id = 1 where alert_id = $1 and claimed_at is null`, [id]);
  await subscribe(3);
  const content = publisher.content();
  const changed = { ...content, texts: { ...content.texts, ko: { ...content.texts.ko, headline: '고친 제목입니다' } } };
  const { audience, shown } = await check(changed, id);
  expect(audience).toMatchObject({ subscribers: 3, now: 2, later: 1 });
  const { rows } = await scene.database.pool.query('select code from alerts where id = $1', [id]);
  expect(shown.ko.telegram).toContain('고친 제목입니다');
  expect(shown.ko.telegram).toContain('정정');
  expect(shown.ko.telegram).toContain(`https://jaga.example/alerts/${id}`);
  expect(shown.ko.page).toContain(String(rows[0]?.code).slice(0, 4));
  expect(shown.ms.page).not.toContain('고친 제목입니다');
});

test('one that is kept nowhere has no code and no address, and its page is a whole document', async () => {
  const { faults, shown } = await check(publisher.content());
  expect(faults).toEqual([]);
  expect(shown.ms.telegram).toContain('Awas pautan dalam mesej');
  expect(shown.ms.telegram).toContain('····-····');
  expect(shown.ms.telegram).toContain('https://jaga.example/alerts/…');
  expect(shown.ko.page).toMatch(/^<!doctype html><html lang="ko">/);
  expect(shown.ko.page).toContain('문자 속 링크와 인증번호 요구를 조심하세요');
  expect(shown.ko.page).toMatch(/<link rel="stylesheet" href="\/assets\/[0-9a-f]+\/site.css"/);
  expect(shown.ko.page).not.toMatch(/(?:href|src)="(?!\/|https:|tel:|#)/);
  expect(await scene.database.db.selectFrom('alerts').select('id').execute()).toEqual([]);
});

test('half-written and hostile texts are checked and shown as text', async () => {
  const content = publisher.content();
  const half = {
    ...content,
    texts: {
      ko: { ...content.texts.ko, headline: '<img src=x onerror=alert(1)>' },
      ms: { ...content.texts.ms, what_to_do: 'Tekan je pautan tu.' },
      en: { ...content.texts.en, headline: '' },
    },
  };
  const { faults, shown } = await check(half);
  expect(faults).toContainEqual({ code: 'text_missing', language: 'en', field: 'headline' });
  expect(faults).toContainEqual({ code: 'negation_missing', language: 'ms', field: 'what_to_do' });
  expect(shown.ko.page).not.toContain('<img src=x');
  expect(shown.ko.telegram).not.toContain('<img');
  expect((await officer.post('/alerts/check', { content, alert: '018f0000-0000-7000-8000-000000000000' })).status).toBe(404);
});

test('begins with reviewed sentences for a type, with nothing where no type fits, and with what a campaign told', async () => {
  const start = async (query: string) =>
    (await officer.get(`/alerts/start${query}`)).body as unknown as { content: AlertContent; open: { id: string; state: string }[] };
  const typed = await start('?type=MULE');
  expect(typed.content).toMatchObject({
    type: 'MULE',
    grade: 'caution',
    countries: [],
    texts: { ms: { headline: 'Meminjamkan atau menyewakan akaun, kad bank atau SIM ialah kesalahan jenayah' } },
  });
  expect(typed.open).toEqual([]);
  expect((await start('')).content).toMatchObject({ type: 'OTHER', texts: { ko: { headline: '' } } });
  expect((await officer.get('/alerts/start?campaign=4711')).status).toBe(422);

  for (const person of ['a', 'b', 'c', 'd']) {
    const text = '[Web발신] 택배 주소가 틀려 보류됐습니다. 링크에서 주소를 고쳐 주세요 http://cj-parcel.top/a';
    await scene.arrive(text, { country: person === 'a' ? 'MY' : 'KR', content: { text, suspects: [], evidence: [], reporter: { id: person } } });
  }
  const campaign = await scene.database.db.selectFrom('campaigns').select(['number', 'id']).orderBy('number', 'desc').executeTakeFirstOrThrow();
  const first = await officer.post('/alerts', { content: publisher.content(), campaign: campaign.number });
  const told = await start(`?campaign=${campaign.number}`);
  expect(told.content.type).toBe('PHISH');
  expect(told.content.countries).toEqual(['KR', 'MY']);
  expect(told.content.texts.ko.headline).not.toBe('');
  expect(told.open.map(({ id, state }) => [id, state])).toEqual([[first.body.id, 'draft']]);
  expect((await start(`?campaign=${campaign.number}&type=SHOP`)).content).toMatchObject({ type: 'SHOP', countries: ['KR', 'MY'] });
});

test("the warning's page says what may be done, how many must approve, and since when it is paused", async () => {
  const supervisor = await server.hire('supervisor', 'Farid');
  const id = await publisher.publish();
  const page = await officer.get(`/alerts/${id}`);
  expect(page.body).toMatchObject({
    paused_at: null,
    may: { pause: { allowed: true }, withdraw: { allowed: false, why: 'not_your_role' } },
  });
  expect((await officer.post(`/alerts/${id}/pause`)).body).toMatchObject({ kind: 'done', alert: { state: 'published', paused_at: EVENING.toISOString() } });
  expect((await supervisor.post(`/alerts/${id}/pause`)).body).toMatchObject({ kind: 'unchanged' });
  expect((await officer.get(`/alerts/${id}`)).body).toMatchObject({
    paused_at: EVENING.toISOString(),
    may: { pause: { why: 'paused_already' }, resume: { allowed: true } },
  });
  expect((await supervisor.post(`/alerts/${id}/resume`)).body).toMatchObject({ kind: 'done', alert: { paused_at: null } });
  // Nobody has subscribed: there is nothing to hold up.
  const deps = { telegram: undefined, webPush: undefined, translator: createTranslator({ strict: true }), publicUrl: 'https://jaga.example' };
  await deliverVersion(scene.context, deps, { alertId: id, version: 1 });
  const nothing = await officer.post(`/alerts/${id}/pause`);
  expect([nothing.status, nothing.body.errors[0]]).toEqual([409, { pointer: '/reason', message: 'delivered' }]);
});
