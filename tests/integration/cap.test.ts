// Warnings as CAP 1.2 over HTTP: a document each, and the index that leads collectors to them.

import { parseAtomFeed } from 'feedsmith';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ALERT_GRADES, type AlertGrade } from '#core/alerts/alert-words.ts';
import { expireAlerts, withdrawAlert } from '#core/alerts/end-alert.ts';
import { correctAlert, draftAlert } from '#core/alerts/write-alert.ts';
import { decideDispute } from '#core/disputes/decide-dispute.ts';
import { fileDispute } from '#core/disputes/file-dispute.ts';
import { createTranslator } from '#platform/i18n.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { capFaults, readCap, type ReadCap } from '#tests/support/cap-schema.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const translator = createTranslator({ strict: true });
let scene: TriageScene;
let publisher: Publisher;
let api: TestApi;
let longEnded: string;
let expired: string;
const graded = {} as Record<AlertGrade, string>;
let corrected: string;
let withdrawn: string;
let named: string;

beforeAll(async () => {
  scene = await createTriageScene();
  publisher = await hirePublisher(scene);
  api = await startTestApi(scene.database, { clock: scene.clock });
  const soonOver = () => ({ ...publisher.content('SHOP', ['KR']), valid_until: new Date(scene.clock.now().getTime() + DAY).toISOString() });
  longEnded = await publisher.publish(soonOver());
  scene.clock.advance(2 * DAY);
  await expireAlerts(scene.context);
  scene.clock.advance(30 * DAY);
  expired = await publisher.publish(soonOver());
  scene.clock.advance(2 * DAY);
  for (const grade of ALERT_GRADES) {
    graded[grade] = await publisher.publish({
      ...publisher.content('IMP_AUTH', ['KR', 'MY']),
      grade,
      ...(grade === 'notice' && { regions: ['KR-11', 'MY-14', 'MY-10'] }),
    });
    scene.clock.advance(MINUTE);
  }
  withdrawn = await publisher.publish(publisher.content('LOAN', ['MY']));
  corrected = await publisher.publish(publisher.content('INVEST', []));
  scene.clock.advance(MINUTE);
  const content = publisher.content('INVEST', []);
  await publisher.correct(corrected, {
    ...content,
    grade: 'danger',
    texts: { ...content.texts, ms: { ...content.texts.ms, headline: 'Untung <b>palsu</b> & "janji"' } },
  });
  scene.clock.advance(MINUTE);
  await withdrawAlert(scene.context, { by: publisher.supervisor, alertId: withdrawn, reason: 'wrong' });
  scene.clock.advance(MINUTE);
  const naming = publisher.content('IMP_CORP', ['KR']);
  const texts = {
    ko: { ...naming.texts.ko, what_happens: 'parcel-check[.]top 링크를 보냅니다.' },
    ms: { ...naming.texts.ms, what_happens: 'Pautan parcel-check[.]top dihantar.' },
    en: { ...naming.texts.en, what_happens: 'They send a link to parcel-check[.]top.' },
  };
  named = await publisher.publish({ ...naming, texts });
});
afterAll(async () => {
  await api.stop();
  await scene.database.drop();
});

async function fetched(id: string): Promise<{ xml: string; alert: ReadCap; headers: Headers }> {
  const response = await fetch(`${api.address}/v1/alerts/${id}.cap`);
  const xml = await response.text();
  expect([response.status, await capFaults(xml)]).toEqual([200, []]);
  return { xml, alert: readCap(xml), headers: response.headers };
}

function message(id: string, what: number | string): string {
  return `urn:uuid:${id}#${what}`;
}

describe('a document', () => {
  test.each(ALERT_GRADES)('of the grade %s is a valid Alert in three languages', async (grade) => {
    const { alert, headers } = await fetched(graded[grade]);
    expect(headers.get('content-type')).toBe('application/cap+xml; charset=utf-8');
    expect(alert).toMatchObject({ identifier: message(graded[grade], 1), sender: 'jaga.example', msgType: 'Alert' });
    expect(alert).not.toHaveProperty('references');
    expect(alert.info.map(({ language }) => language)).toEqual(['ko-KR', 'ms-MY', 'en']);
    for (const info of alert.info) expect(info.parameter[0]).toMatchObject({ valueName: 'urn:jaga:grade', value: grade });
  });

  test('of a warning for regions says each, and nothing of their countries', async () => {
    const { alert } = await fetched(graded.notice);
    expect(alert.info[1]?.area.map(({ areaDesc, geocode }) => [areaDesc, geocode?.valueName, geocode?.value])).toEqual([
      ['Seoul, Korea', 'ISO3166-2', 'KR-11'],
      ['Selangor, Malaysia', 'ISO3166-2', 'MY-10'],
      ['Wilayah Persekutuan Kuala Lumpur, Malaysia', 'ISO3166-2', 'MY-14'],
    ]);
  });

  test('of a corrected warning is an Update that names the message before', async () => {
    const { alert } = await fetched(corrected);
    const { published_at, updated_at } = await (await fetch(`${api.address}/v1/alerts/${corrected}`)).json();
    const seconds = (time: string): string => `${time.slice(0, 19)}-00:00`;
    expect(alert).toMatchObject({
      identifier: message(corrected, 2),
      msgType: 'Update',
      sent: seconds(updated_at),
      references: `jaga.example,${message(corrected, 1)},${seconds(published_at)}`,
    });
    expect(alert.info[1]).toMatchObject({ headline: 'Untung <b>palsu</b> & "janji"', severity: 'Severe', area: [{ areaDesc: 'Semua negara' }] });
  });

  test('of a withdrawn warning is a Cancel that says so in each language and keeps the headline alone', async () => {
    const { alert, xml } = await fetched(withdrawn);
    expect(alert).toMatchObject({ identifier: message(withdrawn, 'withdrawn'), msgType: 'Cancel' });
    expect(alert.references).toContain(message(withdrawn, 1));
    expect(alert.info.map(({ description }) => description)).toEqual(['철회된 경보입니다.', 'Amaran ini telah ditarik balik.', 'This warning was withdrawn.']);
    const { what_happens, headline } = publisher.content('LOAN', ['MY']).texts.ms;
    expect([xml.includes(headline), xml.includes(what_happens)]).toEqual([true, false]);
  });

  test('of an expired warning stays, and tells when it ended', async () => {
    const { alert } = await fetched(expired);
    expect(alert.msgType).toBe('Alert');
    expect(Date.parse(alert.info[0]?.expires ?? '')).toBeLessThan(scene.clock.now().getTime());
    await fetched(longEnded);
  });

  test('is not sent again while nothing has changed, and to HEAD without its body', async () => {
    const url = `${api.address}/v1/alerts/${graded.danger}.cap`;
    const first = await fetch(url);
    expect(first.headers.get('cache-control')).toBe('public, max-age=60');
    const again = await fetch(url, { headers: { 'If-None-Match': first.headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' } });
    expect(again.status).toBe(304);
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, first.headers.get('etag'), '']);
  });

  test.each([['no-uuid'], ['00000000-0000-4000-8000-000000000000'], ['%00'], ['']])('that is not there, %s, is not found', async (id) => {
    const response = await fetch(`${api.address}/v1/alerts/${id}.cap`);
    expect([response.status, response.headers.get('content-type')]).toEqual([404, 'application/problem+json; charset=utf-8']);
  });

  test('of a draft does not exist, and other methods are refused', async () => {
    const { id } = await draftAlert(scene.context, { by: publisher.supervisor, content: publisher.content() });
    expect((await fetch(`${api.address}/v1/alerts/${id}.cap`)).status).toBe(404);
    expect((await fetch(`${api.address}/v1/alerts/${graded.danger}.cap`, { method: 'POST' })).status).toBe(405);
  });
});

describe('the index', () => {
  async function index(query = '?lang=en') {
    const response = await fetch(`${api.address}/feeds/alerts.cap${query}`);
    return { feed: parseAtomFeed(await response.text()), headers: response.headers };
  }

  test('leads to the document of each warning that holds or ended lately, what was said last first', async () => {
    const { feed, headers } = await index();
    expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
    expect(feed.entries?.map(({ id }) => id)).toEqual([
      message(named, 1),
      message(withdrawn, 'withdrawn'),
      message(corrected, 2),
      ...ALERT_GRADES.toReversed().map((grade) => message(graded[grade], 1)),
      message(expired, 1),
    ]);
    for (const { id, links } of feed.entries ?? []) {
      const link = links?.find(({ type }) => type === 'application/cap+xml')?.href ?? '';
      const document = await fetch(link.replace('https://jaga.example', api.address));
      expect(readCap(await document.text()).identifier).toBe(id);
    }
  });

  test('speaks the language that is asked for', async () => {
    const { feed, headers } = await index('?lang=ms');
    expect(headers.get('content-language')).toBe('ms');
    expect(feed.entries?.slice(1, 3).map(({ title }) => title?.value)).toEqual([
      `[Ditarik balik] ${publisher.content('LOAN', ['MY']).texts.ms.headline}`,
      '[Bahaya] Untung <b>palsu</b> & "janji"',
    ]);
    expect(feed.links?.find(({ rel }) => rel === 'self')?.href).toBe('https://jaga.example/feeds/alerts.cap?lang=ms');
  });

  test('is not sent again while nothing has changed, and other methods are refused', async () => {
    const { headers } = await index();
    expect(headers.get('cache-control')).toBe('public, max-age=60');
    const etag = { 'If-None-Match': headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' };
    expect((await fetch(`${api.address}/feeds/alerts.cap?lang=en`, { headers: etag })).status).toBe(304);
    expect((await fetch(`${api.address}/feeds/alerts.cap`, { method: 'POST' })).status).toBe(405);
  });

  test('is found from the pages that name the feeds', async () => {
    const page = await (await fetch(`${api.address}/alerts?lang=en`, { headers: { Accept: 'text/html' } })).text();
    expect(page).toContain('type="application/atom+xml" title="Jaga: scam warnings (CAP 1.2)" href="/feeds/alerts.cap?lang=en"');
  });
});

test('a name that was taken out, and the taking out confirmed, are Updates that name every message before and nobody', async () => {
  scene.clock.advance(MINUTE);
  const dispute = { kind: 'domain', value: 'parcel-check.top', reason: 'hacked', statement: '', contact: 'owner@example.com' } as const;
  const filed = await fileDispute(scene.context, translator, dispute);
  const { alert, xml } = await fetched(named);
  expect(alert).toMatchObject({ identifier: message(named, 2), msgType: 'Update' });
  expect(xml).not.toContain('parcel-check');
  scene.clock.advance(MINUTE);
  const reference = 'reference' in filed ? filed.reference : '';
  await decideDispute(scene.context, translator, { by: publisher.supervisor, reference, decision: 'uphold' });
  scene.clock.advance(MINUTE);
  await publisher.correct(named, publisher.content('IMP_CORP', ['KR']));
  const { references, identifier } = (await fetched(named)).alert;
  expect(identifier).toBe(message(named, 4));
  expect(references?.split(' ').map((each) => each.split(',')[1])).toEqual([1, 2, 3].map((version) => message(named, version)));
});

test('a correction that never got its approvals is no message, and none names it', async () => {
  const id = graded.caution;
  const content = publisher.content('IMP_AUTH', ['KR']);
  expect(await correctAlert(scene.context, { by: publisher.supervisor, alertId: id, seenVersion: 1, content })).toMatchObject({ kind: 'done' });
  expect((await fetched(id)).alert).toMatchObject({ identifier: message(id, 1), msgType: 'Alert' });
  await publisher.correct(id, publisher.content('IMP_AUTH', ['MY']));
  const { identifier, references } = (await fetched(id)).alert;
  expect([identifier, references?.split(',')[1]]).toEqual([message(id, 3), message(id, 1)]);
  expect(references).not.toContain(' ');
});
