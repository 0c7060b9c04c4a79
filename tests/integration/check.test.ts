// Checking through the API and the page's form: the four states, hostile input, limits; and what is kept of it, which is nothing.

import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { CheckAnswer } from '#api/contract/checks.ts';
import { readReport } from '#core/reports/read-report.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { decideReport } from '#core/triage/decide-report.ts';
import { decideDispute } from '#core/disputes/decide-dispute.ts';
import { fileDispute } from '#core/disputes/file-dispute.ts';
import type { Officer } from '#core/staff/staff.ts';
import { LANGUAGES } from '#core/taxonomy/taxonomy.ts';
import { createTranslator } from '#platform/i18n.ts';
import { startTestApi, type TestApi } from '#tests/support/api.ts';
import { matchReport } from '#tests/support/match-report.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';

const translator = createTranslator({ strict: true });
const DOMAIN = 'cj-delivery-check.top';
const TELLINGS = [
  `아침에 택배 문자 받고 링크를 눌렀는데 앱을 깔라고 해서 껐어요. 저희 어머니 폰에도 왔더라고요 http://${DOMAIN}/a1 발신 010-4821-7733`,
  `Tadi saya dapat sms kata bungkusan saya kena tahan kat kastam, nasib baik tak tekan pautan tu http://${DOMAIN}/b2 dari +82 10-4821-7733`,
  `I got a text saying my parcel was held, my husband almost keyed in his card number before I stopped him http://${DOMAIN}/c3 from +82 10-4821-7733`,
];
const known = buildKnownIndex([], () => ({ indicators: [] }));
let scene: TriageScene;
let api: TestApi;
let supervisor: Officer;
let references: string[] = [];

beforeAll(async () => {
  scene = await createTriageScene(new Date());
  api = await startTestApi(scene.database, { context: scene.context } as never);
  supervisor = await scene.hire('supervisor');
});
afterAll(async () => {
  await api.stop();
  await scene.database.drop();
});
beforeEach(async () => {
  await scene.database.pool.query(
    'truncate disputes, campaign_reports, campaigns, matches, match_keys, signatures, tellings, indicators, readings, reports, outbox cascade',
  );
});

/** Three people, and an officer's review. */
async function listed(): Promise<void> {
  references = [];
  for (const [at, text] of TELLINGS.entries()) {
    const { id, reference } = await scene.report({ source: 'telegram', content: { text, suspects: [], evidence: [] }, reporter_key: `telegram:r${at}` });
    await readReport(scene.context, id);
    await matchReport(scene.context, known, id);
    references.push(reference);
    scene.clock.advance(17 * 60_000 + text.length * 1_000);
  }
  await decideReport(scene.context, { by: supervisor, reference: references[0] ?? '', decision: 'confirm' });
}

let caller = 0;
/** Each call comes from another address, so that only the test of the limit meets it. */
async function post(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  // The server closes a connection that was idle for five seconds, just when it may be used again.
  return send(body, headers).catch(() => send(body, headers));
}

function send(body: unknown, headers: Record<string, string>): Promise<Response> {
  caller += 1;
  return fetch(`${api.address}/v1/check`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': `10.${(caller >> 16) & 255}.${(caller >> 8) & 255}.${caller & 255}`, ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function check(text: string, language = 'en'): Promise<CheckAnswer> {
  const answer = await post({ text }, { 'accept-language': language });
  expect(answer.status).toBe(200);
  return (await answer.json()) as CheckAnswer;
}

describe('POST /v1/check', () => {
  test('says nothing of one report, and what is reported after three people and an officer', async () => {
    expect(await check(`http://${DOMAIN}/x`)).toMatchObject({
      items: [
        { state: 'unknown', reporters: null },
        { state: 'unknown', first_seen: null },
      ],
    });
    await listed();
    const { items, outcome } = await check(`Is this real? http://${DOMAIN}/x and 010-4821-7733`);
    expect(outcome).toBe('reported');
    expect(items).toContainEqual(
      expect.objectContaining({ kind: 'domain', value: 'cj-delivery-check[.]top', state: 'reported', reporters: 3, can_appeal: true }),
    );
    const phone = items.find(({ kind }) => kind === 'phone');
    expect(phone).toMatchObject({ value: '010-48**-77**', state: 'reported', first_seen: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) });
    expect(JSON.stringify(items)).not.toContain('48217733');
  });

  test('finds a number under its other names: as WhatsApp, and a site by its subdomain', async () => {
    await listed();
    expect((await check('wa.me/821048217733')).items.find(({ kind }) => kind === 'whatsapp')).toMatchObject({ state: 'reported' });
    expect((await check(`http://m.${DOMAIN}/x`)).items.find(({ kind }) => kind === 'domain')).toMatchObject({ state: 'reported' });
  });

  test('takes back at once what its holder disputes, and says so; upheld it reads as retracted', async () => {
    await listed();
    const filed = await fileDispute(scene.context, translator, { kind: 'domain', value: DOMAIN, reason: 'hacked', statement: '', contact: 'a@b.kr' });
    const domain = async () => (await check(`http://${DOMAIN}/x`)).items.find(({ kind }) => kind === 'domain');
    expect(await domain()).toMatchObject({ state: 'unknown', note: 'under_review', reporters: null, can_appeal: true });
    scene.clock.advance(60_000);
    await decideDispute(scene.context, translator, { by: supervisor, reference: filed.kind === 'filed' ? filed.reference : '', decision: 'uphold' });
    expect(await domain()).toMatchObject({ state: 'unknown', note: 'retracted' });
    for (const language of LANGUAGES) {
      const page = await fetch(`${api.address}/check`, {
        method: 'POST',
        headers: { 'accept-language': language, origin: api.address },
        body: new URLSearchParams({ text: `http://${DOMAIN}/x` }),
      });
      expect(await page.text()).toContain(translator.t(language, 'check:notes.retracted'));
    }
  });

  test('knows official numbers and sites, and warns that they can be faked', async () => {
    for (const text of ['1394', '997', 'https://www.maybank2u.com.my/login'])
      expect(await check(text)).toMatchObject({ outcome: 'official', items: [{ state: 'official' }, ...(text.startsWith('http') ? [{}] : [])] });
    expect((await check('997', 'ms')).advice[0]).toContain('Letak telefon');
  });

  test('never calls the unknown safe, in any language, however ordinary the words', async () => {
    for (const [text, language] of [
      ['내일 점심 같이 먹을래? 010-9911-2233', 'ko'],
      ['Esok jumpa pukul 3 ya, call saya 012-345 6789', 'ms'],
      ['See you tomorrow at three, ring me on 012-345 6789', 'en'],
    ] as const) {
      const { outcome, advice, sources } = await check(text, language);
      if (outcome !== 'unknown') continue;
      expect(advice[0]).toBe(translator.t(language, 'check:advice.not_safe'));
      expect(translator.t(language, 'check:outcome.unknown')).toMatch(/안전하다는 뜻은 아니|tidak bermakna ia selamat|does not mean it is safe/);
      expect(sources.filter(({ asked }) => !asked).every(({ blind_spot }) => blind_spot !== '')).toBe(true);
    }
  });

  test('reads the words, and judges no bare link or number by them', async () => {
    const scam = await check('서울중앙지검 수사관입니다. 본인 명의 계좌가 범죄에 연루되어 안전계좌로 옮기셔야 합니다', 'ko');
    expect(scam).toMatchObject({ outcome: 'scam', verdict: 'scam', type: 'IMP_AUTH' });
    expect(scam.advice.join(' ')).toContain('1394');
    expect(await check('wa.me/60123456789')).toMatchObject({ verdict: 'unclear', outcome: 'unknown' });
    expect(await check('3333-01-1234567')).toMatchObject({ items: [], outcome: 'unknown' });
    expect((await check('3333-01-1234567')).advice).toContain(translator.t('en', 'check:advice.name_the_bank'));
  });

  test('looks up both accounts where one replaces the other, and points that out', async () => {
    for (const text of [
      '국민 123456-01-234567 로 보내세요. 아 죄송해요 계좌 바뀌었어요 신한 110-123-456789 로 보내주세요',
      'Sila bayar ke CIMB 7012345678. Maaf, akaun itu kena beku, guna Maybank 512345678901',
      'Send to CIMB 7012345678. Sorry, that account is frozen, use Maybank 512345678901 instead',
    ]) {
      const { changed_account, items, outcome } = await check(text);
      expect({ text, changed_account, accounts: items.length }).toEqual({ text, changed_account: true, accounts: 2 });
      expect(['scam', 'suspicious']).toContain(outcome);
      expect(JSON.stringify(items)).not.toMatch(/\d{6}/);
    }
    expect(await check('입금은 국민 123456-01-234567 또는 신한 110-123-456789 로 부탁드립니다')).toMatchObject({ changed_account: false });
  });

  test('keeps nothing of what was checked', async () => {
    await check('010-4821-7733 http://keep-nothing.top/a');
    const { rows } = await scene.database.pool.query<{ rows: number }>(
      `select (select count(*) from reports) + (select count(*) from indicators) + (select count(*) from outbox) as rows`,
    );
    expect(Number(rows[0]?.rows)).toBe(0);
  });

  test('refuses what is empty, too long, no JSON or too often, in the caller’s language', async () => {
    expect((await post({ text: ' \n' })).status).toBe(422);
    expect((await post({})).status).toBe(422);
    expect((await post({ text: 'a'.repeat(10_001) })).status).toBe(422);
    expect((await post('{"text":')).status).toBe(400);
    expect((await post('text=a', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415);
    expect((await fetch(`${api.address}/v1/check`)).status).toBe(405);
    const same = { 'x-forwarded-for': '192.0.2.7', 'accept-language': 'ko' };
    const statuses = [];
    let last = await post({ text: '1394' }, same);
    for (let at = 0; at < 30; at += 1) {
      last = await post({ text: '1394' }, same);
      statuses.push(last.status);
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(29);
    expect(last.status).toBe(429);
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await last.json()).toMatchObject({ type: 'urn:jaga:problem:too-many-requests', title: translator.t('ko', 'problems:too-many-requests.title') });
  });

  test('answers anything that can be sent, never with 500', async () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.constantFrom(
        '010-4821-7733 ',
        'http://a.top/%00 ',
        '\u0000',
        '\uD800',
        '@x_name ',
        'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq ',
        'KB 123456-01-234567 ',
        '<script>',
        "'; --",
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        const answer = await post({ text: pieces.join('') });
        expect([200, 422]).toContain(answer.status);
      }),
      { numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 3 }), async (json) => {
        expect([200, 400, 422]).toContain((await post(json)).status);
      }),
      { numRuns: 50 },
    );
  });

  test('looks up twenty things at most and tells how many it left out', async () => {
    const many = Array.from({ length: 60 }, (_, at) => `http://site-${at}.top/a`).join(' ');
    const { items, left_out, advice } = await check(many);
    expect(items).toHaveLength(20);
    expect(left_out).toBe(100);
    expect(advice.join(' ')).toContain('100');
  });
});

describe('POST /check', () => {
  const send = (body: string, headers: Record<string, string> = {}) => {
    caller += 1;
    return fetch(`${api.address}/check`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'accept-language': 'ms',
        'x-forwarded-for': `10.9.${(caller >> 8) & 255}.${caller & 255}`,
        ...headers,
      },
      body,
    });
  };

  test('shows errors as a summary, and nothing a person wrote as mark-up', async () => {
    for (const [body, status] of [
      ['text=', 422],
      ['other=1', 422],
      ['text=%F0%9F%92%A9', 422],
      [`text=${'a'.repeat(10_001)}`, 422],
      ['text=%', 422],
      ['text[a]=1', 422],
    ] as const) {
      const answer = await send(body);
      expect({ body: body.slice(0, 20), status: answer.status }).toEqual({ body: body.slice(0, 20), status });
      expect(await answer.text()).toContain('role="alert"');
    }
    const page = await (await send(`text=${encodeURIComponent('<script>alert(1)</script> 010-4821-7733')}`)).text();
    expect(page).not.toContain('<script>alert');
    expect((await send('text=hello', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  test('the page’s checks count with those of the API', async () => {
    const same = { 'x-forwarded-for': '192.0.2.99' };
    for (let at = 0; at < 30; at += 1) await post({ text: '1394' }, same);
    const answer = await send('text=1394', same);
    expect(answer.status).toBe(429);
    expect(await answer.text()).toContain('saat');
  });

  // Last, because the server closes these connections.
  test('what is far too large is refused before it is read, here and at the API', async () => {
    expect((await send(`text=${'a'.repeat(600_000)}`)).status).toBe(413);
    expect((await post({ text: 'a'.repeat(70_000) })).status).toBe(413);
  });
});
