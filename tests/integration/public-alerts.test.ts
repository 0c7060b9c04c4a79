// Published warnings for machines: GET /v1/alerts and one of them.

import { createPublicKey, verify as verifySignature } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publicAlertDetail, publicAlertList, type PublicAlertDetail, type PublicAlertList } from '#api/contract/alerts.ts';
import { verifiedCode } from '#api/contract/verify.ts';
import { withdrawAlert } from '#core/alerts/end-alert.ts';
import { canonicalJson } from '#core/audit/canonical-json.ts';
import { fileDispute } from '#core/disputes/file-dispute.ts';
import { createTranslator } from '#platform/i18n.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { hirePublisher, type Publisher } from '#tests/support/publish-alert.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const translator = createTranslator({ strict: true });
let scene: TriageScene;
let publisher: Publisher;
let api: TestApi;
let current: string;
let corrected: string;
let withdrawn: string;
let named: string;

beforeAll(async () => {
  scene = await createTriageScene();
  publisher = await hirePublisher(scene);
  api = await startTestApi(scene.database, { clock: scene.clock });
  withdrawn = await publisher.publish(publisher.content('LOAN', ['MY']));
  scene.clock.advance(60_000);
  corrected = await publisher.publish(publisher.content('INVEST', ['MY']));
  scene.clock.advance(60_000);
  const content = publisher.content('INVEST', ['MY']);
  await publisher.correct(corrected, {
    ...content,
    regions: ['MY-10'],
    grade: 'danger',
    texts: { ...content.texts, ms: { ...content.texts.ms, headline: 'Pelaburan palsu' } },
  });
  await withdrawAlert(scene.context, { by: publisher.supervisor, alertId: withdrawn, reason: 'wrong' });
  scene.clock.advance(60_000);
  current = await publisher.publish(publisher.content('PHISH', []));
  scene.clock.advance(60_000);
  const naming = publisher.content('IMP_CORP', ['KR']);
  named = await publisher.publish({
    ...naming,
    texts: {
      ko: { ...naming.texts.ko, what_happens: 'parcel-check[.]top 링크를 보냅니다.' },
      ms: { ...naming.texts.ms, what_happens: 'Pautan parcel-check[.]top dihantar.' },
      en: { ...naming.texts.en, what_happens: 'They send a link to parcel-check[.]top.' },
    },
  });
});
afterAll(async () => {
  await api.stop();
  await scene.database.drop();
});

async function list(query = ''): Promise<PublicAlertList> {
  const response = await fetch(`${api.address}/v1/alerts${query}`);
  expect(response.status).toBe(200);
  return publicAlertList.parse(await response.json());
}

async function one(id: string): Promise<PublicAlertDetail> {
  return publicAlertDetail.parse(await (await fetch(`${api.address}/v1/alerts/${id}`)).json());
}

describe('the list', () => {
  test('has what holds, newest first, and what has ended only when asked for', async () => {
    expect((await list()).alerts.map(({ id }) => id)).toEqual([named, current, corrected]);
    expect((await list('?ended=true')).alerts.map(({ id, state }) => [id, state])).toEqual([
      [named, 'published'],
      [current, 'published'],
      [corrected, 'published'],
      [withdrawn, 'withdrawn'],
    ]);
  });

  test('narrows by type and by country, where what concerns all concerns each', async () => {
    expect((await list('?type=INVEST')).alerts.map(({ id }) => id)).toEqual([corrected]);
    expect((await list('?country=MY')).alerts.map(({ id }) => id)).toEqual([current, corrected]);
    expect((await list('?country=MY&type=LOAN&ended=true')).alerts.map(({ id }) => id)).toEqual([withdrawn]);
  });

  test('pages with a link to the next one', async () => {
    const first = await list('?limit=2');
    expect(first.next).toBe(`https://jaga.example/v1/alerts?ended=false&limit=2&after=${current}`);
    expect(await list(new URL(first.next ?? '').search)).toMatchObject({ alerts: [{ id: corrected }], next: null });
  });

  test.each([['?type=SPAM'], ['?country=kr'], ['?limit=0'], ['?after=x'], ['?ended=maybe']])('refuses %s and says which part', async (query) => {
    const response = await fetch(`${api.address}/v1/alerts${query}`);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [{ pointer: `/${query.slice(1).split('=')[0]}` }] });
  });

  test('is not sent again while nothing has changed', async () => {
    const first = await fetch(`${api.address}/v1/alerts`);
    expect(first.headers.get('cache-control')).toBe('public, max-age=60');
    const again = await fetch(`${api.address}/v1/alerts`, { headers: { 'If-None-Match': first.headers.get('etag') ?? '', 'Cache-Control': 'max-age=0' } });
    expect(again.status).toBe(304);
  });
});

describe('one warning', () => {
  test('tells which parts its last correction changed', async () => {
    const alert = await one(corrected);
    expect(alert).toMatchObject({ grade: 'danger', version: 2, regions: ['MY-10'], changed: ['grade', 'regions', 'headline', 'valid_until'] });
    expect(Date.parse(alert.updated_at)).toBeGreaterThan(Date.parse(alert.published_at));
    expect(await one(current)).toMatchObject({ changed: [], regions: [] });
  });

  test('keeps its headline when withdrawn, and no more', async () => {
    const { texts, ended_at } = await one(withdrawn);
    expect(texts.en).toMatchObject({ what_happens: null, what_to_do: null });
    expect(texts.en.headline).not.toBe('');
    expect(ended_at).not.toBeNull();
  });

  test('shows a name that was taken out nowhere, and that the text has changed', async () => {
    const before = await one(named);
    expect(before.updated_at).toBe(before.published_at);
    scene.clock.advance(60_000);
    const dispute = { kind: 'domain', value: 'parcel-check.top', reason: 'hacked', statement: '', contact: 'owner@example.com' } as const;
    expect(await fileDispute(scene.context, translator, dispute)).toMatchObject({ kind: 'filed' });
    const after = await one(named);
    expect(JSON.stringify(after)).not.toContain('parcel-check');
    expect(after.changed).toEqual(['what_happens']);
    expect(after.updated_at).toBe(scene.clock.now().toISOString());
  });

  test.each([['no-uuid'], ['00000000-0000-4000-8000-000000000000'], ['%00']])('that is not there, %s, is not found', async (id) => {
    expect((await fetch(`${api.address}/v1/alerts/${id}`)).status).toBe(404);
  });
});

describe('the code under a warning', () => {
  async function codeOf(id: string): Promise<string> {
    const { code } = await scene.database.db.selectFrom('alerts').select('code').where('id', '=', id).executeTakeFirstOrThrow();
    return code;
  }

  test('says that it is genuine, how it stands and which content was approved; another is not ours', async () => {
    const verify = async (code: string): Promise<unknown> => (await fetch(`${api.address}/v1/verify/${code}`)).json();
    const versions = scene.database.db.selectFrom('alert_versions').select('content_hash').where('alert_id', '=', current);
    const { content_hash } = await versions.executeTakeFirstOrThrow();
    const code = await codeOf(current);
    expect(await verify(`${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase())).toMatchObject({
      genuine: true,
      kind: 'warning',
      id: current,
      state: 'published',
      content_hash,
    });
    expect(await verify(await codeOf(withdrawn))).toMatchObject({ genuine: true, kind: 'warning', state: 'withdrawn' });
    expect(await verify('0000-0000')).toEqual({ genuine: false });
  });

  test('answers with a signature that holds for what it says and for nothing else, as the warning itself does', async () => {
    const read = async (path: string): Promise<unknown> => (await fetch(`${api.address}${path}`)).json();
    const { keys } = (await read('/.well-known/jaga-signing-key.json')) as { keys: { kid: string; kty: string; crv: string; x: string }[] };
    const checked = verifiedCode.parse(await read(`/v1/verify/${await codeOf(withdrawn)}`));
    if (!('signed' in checked)) throw new Error('not signed');
    const { statement, signature, key_id } = checked.signed;
    const key = keys.find(({ kid }) => kid === key_id);
    if (key === undefined) throw new Error('no such key');
    const isSigned = (said: object): boolean =>
      verifySignature(null, Buffer.from(canonicalJson(said)), createPublicKey({ key, format: 'jwk' }), Buffer.from(signature, 'base64url'));
    expect(isSigned(statement)).toBe(true);
    expect(isSigned({ ...statement, state: 'published' })).toBe(false);
    expect(publicAlertDetail.parse(await read(`/v1/alerts/${withdrawn}`)).signed).toEqual(checked.signed);
  });

  test('leads somebody in a browser to what the warning says now', async () => {
    const page = await fetch(`${api.address}/verify/${await codeOf(corrected)}`, { headers: { 'accept-language': 'ms' } });
    const html = await page.text();
    expect(html).toContain('Ini amaran sebenar daripada Jaga');
    expect(html).toContain('Pelaburan palsu');
    expect(html).toContain(`/alerts/${corrected}`);
  });
});
