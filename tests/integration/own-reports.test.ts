// A report sent by a form, its receipt on paper, and what its reporter may do with it.

import { createPublicKey, verify } from 'node:crypto';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifiedCode } from '#api/contract/verify.ts';
import { reportStatus } from '#api/contract/reports.ts';
import { correctReport } from '#core/own-reports/correct-report.ts';
import { renderReceiptPdf } from '#core/receipts/render-receipt.ts';
import { signedText } from '#core/receipts/receipt.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { loadAnswers, loadConsents } from '#core/reports/report-answers.ts';
import { openReport } from '#core/reports/report-content.ts';
import { readReport } from '#core/reports/read-report.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createPdfRenderer } from '#platform/pdf/pdf-renderer.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/postgres.ts';
import { millisecondsOfThisThread } from '#tests/support/thread-time.ts';

const translator = createTranslator({ strict: true });
const TEXT = '검찰이라며 오늘 신한은행 110-423-887712 로 1,200,000원을 보냈어요. 제 번호는 010-2222-3333 이고 그쪽은 010-4821-7733';
let database: TestDatabase;
let api: TestApi;
const pdfRenderer = createPdfRenderer();

beforeAll(async () => {
  database = await createTestDatabase();
  api = await startTestApi(database);
});
afterAll(async () => {
  await pdfRenderer.close();
  await api.stop();
  await database.drop();
});

function post(fields: Record<string, string | string[]>, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each])));
  return fetch(`${api.address}/report`, { method: 'POST', body, redirect: 'manual', headers: { 'Accept-Language': 'ko', ...headers } });
}

async function sendOne(id: string, more: Record<string, string | string[]> = {}): Promise<{ id: string; reference: string }> {
  const cookie = `reporter=${id}`;
  const response = await post({ id, go: 'send', loss: 'within_24h', country: 'KR', text: TEXT, ...more }, { Cookie: cookie });
  expect(response.status).toBe(303);
  const known = await database.db
    .selectFrom('intake_requests as q')
    .innerJoin('reports as r', 'r.id', 'q.report_id')
    .select(['r.id', 'r.reference'])
    .where('q.request_id', '=', id)
    .executeTakeFirstOrThrow();
  return known;
}

function receiptContext() {
  return { ...api.context, translator, pdf: pdfRenderer, publicUrl: 'https://jaga.example' };
}

const ID = '00000000-0000-4000-8000-00000000000';

test('P4: fifty posts of one form at once are one report', async () => {
  const before = await countReports();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => post({ id: `${ID}1`, go: 'send', text: TEXT, loss: 'within_24h' }, { Cookie: `reporter=${ID}1` })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([303]));
  expect(await countReports()).toBe(before + 1);
});

test('a form that another site sends is refused, as a page', async () => {
  for (const headers of [{ 'Sec-Fetch-Site': 'cross-site' }, { Origin: 'https://evil.example' }]) {
    const response = await post({ go: 'send', text: TEXT }, { accept: 'text/html,*/*;q=0.8', ...headers });
    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toContain('text/html');
  }
});

test('a loss always passes; others are told when to come again and keep their answers', async () => {
  const statuses = [];
  for (let round = 0; round < 25; round += 1) statuses.push((await post({ go: 'send', text: `odd message ${round}`, loss: 'no' })).status);
  expect(statuses.at(-1)).toBe(429);
  const refused = await post({ go: 'send', text: 'odd message again', loss: 'no' });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await refused.text()).toContain('odd message again');
  expect((await post({ go: 'send', text: 'paid', loss: 'within_24h' })).status).toBe(200);
});

test('without storage the answers stay in the form, with 503 and a button to send again', async () => {
  const broken = await createTestDatabase();
  const other = await startTestApi(broken);
  await broken.drop();
  const response = await fetch(`${other.address}/report`, {
    method: 'POST',
    body: new URLSearchParams({ go: 'send', text: TEXT, loss: 'within_24h' }),
    headers: { 'Accept-Language': 'en' },
  });
  const page = await response.text();
  await other.stop();
  expect(response.status).toBe(503);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(page).toContain('110-423-887712');
  expect(page).toContain('Send again');
});

test('what the reporter unticks is neither looked for nor shown', async () => {
  const { id } = await sendOne(`${ID}2`, { done: ['text', 'found'], keep: ['phone:+821048217733'] });
  const outcome = await readReport(api.context, id);
  if (outcome.kind !== 'read') throw new Error('not read');
  const { reading } = outcome.report;
  expect(reading.indicators.filter(({ own }) => own !== true).map(({ value }) => value)).toEqual(['+821048217733']);
  expect(reading.masked).not.toContain('110-423-887712');
  expect(await database.db.selectFrom('indicators').select('kind').where('report_id', '=', id).execute()).toEqual([{ kind: 'phone' }]);
});

test.each(LANGUAGES)('a receipt in %s says what was told, masked, and can be checked', async (language) => {
  const { id, reference } = await sendOne(`${ID}3`, { amount: '1200000', currency: 'KRW' });
  const file = await renderReceiptPdf(receiptContext(), id, language);
  if (file === null) throw new Error('erased');
  const pdf = await getDocumentProxy(new Uint8Array(file.pdf));
  const { text } = await extractText(pdf, { mergePages: true });
  const plain = text.replaceAll(/\s+/g, ' ');
  expect(plain).toContain(reference);
  expect(plain).toContain(file.content.code);
  expect(plain).toContain(translator.t(language, 'receipt:title'));
  expect(plain).toContain('****7712');
  expect(plain).not.toContain('110-423-887712');
  const { info } = await pdf.getMetadata();
  expect(info).toMatchObject({ Title: expect.stringContaining(reference), Language: language });
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });

  const checked = verifiedCode.parse(await (await fetch(`${api.address}/v1/verify/${file.content.code.toLowerCase()}`)).json());
  if (!('content' in checked)) throw new Error('not genuine');
  const { keys } = (await (await fetch(`${api.address}/.well-known/jaga-signing-key.json`)).json()) as {
    keys: { kid: string; kty: string; crv: string; x: string }[];
  };
  const [key] = keys;
  if (key === undefined || key.kid !== checked.key_id) throw new Error('no key');
  const publicKey = createPublicKey({ key, format: 'jwk' });
  const isSigned = (content: Parameters<typeof signedText>[0]): boolean =>
    verify(null, Buffer.from(signedText(content)), publicKey, Buffer.from(checked.signature, 'base64url'));
  expect(isSigned(checked.content)).toBe(true);
  expect(isSigned({ ...checked.content, loss: { ...checked.content.loss, amount: '9200000' } })).toBe(false);
  const again = await renderReceiptPdf(receiptContext(), id, language);
  expect(again?.content.code).toBe(file.content.code);
});

test('the event loop goes on while a receipt is rendered', async () => {
  const { id } = await sendOne(`${ID}6`);
  await renderReceiptPdf(receiptContext(), id, 'ko');
  const before = process.threadCpuUsage();
  await renderReceiptPdf(receiptContext(), id, 'ko');
  expect(millisecondsOfThisThread(before)).toBeLessThan(50);
});

test('a code that is not ours is not ours, and an erased report leaves a receipt without content', async () => {
  const { id } = await sendOne(`${ID}4`);
  const file = await renderReceiptPdf(receiptContext(), id, 'en');
  const code = file?.content.code ?? '';
  await eraseReport(api.context, id);
  expect(await (await fetch(`${api.address}/v1/verify/${code}`)).json()).toMatchObject({ genuine: true, erased: true });
  expect(await (await fetch(`${api.address}/verify/${code}`)).text()).not.toContain('7712');
  expect(await (await fetch(`${api.address}/v1/verify/R-0000-0000-0000-0000`)).json()).toEqual({ genuine: false });
  expect((await fetch(`${api.address}/verify/R-0000-0000-0000-0000`)).status).toBe(404);
});

test('a correction moves the report, changes consents with their time, and tells officers what came of it', async () => {
  const { id, reference } = await sendOne(`${ID}5`, { share_kr: 'yes' });
  await correctReport(api.context, id, { what: 'loss', state: { state: 'lost', earlier: true }, loss: { amount: '500', currency: 'MYR' } });
  await correctReport(api.context, id, { what: 'consent', consent: { share: [], contact: false }, contact: null });
  await correctReport(api.context, id, { what: 'aftermath', answers: { call: 'reached', frozen: 'in_part', case_number: 'A-1' } });
  const row = await database.db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ urgent: false, loss_state: 'lost', consent: { share: [], contact: false, at: expect.any(String) } });
  expect(openReport(api.context.vault, row)).toMatchObject({
    text: TEXT,
    loss: { amount: '500', currency: 'MYR' },
  });
  const answers = await loadAnswers(api.context, row);
  expect(Object.fromEntries(answers.map(({ question, answer }) => [question, answer]))).toEqual({ call: 'reached', frozen: 'in_part', case_number: 'A-1' });
  const consents = await loadConsents(api.context, id);
  expect(consents).toHaveLength(6);
  expect(consents.filter(({ purpose }) => purpose === 'share_KR').map(({ given }) => given)).toEqual([false, true]);
  const status = await fetch(`${api.address}/v1/reports/${reference}`, { headers: { Authorization: `Bearer ${api.context.vault.receiptOf(id)}` } });
  expect(reportStatus.parse(await status.json())).toMatchObject({ happened: [{ what: 'received' }], can_add: ['text', 'evidence'] });
});

async function countReports(): Promise<number> {
  const { n } = await database.db
    .selectFrom('reports')
    .select(({ fn }) => fn.countAll().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}
