// Campaigns on the database: fragments go over by themselves, officers merge, split, detach and undo, what sleeps wakes.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import { draftAlert } from '#core/alerts/write-alert.ts';
import type { ArrangeOutcome } from '#core/campaigns/arrangement.ts';
import { campaignFacts } from '#core/campaigns/campaign-queries.ts';
import { keepCampaignsApart, mergeCampaigns } from '#core/campaigns/merge-campaigns.ts';
import { listMergeProposals } from '#core/campaigns/merge-proposals.ts';
import { proposeForCampaign } from '#core/detection/propose-alert.ts';
import { detachReport, splitCampaign } from '#core/campaigns/split-campaign.ts';
import { undoMerge, whoFollows } from '#core/campaigns/undo-merge.ts';
import { createClusterer } from '#core/clustering/clusterer.ts';
import { findInMessage } from '#core/reading/gather-evidence.ts';
import type { Officer } from '#core/staff/staff.ts';
import { campaignHistory } from '#core/triage/campaign-detail.ts';
import { findCampaignId, listCampaigns } from '#core/triage/campaign-list.ts';
import { listReports } from '#core/triage/report-list.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createCampaignScene, shapeOf, type CampaignScene } from '#tests/support/campaign-scene.ts';

const DAY_MS = 86_400_000;
const translator = createTranslator({ strict: true });

let scene: CampaignScene;
let kim: Officer;
let viewer: Officer;

beforeAll(async () => {
  scene = await createCampaignScene();
  kim = await scene.hire('officer', '김하나');
  viewer = await scene.hire('viewer');
});
afterAll(() => scene.database.drop());
beforeEach(() => scene.empty());

// Two stories that share nothing, and one that names the account of the first and the phone of the second.
const PROSECUTOR = '서울중앙지검 수사관이라면서 통장이 범죄에 쓰였으니 안전계좌 Maybank 5142 8890 1234 로 전부 옮기래요';
const LOAN = 'Pinjaman lulus segera tanpa dokumen, bayar yuran guaman dahulu, hubungi 012-348 7765 hari ini juga';
const BOTH = 'First a lady on 012-348 7765 spoke of a loan, then they wanted the fee sent to Maybank 5142 8890 1234 before noon';
const WEDDING = '모바일 청첩장이 도착했습니다. 저희 두 사람의 결혼식에 초대합니다 https://wed-card.example/k1';

/** As many reports of one script, each from another reporter. */
async function several(count: number, text: string, from = 0): Promise<{ id: string; reference: string }[]> {
  const reports = [];
  for (let at = 0; at < count; at += 1) {
    scene.clock.advance(60_000);
    reports.push(await scene.arrive(text, { reporter_key: `${text.slice(0, 4)}${from + at}` }));
  }
  return reports;
}

function done(outcome: ArrangeOutcome): Extract<ArrangeOutcome, { campaign: number }> {
  if (outcome.kind !== 'done' && outcome.kind !== 'unchanged') throw new Error(JSON.stringify(outcome));
  return outcome;
}

/** Large enough that one report does not make one go over; of more than five that many do not. */
async function tieTwoLarge(reports = 3): Promise<{ prosecutor: { id: string; reference: string }[]; loan: { id: string; reference: string }[] }> {
  const prosecutor = await several(reports, PROSECUTOR);
  const loan = await several(reports, LOAN);
  await scene.arrive(BOTH);
  return { prosecutor, loan };
}

const idOf = async (number: number): Promise<string> => (await findCampaignId(scene.context.db, number)) ?? expect.unreachable('no campaign');
const proposals = () => listMergeProposals(scene.context.db, { limit: 10 });
const list = () => listCampaigns(scene.context.db, { limit: 10, now: scene.clock.now() });

describe('a report that ties a fragment to another campaign', () => {
  test('takes it over, with time and cause, and whoever looks for it is led on', async () => {
    const first = await several(3, PROSECUTOR);
    const fragment = await scene.arrive(LOAN);
    const tie = await scene.arrive(BOTH);
    expect(await scene.numbersOf(...first, fragment, tie)).toEqual([1, 1, 1, 1, 1]);
    const [change, ...more] = await campaignHistory(scene.context.db, await idOf(1));
    expect(more).toEqual([]);
    expect(change).toMatchObject({
      kind: 'absorbed',
      from: 2,
      into: 1,
      reports: 1,
      cause: tie.reference,
      made_by: 'system',
      made_at: scene.clock.now(),
      undone_at: null,
    });
    expect(await idOf(2)).toBe(await idOf(1));
    expect(await listReports(scene.context, { campaign: 2, limit: 10 })).toHaveLength(5);
    expect(await list()).toMatchObject([{ number: 1, reports: 5 }]);
    expect(await proposals()).toEqual([]);
  });

  test('does so as the clusterer in memory does', async () => {
    const texts = [LOAN, PROSECUTOR, WEDDING, PROSECUTOR, BOTH, LOAN, PROSECUTOR, BOTH, WEDDING];
    const reports = [];
    for (const text of texts) reports.push(await scene.arrive(text));
    const clusterer = createClusterer({ read: (text) => findInMessage({ text }).found });
    const absorbed = new Map<string, string>();
    const placed = texts.map((text, at) => {
      const { campaign, absorbed: gone = [] } = clusterer.add({ id: String(at), text });
      for (const id of gone) absorbed.set(id, campaign);
      return campaign;
    });
    const inMemory = placed.map((campaign) => absorbed.get(campaign) ?? campaign);
    expect(shapeOf(await scene.numbersOf(...reports))).toEqual(shapeOf(inMemory));
    expect(absorbed.size).toBe(1);
  });

  test('leaves it when there is a warning of it', async () => {
    await several(3, PROSECUTOR);
    const fragment = await scene.arrive(LOAN);
    const content = draftFromEvidence({ type: 'LOAN', countries: ['MY'], evidence: { detector: 'officer' }, translator, now: scene.clock.now() });
    await draftAlert(scene.context, { by: kim, content, campaignId: await idOf(2) });
    const tie = await scene.arrive(BOTH);
    expect(await scene.numbersOf(fragment)).toEqual([2]);
    expect(await proposals()).toMatchObject([{ one: 1, other: 2, ties: 1, report: tie.reference }]);
  });

  test('leaves it when an officer has arranged it', async () => {
    const [one, , other] = await several(3, PROSECUTOR);
    const detached = done(await detachReport(scene.context, { by: kim, number: 1, report: other?.reference ?? '' }));
    await several(3, PROSECUTOR, 3);
    expect(await scene.numbersOf(one ?? { id: '' }, other ?? { id: '' })).toEqual([1, detached.campaign]);
    expect((await campaignHistory(scene.context.db, await idOf(1))).map(({ kind }) => kind)).toEqual(['detached']);
    expect(await proposals()).toEqual([]);
  });
});

test('a fragment that an officer keeps apart does not go over either', async () => {
  await several(3, PROSECUTOR);
  const fragment = await scene.arrive(LOAN);
  done(await keepCampaignsApart(scene.context, { by: kim, number: 2, other: 1 }));
  await scene.arrive(BOTH);
  expect(await scene.numbersOf(fragment)).toEqual([2]);
  expect(await proposals()).toEqual([]);
});

describe('campaigns too large to go over', () => {
  test('are proposed to officers with the reports that tie them, and an officer merges them', async () => {
    const { loan } = await tieTwoLarge(6);
    const tie = await scene.arrive(BOTH);
    expect(await proposals()).toMatchObject([{ one: 1, other: 2, ties: 2, report: tie.reference }]);
    const merged = done(await mergeCampaigns(scene.context, { by: kim, number: 2, into: 1 }));
    expect(merged).toMatchObject({ kind: 'done', campaign: 1 });
    expect(await scene.numbersOf(...loan)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(await proposals()).toEqual([]);
    expect(await scene.arrangements()).toEqual(['campaign.merged']);
    expect((await scene.facts()).filter(({ fact }) => fact === 'campaign_grew').at(-1)?.payload).toMatchObject({ campaign_id: await idOf(1) });
  });

  test('but small go over when a second report ties them, written down as any other', async () => {
    const { loan } = await tieTwoLarge();
    expect(await proposals()).toMatchObject([{ one: 1, other: 2, ties: 1 }]);
    await scene.arrive(BOTH);
    expect(await scene.numbersOf(...loan)).toEqual([1, 1, 1]);
    expect((await campaignHistory(scene.context.db, await idOf(1))).map(({ kind }) => kind)).toEqual(['absorbed']);
  });

  test('are not proposed again once an officer keeps them apart', async () => {
    await tieTwoLarge();
    expect(done(await keepCampaignsApart(scene.context, { by: kim, number: 1, other: 2 })).kind).toBe('done');
    expect(done(await keepCampaignsApart(scene.context, { by: kim, number: 2, other: 1 })).kind).toBe('unchanged');
    await scene.arrive(BOTH);
    expect(await proposals()).toEqual([]);
  });

  test('are proposed under the number to which one of them was merged', async () => {
    await tieTwoLarge();
    const wedding = await several(3, WEDDING);
    expect(await scene.numbersOf(...wedding)).toEqual([3, 3, 3]);
    await mergeCampaigns(scene.context, { by: kim, number: 2, into: 3 });
    expect(await proposals()).toMatchObject([{ one: 1, other: 3 }]);
    await keepCampaignsApart(scene.context, { by: kim, number: 3, other: 1 });
    expect(await proposals()).toEqual([]);
  });
});

describe('a merge', () => {
  test('is done once and refused when the campaign is no longer what was on the screen', async () => {
    const { prosecutor } = await tieTwoLarge();
    const { context } = scene;
    await expect(mergeCampaigns(context, { by: viewer, number: 2, into: 1 })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await mergeCampaigns(context, { by: kim, number: 99, into: 1 })).toEqual({ kind: 'not_found' });
    expect(await mergeCampaigns(context, { by: kim, number: 1, into: 99 })).toMatchObject({ reason: 'unknown_campaign' });
    expect(await mergeCampaigns(context, { by: kim, number: 1, into: 1 })).toMatchObject({ reason: 'same_campaign' });
    expect(await mergeCampaigns(context, { by: kim, number: 2, into: 1, seenVersion: 7 })).toMatchObject({ reason: 'changed_since', happened: { version: 0 } });
    const first = done(await mergeCampaigns(context, { by: kim, number: 2, into: 1, seenVersion: 0 }));
    expect(await mergeCampaigns(context, { by: kim, number: 2, into: 1, seenVersion: 0 })).toEqual({ ...first, kind: 'unchanged' });
    expect(await mergeCampaigns(context, { by: kim, number: 1, into: 2 })).toMatchObject({ reason: 'merged_meanwhile', happened: { campaign: 2, into: 1 } });
    expect(await scene.numbersOf(...prosecutor)).toEqual([1, 1, 1]);
    expect(await scene.arrangements()).toEqual(['campaign.merged']);
  });

  test('and its undoing restore both exactly', async () => {
    await tieTwoLarge();
    const before = await scene.picture();
    const { change } = done(await mergeCampaigns(scene.context, { by: kim, number: 2, into: 1 }));
    expect(await scene.picture()).not.toEqual(before);
    expect(done(await undoMerge(scene.context, { by: kim, change: change ?? '' }))).toMatchObject({ kind: 'done', campaign: 2 });
    expect(await scene.picture()).toEqual(before);
    expect(done(await undoMerge(scene.context, { by: kim, change: change ?? '' })).kind).toBe('unchanged');
    expect(await proposals(), 'officers have parted them').toEqual([]);
    expect(await scene.arrangements()).toEqual(['campaign.merged', 'campaign.merge_undone']);
  });

  test('is undone around what arrived meanwhile: that stays, unless it matched only what goes back', async () => {
    await several(3, PROSECUTOR);
    await several(3, LOAN);
    const before = await scene.picture();
    const { change } = done(await mergeCampaigns(scene.context, { by: kim, number: 2, into: 1 }));
    scene.clock.advance(60_000);
    const onlyLoan = await scene.arrive(LOAN);
    const viaThat = await scene.arrive(`${LOAN}!`);
    const onlyProsecutor = await scene.arrive(PROSECUTOR);
    const both = await scene.arrive(BOTH);
    expect(await scene.numbersOf(onlyLoan, viaThat, onlyProsecutor, both)).toEqual([1, 1, 1, 1]);
    await undoMerge(scene.context, { by: kim, change: change ?? '' });
    expect(await scene.numbersOf(onlyLoan, viaThat, onlyProsecutor, both)).toEqual([2, 2, 1, 1]);
    const after = await scene.picture();
    expect(after.members.slice(0, before.members.length)).toEqual(before.members);
  });

  test('of a fragment by itself is undone, too, and not made again', async () => {
    await several(3, PROSECUTOR);
    const fragment = await scene.arrive(LOAN);
    await scene.arrive(BOTH);
    const [change] = await campaignHistory(scene.context.db, await idOf(1));
    await undoMerge(scene.context, { by: kim, change: change?.id ?? '' });
    expect(await scene.numbersOf(fragment)).toEqual([2]);
    await scene.arrive(BOTH);
    expect(await scene.numbersOf(fragment)).toEqual([2]);
    expect(await proposals()).toEqual([]);
  });

  test('is undone before the one it led to', async () => {
    await tieTwoLarge();
    await several(3, WEDDING);
    const first = done(await mergeCampaigns(scene.context, { by: kim, number: 2, into: 1 }));
    const second = done(await mergeCampaigns(scene.context, { by: kim, number: 1, into: 3 }));
    const before = await list();
    expect(await idOf(2)).toBe(await idOf(3));
    expect(await undoMerge(scene.context, { by: kim, change: first.change ?? '' })).toMatchObject({ reason: 'merged_meanwhile', happened: { into: 3 } });
    expect(await list()).toEqual(before);
    await undoMerge(scene.context, { by: kim, change: second.change ?? '' });
    await undoMerge(scene.context, { by: kim, change: first.change ?? '' });
    expect((await list()).map(({ number, reports }) => [number, reports]).toSorted()).toEqual([
      [1, 4],
      [2, 3],
      [3, 3],
    ]);
  });

  test('leaves its undoing what an officer has moved on since', async () => {
    const { loan } = await tieTwoLarge();
    const { change } = done(await mergeCampaigns(scene.context, { by: kim, number: 2, into: 1 }));
    const split = done(await splitCampaign(scene.context, { by: kim, number: 1, reports: [loan[0]?.reference ?? ''] }));
    await undoMerge(scene.context, { by: kim, change: change ?? '' });
    expect(await scene.numbersOf(...loan)).toEqual([split.campaign, 2, 2]);
  });

  test('brings the warnings of both under one number and proposes no second one', async () => {
    const { loan } = await tieTwoLarge();
    expect((await proposeForCampaign(scene.context, translator, await idOf(2))).kind).toBe('proposed');
    const old = (
      await scene.database.db
        .selectFrom('campaign_reports')
        .select('campaign_id')
        .where('report_id', '=', loan[0]?.id ?? '')
        .executeTakeFirstOrThrow()
    ).campaign_id;
    await mergeCampaigns(scene.context, { by: kim, number: 2, into: 1 });
    expect(await proposeForCampaign(scene.context, translator, old)).toEqual({ kind: 'skipped', reason: 'already_proposed' });
    expect((await campaignFacts(scene.context.db, old, new Date(0)))?.reports).toBe(7);
    expect(await list()).toMatchObject([{ number: 1, alerts: 1 }]);
  });
});

describe('reports taken out of a campaign', () => {
  test('begin one of their own, once', async () => {
    const reports = await several(4, PROSECUTOR);
    const chosen = reports.slice(0, 2).map(({ reference }) => reference);
    const split = done(await splitCampaign(scene.context, { by: kim, number: 1, reports: chosen, seenVersion: 0 }));
    expect(split).toMatchObject({ kind: 'done', campaign: 2 });
    expect(done(await splitCampaign(scene.context, { by: kim, number: 1, reports: chosen, seenVersion: 0 }))).toEqual({ ...split, kind: 'unchanged' });
    expect(await scene.numbersOf(...reports)).toEqual([2, 2, 1, 1]);
    expect(await list()).toMatchObject([
      { number: 1, reports: 2, type: 'IMP_AUTH' },
      { number: 2, reports: 2, type: 'IMP_AUTH' },
    ]);
    expect(await scene.arrangements()).toEqual(['campaign.split']);
  });

  test('must be in it and leave something behind', async () => {
    const [first, second] = await several(2, PROSECUTOR);
    const wedding = await scene.arrive(WEDDING);
    const split = (reports: string[], seenVersion?: number) => splitCampaign(scene.context, { by: kim, number: 1, reports, seenVersion });
    expect(await split([first?.reference ?? '', second?.reference ?? ''])).toMatchObject({ reason: 'nothing_left' });
    expect(await split([wedding.reference])).toMatchObject({ reason: 'not_in_campaign', happened: { report: wedding.reference } });
    expect(await split(['JG-0000-0000-0'])).toMatchObject({ reason: 'not_in_campaign' });
    expect(await split([first?.reference ?? ''], 3)).toMatchObject({ reason: 'changed_since' });
    expect(await splitCampaign(scene.context, { by: kim, number: 77, reports: ['x'] })).toEqual({ kind: 'not_found' });
    expect(await list()).toMatchObject([{ reports: 1 }, { reports: 2 }]);
  });

  test('do not join it again when they are matched again with their evidence', async () => {
    await several(3, PROSECUTOR);
    const content = { text: PROSECUTOR, suspects: [], evidence: [{ filename: 'a.png', content_type: 'image/png' }] };
    const report = await scene.arrive(PROSECUTOR, { content });
    expect(await scene.numbersOf(report)).toEqual([1]);
    done(await detachReport(scene.context, { by: kim, number: 1, report: report.reference }));
    await scene.database.db.updateTable('reports').set({ matched_at: null }).where('id', '=', report.id).execute();
    expect(await scene.match(report.id)).toMatchObject({ kind: 'matched' });
    expect(await scene.numbersOf(report)).toEqual([2]);
    expect(await scene.arrangements()).toEqual(['campaign.report_detached']);
  });
});

describe('a campaign without a report for four weeks', () => {
  test('is dormant, still matched, and woken by a new report, which is a fact and may be proposed anew', async () => {
    await several(3, PROSECUTOR);
    const campaign = await idOf(1);
    expect((await proposeForCampaign(scene.context, translator, campaign)).kind).toBe('proposed');
    expect(await list()).toMatchObject([{ dormant: false, woke_at: null }]);
    scene.clock.advance(28 * DAY_MS + 1);
    expect(await list()).toMatchObject([{ dormant: true }]);
    expect(await listCampaigns(scene.context.db, { limit: 10, dormant: false, now: scene.clock.now() })).toEqual([]);
    await scene.facts();
    const [woken] = await several(3, PROSECUTOR, 10);
    expect(await scene.numbersOf(woken ?? { id: '' })).toEqual([1]);
    expect((await scene.facts()).filter(({ fact }) => fact === 'campaign_woke')).toEqual([
      { fact: 'campaign_woke', payload: { campaign_id: campaign, report_id: woken?.id } },
    ]);
    expect(await list()).toMatchObject([{ dormant: false, woke_at: expect.any(Date) }]);
    expect((await proposeForCampaign(scene.context, translator, campaign)).kind).toBe('proposed');
    expect(await proposeForCampaign(scene.context, translator, campaign)).toEqual({ kind: 'skipped', reason: 'already_proposed' });
  });
});

test('whoFollows goes through reports that follow, and stops at one that matched the other campaign', () => {
  const places = new Map([
    ['a', 'A'],
    ['b', 'B'],
  ]);
  const since = [
    { report: 'x', matched: ['a'] },
    { report: 'y', matched: ['x'] },
    { report: 'z', matched: ['x', 'b'] },
    { report: 'n', matched: [] },
    { report: 'e', matched: ['elsewhere'] },
  ];
  expect(whoFollows(since, { places, restored: 'A' })).toEqual(['x', 'y']);
});
