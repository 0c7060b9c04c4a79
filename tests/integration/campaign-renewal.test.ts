// What older rules made is made again, a batch at a time, and nothing changes its campaign by that.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSignatureRenewal, remakeSignatures } from '#core/campaigns/remake-signatures.ts';
import { KEYS_VERSION } from '#core/matching/indicator-weight.ts';
import { SIGNATURE_VERSION } from '#core/matching/text-signature.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { createCampaignScene, type CampaignScene } from '#tests/support/campaign-scene.ts';

let scene: CampaignScene;

beforeAll(async () => {
  scene = await createCampaignScene();
});
afterAll(() => scene.database.drop());
beforeEach(() => scene.empty());

const TEXT = '서울중앙지검 수사관이라면서 통장이 범죄에 쓰였으니 안전계좌 Maybank 5142 8890 1234 로 전부 옮기래요';

async function signatures() {
  // Without the number, which tells indexes in memory that it changed.
  const columns = ['report_id', 'bands', 'shingles', 'length', 'template', 'version', 'keys_version'] as const;
  return scene.database.db.selectFrom('signatures').select(columns).orderBy('report_id').execute();
}
async function keys() {
  return scene.database.db.selectFrom('match_keys').selectAll().orderBy('report_id').orderBy('key_hash').execute();
}
/** As an older release left it: other keys, another signature. */
async function age(): Promise<void> {
  await scene.database.pool.query(
    `update signatures set version = 1, keys_version = 1, bands = '{1,2}', shingles = '\\x00', length = 1, template = 7 where version > 0`,
  );
  await scene.database.pool.query(`update match_keys set key_hash = substring(sha256(key_hash) for 16)`);
}

test('makes signatures and keys as new reports get them, in batches, wherever it was stopped', async () => {
  const reports = [];
  for (const text of [
    TEXT,
    `${TEXT}!`,
    'Pinjaman lulus segera, bayar yuran guaman, hubungi 012-348 7765',
    TEXT,
    '엄마 나 폰 고장났어 01048217733 으로 문자 줘',
  ])
    reports.push(await scene.arrive(text));
  const [before, keysBefore, picture] = [await signatures(), await keys(), await scene.picture()];
  await age();
  expect(await remakeSignatures(scene.context, { before: null, limit: 2 })).toMatchObject({ remade: 2, failed: 0, next: reports[3]?.id });
  // Another process begins from the newest again: what is done is not done twice.
  expect(await remakeSignatures(scene.context, { before: null, limit: 2 })).toMatchObject({ remade: 2, next: reports[1]?.id });
  expect(await remakeSignatures(scene.context, { before: null, limit: 2 })).toMatchObject({ remade: 1, next: null });
  expect(await signatures()).toEqual(before);
  expect(await keys()).toEqual(keysBefore);
  expect(await scene.picture()).toEqual(picture);
  expect(await remakeSignatures(scene.context, { before: null })).toEqual({ remade: 0, failed: 0, next: null });
});

test('makes a report of before a candidate again', async () => {
  const old = await scene.arrive(TEXT);
  await age();
  const renew = createSignatureRenewal(scene.context);
  await renew();
  const fresh = await scene.arrive(TEXT);
  expect(new Set(await scene.numbersOf(old, fresh)).size).toBe(1);
});

test('passes over what cannot be made again, and keeps it for the next round', async () => {
  const broken = await scene.arrive('Pinjaman lulus segera, bayar yuran guaman, hubungi 012-348 7765');
  const erased = await scene.arrive(`${TEXT} 1`);
  const good = await scene.arrive(TEXT);
  await eraseReport(scene.context, erased.id);
  await age();
  await scene.database.db
    .updateTable('readings')
    .set({ sealed: Buffer.from('damaged, and so it does not open') })
    .where('report_id', '=', broken.id)
    .execute();
  expect(await remakeSignatures(scene.context, { before: null, limit: 10 })).toEqual({ remade: 1, failed: 1, next: null });
  const versions = new Map((await signatures()).map(({ report_id, version, keys_version }) => [report_id, [version, keys_version]]));
  expect(versions.get(broken.id)).toEqual([1, 1]);
  expect(versions.get(erased.id)?.[0]).toBe(0);
  expect(versions.get(good.id)).toEqual([SIGNATURE_VERSION, KEYS_VERSION]);
});
