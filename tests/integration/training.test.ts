// Officers' decisions become training data without anybody in them (P9, P10), and a model in shadow reads along without touching anything.

import { createEarlierReports } from '#core/campaigns/earlier-reports.ts';
import { createReportMatcher, type ReportMatcher } from '#core/campaigns/match-report.ts';
import { readMessage } from '#core/reading/read-message.ts';
import { buildKnownIndex } from '#core/matching/known-index.ts';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { evidenceSeal } from '#core/evidence/evidence-store.ts';
import { LinearModel, type ModelWeights } from '#core/reading/classify/linear-model.ts';
import { readWhole } from '#core/reading/read-whole.ts';
import { parseCorpus } from '#core/reading/training/corpus.ts';
import { eraseReport } from '#core/reports/erase-report.ts';
import { loadReading, readReport } from '#core/reports/read-report.ts';
import type { Officer } from '#core/staff/staff.ts';
import { compareModels } from '#core/training/compare-models.ts';
import { comparedReports } from '#core/training/decided-reports.ts';
import { exportTraining } from '#core/training/export-training.ts';
import { loadExport } from '#core/training/load-export.ts';
import { loadShadowModel } from '#core/training/shadow-model.ts';
import { loadShadowOrNone, readInShadow } from '#core/training/shadow-reading.ts';
import { decideReport } from '#core/triage/decide-report.ts';
import { modelOf, weightsOf, writeModel } from '#tests/support/reader-models.ts';
import { createTriageScene, type TriageScene } from '#tests/support/triage-scene.ts';
import { readReportStage } from '#worker/stages/read-report.ts';
import { withShadow } from '#worker/stages/shadow-reading.ts';

const EVERY_MESSAGE = 1_000;

let scene: TriageScene;
let kim: Officer;

beforeAll(async () => {
  scene = await createTriageScene();
  kim = await scene.hire('officer', '김하나');
});
afterAll(() => scene.database.drop());
beforeEach(async () => {
  await scene.database.pool.query('truncate reports, outbox cascade');
});

type Changes = Parameters<TriageScene['report']>[0];
type Filed = { id: string; reference: string };

async function read(text: string, changes: Changes = {}): Promise<Filed> {
  const filed = await scene.report({ text, ...changes });
  await readReport(scene.context, filed.id);
  return filed;
}

async function decide({ reference }: Filed, decision: 'confirm' | 'reject' | 'reopen', type?: 'LOAN' | 'INVEST' | 'PHISH'): Promise<void> {
  expect(await decideReport(scene.context, { by: kim, reference, decision, type })).toMatchObject({ kind: 'done' });
}

/** As if the model in force had said so. */
async function saidInForce({ id }: Filed, verdict: 'scam' | 'suspicious' | 'unclear' | 'benign', score: number, type = 'OTHER'): Promise<void> {
  await scene.database.db.updateTable('readings').set({ verdict, score, type }).where('report_id', '=', id).execute();
}

async function saidInShadow({ id }: Filed, verdict: 'scam' | 'suspicious' | 'unclear' | 'benign', score: number, type = 'OTHER'): Promise<void> {
  await scene.database.db
    .insertInto('shadow_readings')
    .values({ report_id: id, model_id: 'new-1', verdict, score, type, scored_at: scene.clock.now() })
    .execute();
}

async function rowsOf(table: string): Promise<Record<string, unknown>[]> {
  return (await scene.database.pool.query(`select * from ${table}`)).rows;
}

async function counted(event: string, outcome: string): Promise<number> {
  const lines = (await scene.context.telemetry.registry.metrics()).split('\n');
  return Number(
    lines
      .find((line) => line.startsWith(`jaga_events_total{event="${event}",outcome="${outcome}"}`))
      ?.split(' ')
      .at(-1) ?? 0,
  );
}

async function auditOf(action: string): Promise<unknown[]> {
  return scene.database.db.selectFrom('audit_entries').select(['actor', 'subject_kind', 'subject_id', 'details']).where('action', '=', action).execute();
}

describe('the export', () => {
  const KOREAN =
    '제 이름은 김민수이고 주민번호 900101-1234567, 제 번호는 010-9382-1177입니다. 서울중앙지검 이정훈 검사가 국민은행 123456-01-234567 예금주 박서연에게 보내라고 해서 300만원을 방금 송금했어요. 인증번호 483920도 알려줬어요. 카톡 happy7788 http://safe-account-kr.top/p?name=minsu';
  const MALAY =
    'Nama saya Siti Aminah binti Ahmad, no IC 880715-10-5432, telefon saya 012-345 6789. Encik Razif bin Ismail dari LHDN suruh saya bayar ke akaun Maybank 164012345678 dan beri TAC 771204. Saya dah transfer RM5,000 tadi. WhatsApp dia +60 17-822 9911, emel razif.pegawai@lhdn-semak.top, kes 20261123998877.';
  const PLANTED = [
    '김민수 이정훈 박서연 900101 1234567 9382 1177 234567 483920 happy7788 safe-account minsu',
    'Siti Aminah Ahmad Razif Ismail 880715 5432 6789 164012345678 771204 9911 lhdn-semak 99887 partner-77 contoh.my',
  ].flatMap((words) => words.split(' '));

  test('of a Korean and a Malay report holds no planted phone, account, id, code, chat, link or name', async () => {
    const reporter = { id: 'partner-77', contact: 'siti@contoh.my' };
    const korean = await read(KOREAN, {
      country: 'KR',
      content: { text: KOREAN, suspects: [{ kind: 'phone', value: '010-4821-7733' }], reporter, evidence: [] },
    });
    const malay = await read(MALAY, { country: 'MY', content: { text: MALAY, suspects: [], reporter, evidence: [] } });
    await decide(korean, 'confirm');
    await decide(malay, 'confirm', 'INVEST');
    const { content, lines, leftOut } = await exportTraining(scene.context);
    expect(leftOut).toEqual({});
    expect(lines.scam + lines.account).toBe(2);
    for (const secret of PLANTED) expect(content.toLowerCase(), secret).not.toContain(secret.toLowerCase());
    for (const slot of ['{phone}', '{account}', '{name}', '{refno}', '{code}', '{messenger}', '{link}']) expect(content, slot).toContain(slot);
    expect(content).toContain(' INVEST ');
    for (const { reference, id } of [korean, malay]) {
      expect(content).not.toContain(reference);
      expect(content).not.toContain(id);
    }
  });

  test('reads back as scripts of the corpus, each in its own language, under what the officer decided', async () => {
    await decide(await read('서울중앙지검 수사관입니다. 본인 통장이 범죄에 쓰였으니 안전계좌로 옮기세요 010-4821-7733'), 'confirm', 'PHISH');
    await decide(await read('Pinjaman segera tanpa penjamin, hubungi 012-345 6789 sekarang juga'), 'confirm', 'LOAN');
    await decide(await read('내일 저녁에 회식 있어요\n장소는 회사 앞 고깃집이에요'), 'reject');
    await decide(await read('Esok mesyuarat ibu bapa pukul 8 pagi di sekolah, jangan lupa datang'), 'reject');
    const { content, id } = await exportTraining(scene.context);
    const file = join(mkdtempSync(join(tmpdir(), 'jaga-export-')), `officers-${id}.txt`);
    writeFileSync(file, content);
    const { scripts, skipped } = loadExport(file);
    expect(skipped).toBe(0);
    expect(scripts.map(({ language }) => language).toSorted()).toEqual(['ko', 'ko', 'ms', 'ms']);
    const labels = scripts.map(({ label }) => (label.kind === 'benign' ? label.benign : label.type)).toSorted();
    expect(labels).toEqual(['LOAN', 'PHISH', 'other', 'other']);
    expect(content.split('\n').filter((line) => line.startsWith('@'))).toContain('@benign other');
    expect(content).toContain('회식 있어요\\n장소는');
  });

  test('tells an account from a scammer’s words by the loss that was read', async () => {
    const told = await read('방금 300만원을 송금했어요. 검찰이라고 해서 속았어요');
    const row = await scene.database.db.selectFrom('reports').selectAll().where('id', '=', told.id).executeTakeFirstOrThrow();
    const reading = await loadReading(scene.context, row);
    await decide(told, 'confirm', 'PHISH');
    const { content } = await exportTraining(scene.context);
    const state = reading?.loss.state;
    expect(content.split('\n')[0]).toMatch(state === 'unknown' ? /^@scam PHISH message$/ : new RegExp(`^@account PHISH ${state} (recent|old|unclear)$`));
  });

  test('leaves out what is erased, undecided, unread or would be held back, says how many, and is in the audit trail by count alone', async () => {
    const erased = await read('서울중앙지검 수사관입니다. 안전계좌로 옮기세요');
    const unmasked = await read('Pinjaman segera tanpa penjamin');
    const unread = await scene.report({ text: '아직 안 읽은 제보입니다' });
    await read('아직 결정하지 않은 제보입니다');
    const reopened = await read('다시 열어 본 제보입니다');
    const [one, same] = [await read('내일 저녁에 회식 있어요'), await read('내일 저녁에 회식 있어요')];
    for (const each of [erased, unmasked, unread]) await decide(each, 'confirm');
    for (const each of [one, same, reopened]) await decide(each, 'reject');
    await decide(reopened, 'reopen');
    await eraseReport(scene.context, erased.id);
    await storeMasked(unmasked, '주민번호 900101-1234567 알려달래요');
    const before = (await auditOf('training.exported')).length;
    const { id, lines, leftOut, content } = await exportTraining(scene.context);
    expect(leftOut).toEqual({ erased: 1, held_back: 1, not_read: 1, repeated: 1 });
    expect(lines).toEqual({ scam: 0, account: 0, benign: 1 });
    expect(parseCorpus(content, 'ko/x.txt')).toHaveLength(1);
    expect((await auditOf('training.exported')).slice(before)).toEqual([
      { actor: 'system', subject_kind: 'training', subject_id: id, details: { reports: 1 } },
    ]);
  });

  test('takes what was decided since a day, and of nothing makes no entry', async () => {
    await decide(await read('내일 저녁에 회식 있어요'), 'reject');
    const before = (await auditOf('training.exported')).length;
    const later = new Date(scene.clock.now().getTime() + 1);
    expect(await exportTraining(scene.context, later)).toMatchObject({ content: '', leftOut: {} });
    expect(await auditOf('training.exported')).toHaveLength(before);
    expect((await exportTraining(scene.context, scene.clock.now())).lines.benign).toBe(1);
  });

  async function storeMasked({ id }: Filed, masked: string): Promise<void> {
    const { context } = scene;
    const row = await scene.database.db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const key = context.vault.unwrap(row.wrapped_key ?? Buffer.alloc(0), id);
    const sealed = context.vault.seal(key, JSON.stringify({ ...(await loadReading(context, row)), masked }), `readings/sealed/${id}`);
    await scene.database.db.updateTable('readings').set({ sealed }).where('report_id', '=', id).execute();
  }
});

describe('the type an officer names', () => {
  test('stands beside the decision and in the trail, goes when it is taken back, and is not changed by a second press', async () => {
    const filed = await read('Pinjaman segera tanpa penjamin');
    await decide(filed, 'confirm', 'LOAN');
    const again = { by: kim, reference: filed.reference, decision: 'confirm' as const };
    expect(await decideReport(scene.context, { ...again, type: 'LOAN' })).toMatchObject({ kind: 'unchanged' });
    expect(await decideReport(scene.context, again)).toMatchObject({ kind: 'unchanged' });
    expect(await decideReport(scene.context, { ...again, type: 'INVEST' })).toMatchObject({ kind: 'conflict', reason: 'not_possible_now' });
    expect(await rowsOf('reports')).toMatchObject([{ state: 'confirmed', decided_type: 'LOAN' }]);
    expect((await auditOf('report.confirmed')).at(-1)).toMatchObject({ details: { from: 'received', to: 'confirmed', type: 'LOAN' } });
    await decide(filed, 'reopen');
    expect(await rowsOf('reports')).toMatchObject([{ state: 'in_review', decided_type: null }]);
  });
});

describe('a model in shadow', () => {
  const TEXT = '내일 저녁에 회식 있어요';

  function matcher(): ReportMatcher {
    return createReportMatcher(scene.context, { known: buildKnownIndex([], (text) => readMessage({ text })), earlier: createEarlierReports(scene.context) });
  }

  async function runStage(reportId: string, model: LinearModel | undefined) {
    return withShadow(readReportStage(scene.context, matcher()), scene.context, model).run({ report_id: reportId });
  }

  /** What a report became, without ciphertexts and ids, which differ from report to report. */
  async function traces({ id }: Filed): Promise<unknown> {
    const { pool } = scene.database;
    const { rows: reports } = await pool.query('select state, urgent, loss_state, read_at, matched_at, decided_at from reports where id = $1', [id]);
    const { rows: readings } = await pool.query(
      'select reader_version, language, verdict, score, type, types, loss, amounts from readings where report_id = $1',
      [id],
    );
    const { rows: facts } = await pool.query(`select fact from outbox where payload->>'report_id' = $1 order by id`, [id]);
    return { reports, readings, facts };
  }

  test('scores what the worker reads, stores no more than figures and codes of it, and leaves the reading as it is without one', async () => {
    const [alone, watched] = [await scene.report({ text: TEXT }), await scene.report({ text: TEXT })];
    expect(await runStage(alone.id, undefined)).toEqual({ kind: 'done' });
    expect(await runStage(watched.id, modelOf('new-1', EVERY_MESSAGE))).toEqual({ kind: 'done' });
    const [row, ...others] = await rowsOf('shadow_readings');
    expect(others).toEqual([]);
    expect(row).toMatchObject({ report_id: watched.id, model_id: 'new-1', verdict: 'scam', score: 1 });
    expect(Object.keys(row ?? {})).toEqual(['report_id', 'model_id', 'verdict', 'score', 'type', 'scored_at']);
    expect(await traces(watched)).toEqual(await traces(alone));
  });

  test('may read twice, keeps models apart, and knows nothing of reports that are unknown or erased', async () => {
    const filed = await scene.report({ text: TEXT });
    for (const id of ['new-1', 'new-1', 'new-2']) await runStage(filed.id, modelOf(id, EVERY_MESSAGE));
    expect((await rowsOf('shadow_readings')).map(({ model_id }) => model_id)).toEqual(['new-1', 'new-2']);
    await eraseReport(scene.context, filed.id);
    expect(await rowsOf('shadow_readings')).toEqual([]);
    await readInShadow(scene.context, modelOf('new-1'), filed.id);
    await readInShadow(scene.context, modelOf('new-1'), '0199a000-0000-7000-8000-000000000000');
    expect(await rowsOf('shadow_readings')).toEqual([]);
  });

  test('reads what was found in evidence, and its first look at the text does not undo that', async () => {
    const picture = '서울중앙지검 수사관입니다. 본인 통장이 범죄에 쓰였으니 안전계좌로 옮기세요';
    const content = { text: '이런 게 왔어요', suspects: [], evidence: [{ filename: 'a.png', content_type: 'image/png' }] };
    const { id } = await scene.report({ content, evidence: [{ content_type: 'image/png', data: Buffer.from('x') }] });
    const model = modelOf('new-1', 0.5);
    await runStage(id, model);
    const scoreOf = async () => (await rowsOf('shadow_readings'))[0]?.['score'];
    expect(await scoreOf()).toBeCloseTo(readWhole({ text: content.text }, [], model).score, 4);
    const { wrapped_key } = await scene.database.db.selectFrom('reports').select('wrapped_key').where('id', '=', id).executeTakeFirstOrThrow();
    const key = scene.context.vault.unwrap(wrapped_key ?? Buffer.alloc(0), id);
    const sealed_text = scene.context.vault.seal(
      key,
      JSON.stringify({ by: 'picture', text: picture, qr: [] }),
      evidenceSeal('text', { report_id: id, position: 0 }),
    );
    await scene.database.db.updateTable('evidence').set({ state: 'read', sealed_text }).where('report_id', '=', id).execute();
    await scene.database.db.updateTable('reports').set({ evidence_due: false }).where('id', '=', id).execute();
    await readInShadow(scene.context, model, id);
    const whole = readWhole({ text: content.text }, [{ text: picture, found_in: { evidence: 0, by: 'picture' } }], model).score;
    expect(await scoreOf()).toBeCloseTo(whole, 4);
    await scene.database.db.updateTable('reports').set({ evidence_due: true }).where('id', '=', id).execute();
    await scene.database.db.updateTable('evidence').set({ state: 'waiting', sealed_text: null }).where('report_id', '=', id).execute();
    await readInShadow(scene.context, model, id);
    expect(await scoreOf()).toBeCloseTo(whole, 4);
  });

  test.each([
    ['without an answer to a question', () => new LinearModel(withoutHeads('broken-1'))],
    ['with weights that are no numbers', () => modelOf('broken-2', Number.NaN)],
    ['that throws', () => Object.assign(modelOf('broken-3'), { scamScore: () => fail() })],
  ])('%s changes nothing, and is counted', async (_how, make) => {
    const [alone, watched] = [await scene.report({ text: TEXT }), await scene.report({ text: TEXT })];
    const before = await counted('shadow_failed', 'reading');
    expect(await runStage(alone.id, undefined)).toEqual({ kind: 'done' });
    expect(await runStage(watched.id, make())).toEqual({ kind: 'done' });
    expect(await traces(watched)).toEqual(await traces(alone));
    expect(await rowsOf('shadow_readings')).toEqual([]);
    expect(await rowsOf('dead_letters')).toEqual([]);
    expect(await counted('shadow_failed', 'reading')).toBe(before + 1);
  });

  test('that cannot be loaded leaves the worker without one', async () => {
    const broken = join(mkdtempSync(join(tmpdir(), 'jaga-model-')), 'reader.model');
    writeFileSync(broken, readFileSync(writeModel(weightsOf('cut'))).subarray(0, 1_000_000));
    const before = await counted('shadow_failed', 'not_loaded');
    for (const path of [broken, '/nowhere/reader.model', writeModel(withoutHeads('silent'))]) {
      expect(() => loadShadowModel(path), path).toThrow(expect.objectContaining({ code: 'shadow_model_unusable' }));
      expect(loadShadowOrNone(scene.context, path)).toBeUndefined();
    }
    expect(await counted('shadow_failed', 'not_loaded')).toBe(before + 3);
    expect(loadShadowOrNone(scene.context, writeModel(weightsOf('whole')))?.header.id).toBe('whole');
  });
});

describe('the comparison', () => {
  async function sceneOfFive(): Promise<Filed[]> {
    const filed = [];
    for (const text of ['하나', 'dua', '셋', 'empat', '다섯']) filed.push(await read(`${text} 내일 저녁에 회식 있어요`));
    const [agreed, missed, wolf, both, undecided] = filed;
    if (agreed === undefined || missed === undefined || wolf === undefined || both === undefined || undecided === undefined) throw new Error('five are needed');
    await saidInForce(agreed, 'scam', 0.97, 'PHISH');
    await saidInShadow(agreed, 'scam', 0.99, 'PHISH');
    await saidInForce(missed, 'unclear', 0.4);
    await saidInShadow(missed, 'scam', 0.91, 'LOAN');
    await saidInForce(wolf, 'benign', 0.01);
    await saidInShadow(wolf, 'scam', 0.88, 'INVEST');
    await saidInForce(both, 'benign', 0.02);
    await saidInShadow(both, 'benign', 0.03);
    await saidInForce(undecided, 'benign', 0.02);
    await saidInShadow(undecided, 'scam', 0.9);
    await decide(agreed, 'confirm');
    await decide(missed, 'confirm', 'LOAN');
    await decide(wolf, 'reject');
    await decide(both, 'reject');
    return filed;
  }

  test('holds both against what officers decided', async () => {
    const [, missed, wolf] = await sceneOfFive();
    const [comparison, ...others] = compareModels(await comparedReports(scene.database.db, undefined));
    expect(others).toEqual([]);
    expect(comparison).toMatchObject({
      model: 'new-1',
      compared: 4,
      confirmed: 2,
      rejected: 2,
      named: 1,
      agreement: 2,
      inForce: { found: 1, alarms: 0, typeRight: 1 },
      shadow: { found: 2, alarms: 1, typeRight: 2 },
    });
    expect(comparison?.differing.map(({ reference }) => reference)).toEqual([missed?.reference, wolf?.reference].toSorted());
    expect(await comparedReports(scene.database.db, new Date(scene.clock.now().getTime() + 1))).toEqual([]);
  });

  test('and the export come out of the command line with references, counts and no text', { timeout: 60_000 }, async () => {
    const [agreed, missed, wolf] = await sceneOfFive();
    const day = scene.clock.now().toISOString().slice(0, 10);
    const compared = await jaga('training', 'compare', '--since', day);
    expect(compared.status, compared.said).toBe(0);
    expect(compared.said).toContain('4 reports compared; both say the same of 2 (50.0 %)');
    expect(compared.said).toMatch(/found among 2 confirmed\s+1 \(50\.0 %\)\s+2 \(100\.0 %\)/);
    expect(compared.said).toMatch(/alarms among 2 rejected\s+0 \(0\.0 %\)\s+1 \(50\.0 %\)/);
    expect(compared.said).toMatch(/type right of 2 confirmed\s+1 \(50\.0 %\)\s+2 \(100\.0 %\)/);
    expect(compared.said).toContain(missed?.reference);
    expect(compared.said).toContain(wolf?.reference);
    expect(compared.said).not.toContain(agreed?.reference);
    expect(compared.said).not.toContain('회식');

    const out = join(mkdtempSync(join(tmpdir(), 'jaga-export-')), 'decided.txt');
    const exported = await jaga('training', 'export', '--since', day, '--out', out);
    expect(exported.status, exported.said).toBe(0);
    expect(exported.said).toMatch(/: 4 reports \(\d scam, \d account, 2 benign\), [0-9a-f]{12}\nleft out: 0\n$/);
    expect(statSync(out).mode & 0o777).toBe(0o600);
    expect(parseCorpus(readFileSync(out, 'utf8'), 'ko/decided.txt')).toHaveLength(4);
    expect((await jaga('training', 'export', '--out', out)).said).toContain('exists');
    expect((await jaga('training', 'compare', '--since', 'yesterday')).status).toBe(1);
  });

  test('is worth setting up when doctor says that the model loads', { timeout: 60_000 }, async () => {
    expect((await jagaWith({ READER_SHADOW_MODEL: writeModel(weightsOf('new-1')) }, 'doctor')).said).toContain('✓ shadow     new-1 beside');
    expect((await jagaWith({ READER_SHADOW_MODEL: '/nowhere/reader.model' }, 'doctor')).said).toContain('✗ shadow');
  });
});

const run = promisify(execFile);

function jaga(...args: string[]): Promise<{ status: number; said: string }> {
  return jagaWith({}, ...args);
}

async function jagaWith(settings: Record<string, string>, ...args: string[]): Promise<{ status: number; said: string }> {
  const env = {
    PATH: process.env['PATH'],
    DATABASE_URL: scene.database.url,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'jaga-training-')),
    MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    ...settings,
  };
  try {
    const { stdout, stderr } = await run(process.execPath, ['cli/main.ts', ...args], { env });
    return { status: 0, said: stdout + stderr };
  } catch (error) {
    const failed = error as { code: number; stdout: string; stderr: string };
    return { status: failed.code, said: failed.stdout + failed.stderr };
  }
}

/** Scores, and knows no types. */
function withoutHeads(id: string): ModelWeights {
  const { header, ...weights } = weightsOf(id, EVERY_MESSAGE);
  return { ...weights, header: { ...header, heads: [] }, heads: [] };
}

function fail(): never {
  throw new Error('weights are gone');
}
