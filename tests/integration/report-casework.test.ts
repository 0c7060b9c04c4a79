// What officers write and look at beside a report, over HTTP as their browser asks: notes, labels, files, texts alike, translations, the end of a
// shift. Everything goes with the report when it is erased.

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyAudit } from '#core/audit/verify-audit.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { readReport } from '#core/reports/read-report.ts';
import { mentionedIn } from '#core/triage/casework/notes.ts';
import { openForOfficer } from '#core/triage/open-report.ts';
import { createModelClient } from '#platform/model.ts';
import { startConsole, type ConsoleServer, type ConsoleUser } from '#tests/support/console-client.ts';
import { startModelStandIn, type ModelStandIn } from '#tests/support/model-stand-in.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const KEY = 'sk-stand-in-0123456789abcdef';
const settings = { budgetUsdPerDay: 5, usdPerMillionInputTokens: 0.15, usdPerMillionOutputTokens: 0.6 };
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
const SVG = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');

let scene: TriageScene;
let server: ConsoleServer;
let model: ModelStandIn;
let kim: ConsoleUser;
let aina: ConsoleUser;
let farid: ConsoleUser;
let viewer: ConsoleUser;

beforeAll(async () => {
  scene = await createTriageScene(new Date());
  model = await startModelStandIn({ apiKey: KEY, model: 'stand-in-1', answer: ({ user }) => ({ translation: `EN ${user.split('\n')[1]}` }) });
  const client = createModelClient({ apiKey: KEY, baseUrl: model.baseUrl, name: 'stand-in-1', timeoutMs: 2_000 });
  server = await startConsole(scene, { model: { client, settings } });
  kim = await server.hire('officer', '김하나');
  aina = await server.hire('officer', 'Nurul Aina');
  farid = await server.hire('supervisor', 'Farid');
  viewer = await server.hire('viewer');
});
afterAll(async () => {
  await server.close();
  await model.close();
  await scene.database.drop();
});

const opened = async (reference: string) => {
  const found = await openForOfficer(scene.context, { by: { id: kim.id, role: 'officer' }, reference });
  if (found === null) throw new Error(`${reference} is not there`);
  return found;
};

describe('notes', () => {
  test('are sealed, name colleagues, and stand on the report with author and time', async () => {
    const { id, reference } = await scene.report();
    expect((await kim.post(`/reports/${reference}/notes`, { text: '@Nurul Aina 은행 회신 확인 부탁드려요. 피해자 900101-1234567' })).status).toBe(200);
    expect((await opened(reference)).notes).toMatchObject([{ author_name: '김하나', mentions: [aina.id], passed_on_to_name: null }]);
    expect((await aina.get('/mentions')).body.items).toMatchObject([{ reference }]);
    expect((await farid.get('/mentions')).body.items).toEqual([]);
    const [row] = await scene.database.db.selectFrom('report_notes').select('sealed').where('report_id', '=', id).execute();
    expect(row?.sealed.toString('latin1')).not.toContain('900101');
    expect((await kim.post(`/reports/${reference}/notes`, { text: '   ' })).status).toBe(422);
  });

  test('the longer of two names that begin alike is meant', () => {
    const people = [
      { id: '1', name: 'Nurul' },
      { id: '2', name: 'Nurul Aina' },
      { id: '3', name: '이도윤' },
    ];
    expect(mentionedIn('@nurul aina dan @이도윤님, e-mel a@b.com', people)).toEqual(['2', '3']);
    expect(mentionedIn('@Nurul, tolong', people)).toEqual(['1']);
    expect(mentionedIn('tiada sesiapa', people)).toEqual([]);
  });
});

describe('labels', () => {
  test('are one list for all, put on and taken off once, and retired by a supervisor', async () => {
    const { reference } = await scene.report();
    const made = await kim.post('/labels', { name: '대포통장', colour: 'red' });
    const label = (made.body as unknown as { label: { id: string } }).label.id;
    expect((await aina.post('/labels', { name: '대포통장', colour: 'blue' })).status).toBe(409);
    expect((await kim.post('/labels', { name: '900101-1234567', colour: 'red' })).status).toBe(422);
    expect((await kim.post(`/reports/${reference}/labels`, { label, on: true })).body).toMatchObject({ kind: 'done' });
    expect((await aina.post(`/reports/${reference}/labels`, { label, on: true })).body).toMatchObject({ kind: 'unchanged' });
    expect((await viewer.get('/labels')).body.items).toMatchObject([{ name: '대포통장', colour: 'red', reports: 1 }]);
    expect((await opened(reference)).labels).toEqual([{ id: label, name: '대포통장', colour: 'red' }]);
    expect((await kim.post(`/reports/${reference}/labels`, { label: randomUUID(), on: true })).status).toBe(404);
    expect((await farid.post(`/labels/${label}/retire`)).status).toBe(200);
    expect((await opened(reference)).labels).toEqual([]);
    expect((await kim.post('/labels', { name: '대포통장', colour: 'blue' })).status).toBe(200);
  });
});

describe('the end of a shift', () => {
  test('gives all that one holds to a colleague, each with its note, or nothing of it', async () => {
    const [one, two, three] = [await scene.report(), await scene.report(), await scene.report()];
    for (const { reference } of [one, two]) await kim.post(`/reports/${reference}/claim`);
    await kim.post(`/reports/${three.reference}/assign`, { to: kim.id });
    const held = await kim.get('/held');
    expect(held.body.items.map(({ reference }) => reference).sort()).toEqual([one, two, three].map(({ reference }) => reference).sort());

    await aina.post(`/reports/${two.reference}/claim`, { take_over: true });
    const items = [one, two, three].map(({ reference }) => ({ reference, note: '은행 답 대기' }));
    const refused = await kim.post('/held/pass-on', { to: farid.id, items });
    expect(refused.status).toBe(409);
    expect(refused.body.errors).toEqual([
      { pointer: '/reason', message: 'claimed_by_another' },
      { pointer: '/reference', message: two.reference },
    ]);
    expect(await opened(one.reference)).toMatchObject({ assigned_to: null, notes: [] });

    const given = await kim.post('/held/pass-on', { to: farid.id, items: items.filter(({ reference }) => reference !== two.reference) });
    expect(given.body).toMatchObject({ kind: 'done', reports: 2 });
    expect(await opened(one.reference)).toMatchObject({
      row: { state: 'received', claimed_by: null },
      assigned_to_name: 'Farid',
      notes: [{ passed_on_to_name: 'Farid' }],
    });
    expect((await kim.get('/held')).body.items).toEqual([]);
    expect((await farid.get('/held')).body.items).toHaveLength(2);
    expect((await kim.post('/held/pass-on', { to: viewer.id, items: [{ reference: three.reference }] })).status).toBe(409);
  });
});

describe('files', () => {
  const open = (reference: string, position: number, user = kim, body: object = { reason: 'verify_account' }) =>
    fetch(`${server.address}/api/console/reports/${reference}/evidence/${position}/open`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', cookie: user.cookie },
    });

  test('open for a reason that is written down; what is no plain picture or recording is a file to be saved', async () => {
    const { reference } = await scene.report({
      content: {
        text: '캡처 보내요',
        suspects: [],
        evidence: [
          { filename: 'a.png', content_type: 'image/png' },
          { filename: 'b.png', content_type: 'image/png' },
        ],
      },
      evidence: [
        { content_type: 'image/png', data: PNG },
        { content_type: 'image/png', data: SVG },
      ],
    });
    const picture = await open(reference, 0);
    expect(Buffer.from(await picture.arrayBuffer())).toEqual(PNG);
    expect(Object.fromEntries(picture.headers)).toMatchObject({
      'content-type': 'image/png',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      'content-disposition': 'attachment; filename="evidence"',
    });
    expect((await open(reference, 1)).headers.get('content-type')).toBe('application/octet-stream');
    expect((await open(reference, 2)).status).toBe(404);
    expect((await open(reference, 0, kim, {})).status).toBe(422);
    expect((await open(reference, 0, viewer)).status).toBe(403);
    expect((await scene.actions(reference)).filter((action) => action === 'report.evidence_opened')).toHaveLength(2);
    expect(await opened(reference)).toMatchObject({
      evidence: [
        { position: 0, kept: true, state: 'waiting' },
        { position: 1, kept: true },
      ],
    });
  });
});

test('what it resembles can be read beside it, masked, and that is written down', async () => {
  const { reference } = await scene.report();
  const other = await scene.report({ text: '제 주민번호 900101-1234567이고 택배 링크 눌렀어요' });
  const beside = await viewer.post(`/reports/${reference}/beside/${other.reference}`);
  expect(JSON.stringify(beside.body)).toContain('[RRN]');
  expect(await scene.actions(other.reference)).toEqual(['report.opened']);
  expect((await viewer.post(`/reports/${reference}/beside/k-IMP_AUTH-ko-1`)).body).toMatchObject({ target_kind: 'pattern', type: 'IMP_AUTH', language: 'ko' });
});

test('an indicator comes with how often, by how many, in which campaign and how public', async () => {
  const text = '국민은행 123-45-678901로 보냈어요. http://indicator-history.top/a';
  const [first, second] = [await scene.report({ text, reporter_key: 'a' }), await scene.report({ text, reporter_key: 'b' })];
  for (const { id } of [first, second]) await readReport(scene.context, id);
  const { indicators } = await opened(first.reference);
  expect(indicators.find(({ kind }) => kind === 'bank_account')).toMatchObject({
    history: { reports: 2, confirmed: 0, level: 'P0', open_disputes: 0, campaigns: [] },
  });
  expect((await viewer.get(`/reports/${first.reference}`)).body).toMatchObject({ may: { claim: { allowed: false, why: 'role' } } });
});

describe('translation', () => {
  const text = '검찰 수사관이라며 제 주민번호 900101-1234567을 묻고 국민은행 123-45-678901로 보내라고 했어요';

  test('is made once of what may leave, kept sealed, and shown as the machine’s', async () => {
    const { id, reference } = await scene.report({ text });
    expect((await kim.post(`/reports/${reference}/translation`, { language: 'en' })).body).toMatchObject({ kind: 'unavailable', reason: 'not_read' });
    await readReport(scene.context, id);
    const asked = model.requests.length;
    const both = await Promise.all([kim, aina].map((user) => user.post(`/reports/${reference}/translation`, { language: 'en' })));
    expect(both.map(({ body }) => (body as unknown as { kind: string }).kind)).toContain('translated');
    const again = await viewer.post(`/reports/${reference}/translation`, { language: 'en' });
    expect(again.body).toMatchObject({ kind: 'translated', model: 'stand-in-1' });
    expect(model.requests.length).toBe(asked + 1);
    expect(JSON.stringify(model.requests)).not.toMatch(/900101|678901/);
    const [row] = await scene.database.db.selectFrom('report_translations').select(['sealed']).where('report_id', '=', id).execute();
    expect(row?.sealed?.toString('utf8')).not.toContain('EN');
  });

  test('is absent and says so without a model, and over the budget nobody is asked', async () => {
    const { id, reference } = await scene.report({ text });
    await readReport(scene.context, id);
    const poor = await startConsole(scene, {
      model: { client: createModelClient({ apiKey: KEY, baseUrl: model.baseUrl, name: 'stand-in-1' }), settings: { ...settings, budgetUsdPerDay: 0.000001 } },
    });
    const none = await startConsole(scene);
    const asked = model.requests.length;
    const ask = (address: ConsoleServer) => address.call('POST', `/reports/${reference}/translation`, { body: { language: 'ms' }, cookie: kim.cookie });
    expect((await ask(none)).body).toMatchObject({ kind: 'unavailable', reason: 'no_model' });
    expect((await ask(poor)).body).toMatchObject({ kind: 'unavailable', reason: 'budget' });
    expect(model.requests.length).toBe(asked);
    await none.close();
    await poor.close();
  });
});

test('P10 all of it goes with the report, and P11 the trail tells of it and verifies', async () => {
  const { id, reference } = await scene.report({ source: 'web', consent: { share: ['MY'], contact: true, version: 1 }, country: 'KR' });
  await readReport(scene.context, id);
  const made = await kim.post('/labels', { name: '곧 삭제', colour: 'gray' });
  await kim.post(`/reports/${reference}/labels`, { label: (made.body as unknown as { label: { id: string } }).label.id, on: true });
  await kim.post(`/reports/${reference}/notes`, { text: '메모' });
  await kim.post(`/reports/${reference}/ask`, { text: '몇 시쯤 보내셨나요?' });
  await kim.post(`/reports/${reference}/freeze`, { bank: 'Maybank', account: '514288901234' });
  await kim.post(`/reports/${reference}/hand-over`);
  await kim.post(`/reports/${reference}/translation`, { language: 'en' });
  expect(await opened(reference)).toMatchObject({
    questions: [{ text: '몇 시쯤 보내셨나요?' }],
    freeze_requests: [{ bank: 'Maybank' }],
    handovers: [{ country: 'MY' }],
  });
  await eraseReport(scene.context, id);
  for (const table of ['report_notes', 'report_labels', 'report_questions', 'freeze_requests', 'report_handovers', 'report_translations'] as const)
    expect(await scene.database.db.selectFrom(table).select('report_id').where('report_id', '=', id).execute(), table).toEqual([]);
  expect((await kim.post(`/reports/${reference}/notes`, { text: '늦은 메모' })).status).toBe(404);
  expect(await scene.actions(reference)).toEqual(
    expect.arrayContaining([
      'report.labelled',
      'report.noted',
      'report.reporter_asked',
      'report.freeze_requested',
      'report.handed_over',
      'report.translated',
      'report.erased',
    ]),
  );
  expect((await verifyAudit(scene.context)).faults).toEqual([]);
});

test('a question that asks for money, codes or a link is not sent', async () => {
  const { reference } = await scene.report({ source: 'web', consent: { share: [], contact: true, version: 1 } });
  for (const [text, fault] of [
    ['확인을 위해 1,000원을 송금해 주세요', 'asks_money'],
    ['Apakah kod TAC yang puan terima?', 'asks_code'],
    ['See http://police-check.top', 'link'],
  ] as const) {
    const answer = await kim.post(`/reports/${reference}/ask`, { text });
    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([{ pointer: '/text', message: fault }]);
  }
  expect((await kim.post(`/reports/${reference}/ask`, {})).status).toBe(422);
  expect((await opened(reference)).questions).toEqual([]);
});
