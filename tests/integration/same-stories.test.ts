// One story told in three languages, on the database: proposed with its reasons, never merged, and kept apart when an officer says so.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mergeProposal } from '#api/contract/campaign-answers.ts';
import { keepCampaignsApart, mergeCampaigns } from '#core/campaigns/merge-campaigns.ts';
import { listMergeProposals } from '#core/campaigns/merge-proposals.ts';
import { proposeSameStories } from '#core/campaigns/propose-same-stories.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import type { Officer } from '#core/staff/staff.ts';
import { createCampaignScene, type CampaignScene } from '#tests/support/campaign-scene.ts';

const DAY_MS = 86_400_000;

let scene: CampaignScene;
let kim: Officer;

beforeAll(async () => {
  scene = await createCampaignScene();
  kim = await scene.hire('officer', '김하나');
});
afterAll(() => scene.database.drop());
beforeEach(() => scene.empty());

const HOTEL = {
  ko: '호텔 예약 사이트 평점을 올려 주는 재택 알바입니다. 하루 40건 리뷰를 누르면 수익이 쌓이는데 럭키 호텔이 걸리면 잔액이 마이너스 85만원이 되고, 충전해서 마이너스를 채워야 출금이 됩니다',
  ms: 'Kerja sambilan naikkan rating hotel, siapkan 40 ulasan sehari dapat komisen. Bila kena hotel kombinasi baki jadi negatif RM640, kena tambah nilai tutup baki negatif dulu baru boleh keluarkan duit',
  en: 'Part time job from home: rate hotels, finish 40 hotel reviews a day for commission. A lucky bundled hotel makes the balance minus $512 and you must top up the negative balance before you can withdraw',
};
const OTHERS = [
  '서울중앙지검 수사관입니다. 통장이 자금세탁에 쓰였으니 안전계좌로 예금을 옮기고 가족에게 말하지 마세요',
  'Hi mum, I dropped my phone in the toilet, this is my new number. I need to pay a bill today, can you transfer it for me please',
  'Bungkusan anda ditahan kerana alamat tidak lengkap, sila kemaskini alamat dan bayar caj penghantaran di pautan',
];

/** Three reports of each. */
async function tell(...texts: string[]): Promise<{ id: string; reference: string }[]> {
  const reports = [];
  for (const text of texts) {
    for (const end of ['.', '..', ' !']) {
      scene.clock.advance(60_000);
      reports.push(await scene.arrive(text + end));
    }
  }
  return reports;
}

const propose = () => proposeSameStories(scene.context);
const proposals = () => listMergeProposals(scene.context.db, { limit: 10 });
describe('campaigns that tell one story in Korean, Malay and English', () => {
  test('are proposed in pairs, with what they share, and stay apart', async () => {
    const reports = await tell(HOTEL.ko, HOTEL.ms, HOTEL.en, ...OTHERS);
    const before = await scene.numbersOf(...reports);
    expect(new Set(before).size).toBe(6);
    expect(await propose()).toBe(3);
    const found = await proposals();
    expect(found.map(({ one, other }) => [one, other]).toSorted()).toEqual([
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
    for (const each of found) {
      expect(each).toMatchObject({ reasons: ['way_of_working'], ties: 0, report: null });
      expect(each.shared_traits).toEqual(expect.arrayContaining(['motif:hotel_reviews', 'motif:negative_balance']));
      expect(mergeProposal.safeParse({ ...each, proposed_at: each.proposed_at.toISOString(), tied_at: each.tied_at.toISOString() }).error).toBeUndefined();
    }
    expect(await scene.numbersOf(...reports)).toEqual(before);
  });

  test('are proposed once, and by fewer than three reports not', async () => {
    await tell(HOTEL.ko, ...OTHERS);
    await scene.arrive(HOTEL.en);
    await scene.arrive(`${HOTEL.en}.`);
    expect(await propose()).toBe(0);
    await scene.arrive(`${HOTEL.en} !`);
    expect(await propose()).toBe(1);
    const once = await proposals();
    scene.clock.advance(60_000);
    expect(await propose()).toBe(1);
    expect(await proposals()).toEqual(once);
  });

  test.each([false, true])('are kept apart when an officer says so (%s), also what they are merged into', async (keptApart) => {
    const retold =
      '집에서 하는 재택 부업인데 하루에 호텔 리뷰 40건을 눌러 수당을 받아요. 럭키 호텔에 걸려 마이너스 60만원이 떴고 충전해서 마이너스를 메워야 출금된대요';
    await tell(HOTEL.ko, HOTEL.en, ...OTHERS, retold);
    if (keptApart) await keepCampaignsApart(scene.context, { by: kim, number: 1, other: 2 });
    await mergeCampaigns(scene.context, { by: kim, number: 1, into: 6 });
    await propose();
    expect((await proposals()).map(({ one, other }) => [one, other])).toEqual(keptApart ? [] : [[2, 6]]);
  });

  test('are taken back when the story falls silent or its reports are erased', async () => {
    const [first] = await tell(HOTEL.ko, HOTEL.en, ...OTHERS);
    await propose();
    expect(await proposals()).toHaveLength(1);
    await eraseReport(scene.context, first?.id ?? '');
    expect(
      await scene.context.db
        .selectFrom('story_traits')
        .select('report_id')
        .where('report_id', '=', first?.id ?? '')
        .execute(),
    ).toEqual([]);
    expect(await propose()).toBe(0);
    expect(await proposals()).toEqual([]);
    await scene.arrive(HOTEL.ko);
    expect(await propose()).toBe(1);
    scene.clock.advance(40 * DAY_MS);
    expect(await propose()).toBe(0);
    expect(await proposals()).toEqual([]);
  });

  test('are one campaign after an officer merged them', async () => {
    const reports = await tell(HOTEL.ko, HOTEL.en, ...OTHERS);
    await propose();
    await mergeCampaigns(scene.context, { by: kim, number: 2, into: 1 });
    expect(await proposals()).toEqual([]);
    await propose();
    expect(await proposals()).toEqual([]);
    expect((await scene.numbersOf(...reports)).slice(0, 6)).toEqual([1, 1, 1, 1, 1, 1]);
  });
});
