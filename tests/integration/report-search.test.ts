// Officers find reports by what they say; the database alone does not tell what that is.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { eraseReport } from '#core/reports/erase-report.ts';
import { storeGrams } from '#core/search/gram-store.ts';
import { indexReports } from '#core/search/index-reports.ts';
import { searchReports, type SearchAnswer } from '#core/search/search-reports.ts';
import type { Officer } from '#core/staff/staff.ts';
import { createCampaignScene, type CampaignScene } from '#tests/support/campaign-scene.ts';

let scene: CampaignScene;
let kim: Officer;

beforeAll(async () => {
  scene = await createCampaignScene();
  kim = await scene.hire('officer', '김하나');
});
afterAll(() => scene.database.drop());
beforeEach(() => scene.empty());

const search = (query: string, by = kim): Promise<SearchAnswer> => searchReports(scene.context, { by, query });
const found = async (query: string): Promise<string[]> => (await search(query)).items.map(({ report }) => report.reference);
const indexed = async (): Promise<number> => (await scene.database.db.selectFrom('report_grams').select('report_id').execute()).length;

describe('searching reports', () => {
  test('by words and by numbers, in three languages, the newest first, with the words shown', async () => {
    const korean = await scene.receive('중앙지검 수사관이라며 안전계좌로 옮기라고 했어요. 010-4821-7733');
    scene.clock.advance(60_000);
    const malay = await scene.receive('Ada orang call suruh pindahkan duit, nombor dia 012-345 6789');
    scene.clock.advance(60_000);
    const again = await scene.receive('또 안전 계좌 얘기예요');
    expect(await found('안전계좌')).toEqual([again.reference, korean.reference]);
    expect(await found('+82 10 4821 7733')).toEqual([korean.reference]);
    expect(await found('pindah')).toEqual([malay.reference]);
    expect(await found('지검 안전계좌')).toEqual([korean.reference]);
    expect(await found('안전계좌 maybank')).toEqual([]);
    const [item] = (await search('안전계좌')).items;
    expect(item?.hits.map(([start, end]) => item.text.slice(start, end))).toEqual(['안전 계좌']);
    expect(await found('계좌 수사관')).toEqual([korean.reference]);
    expect((await search('4821')).items[0]?.indicators).toEqual(expect.arrayContaining([expect.stringMatching(/4821/)]));
  });

  test('leads straight to what names itself', async () => {
    const report = await scene.arrive('택배 주소가 틀려 보류됐습니다 http://post-kr.example/a');
    await scene.arrive('택배 주소가 틀려 보류됐습니다 http://post-kr.example/a');
    const [number] = await scene.numbersOf(report);
    expect((await search(report.reference.replaceAll('-', ' ').toLowerCase())).go).toEqual({ kind: 'report', id: report.reference });
    expect((await search(`#${number}`)).go).toEqual({ kind: 'campaign', id: String(number) });
    expect((await search('#99999')).go).toBeNull();
  });

  test('is written down without what was searched for', async () => {
    await scene.receive('안전계좌로 옮기라고 했어요');
    await search('안전계좌');
    const [entry] = await scene.database.db.selectFrom('audit_entries').selectAll().orderBy('seq', 'desc').limit(1).execute();
    expect(entry).toMatchObject({ actor: kim.id, action: 'report.searched', details: { candidates: 1, opened: 1, found: 1 } });
    expect(JSON.stringify(entry)).not.toContain('안전');
  });

  test('says when what was typed is too short, and when it stopped early', async () => {
    expect(await search('안')).toMatchObject({ too_short: true, items: [] });
    expect(await search('!!! ??')).toMatchObject({ too_short: true });
    for (let each = 0; each < 52; each += 1) await scene.receive('안전계좌로 옮기라고 했어요');
    const many = await search('안전계좌');
    expect(many.items).toHaveLength(50);
    expect(many.stopped_early).toBe(true);
  });

  test('needs the right to open reports', async () => {
    await expect(search('안전계좌', await scene.hire('administrator'))).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('the index', () => {
  test('goes with the report, and does not come back', async () => {
    const { id, reference } = await scene.receive('안전계좌로 옮기라고 했어요');
    expect(await indexed()).toBe(1);
    await eraseReport(scene.context, id);
    expect(await indexed()).toBe(0);
    await storeGrams(scene.database.db, [{ report_id: id, grams: [1, 2, 3] }]);
    expect(await indexReports(scene.context)).toBe(0);
    expect(await indexed()).toBe(0);
    expect(await found('안전계좌')).not.toContain(reference);
  });

  test('waits for an erasure that is under way, and leaves it out', async () => {
    const { id } = await scene.receive('안전계좌로 옮기라고 했어요');
    const late = await scene.database.db.transaction().execute(async (tx) => {
      await eraseReport({ ...scene.context, db: tx }, id);
      return { storing: storeGrams(scene.database.db, [{ report_id: id, grams: [1] }]) };
    });
    await late.storing;
    expect(await indexed()).toBe(0);
  });

  test('is made for reports that were read before there was one', async () => {
    const { reference } = await scene.receive('안전계좌로 옮기라고 했어요');
    await scene.database.db.deleteFrom('report_grams').execute();
    expect(await found('안전계좌')).toEqual([]);
    expect(await indexReports(scene.context)).toBe(1);
    expect(await found('안전계좌')).toEqual([reference]);
    await scene.database.db.updateTable('report_grams').set({ version: 0, grams: [] }).execute();
    expect(await indexReports(scene.context)).toBe(1);
    expect(await indexReports(scene.context)).toBe(0);
    expect(await found('안전계좌')).toEqual([reference]);
  });

  test('holds numbers below 65,536 and no letters', async () => {
    await scene.receive('안전계좌로 옮기라고 했어요 010-4821-7733');
    const [row] = await scene.database.db.selectFrom('report_grams').selectAll().execute();
    expect(row?.grams.length).toBeGreaterThan(10);
    expect(row?.grams.every((gram) => Number.isInteger(gram) && gram >= 0 && gram < 65_536)).toBe(true);
  });
});
