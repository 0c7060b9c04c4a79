// Detection on stored reports: surges by two clocks, entities, new scripts, and alarms that belong together. No detector tells anybody anything.

import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { approveAlert } from '#core/alerts/approve-alert.ts';
import { dismissAlert } from '#core/alerts/end-alert.ts';
import { contentHash } from '#core/alerts/alert.ts';
import { findVersion } from '#core/alerts/alert-store.ts';
import { listAlarms, reportCurve, reviewDetection } from '#core/detection/alarm-queries.ts';
import { eraseOldReports } from '#core/reports/retention.ts';
import type { Officer } from '#core/staff/staff.ts';
import { createDetectionScene, day, type DetectionScene } from '#tests/support/detection-scene.ts';

let scene: DetectionScene;
beforeEach(async () => {
  scene = await createDetectionScene();
});
afterEach(() => scene.database.drop());

const SCRIPTS = {
  ko: (n: number) => `[국제발신] 고객님 택배 주소 불일치로 ${n}번 물품이 보관 중입니다. 확인 바랍니다 http://cj-track${n}.top/a`,
  ms: (n: number) =>
    `Tahniah puan! Pinjaman peribadi RM${n}0,000 lulus tanpa semak CTOS. Bayar yuran proses RM350 dulu, lepas tu duit masuk hari ni jugak. Ref ${n}`,
  en: (n: number) => `Part time job from home: like ${n} YouTube videos and earn RM300 a day, top up the task wallet first to withdraw. Code ${n}`,
};
const TYPES = { ko: 'PHISH', ms: 'LOAN', en: 'TASKJOB' };
const COUNTRIES = { ko: 'KR', ms: 'MY', en: 'MY' };

/** One report every third day for two months. */
async function quietPast(language: keyof typeof SCRIPTS, until: number): Promise<void> {
  const days = Array.from({ length: 20 }, (_, third) => until - 60 + 3 * third);
  await scene.heard(days, { type: TYPES[language], language, country: COUNTRIES[language] });
}

async function factsTold(): Promise<string[]> {
  const rows = await scene.database.db.selectFrom('outbox').select('fact').distinct().execute();
  return rows.map(({ fact }) => fact).filter((fact) => fact.startsWith('alert'));
}

describe('surges', () => {
  test.each(['ko', 'ms', 'en'] as const)('a loud day after a quiet past is one proposal with its evidence (%s)', async (language) => {
    await quietPast(language, 70);
    expect(await scene.detect(day(69, 20))).toEqual([]);
    for (let n = 0; n < 6; n += 1) await scene.tell(day(70, 8), SCRIPTS[language](n + 1), { country: COUNTRIES[language] });
    expect((await scene.detect(day(70, 9))).length).toBeGreaterThanOrEqual(2);
    const [alert, ...more] = await scene.alerts();
    expect(more).toEqual([]);
    expect(alert).toMatchObject({
      state: 'proposed',
      evidence: { detector: 'surge', independent_reporters: 6, window_days: 1, count: 6, first_report_at: day(70, 8).toISOString() },
    });
    const { expected, p, series } = (alert?.evidence ?? {}) as { expected: number; p: number; series: string };
    expect(expected).toBeLessThan(1);
    expect(p).toBeLessThan(2e-4);
    // Reports that share a script rise as a campaign, too.
    expect(series).toMatch(new RegExp(`^(?:${TYPES[language]}/${COUNTRIES[language]}|campaign/)`));
    const version = await findVersion(scene.database.db, alert?.id ?? '', 1);
    expect(version?.content).toMatchObject({ type: TYPES[language], countries: [COUNTRIES[language]] });
    expect(version?.content.texts[language].headline).not.toBe('');
    expect(await factsTold()).toEqual(['alert_proposed']);
    expect(await scene.detect(day(70, 10))).not.toEqual([]);
    expect(await scene.alerts()).toHaveLength(1);
    const stored = await scene.database.db
      .selectFrom('series_days')
      .select(['p', 'count'])
      .where('series', '=', `${TYPES[language]}/${COUNTRIES[language]}`)
      .where('p', 'is not', null)
      .execute();
    expect(stored).toContainEqual({ p: expect.closeTo(p, 6), count: 6 });
  });

  test('many workers at once make one proposal', async () => {
    await quietPast('ko', 70);
    for (let n = 0; n < 6; n += 1) await scene.tell(day(70, 8), SCRIPTS.ko(n + 1));
    await Promise.all(Array.from({ length: 4 }, () => scene.detect(day(70, 9))));
    expect(await scene.alerts()).toHaveLength(1);
  });

  test('P16 one person, or a ring of fresh accounts with one template, raises nothing', async () => {
    await quietPast('ko', 70);
    for (let n = 0; n < 10; n += 1) await scene.tell(day(70, 8), SCRIPTS.ko(n + 1), { reporter_key: 'bank:one' });
    for (let n = 0; n < 40; n += 1) {
      await scene.tell(day(70, 9), SCRIPTS.ko(7), { source: 'telegram', reporter_key: `telegram:${n}` });
    }
    expect(await scene.detect(day(70, 10))).toEqual([]);
    expect(await scene.watchEntities(day(70, 10))).toBe(0);
    expect(await scene.alerts()).toEqual([]);
    const days = await scene.database.db.selectFrom('series_days').select('count').where('series', '=', 'PHISH/KR').orderBy('day', 'desc').limit(1).execute();
    expect(days).toEqual([{ count: 2 }]);
  });

  test('the same person every day for two weeks is no surge', async () => {
    await quietPast('ko', 60);
    for (let n = 60; n <= 74; n += 1) await scene.tell(day(n), SCRIPTS.ko(n), { reporter_key: 'bank:daily' });
    expect(await scene.detect(day(74, 20))).toEqual([]);
  });

  test('a campaign that slept and grows again is a series of its own', async () => {
    const first = await scene.tell(day(0), SCRIPTS.ko(1));
    const campaign = await scene.campaignOf(first);
    await scene.detect(day(70, 1));
    for (let n = 0; n < 5; n += 1) await scene.tell(day(70, 8), SCRIPTS.ko(1));
    const raised = await scene.detect(day(70, 9));
    expect(raised.map(({ series }) => series)).toContain(`campaign/${campaign}`);
    expect(await scene.alerts()).toHaveLength(1);
  });

  test('counts outlive the reports they come from', async () => {
    await quietPast('ko', 70);
    await scene.detect(day(70));
    const before = await scene.database.db.selectFrom('series_days').select('count').where('series', '=', 'PHISH/KR').execute();
    await eraseOldReports(scene.at(day(70)), 30);
    await scene.detect(day(71), { retentionDays: 30 });
    expect(await scene.database.db.selectFrom('series_days').select('count').where('series', '=', 'PHISH/KR').execute()).toEqual(before);
  });

  test('a rejected report stops counting', async () => {
    const id = await scene.tell(day(10), SCRIPTS.ko(1));
    await scene.detect(day(10, 13));
    await scene.database.db.updateTable('reports').set({ state: 'rejected' }).where('id', '=', id).execute();
    await scene.detect(day(10, 14));
    expect(await scene.database.db.selectFrom('series_days').select('count').where('series', '=', 'PHISH/KR').execute()).toEqual([{ count: 0 }]);
  });
});

describe('two clocks', () => {
  async function countsOf(number: number): Promise<{ count: number; late: number }> {
    const row = await scene.database.db
      .selectFrom('series_days')
      .select(['count', 'late'])
      .where('series', '=', 'PHISH/KR')
      .where('day', '=', day(number).toISOString().slice(0, 10))
      .executeTakeFirst();
    return row ?? { count: 0, late: 0 };
  }

  test('what is told long afterwards counts on its own day, and raises what later days are compared with', async () => {
    await quietPast('ko', 70);
    await scene.detect(day(70, 1));
    for (let n = 0; n < 12; n += 1) await scene.tell(day(70, 8), SCRIPTS.ko(n + 1), { occurred_at: day(40 + n, 9) });
    expect(await scene.detect(day(70, 9))).toEqual([]);
    expect(await scene.alerts()).toEqual([]);
    expect(await countsOf(70)).toEqual({ count: 0, late: 0 });
    expect(await countsOf(41)).toEqual({ count: 0, late: 1 });
    await scene.tell(day(71), SCRIPTS.ko(50));
    await scene.tell(day(71), SCRIPTS.ko(51));
    await scene.tell(day(71), SCRIPTS.ko(52));
    await scene.detect(day(71, 13));
    const tested = await scene.database.db
      .selectFrom('series_days')
      .select('expected')
      .where('series', '=', 'PHISH/KR')
      .where('expected', 'is not', null)
      .execute();
    expect(tested[0]?.expected).toBeGreaterThan(0.45);
  });

  test('an import counts on its day, and on none when it tells no time', async () => {
    await quietPast('ko', 70);
    for (let n = 0; n < 9; n += 1) await scene.tell(day(70, 8), SCRIPTS.ko(n + 1), { source: 'import' });
    for (let n = 0; n < 9; n += 1) await scene.tell(day(70, 8), SCRIPTS.ko(n + 11), { source: 'import', occurred_at: day(70, 7) });
    expect(await scene.detect(day(70, 9))).toEqual([]);
    expect(await countsOf(70)).toEqual({ count: 0, late: 9 });
  });

  test('a partner that delivers a backlog is not heard as news, not even where it tells no time', async () => {
    await quietPast('ko', 70);
    for (let n = 0; n < 12; n += 1) await scene.tell(day(70, 8), SCRIPTS.ko(n + 1), { partner: 'telco', occurred_at: day(60, 8) });
    for (let n = 0; n < 8; n += 1) await scene.tell(day(70, 8), SCRIPTS.ko(n + 21), { partner: 'telco' });
    expect(await scene.detect(day(70, 9))).toEqual([]);
    expect(await countsOf(70)).toEqual({ count: 0, late: 8 });
    expect(await countsOf(60)).toMatchObject({ late: 12 });
  });

  test('curves show when it happened beside when it was told', async () => {
    await scene.tell(day(70, 8), SCRIPTS.ko(1), { occurred_at: day(68, 8) });
    const curve = await reportCurve(scene.database.db, { type: 'PHISH', country: 'KR', days: 3, now: day(70) });
    expect(curve.map(({ occurred, received }) => [occurred, received])).toEqual([
      [1, 0],
      [0, 0],
      [0, 1],
    ]);
  });

  /** Ten a day for two months, whatever happened to the last days. */
  async function busyPast(until: number, missing: readonly number[]): Promise<void> {
    for (let past = 0; past < until; past += 1) {
      if (missing.includes(past)) continue;
      await scene.database.db
        .insertInto('series_days')
        .values({ series: 'PHISH/KR', day: day(past).toISOString().slice(0, 10), count: 8 + ((past * 7) % 5), late: 0, expected: null, p: null })
        .execute();
    }
    // Whatever was counted before must not be counted anew from reports that this test did not make.
    await scene.database.pool.query(`insert into settings (key, value) values ('series_recounted', $1)`, [
      JSON.stringify({ day: day(until).toISOString().slice(0, 10) }),
    ]);
  }

  async function afterTwoDays(reports: number): Promise<string[]> {
    for (let n = 0; n < reports; n += 1) await scene.tell(day(62, 8), SCRIPTS.ko(n));
    return (await scene.detect(day(62, 23))).map(({ series }) => series).filter((series) => series === 'PHISH/KR');
  }

  test('what waited during an outage makes no alarm on the day after it; the same without an outage does', { timeout: 120_000 }, async () => {
    await busyPast(62, [60, 61]);
    await scene.watched(day(0, 0), day(59, 23));
    await scene.watched(day(62, 0), day(62, 23));
    expect(await afterTwoDays(30)).toEqual([]);
    await scene.watched(day(60, 0), day(61, 23));
    expect(await scene.detect(day(62, 23))).not.toEqual([]);
  });

  test('a silent week does not lower what the days after it are compared with', { timeout: 120_000 }, async () => {
    await busyPast(62, [48, 49, 50, 51, 52, 53, 54]);
    await scene.watched(day(0, 0), day(47, 23));
    await scene.watched(day(55, 0), day(62, 23));
    expect(await afterTwoDays(12)).toEqual([]);
    const [tested] = await scene.database.db
      .selectFrom('series_days')
      .select('expected')
      .where('series', '=', 'PHISH/KR')
      .where('expected', 'is not', null)
      .orderBy('day', 'desc')
      .execute();
    expect(tested?.expected).toBeGreaterThan(9.5);
  });
});

const ACCOUNT = {
  ko: '검찰청 수사관이라며 안전계좌 Maybank 5142 8890 1234로 옮기라고 했어요. 아무한테도 말하지 말래요.',
  ms: 'Dia suruh saya bayar deposit sewa rumah dulu ke akaun Maybank 514288901234, lepas tu terus kena block.',
  en: 'Seller on Marketplace took my money for a phone, Maybank 5142 8890 1234, and never shipped it.',
};

async function withoutCampaigns(): Promise<void> {
  await scene.database.db.deleteFrom('campaign_reports').execute();
}

describe('entities', () => {
  test('an account that three people tell of in three languages is proposed though no campaign holds them', async () => {
    const languages = ['ko', 'ms', 'en'] as const;
    for (const [index, language] of languages.entries()) await scene.tell(day(1, 8 + 20 * index), ACCOUNT[language], { country: COUNTRIES[language] });
    await withoutCampaigns();
    expect(await scene.watchEntities(day(3, 3))).toBe(1);
    expect(await scene.alerts()).toMatchObject([
      {
        state: 'proposed',
        campaign_id: null,
        evidence: { detector: 'velocity', independent_reporters: 3, reports: 3, window_days: 3, first_report_at: day(1, 8).toISOString() },
      },
    ]);
    expect(await scene.watchEntities(day(3, 4))).toBe(0);
    expect(await factsTold()).toEqual(['alert_proposed']);
  });

  test('P16 a ring of fresh accounts, one person, or three people in a week propose nothing', async () => {
    for (let n = 0; n < 8; n += 1) await scene.tell(day(1, 8), ACCOUNT.ko, { source: 'telegram', reporter_key: `telegram:${n}` });
    for (let n = 0; n < 4; n += 1) await scene.tell(day(1 + n, 9), `${ACCOUNT.en} ${n}`, { reporter_key: 'bank:same' });
    await withoutCampaigns();
    expect(await scene.watchEntities(day(5))).toBe(0);
    expect(await scene.alerts()).toEqual([]);
  });

  test('what is told long afterwards does not make an entity fast', async () => {
    for (const language of ['ko', 'ms', 'en'] as const) await scene.tell(day(30, 8), ACCOUNT[language], { occurred_at: day(5) });
    expect(await scene.watchEntities(day(30, 9))).toBe(0);
  });
});

const NOVEL = {
  ko: '아파트 우편함에 보라색 봉투가 왔는데 안에 있는 열쇠를 들고 12층으로 오래요',
  ms: 'Ada orang letak sampul ungu dalam peti surat, suruh bawa kunci tu ke tingkat 12 dan bayar RM50 pada pengawal',
  en: 'A purple envelope in my mailbox says to bring the key inside it to the twelfth floor before tonight and tell nobody',
};

describe('new scripts', () => {
  test.each(['ko', 'ms', 'en'] as const)('a script that no known type fits is proposed with an empty draft (%s)', async (language) => {
    const ids = [];
    for (let n = 0; n < 3; n += 1) ids.push(await scene.tell(day(1, 8 + n), NOVEL[language], { country: COUNTRIES[language] }));
    const campaign = await scene.campaignOf(ids[0] ?? '');
    expect(await scene.propose(day(1, 12), campaign)).toMatchObject({ kind: 'proposed' });
    const [alert] = await scene.alerts();
    expect(alert).toMatchObject({ state: 'proposed', campaign_id: campaign, evidence: { detector: 'novel', independent_reporters: 3 } });
    const version = await findVersion(scene.database.db, alert?.id ?? '', 1);
    expect(version?.content).toMatchObject({ type: 'OTHER', texts: { ko: { headline: '' }, ms: { what_happens: '' }, en: { what_to_do: '' } } });
    const approved = await approveAlert(scene.at(day(1, 13)), {
      by: await hire(),
      alertId: alert?.id ?? '',
      version: 1,
      contentHash: version?.content_hash ?? '',
    });
    expect(approved.kind).toBe('faulty');
  });

  test('two people, or what is read as benign, are none; a known script keeps its draft', async () => {
    for (let n = 0; n < 2; n += 1) await scene.tell(day(1), NOVEL.ko);
    let last = '';
    for (let n = 0; n < 3; n += 1) last = await scene.tell(day(1), SCRIPTS.ms(5), { country: 'MY' });
    expect(await scene.propose(day(1, 13), await scene.campaignOf(last))).toMatchObject({ kind: 'proposed' });
    await scene.proposeForGrown(day(1, 13));
    expect((await scene.alerts()).map(({ evidence }) => evidence['detector'])).toEqual(['campaign']);
  });
});

async function hire(): Promise<Officer> {
  const officer: Officer = {
    id: randomBytes(8).toString('hex'),
    role: 'supervisor',
    name: 'Kim',
    email: `${randomBytes(4).toString('hex')}@police.example`,
    language: 'ko',
  };
  await scene.database.db
    .insertInto('staff_users')
    .values({ ...officer, email_verified: true, disabled: false, updated_at: day(0) })
    .execute();
  return officer;
}

describe('alarms that belong together', () => {
  async function parcels(number: number, reports: number): Promise<string> {
    let last = '';
    for (let n = 0; n < reports; n += 1) last = await scene.tell(day(number, 8), SCRIPTS.ko(1));
    return scene.campaignOf(last);
  }

  test('a campaign, its link and its type rise together and are one proposal', async () => {
    await quietPast('ko', 70);
    const campaign = await parcels(70, 5);
    expect(await scene.propose(day(70, 9), campaign)).toMatchObject({ kind: 'proposed' });
    await scene.detect(day(70, 9));
    await scene.watchEntities(day(70, 9));
    const [alert, ...more] = await scene.alerts();
    expect(more).toEqual([]);
    expect(new Set((await scene.alarms()).map(({ detector }) => detector))).toEqual(new Set(['campaign', 'surge', 'velocity']));
    expect(alert?.evidence).toMatchObject({ detector: 'campaign' });
    expect(alert?.evidence['independent_reporters']).toBeGreaterThanOrEqual(5);
    expect(alert?.evidence['p']).toBeLessThan(0.001);
    // The next day adds to it.
    await parcels(71, 6);
    await scene.detect(day(71, 9));
    expect(await scene.alerts()).toHaveLength(1);
    expect((await scene.alerts())[0]?.evidence['independent_reporters']).toBeGreaterThanOrEqual(6);
    const audit = await scene.database.db
      .selectFrom('audit_entries')
      .select('action')
      .where('subject_id', '=', alert?.id ?? '')
      .execute();
    expect(audit.map(({ action }) => action)).toContain('alert.evidence_added');
  });

  test('what officers turned down stays quiet until twice as many tell of it', async () => {
    const campaign = await parcels(70, 3);
    await scene.propose(day(70, 9), campaign);
    const [alert] = await scene.alerts();
    await dismissAlert(scene.at(day(70, 10)), { by: await hire(), alertId: alert?.id ?? '', reason: 'too_little' });
    await parcels(71, 2);
    expect(await scene.propose(day(71, 9), campaign)).toMatchObject({ kind: 'skipped' });
    expect(await scene.alerts()).toHaveLength(1);
    await parcels(71, 1);
    expect(await scene.propose(day(71, 11), campaign)).toMatchObject({ kind: 'proposed' });
    expect((await scene.alerts()).map(({ state }) => state)).toEqual(['dismissed', 'proposed']);
  });

  test('P16 a proposal that was turned down does not hide another scam of its type and country', async () => {
    await scene.propose(day(70, 9), await parcels(70, 6));
    const [alert] = await scene.alerts();
    await dismissAlert(scene.at(day(70, 10)), { by: await hire(), alertId: alert?.id ?? '', reason: 'not_a_scam' });
    const other = '[KB국민은행] 보안등급 만료로 이체가 제한됩니다. 본인 인증을 다시 해 주세요 http://kb-renew.top/x';
    let last = '';
    for (let n = 0; n < 3; n += 1) last = await scene.tell(day(71, 8), other);
    expect(await scene.propose(day(71, 9), await scene.campaignOf(last))).toMatchObject({ kind: 'proposed' });
  });

  test('evidence does not change what was approved, and other countries and types stay apart', async () => {
    const campaign = await parcels(70, 3);
    await scene.propose(day(70, 9), campaign);
    const [alert] = await scene.alerts();
    const version = await findVersion(scene.database.db, alert?.id ?? '', 1);
    const hash = contentHash(version?.content as never);
    for (const _ of [1, 2]) await approveAlert(scene.at(day(70, 10)), { by: await hire(), alertId: alert?.id ?? '', version: 1, contentHash: hash });
    await parcels(71, 2);
    await scene.propose(day(71, 9), campaign);
    let loan = '';
    for (let n = 0; n < 3; n += 1) loan = await scene.tell(day(71, 8), SCRIPTS.ms(5), { country: 'MY' });
    await scene.propose(day(71, 9), await scene.campaignOf(loan));
    const alerts = await scene.alerts();
    expect(alerts.map(({ state }) => state)).toEqual(['published', 'proposed']);
    expect(alerts[0]?.evidence['independent_reporters']).toBe(5);
    expect((await findVersion(scene.database.db, alert?.id ?? '', 1))?.content_hash).toBe(hash);
  });

  test('each week shows alarms, what became of them, and false alarms beside the budget', async () => {
    await quietPast('ko', 70);
    for (let n = 0; n < 6; n += 1) await scene.tell(day(70, 8), SCRIPTS.ko(n + 1));
    await scene.detect(day(70, 9), { falseAlarmsAWeek: 2 });
    const [alert] = await scene.alerts();
    await dismissAlert(scene.at(day(70, 10)), { by: await hire(), alertId: alert?.id ?? '', reason: 'not_a_scam' });
    const review = await reviewDetection(scene.database.db, { now: day(70, 11), weeks: 2 });
    expect(review.budget).toBe(2);
    expect(review.items).toHaveLength(2);
    expect(review.items[0]).toMatchObject({
      week: '2026-10-12',
      detectors: [{ detector: 'surge', proposals: 1, open: 0, rejected: 1, false_alarms: 1, published: 0 }, {}, {}, {}],
    });
    expect(review.items[0]?.p_below_01_percent).toBeGreaterThan(0);
    expect(await listAlarms(scene.database.db, { detector: 'surge', limit: 10 })).toMatchObject([
      { alert_state: 'dismissed', series: 'PHISH/KR/ko', day: '2026-10-12', count: 6 },
      { series: 'PHISH/KR' },
    ]);
  });
});
