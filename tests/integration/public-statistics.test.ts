// Public counts over real reports: right where they are told, and telling nothing of few.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { publicStatistics as schema, type PublicStatisticsAnswer } from '#api/contract/statistics.ts';
import { readReport } from '#core/reports/read-report.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { receiveYear } from '#tests/support/reported-year.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

let scene: TriageScene;
let api: TestApi;
let publisher: Publisher;

beforeAll(async () => {
  scene = await createTriageScene(new Date('2025-11-24T09:00:00Z'));
  publisher = await hirePublisher(scene);
  api = await startTestApi(scene.database, { clock: scene.clock });
});
afterAll(async () => {
  await api.stop();
  await scene.database.drop();
});

async function figures(): Promise<PublicStatisticsAnswer> {
  return schema.parse(await (await fetch(`${api.address}/v1/stats`)).json());
}

async function truth(facet: string, since: string): Promise<Map<string, number>> {
  const { rows } = await scene.database.pool.query<{ key: string; n: number }>(
    `select ${facet} as key, count(*)::int as n from reports r join readings g on g.report_id = r.id
     where g.verdict in ('scam', 'suspicious') and r.state not in ('rejected', 'duplicate') and r.received_at >= $1 group by 1`,
    [`${since}T00:00:00+08:00`],
  );
  return new Map(rows.map(({ key, n }) => [key, n]));
}

test('nothing reported, and fewer than five, tell no number', async () => {
  expect((await figures()).reports).toBe(0);
  for (let index = 0; index < 3; index += 1)
    await scene.report({ text: '택배 주소가 틀려 보류됐습니다. http://parcel.example.top 링크에서 고쳐 주세요', reporter_key: `few-${index}` });
  scene.clock.advance(60_000);
  expect((await figures()).reports).toBe(0);
  const { rows } = await scene.database.pool.query<{ id: string }>('select id from reports');
  for (const { id } of rows) await readReport(scene.context, id);
  scene.clock.advance(60_000);
  const few = await figures();
  expect(few.reports).toBeNull();
  expect([...few.by_type, ...few.by_country, ...few.by_language, ...few.by_week].every(({ count }) => count === null)).toBe(true);
});

test('of many reports each told count is right and each hidden one cannot be worked out', async () => {
  expect(await receiveYear(scene, { seed: 11, reports: 900, weeks: 11 })).toBeGreaterThan(120);
  scene.clock.advance(60_000);
  const { since, reports, by_type, by_country, by_language, by_week } = await figures();
  const facets = [
    [by_type, await truth('coalesce(r.decided_type, g.type)', since)],
    [by_country, await truth(`coalesce(r.country, 'other')`, since)],
    [by_language, await truth(`case when g.language in ('ko', 'ms', 'en') then g.language else 'other' end`, since)],
    [by_week, await truth(`to_char(date_trunc('week', r.received_at at time zone 'Asia/Kuala_Lumpur'), 'YYYY-MM-DD')`, since)],
  ] as const;
  for (const [cells, counts] of facets) {
    const told = cells.reduce((sum, { count }) => sum + (count ?? 0), 0);
    const hidden = cells.filter(({ count }) => count === null);
    for (const { key, count } of cells) if (count !== null) expect([key, count]).toEqual([key, count === 0 ? 0 : counts.get(key)]);
    for (const { count } of cells) expect(count === null || count === 0 || count >= 5).toBe(true);
    expect(hidden.length).not.toBe(1);
    const left = (reports ?? 0) - told;
    expect(left === 0 ? hidden.length === 0 : left >= 5).toBe(true);
  }
  expect(by_country.some(({ count }) => count !== null && count > 0)).toBe(true);
});

test('add up losses of five or more people, rounded, and tell how long warnings took', async () => {
  expect((await figures()).lost.find(({ currency }) => currency === 'MYR')?.amount).toBeNull();
  for (const [index, amount] of ['RM1,250', 'RM2,000', 'RM980', 'RM3,333', 'RM1,111', 'RM2,600'].entries()) {
    const { id } = await scene.report({
      text: `Saya kena tipu, saya dah transfer ${amount} ke akaun Maybank 514288901234 semalam`,
      reporter_key: `lost-${index}`,
      country: 'MY',
    });
    await readReport(scene.context, id);
    const alert = await publisher.publish();
    await scene.database.pool.query(
      `update alerts set first_sent_at = $2, evidence = evidence || jsonb_build_object('first_report_at', $3::text) where id = $1`,
      [alert, scene.clock.now(), new Date(scene.clock.now().getTime() - (index + 1) * 3_600_000).toISOString()],
    );
  }
  scene.clock.advance(60_000);
  const { lost, time_to_warning } = await figures();
  expect(lost.find(({ currency }) => currency === 'MYR')?.amount).toBe(11_000);
  expect(time_to_warning).toEqual({ warnings: 6, median_seconds: 3.5 * 3_600 });
  const page = await (await fetch(`${api.address}/stats?lang=ms`)).text();
  expect(page).toContain('kira-kira 11 ribu');
  expect(page).toContain('3 jam');
});

test('are computed once a minute, and leave out what officers rejected', async () => {
  const before = await figures();
  await scene.database.pool.query(
    `update reports set state = 'rejected' where id in (select r.id from reports r join readings g on g.report_id = r.id where g.verdict = 'scam' order by r.received_at desc limit 10)`,
  );
  scene.clock.advance(59_000);
  expect(await figures()).toEqual(before);
  scene.clock.advance(1_000);
  const after = await figures();
  expect(after.reports).toBe((before.reports ?? 0) - 10);
  expect(after.computed_at).toBe(scene.clock.now().toISOString());
});

test.each(['ko', 'ms', 'en'])('are the same on the page, as plots with a table beneath: %s', async (language) => {
  const { reports, by_type } = await figures();
  const text = await (await fetch(`${api.address}/stats?lang=${language}`)).text();
  expect(text).toContain(`<dd>${reports}</dd>`);
  expect(text.match(/<svg class="plot" role="img" aria-labelledby="plot-\w+-title plot-\w+-desc"/g)).toHaveLength(4);
  const cells = [...text.matchAll(/<tr><th scope="row">[^<]+<\/th><td class="number">([^<]+)<\/td><\/tr>/g)].map(([, shown]) => shown);
  const shown = by_type.map(({ count }) => count).filter((count) => count !== null);
  for (const count of shown) expect(cells).toContain(String(count));
});
