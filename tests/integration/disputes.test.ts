// P16: a contest downgrades at once, is audited, and whoever was told is told again; the decision is followed.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDisputesRouter } from '#api/disputes-router.ts';
import { problemHandler } from '#api/problem.ts';
import { draftFromEvidence } from '#core/alerts/draft-from-evidence.ts';
import type { AlertContent } from '#core/alerts/alert.ts';
import { getAlert } from '#core/alerts/alert-queries.ts';
import { approveAlert } from '#core/alerts/approve-alert.ts';
import { draftAlert } from '#core/alerts/write-alert.ts';
import { verifyAudit } from '#core/audit/verify-audit.ts';
import { matchReport } from '#tests/support/match-report.ts';
import { deliverVersion } from '#core/delivery/deliver-alert.ts';
import { decideDispute } from '#core/disputes/decide-dispute.ts';
import { fileDispute } from '#core/disputes/file-dispute.ts';
import { openDispute } from '#core/disputes/open-dispute.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { indicatorFacts } from '#core/publication/indicator-facts.ts';
import { publicationOf, type PublicView } from '#core/publication/ladder.ts';
import { readReport } from '#core/reports/read-report.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { forgetDisputes } from '#core/reports/retention.ts';
import type { ReportToReceive } from '#core/reports/report.ts';
import type { Officer } from '#core/staff/staff.ts';
import { saveSubscription } from '#core/subscribers/subscribers.ts';
import { decideReport } from '#core/triage/decide-report.ts';
import { createTranslator } from '#platform/i18n.ts';
import { createTelegramClient } from '#platform/telegram.ts';
import { createPacer } from '#platform/telegram-pacer.ts';
import { startTelegramStandIn, type TelegramStandIn } from '#tests/support/telegram-stand-in.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const DOMAIN = 'cj-delivery-check.top';
const TELLINGS = [
  `아침에 택배 문자 받고 링크를 눌렀는데 앱을 깔라고 해서 껐어요. 저희 어머니 폰에도 왔더라고요 http://${DOMAIN}/a1`,
  `Tadi saya dapat sms kata bungkusan saya kena tahan kat kastam, nasib baik tak tekan pautan tu http://${DOMAIN}/b2`,
  `I got a text saying my parcel was held, my husband almost keyed in his card number before I stopped him http://${DOMAIN}/c3`,
];
const FORWARDED = `[국제발신] 고객님 배송 주소 확인 바랍니다 http://${DOMAIN}/f`;
const TOKEN = '4242:dispute-token-of-the-stand-in-0001';
const translator = createTranslator({ strict: true });
const known = buildKnownIndex([], () => ({ indicators: [] }));
let scene: TriageScene;
let telegram: TelegramStandIn;
let supervisor: Officer;
let officers: Officer[];

beforeAll(async () => {
  scene = await createTriageScene(new Date());
  telegram = await startTelegramStandIn({ token: TOKEN, limits: { perSecond: 10_000, chatPerSecond: 10_000, chatBurst: 1_000, groupPerMinute: 10_000 } });
  supervisor = await scene.hire('supervisor');
  officers = [await scene.hire('officer', 'author'), await scene.hire('officer', 'first'), await scene.hire('officer', 'second')];
});
afterAll(async () => {
  await telegram.close();
  await scene.database.drop();
});
beforeEach(async () => {
  await scene.database.pool.query(
    'truncate dispute_alerts, disputes, deliveries, subscribers, alert_approvals, alert_versions, alerts, campaign_reports, campaigns, matches, match_keys, signatures, tellings, indicators, readings, reports, outbox cascade',
  );
});

async function told(text: string, reporter: string, changes: Partial<ReportToReceive> = {}): Promise<string> {
  const { id, reference } = await scene.report({
    source: 'telegram',
    content: { text, suspects: [], evidence: [] },
    reporter_key: `telegram:${reporter}`,
    ...changes,
  });
  await readReport(scene.context, id);
  await matchReport(scene.context, known, id);
  scene.clock.advance(17 * 60_000 + text.length * 1_000);
  return reference;
}

/** Three people, and an officer's review. */
async function listed(): Promise<void> {
  const references = [];
  for (const [at, text] of TELLINGS.entries()) references.push(await told(text, `r${at}`));
  await decideReport(scene.context, { by: supervisor, reference: references[0] ?? '', decision: 'confirm' });
}

async function publicly(): Promise<PublicView> {
  return publicationOf(await indicatorFacts(scene.context, { kind: 'domain', value: DOMAIN }), scene.clock.now()).public;
}

function content(): AlertContent {
  const drafted = draftFromEvidence({ type: 'PHISH', countries: ['KR'], evidence: { detector: 'officer' }, translator, now: scene.clock.now() });
  const naming = (text: string): string => `${text} cj-delivery-check[.]top`;
  const { ko, ms, en } = drafted.texts;
  return {
    ...drafted,
    texts: {
      ko: { ...ko, what_happens: naming(ko.what_happens) },
      ms: { ...ms, what_happens: naming(ms.what_happens) },
      en: { ...en, what_happens: naming(en.what_happens) },
    },
  };
}

async function approve(alertId: string, by: Officer | undefined): Promise<string> {
  const [newest] = (await getAlert(scene.context.db, alertId, scene.clock.now()))?.versions ?? [];
  const outcome = await approveAlert(scene.context, { by: by ?? supervisor, alertId, version: newest?.version ?? 0, contentHash: newest?.content_hash ?? '' });
  return outcome.kind;
}

async function warned(what = content()): Promise<string> {
  const { id } = await draftAlert(scene.context, { by: officers[0] ?? supervisor, content: what });
  expect([await approve(id, officers[1]), await approve(id, officers[2])]).toEqual(['done', 'done']);
  await deliverAll();
  return id;
}

async function deliverAll(): Promise<void> {
  const deps = {
    telegram: {
      client: createTelegramClient({ token: TOKEN, apiRoot: telegram.apiRoot }),
      pacer: createPacer({ perSecond: 10_000, perChatPerSecond: 10_000, perChatBurst: 1, perGroupPerMinute: 10_000 }),
    },
    webPush: undefined,
    translator,
    publicUrl: 'https://jaga.example',
    settings: { retryBaseMs: 5, pollMs: 10 },
  };
  for (const { fact, payload } of await scene.facts())
    if (fact === 'alert_published') await deliverVersion(scene.context, deps, { alertId: String(payload['alert_id']), version: Number(payload['version']) });
}

function dispute(value = `http://${DOMAIN}/`, kind: 'domain' | 'phone' = 'domain') {
  return fileDispute(scene.context, translator, { kind, value, reason: 'hacked', statement: '저희 쇼핑몰이 해킹당했습니다', contact: 'owner@shop.example' });
}

async function filed(): Promise<string> {
  const outcome = await dispute();
  if (outcome.kind !== 'filed') throw new Error('not filed');
  return outcome.reference;
}

describe('the public mark', () => {
  test('needs three independent people and a review', async () => {
    for (const [at, text] of TELLINGS.entries()) await told(text, `r${at}`);
    expect(await publicly()).toMatchObject({ level: 'P0' });
    await scene.database.pool.query(`update reports set state = 'confirmed'`);
    expect(await publicly()).toMatchObject({ level: 'P2', shown: 'cj-delivery-check[.]top', reportedAtLeast: 3, canAppeal: true });
  });

  test.each<[string, (at: number) => [string, Partial<ReportToReceive>]]>([
    ['one telling', (at) => [`${TELLINGS[0] ?? ''}${at}`, {}]],
    ['one device', (at) => [`${TELLINGS[at % 3] ?? ''}${at}`, { device_key: 'one phone' }]],
    [
      'one forwarded message',
      (at) => [FORWARDED, { forward_key: `one ${at % 2}`, content: { text: FORWARDED, suspects: [], evidence: [], forwarded: [[0, FORWARDED.length]] } }],
    ],
  ])('P16 is not reached by ten accounts with %s', async (_, ring) => {
    for (let at = 0; at < 10; at += 1) await told(ring(at)[0], `ring${at}`, ring(at)[1]);
    await scene.database.pool.query(`update reports set state = 'confirmed'`);
    expect((await indicatorFacts(scene.context, { kind: 'domain', value: DOMAIN })).independentReporters).toBeLessThan(3);
    expect(await publicly()).toMatchObject({ level: 'P0', shown: null });
  });

  test('P16 falls at once when its holder objects, and stands again when that is rejected', async () => {
    await listed();
    expect(await publicly()).toMatchObject({ level: 'P2' });
    const reference = await filed();
    expect(await publicly()).toMatchObject({ level: 'P0', wording: 'under_review', shown: null, reportedAtLeast: null });
    expect(await decideDispute(scene.context, translator, { by: supervisor, reference, decision: 'reject' })).toMatchObject({
      kind: 'done',
      state: 'rejected',
    });
    expect(await publicly()).toMatchObject({ level: 'P2', wording: 'reported' });
  });

  test('stays away when the objection is upheld, until three people report anew', async () => {
    await listed();
    const reference = await filed();
    expect(await decideDispute(scene.context, translator, { by: supervisor, reference, decision: 'uphold' })).toMatchObject({ kind: 'done', state: 'upheld' });
    expect(await decideDispute(scene.context, translator, { by: supervisor, reference, decision: 'uphold' })).toMatchObject({ kind: 'unchanged' });
    expect(await decideDispute(scene.context, translator, { by: supervisor, reference, decision: 'reject' })).toMatchObject({ kind: 'conflict' });
    expect(await publicly()).toMatchObject({ level: 'R', wording: 'retracted', shown: null });
    scene.clock.advance(1_000);
    await told(TELLINGS[1] ?? '', 'r9');
    expect((await indicatorFacts(scene.context, { kind: 'domain', value: DOMAIN })).independentReporters).toBe(1);
    expect(await publicly()).toMatchObject({ level: 'P0' });
  });

  test('does not fall by objecting again after a rejection', async () => {
    await listed();
    await decideDispute(scene.context, translator, { by: supervisor, reference: await filed(), decision: 'reject' });
    scene.clock.advance(3_600_000);
    for (let ring = 0; ring < 5; ring += 1) await filed();
    expect(await publicly()).toMatchObject({ level: 'P2' });
  });
});

describe('those who were told', () => {
  test('see at once that the name is under review, without an approval, and then what came of it', async () => {
    telegram.user(77);
    await saveSubscription(scene.context, { chatId: 77, language: 'ko', active: true, types: [], countries: [] });
    const id = await warned();
    const screen = () => telegram.chat(77).messages().at(-1)?.text ?? '';
    expect(screen()).toContain('cj-delivery-check[.]top');
    const reference = await filed();
    await deliverAll();
    expect(screen()).not.toContain('cj-delivery-check');
    expect(screen()).toContain('[확인 중]');
    expect(telegram.chat(77).messages()).toHaveLength(1);
    expect(await scene.actions(id)).toEqual(['alert.drafted', 'alert.approved', 'alert.approved', 'alert.published', 'alert.name_taken_out']);
    await decideDispute(scene.context, translator, { by: supervisor, reference, decision: 'uphold' });
    await deliverAll();
    expect(screen()).toContain('[삭제됨]');
    expect(await scene.actions(reference)).toEqual(['dispute.filed', 'dispute.upheld']);
  });

  test('read the name again only after two approvals when the objection is rejected', async () => {
    telegram.user(78);
    await saveSubscription(scene.context, { chatId: 78, language: 'en', active: true, types: [], countries: [] });
    const id = await warned();
    const reference = await filed();
    await decideDispute(scene.context, translator, { by: supervisor, reference, decision: 'reject' });
    await deliverAll();
    const screen = () => telegram.chat(78).messages().at(-1)?.text ?? '';
    expect(screen()).toContain('[under review]');
    expect(await approve(id, officers[1])).toBe('done');
    await deliverAll();
    expect(screen()).toContain('[under review]');
    expect(await approve(id, officers[2])).toBe('done');
    await deliverAll();
    expect(screen()).toContain('cj-delivery-check[.]top');
  });

  test('keep warnings that do not name it', async () => {
    const drafted = draftFromEvidence({ type: 'LOAN', countries: ['KR'], evidence: { detector: 'officer' }, translator, now: scene.clock.now() });
    const id = await warned(drafted);
    await filed();
    expect(await getAlert(scene.context.db, id, scene.clock.now())).toMatchObject({ version: 1, published_version: 1 });
  });

  test('two holders’ objections at once make one text, and the trail verifies', async () => {
    const id = await warned();
    await Promise.all([filed(), filed(), filed()]);
    const alert = await getAlert(scene.context.db, id, scene.clock.now());
    expect(alert).toMatchObject({ version: 2, published_version: 2 });
    expect(JSON.stringify(alert?.content)).not.toContain('cj-delivery-check');
    expect((await verifyAudit(scene.context)).faults).toEqual([]);
  });
});

describe('an officer', () => {
  test('sees what is objected to, where it stands, and how many object; that is audited', async () => {
    await listed();
    const reference = await filed();
    await filed();
    const opened = await openDispute(scene.context, { by: supervisor, reference });
    expect(opened).toMatchObject({
      state: 'open',
      downgraded: true,
      content: { value: DOMAIN, statement: '저희 쇼핑몰이 해킹당했습니다' },
      publication: { public: { level: 'P0' }, officer: { levelWithoutDisputes: 'P2', openDisputes: 2, independentReporters: 3 } },
      others: [{ state: 'open' }],
    });
    expect(await scene.actions(reference)).toEqual(['dispute.filed', 'dispute.opened']);
    await expect(decideDispute(scene.context, translator, { by: officers[0] ?? supervisor, reference, decision: 'uphold' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('finds nothing personal once it is forgotten', async () => {
    const reference = await filed();
    await forgetDisputes(scene.context, 90);
    await decideDispute(scene.context, translator, { by: supervisor, reference, decision: 'uphold' });
    scene.clock.advance(91 * 86_400_000);
    await forgetDisputes(scene.context, 90);
    expect(await openDispute(scene.context, { by: supervisor, reference })).toMatchObject({ content: null, publication: null });
  });
});

test('an erased report leaves no device, no forward and no telling behind', async () => {
  await told(TELLINGS[0] ?? '', 'r', { device_key: 'd', forward_key: 'f' });
  const { id } = await scene.database.db.selectFrom('reports').select('id').executeTakeFirstOrThrow();
  await eraseReport(scene.context, id);
  expect(await scene.database.db.selectFrom('reports').select(['device_hash', 'forward_hash']).execute()).toEqual([{ device_hash: null, forward_hash: null }]);
  expect(await scene.database.db.selectFrom('tellings').select('report_id').execute()).toEqual([]);
});

describe('POST /v1/disputes', () => {
  let server: Server;
  let address: string;
  beforeAll(async () => {
    const app = express();
    app.use('/v1/disputes', createDisputesRouter({ context: scene.context, translator, config: { publicUrl: 'https://jaga.example' } }));
    app.use(problemHandler(translator, scene.context.telemetry.log));
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/disputes`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const post = (body: unknown, language = 'ms') =>
    fetch(address, { method: 'POST', headers: { 'content-type': 'application/json', 'accept-language': language }, body: JSON.stringify(body) });
  const body = { kind: 'phone', value: '010-1234-5678', reason: 'reassigned', contact: 'me@example.kr' };

  test('answers with a reference and a receipt, says nothing of whether it is listed, and the receipt shows how it stands', async () => {
    const answer = await post(body);
    expect(answer.status).toBe(202);
    const { reference, receipt, status_url, message } = (await answer.json()) as Record<string, string>;
    expect(status_url).toBe(`https://jaga.example/v1/disputes/${reference}`);
    expect(message).toContain('Bantahan anda telah diterima');
    const status = (secret: string) => fetch(`${address}/${reference}`, { headers: { authorization: `Bearer ${secret}` } });
    expect(await (await status(receipt ?? '')).json()).toMatchObject({ reference, status: 'open', decided_at: null });
    expect((await status('wrong')).status).toBe(404);
    await decideDispute(scene.context, translator, { by: supervisor, reference: reference ?? '', decision: 'uphold' });
    expect(await (await status(receipt ?? '')).json()).toMatchObject({ status: 'upheld' });
    const stored = await scene.database.pool.query(`select row_to_json(d)::text as row from disputes d`);
    expect(JSON.stringify(stored.rows)).not.toMatch(/1234|me@example/);
  });

  test('names what is wrong and stores nothing of it', async () => {
    expect((await post({ ...body, reason: 'angry' })).status).toBe(422);
    const unreadable = await post({ ...body, value: 'my shop' });
    expect(unreadable.status).toBe(422);
    expect(await unreadable.json()).toMatchObject({ errors: [{ pointer: '/value' }] });
    expect(await scene.database.db.selectFrom('disputes').select('id').execute()).toEqual([]);
  });

  test('lets one address object ten times an hour', async () => {
    const statuses = [];
    for (let at = 0; at < 11; at += 1) statuses.push((await post({ ...body, value: `010-1234-56${10 + at}` })).status);
    expect(statuses.at(-1)).toBe(429);
  });
});
