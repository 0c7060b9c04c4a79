// Who is told of a warning first: whom it hits, then who lives where it is for, then who asked for this country, then everybody else; whatever order
// they subscribed in. And which warning goes first.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { contentHash, type AlertContent } from '#core/alerts/alert.ts';
import type { CoreContext } from '#core/context.ts';
import { claimBatch, FRONT_OF_LINE, type PlaceInLine } from '#core/delivery/delivery-store.ts';
import { gravestAlert } from '#core/delivery/delivery-queries.ts';
import { planDelivery } from '#core/delivery/plan-delivery.ts';
import { createVault } from '#core/privacy/vault.ts';
import { indicatorKeyOf } from '#core/publication/indicator-facts.ts';
import { chatHash, openAddress } from '#core/subscribers/subscriber-store.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { writeLookup } from '#core/watching/lookup-store.ts';
import type { Region } from '#core/taxonomy/regions.ts';
import { startWatch } from '#core/watching/watches.ts';
import { systemClock } from '#platform/clock.ts';
import { createLog } from '#platform/log.ts';
import { createTelemetry } from '#platform/telemetry.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { tellReport } from '#tests/support/report-scene.ts';

const vault = createVault(Buffer.alloc(32, 5));
const [EVERYWHERE, KOREA, REPORTED, WATCHES, TOLD_MERGED, MALAYSIA, A_GROUP] = [11, 12, 13, 14, 15, 16, -100];
/** Named in what everybody here reports. */
const CALLER = indicatorKeyOf({ vault }, { kind: 'phone', value: '+821048217733' });
const text = { headline: '가짜 검사', what_happens: '안전계좌로 옮기라고 합니다.', what_to_do: '전화를 끊으세요.' };
const CONTENT: AlertContent = {
  type: 'IMP_AUTH',
  grade: 'warning',
  countries: ['KR'],
  valid_until: '2036-12-07T00:00:00Z',
  texts: { ko: text, ms: { ...text, headline: 'Pendakwa raya palsu' }, en: { ...text, headline: 'Fake prosecutor' } },
};
let database: TestDatabase;
let context: CoreContext;

beforeAll(async () => {
  database = await createTestDatabase();
  context = { db: database.db, vault, clock: systemClock, telemetry: createTelemetry(createLog('silent')) };
});

beforeEach(() => database.pool.query('truncate deliveries, subscribers, alert_versions, alerts cascade'));
afterAll(() => database.drop());

async function subscribe(chatId: number, countries: string[] = [], regions: Region[] = []): Promise<void> {
  await saveSubscription(context, { chatId, language: 'ko', active: true, types: [], countries, regions });
}

async function campaign(mergedInto: string | null = null): Promise<string> {
  const at = systemClock.now();
  const id = randomUUID();
  await database.db
    .insertInto('campaigns')
    .values({ id, type: 'IMP_AUTH', first_seen_at: at, last_seen_at: at, merged_into: mergedInto, woke_at: null })
    .execute();
  return id;
}

async function report(userId: number, campaignId: string): Promise<void> {
  const { id } = await tellReport({ context }, { source: 'telegram', reporter_key: `telegram:${userId}` });
  await database.db
    .insertInto('campaign_reports')
    .values({ report_id: id, campaign_id: campaignId, joined_by: ['script'], joined_at: systemClock.now() })
    .execute();
}

async function publish(campaignId: string | null, changes: Partial<AlertContent> = {}): Promise<string> {
  const content = { ...CONTENT, ...changes };
  const id = randomUUID();
  const at = systemClock.now();
  const alert = {
    id,
    code: id.slice(0, 8).toUpperCase(),
    state: 'published',
    proposal_key: null,
    campaign_id: campaignId,
    evidence: '{"detector":"officer"}',
  } as const;
  await database.db
    .insertInto('alerts')
    .values({ ...alert, current_version: 1, published_version: 1, published_at: at, expires_at: new Date('2036-12-07T00:00:00Z'), created_at: at })
    .execute();
  const version = { alert_id: id, version: 1, content: JSON.stringify(content), content_hash: contentHash(content), author: 'a', created_at: at };
  await database.db.insertInto('alert_versions').values(version).execute();
  return id;
}

/** Chats in the order in which they are taken, two at a time. */
async function inOrder(alertId: string, version = 1): Promise<number[]> {
  await planDelivery(context, alertId, version);
  const chats: number[] = [];
  for (let after: PlaceInLine = FRONT_OF_LINE; ;) {
    const now = systemClock.now();
    const rows = await claimBatch(database.db, { alertId, channel: 'telegram', after, limit: 2, now });
    for (const row of rows) chats.push(Number(openAddress(vault, { id: row.subscriber_id, sealed_address: row.sealed_address })));
    const last = rows.at(-1);
    if (last === undefined) return chats;
    after = last;
  }
}

/** Asked about it, and was told that it is reported: that gives no rank. */
async function looksUp(chat: number): Promise<void> {
  const row = { id: randomUUID(), chat_hash: chatHash(context.vault, chat), key: CALLER, sealed: Buffer.alloc(1), nameless: false, language: 'ko' };
  await writeLookup(context.db, { ...row, told: 'reported', asked_at: context.clock.now() });
}

test('whom the campaign hit comes first, by a report or by what they have watched, then who asked for its country, then the rest', async () => {
  for (const chat of [EVERYWHERE, A_GROUP]) await subscribe(chat);
  await subscribe(KOREA, ['KR', 'MY']);
  await subscribe(REPORTED);
  await subscribe(WATCHES, ['KR']);
  await subscribe(TOLD_MERGED);
  await subscribe(MALAYSIA, ['MY']);
  const root = await campaign();
  await report(REPORTED, root);
  await report(TOLD_MERGED, await campaign(root));
  await startWatch(context, { chatId: WATCHES, language: 'ko', key: CALLER, shown: '010-48**-**33' });
  await looksUp(EVERYWHERE);
  const affected = await inOrder(await publish(root));
  expect(new Set(affected.slice(0, 3))).toEqual(new Set([REPORTED, WATCHES, TOLD_MERGED]));
  expect(affected[3]).toBe(KOREA);
  expect(new Set(affected.slice(4))).toEqual(new Set([EVERYWHERE, A_GROUP]));
  const without = await inOrder(await publish(null));
  expect(new Set(without.slice(0, 2))).toEqual(new Set([KOREA, WATCHES]));
  expect(new Set(without.slice(2))).toEqual(new Set([EVERYWHERE, A_GROUP, REPORTED, TOLD_MERGED]));
});

test('a warning for regions is for who lives there and for who named none of that country; who chose a region of it comes first', async () => {
  const [SEOUL, BUSAN, SEOUL_AND_KL, PENANG, KOREA_ALONE] = [21, 22, 23, 24, 25];
  await subscribe(EVERYWHERE);
  await subscribe(KOREA_ALONE, ['KR']);
  await subscribe(MALAYSIA, ['MY']);
  await subscribe(PENANG, ['MY'], ['MY-07']);
  await subscribe(BUSAN, ['KR'], ['KR-26']);
  await subscribe(SEOUL_AND_KL, [], ['KR-11', 'MY-14']);
  await subscribe(SEOUL, ['KR'], ['KR-11']);

  const capital = await inOrder(await publish(null, { regions: ['KR-11', 'KR-28'] }));
  expect(new Set(capital.slice(0, 2))).toEqual(new Set([SEOUL, SEOUL_AND_KL]));
  expect(capital.slice(2)).toEqual([KOREA_ALONE, EVERYWHERE]);

  // Without regions it concerns everybody there, wherever in it they live.
  const whole = await inOrder(await publish(null, { regions: [] }));
  expect(new Set(whole)).toEqual(new Set([EVERYWHERE, KOREA_ALONE, BUSAN, SEOUL, SEOUL_AND_KL]));
  expect(new Set(whole)).toEqual(new Set(await inOrder(await publish(null))));

  // All of Malaysia and one province of Korea.
  const both = await inOrder(await publish(null, { countries: ['KR', 'MY'], regions: ['KR-26'] }));
  expect(both[0]).toBe(BUSAN);
  expect(new Set(both.slice(1, 4))).toEqual(new Set([KOREA_ALONE, MALAYSIA, PENANG]));
  expect(new Set(both.slice(4))).toEqual(new Set([EVERYWHERE, SEOUL_AND_KL]));
});

test('whom it hits comes first and is told as everybody: nobody is told of other regions for having reported', async () => {
  const [SEOUL, BUSAN_REPORTED, SEOUL_REPORTED] = [31, 32, 33];
  await subscribe(SEOUL, ['KR'], ['KR-11']);
  await subscribe(SEOUL_REPORTED, [], ['KR-11']);
  await subscribe(BUSAN_REPORTED, [], ['KR-26']);
  const root = await campaign();
  for (const chat of [SEOUL_REPORTED, BUSAN_REPORTED]) await report(chat, root);
  expect(await inOrder(await publish(root, { regions: ['KR-11'] }))).toEqual([SEOUL_REPORTED, SEOUL]);
});

test('a correction for another area goes to who lives there, and to who has what it corrects', async () => {
  const [SEOUL, BUSAN] = [41, 42];
  await subscribe(SEOUL, [], ['KR-11']);
  await subscribe(BUSAN, [], ['KR-26']);
  const id = await publish(null, { regions: ['KR-11'] });
  expect(await inOrder(id)).toEqual([SEOUL]);
  await database.pool.query(`update deliveries set state = 'sent', version_sent = 1, message_id = 7, claimed_at = null`);
  const content: AlertContent = { ...CONTENT, regions: ['KR-26'] };
  const version = {
    alert_id: id,
    version: 2,
    content: JSON.stringify(content),
    content_hash: contentHash(content),
    author: 'a',
    created_at: systemClock.now(),
  };
  await database.db.insertInto('alert_versions').values(version).execute();
  await database.pool.query('update alerts set current_version = 2, published_version = 2 where id = $1', [id]);
  expect(new Set(await inOrder(id, 2))).toEqual(new Set([SEOUL, BUSAN]));
});

test('danger goes before all else, and of one grade what threatens a life before what is older', async () => {
  await subscribe(EVERYWHERE);
  const older = await publish(null, { grade: 'danger', type: 'MALWARE' });
  const life = await publish(null, { grade: 'danger', type: 'TRAFFICK' });
  const caution = await publish(null, { grade: 'caution', type: 'TRAFFICK' });
  for (const id of [caution, older, life]) await planDelivery(context, id, 1);
  const taken: (string | null)[] = [];
  for (let round = 0; round < 3; round++) {
    const now = systemClock.now();
    const gravest = await gravestAlert(database.db, { way: { channel: 'telegram' }, now });
    taken.push(gravest);
    await database.pool.query(`update deliveries set state = 'sent' where alert_id = $1`, [gravest]);
  }
  expect(taken).toEqual([life, older, caution]);
});
